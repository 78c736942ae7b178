/** A run that was stopped, as another goes on from it. */

import { having, type Kind, list } from "./options/options.ts";
import type { RunResult } from "./run.ts";
import { differenceOf, type RunSpec, SPEC, walkersOf } from "./spec.ts";
import { isInOrder, sizeOf } from "./tally/ranges.ts";
import { TALLY } from "./tally/tally.ts";

/** What must be known of it: what was to be walked, and what was. */
export type StoppedRun = Pick<RunResult, "spec" | "tally" | "ranges" | "provenance">;

/** Where a run comes from. */
export const FROM_A_RUN = "use what simulate() or decodeRun() gave";

/** What is taken for one. */
export const STOPPED_RUN: Kind<StoppedRun> = having(
  { spec: SPEC, ranges: list(FROM_A_RUN), tally: TALLY, provenance: list(FROM_A_RUN) },
  FROM_A_RUN,
);

/** Makes sure that its walkers are a spec's. @throws {RangeError} If not. */
export function checkStopped(spec: RunSpec, stopped: StoppedRun): void {
  const difference = differenceOf(spec, stopped.spec);
  if (difference !== undefined) {
    throw new RangeError(`Cannot go on from a run with ${difference}: use that run's spec`);
  }
  const { first, end } = walkersOf(spec);
  const { ranges, tally } = stopped;
  if (isInOrder(ranges, { first, end }) && sizeOf(ranges) === tally.walkers) return;
  throw new RangeError(
    `Cannot go on from a run of walkers that are not those from ${first} to ${end - 1}, or not ` +
      `those of its tally: use that run's spec`,
  );
}
