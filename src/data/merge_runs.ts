/** Saved runs added up: the same walk, other walkers. */

import { createSpec, type RunSpec, walkersOf } from "../spec.ts";
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
 * @throws {DataError} If the runs differ, or a walker is in both.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createSpec } from "../spec.ts";
 * import { digest, zero } from "../tally/tally.ts";
 * import { mergeRuns } from "./merge_runs.ts";
 *
 * const spec = createSpec({ walkers: 2, steps: 1, seed: 7 });
 * // One walker, at (1, 1).
 * const walker = async (first: number) => {
 *   const tally = zero(spec.window);
 *   tally.walkers = tally.cells[3] = 1;
 *   Object.assign(tally.sums, { x: 1n, y: 1n, xx: 1n, yy: 1n, xy: 1n });
 *   const ranges = [{ first, end: first + 1 }];
 *   return { spec, ranges, tally, digest: await digest(tally), isComplete: false, provenance: [] };
 * };
 * const sum = await mergeRuns(await walker(0), await walker(1));
 * assert.deepEqual([sum.ranges, sum.isComplete], [[{ first: 0, end: 2 }], true]);
 * ```
 */
export async function mergeRuns(a: SavedRun, b: SavedRun): Promise<SavedRun> {
  checkSameWalk(a.spec, b.spec);
  const ranges = uniteRanges(a.ranges, b.ranges);
  const [one, other] = [walkersOf(a.spec), walkersOf(b.spec)];
  const first = Math.min(one.first, other.first);
  const walkers = Math.max(one.end, other.end) - first;
  const spec = createSpec({ ...a.spec, seed: a.spec.seed.text, first, walkers });
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

/** All but which walkers; a seed is its number, whatever text it was made from. */
function checkSameWalk(a: RunSpec, b: RunSpec): void {
  const facts = ({ walk, dimensions, steps, seed, window }: RunSpec) => ({
    walk,
    dimensions,
    steps,
    seed: String(seed.value),
    window: JSON.stringify(window),
  });
  const other: Record<string, unknown> = facts(b);
  for (const [name, value] of Object.entries(facts(a))) {
    if (value === other[name]) continue;
    throw new DataError(
      `Cannot add runs with ${name} ${value} and ${other[name]}: walk again with the same ${name}`,
    );
  }
}

function uniteRanges(a: readonly Range[], b: readonly Range[]): Range[] {
  try {
    return unite(a, b);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DataError(`Cannot add runs: ${error.message}; add runs of other walkers`);
  }
}
