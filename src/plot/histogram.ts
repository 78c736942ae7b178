/** Marginal counts → bins a whole number of cells wide. */

import { occupiedRange } from "./cells.ts";

/** Bin b covers [start + b·size, start + (b + 1)·size). */
export interface Histogram {
  readonly start: number;
  readonly size: number;
  readonly counts: Float64Array;
}

/** Cells along an axis: cell c covers [start + c·size, start + (c + 1)·size). */
export interface AxisCounts {
  readonly start: number;
  readonly size: number;
  readonly counts: Float64Array;
}

/**
 * Adds up a marginal's cells into bins that are centred on the occupied range and cover it.
 *
 * @param axis Counts by cell.
 * @param binCells Cells in a bin, a whole number above 0.
 *
 * @example
 * ```ts
 * import { histogram } from "./histogram.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const counts = Float64Array.of(0, 1, 2, 3, 4, 0);
 * const { start, counts: bins } = histogram({ start: 0, size: 1, counts }, 2);
 * deepEqual([start, ...bins], [1, 3, 7]);
 * ```
 */
export function histogram(axis: AxisCounts, binCells: number): Histogram {
  const [first, end] = occupiedRange(axis.counts);
  const bins = new Float64Array(Math.ceil((end - first) / binCells));
  const lead = Math.floor((bins.length * binCells - (end - first)) / 2);
  for (let cell = first; cell < end; cell++) {
    bins[Math.floor((cell - first + lead) / binCells)] += axis.counts[cell];
  }
  return {
    start: axis.start + (first - lead) * axis.size,
    size: binCells * axis.size,
    counts: bins,
  };
}

/** The cells of an axis that lie between two places, if only in part. */
export function cellsWithin(
  { start, size, counts }: AxisCounts,
  from: number,
  to: number,
): AxisCounts {
  const first = Math.min(counts.length, Math.max(0, Math.floor((from - start) / size)));
  const end = Math.max(first, Math.min(counts.length, Math.ceil((to - start) / size)));
  return { start: start + first * size, size, counts: counts.subarray(first, end) };
}
