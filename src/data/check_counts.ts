/** Whether a run's ranges, counts and sums can be of one run. */

import { having, type Kind, list } from "../options/options.ts";
import { type RunSpec, SPEC, walkersOf } from "../spec.ts";
import { FROM_A_RUN } from "../stopped_run.ts";
import { isInOrder, type Range, sizeOf } from "../tally/ranges.ts";
import { TALLY, type Tally } from "../tally/tally.ts";
import { checkSums } from "./check_sums.ts";
import { refuse } from "./error.ts";

/** A spec, the walkers of it that were walked, and where they ended. */
export interface CoveredRun {
  /** What was to be walked. */
  readonly spec: RunSpec;
  /** The walkers in the tally; in order, none empty, none touching the next. */
  readonly ranges: readonly Range[];
  /** Its window is the spec's. */
  readonly tally: Tally;
}

/** What is taken for a run. */
export const COVERED_RUN: Kind<CoveredRun> = having(
  { spec: SPEC, ranges: list(FROM_A_RUN), tally: TALLY },
  FROM_A_RUN,
);

/**
 * Checks that ranges, counts and sums agree with each other and with the spec.
 *
 * @throws {DataError} If they do not.
 *
 * Cost: a pass over the cells.
 */
export function checkCounts(run: CoveredRun): void {
  const { spec, ranges, tally: { walkers, outside, cells, window } } = run;
  const all = walkersOf(spec);
  if (!isInOrder(ranges, all)) {
    refuse(`its ranges are not in order, or not within ${all.first} to ${all.end}`);
  }
  if (JSON.stringify(window) !== JSON.stringify(spec.window)) {
    refuse("its tally has another window than its spec");
  }
  if (cells.length !== window.columns * window.rows) {
    refuse(`it has ${cells.length} cells, not ${window.columns} × ${window.rows}`);
  }
  const inside = total(cells);
  if (!isCount(walkers) || !isCount(outside) || inside + outside !== walkers) {
    refuse(`${walkers} walkers are not the ${inside} in its cells and ${outside} outside`);
  }
  if (sizeOf(ranges) !== walkers) {
    refuse(`its ranges have ${sizeOf(ranges)} walkers, its tally ${walkers}`);
  }
  checkSums(run);
}

/** The sum of counts; Infinity if one is none, or if the sum is not exact. */
function total(cells: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < cells.length; i++) {
    sum += cells[i];
    if (!isCount(cells[i]) || sum > Number.MAX_SAFE_INTEGER) return Infinity;
  }
  return sum;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
