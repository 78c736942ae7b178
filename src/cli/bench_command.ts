/** `deno task bench`: the backends of this host side by side, on one spec, in one run. */

// @ts-types="@types/d3-array"
import { median } from "d3-array";
// @ts-types="@types/d3-format"
import { format } from "d3-format";
import { findAdapter, isSoftware } from "../backends/adapter.ts";
import type { Backend } from "../backends/backend.ts";
import { openBackend } from "../backends/choose.ts";
import { type RunSpec, specToJson } from "../spec.ts";
import { digest, merge, zero } from "../tally/tally.ts";
import { type Command, HELP, parseNumber, UsageError, type Values, VERSION } from "./args.ts";
import { parseSpec } from "./run_command.ts";
import { describeBackend, duration } from "./summary.ts";

export const command: Command = {
  name: "bench",
  summary: "Compares the backends of this host with each other and with a plain loop.",
  flags: [
    { name: "n", value: "1e7", help: "walkers" },
    { name: "steps", value: "1000", help: "steps of each walk" },
    { name: "rounds", value: "5", help: "rounds, of which the table shows the median" },
    { name: "software", help: "include a GPU adapter that is software" },
    { name: "json", help: "print the figures as one JSON object" },
    HELP,
    VERSION,
  ],
};

/** A row under measurement. */
interface Row {
  readonly name: string;
  readonly openMs: number;
  /** Walks everything once; the digest of what came out, if it can be compared. */
  readonly walk: () => Promise<string | undefined>;
  /** Walkers that a round walks. */
  readonly walkers: number;
  readonly rounds: number[];
  readonly backend?: Backend;
}

/** The plain loop is too slow for as many walkers as the others; its rate does not depend on them. */
const LOOP_WALKERS = 10_000;

/** Runs the command and returns the program's exit status. */
export async function execute(values: Values): Promise<number> {
  const spec = parseSpec({ n: values.n ?? "1e7", steps: values.steps, seed: "7" });
  const rounds = parseNumber("rounds", values.rounds ?? "5");
  if (!(Number.isInteger(rounds) && rounds >= 1 && rounds <= 1000)) {
    throw new UsageError(`--rounds ${rounds}: use a whole number from 1 to 1000`);
  }
  const rows = await openRows(spec, values.software !== undefined);
  try {
    await measure(rows, rounds);
  } finally {
    for (const { backend } of rows) await backend?.[Symbol.asyncDispose]();
  }
  console.log(values.json === undefined ? table(spec, rows) : json(spec, rows));
  return 0;
}

async function openRows(spec: RunSpec, withSoftware: boolean): Promise<Row[]> {
  const rows: Row[] = [loopRow(spec)];
  const adapter = await findAdapter();
  const names = ["serial", "workers", "gpu"] as const;
  for (const name of names) {
    if (name === "gpu" && (!adapter || (isSoftware(adapter) && !withSoftware))) continue;
    const start = performance.now();
    const backend = await openBackend(name, spec, navigator.hardwareConcurrency);
    const openMs = performance.now() - start;
    const walk = () => walkAll(backend, spec);
    const label = describeBackend(backend.info);
    rows.push({ name: label, openMs, walk, walkers: spec.walkers, rounds: [], backend });
  }
  return rows;
}

/** The loop as one would write it: one core, `Math.random`, a step at a time. */
function loopRow({ steps, walkers }: RunSpec): Row {
  const some = Math.min(walkers, LOOP_WALKERS);
  const walk = () => {
    const ends: [number, number][] = [];
    for (let i = 0; i < some; i++) {
      let [x, y] = [0, 0];
      for (let t = 0; t < steps; t++) {
        x += Math.random() < 0.5 ? -1 : 1;
        y += Math.random() < 0.5 ? -1 : 1;
      }
      ends.push([x, y]);
    }
    return Promise.resolve(undefined);
  };
  return {
    name: `loop (${some.toLocaleString("en")} walkers)`,
    openMs: 0,
    walk,
    walkers: some,
    rounds: [],
  };
}

async function walkAll(backend: Backend, spec: RunSpec): Promise<string> {
  const total = zero(spec.window);
  for await (const { tally } of backend.walk({ first: 0, end: spec.walkers })) merge(total, tally);
  return await digest(total);
}

/** Rounds in turn, so that a busy moment of the host hits every row. @throws {Error} If digests differ. */
async function measure(rows: readonly Row[], rounds: number): Promise<void> {
  const digests = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    for (const row of rows) {
      const start = performance.now();
      const found = await row.walk();
      row.rounds.push(performance.now() - start);
      if (found !== undefined) digests.add(found);
    }
  }
  if (digests.size > 1) throw new Error(`the backends disagree: ${[...digests].join(", ")}`);
}

function table(spec: RunSpec, rows: readonly Row[]): string {
  const rates = rows.map((row) => stepsPerSecond(row, spec));
  const lines = rows.map((row, i) => [
    row.name,
    duration(row.openMs),
    duration(row.rounds[0]),
    duration(medianOf(row)),
    `${duration(Math.min(...row.rounds))} to ${duration(Math.max(...row.rounds))}`,
    format(".3~s")(rates[i]),
    `${format(",.3~r")(rates[i] / rates[0])}×`,
  ]);
  const all = [["backend", "open", "first", "median", "spread", "steps/s", "of loop"], ...lines];
  const widths = all[0].map((_, column) => Math.max(...all.map((line) => line[column].length)));
  const text = all.map((line) =>
    line.map((cell, i) => cell.padEnd(widths[i])).join("  ").trimEnd()
  );
  const { walkers, steps } = spec;
  const head = `${walkers.toLocaleString("en")} walkers × ${steps.toLocaleString("en")} steps`;
  return [head, "", ...text].join("\n");
}

function json(spec: RunSpec, rows: readonly Row[]): string {
  return JSON.stringify({
    spec: specToJson(spec),
    rows: rows.map((row) => ({
      name: row.name,
      backend: row.backend?.info,
      openMs: row.openMs,
      walkers: row.walkers,
      roundsMs: row.rounds,
      stepsPerSecond: stepsPerSecond(row, spec),
    })),
  });
}

function stepsPerSecond(row: Row, { steps }: RunSpec): number {
  return 1000 * row.walkers * steps / medianOf(row);
}

/** The middle of a row's rounds, of which there is at least one. */
function medianOf({ rounds }: Row): number {
  return median(rounds) ?? NaN;
}
