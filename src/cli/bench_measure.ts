/** Rounds of all rows in turn, and what they come to. */

// @ts-types="@types/d3-array"
import { max, median } from "d3-array";
import type { Ceiling } from "../backends/ceiling.ts";
import type { RunSpec } from "../spec.ts";
import type { Round, Row } from "./bench_rows.ts";

/** A row at one number of walkers. */
export interface Measurement {
  readonly row: Row;
  readonly walkers: number;
  readonly steps: number;
  /** At least one. */
  readonly rounds: readonly Round[];
}

/** What to measure. */
export interface Plan {
  readonly spec: RunSpec;
  readonly rows: readonly Row[];
  /** Numbers of walkers, ascending. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** Called before each round. */
  readonly onRound?: (row: Row, walkers: number, round: number) => void;
}

/** All that was measured. */
export interface Findings {
  readonly spec: RunSpec;
  /** By number of walkers, ascending: a measurement a row; the loop is left out of large ones. */
  readonly sizes: readonly (readonly Measurement[])[];
  /** Of one core, see `Ceiling`. */
  readonly ceilingStepsPerSecond: number;
}

/** A guess at the plain loop's pace. */
const LOOP_STEPS_PER_MS = 4e4;
/** It walks all walkers if that takes about so long at most; its rate is the same for more. */
const LOOP_MS = 3000;
/** At the first size, where its rate must be had, it walks what takes so long. */
const LOOP_SAMPLE_MS = 250;
/** After so long at one size, a row is not measured again. */
const PATIENCE_MS = 20_000;
const CEILING_MS = 30;

/**
 * Measures every row at every size, round by round, so that a busy moment of the host hits all rows.
 *
 * @param ceiling Measured between the rounds.
 * @throws {Error} If two rows give different digests at one size.
 */
export async function measure(plan: Plan, ceiling: Ceiling): Promise<Findings> {
  const sizes: Measurement[][] = [];
  const ceilings: number[] = [];
  for (const size of plan.sizes) {
    const { steps } = plan.spec;
    const taken = plan.rows.flatMap((row) => {
      const walkers = row.backend ? size : loopWalkers(size, steps, sizes.length === 0);
      return walkers === undefined ? [] : [{ row, walkers, steps, rounds: [] as Round[] }];
    });
    for (let round = 0; round < plan.rounds; round++) {
      for (const { row, walkers, rounds } of taken) {
        if (timeOf(rounds) > PATIENCE_MS) continue;
        plan.onRound?.(row, walkers, round);
        rounds.push(await row.walk(walkers));
      }
      ceilings.push(ceiling.measure(CEILING_MS));
    }
    checkDigests(taken.flatMap(({ rounds }) => rounds), size);
    sizes.push(taken);
  }
  return { spec: plan.spec, sizes, ceilingStepsPerSecond: max(ceilings) ?? NaN };
}

/** The first round, which finds everything cold. */
export function firstMs({ rounds }: Measurement): number {
  return rounds[0].ms;
}

/** The median of all rounds but the first, if there are more. */
export function steadyMs({ rounds }: Measurement): number {
  return median(steadyRounds(rounds), ({ ms }) => ms) ?? NaN;
}

/** The least and the greatest of the rounds behind `steadyMs`. */
export function spreadMs({ rounds }: Measurement): [number, number] {
  const times = steadyRounds(rounds).map(({ ms }) => ms);
  return [Math.min(...times), Math.max(...times)];
}

/** The median time on a GPU's own clock, if it has one. */
export function kernelMs({ rounds }: Measurement): number | undefined {
  return median(steadyRounds(rounds).flatMap(({ kernelMs }) => kernelMs ?? []));
}

export function stepsPerSecond(measurement: Measurement): number {
  return 1000 * measurement.walkers * measurement.steps / steadyMs(measurement);
}

function steadyRounds(rounds: readonly Round[]): readonly Round[] {
  return rounds.length > 1 ? rounds.slice(1) : rounds;
}

/** Walkers of the plain loop; undefined if it cannot be waited for. */
function loopWalkers(walkers: number, steps: number, isFirst: boolean): number | undefined {
  if (walkers * steps <= LOOP_MS * LOOP_STEPS_PER_MS) return walkers;
  if (!isFirst) return undefined;
  return Math.max(1, Math.floor(LOOP_SAMPLE_MS * LOOP_STEPS_PER_MS / steps));
}

function timeOf(rounds: readonly Round[]): number {
  return rounds.reduce((sum, { ms }) => sum + ms, 0);
}

function checkDigests(rounds: readonly Round[], walkers: number): void {
  const digests = new Set(rounds.flatMap(({ digest }) => digest ?? []));
  if (digests.size <= 1) return;
  throw new Error(`the backends disagree on ${walkers} walkers: ${[...digests].join(", ")}`);
}
