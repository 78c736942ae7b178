/** Saved runs added up: the same walk, other walkers. */

import { checkArgument } from "../options/options.ts";
import { createSpec, differenceOf, type RunSpec, walkersOf } from "../spec.ts";
import { STOPPED_RUN } from "../stopped_run.ts";
import { type Range, unite } from "../tally/ranges.ts";
import { digest, merge, zero } from "../tally/tally.ts";
import { DataError } from "./error.ts";
import type { Provenance } from "./provenance.ts";
import type { SavedRun } from "./saved_run.ts";

/**
 * Adds two saved runs of the same walk, steps, seed and window that share no walker. Which walkers
 * they were asked for may differ: the sum's are those from the lowest to the highest of both, and it
 * is complete once all of them are in. The result is the same as if one run had walked them all.
 *
 * @throws {TypeError} If one is no run.
 * @throws {DataError} If the runs differ, or a walker is in both.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mergeRuns, simulate } from "hexwalk";
 *
 * const walk = { steps: 100, seed: 7 };
 * const one = await simulate({ ...walk, walkers: 600 });
 * const other = await simulate({ ...walk, first: 600, walkers: 400 });
 * const all = await simulate({ ...walk, walkers: 1000 });
 * assert.equal((await mergeRuns(one, other)).digest, all.digest);
 * ```
 */
export async function mergeRuns(a: SavedRun, b: SavedRun): Promise<SavedRun> {
  checkArgument("add", "first run", a, STOPPED_RUN);
  checkArgument("add", "second run", b, STOPPED_RUN);
  checkSameWalk(a.spec, b.spec);
  const ranges = uniteRanges(a.ranges, b.ranges);
  const [one, other] = [walkersOf(a.spec), walkersOf(b.spec)];
  const first = Math.min(one.first, other.first);
  const walkers = Math.max(one.end, other.end) - first;
  const spec = createSpec({ ...a.spec, first, walkers });
  const tally = merge(merge(zero(spec.window), a.tally), b.tally);
  return {
    spec,
    ranges,
    tally,
    digest: await digest(tally),
    isComplete: tally.walkers === walkers,
    provenance: addProvenances(a, b),
  };
}

/** Where the walkers of both come from; a run without any leaves no trace in one that has some. */
function addProvenances(a: SavedRun, b: SavedRun): readonly Provenance[] {
  const all = [...a.provenance, ...b.provenance];
  const some = all.filter(({ walkers }) => walkers > 0);
  return some.length > 0 ? some : all;
}

function checkSameWalk(a: RunSpec, b: RunSpec): void {
  const difference = differenceOf(a, b);
  if (difference === undefined) return;
  const [name] = difference.split(" ");
  throw new DataError(`Cannot add runs with ${difference}: walk again with the same ${name}`);
}

function uniteRanges(a: readonly Range[], b: readonly Range[]): Range[] {
  try {
    return unite(a, b);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DataError(`Cannot add runs: ${error.message}; add runs of other walkers`);
  }
}
