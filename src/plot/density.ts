/** Marginal counts → a smooth curve. */

import type { AxisCounts } from "./histogram.ts";

/** Values at ascending places along an axis. */
export interface Curve {
  /** In sites. */
  readonly at: Float64Array;
  /** Walkers per site, 0 or more. */
  readonly values: Float64Array;
}

/** Beyond so many bandwidths a kernel is below 10^−8 of its middle. */
const KERNEL_REACH = 6;

/** Places along an axis: one every three units of a figure's panel. */
const PLACES = 160;

/** Evenly spaced places from one end of an axis to the other. */
export function placesAlong(from: number, to: number): Float64Array {
  return Float64Array.from({ length: PLACES + 1 }, (_, k) => from + (to - from) * k / PLACES);
}

/**
 * A Gaussian kernel estimate of a marginal's density, by walkers per site: its area is the walkers.
 *
 * The bandwidth is Scott's, as in `seaborn.kdeplot`, but at least a cell: the endpoints of a lattice lie
 * a cell apart, and narrower kernels would show each of them.
 *
 * @param axis Counts by cell.
 *
 * Cost: O(places · cells), about 1 ms.
 *
 * @example
 * ```ts
 * import { kernelDensity } from "./density.ts";
 * import { ok } from "node:assert/strict";
 *
 * const counts = Float64Array.of(0, 0, 5, 0, 0);
 * const { values } = kernelDensity({ start: -5, size: 2, counts }, Float64Array.of(-2, 0, 2));
 * ok(Math.abs(values[1] - 5 / (2 * Math.sqrt(2 * Math.PI))) < 1e-12 && values[0] === values[2]);
 * ```
 */
export function kernelDensity(axis: AxisCounts, at: Float64Array): Curve {
  const { start, size, counts } = axis;
  const bandwidth = Math.max(scottBandwidth(axis), size);
  const height = 1 / (bandwidth * Math.sqrt(2 * Math.PI));
  const values = at.map((place) => {
    const middle = (place - start) / size - 0.5;
    const reach = KERNEL_REACH * bandwidth / size;
    const first = Math.max(0, Math.ceil(middle - reach));
    const last = Math.min(counts.length - 1, Math.floor(middle + reach));
    let sum = 0;
    for (let cell = first; cell <= last; cell++) {
      if (counts[cell] === 0) continue;
      const deviations = (cell - middle) * size / bandwidth;
      sum += counts[cell] * Math.exp(-(deviations ** 2) / 2);
    }
    return sum * height;
  });
  return { at, values };
}

/**
 * A standard deviation over the fifth root of the number of walkers, in sites; 0 for less than two walkers.
 *
 * Source: Scott, "Multivariate density estimation" (1992), with the constant left out as scipy does.
 */
export function scottBandwidth(axis: AxisCounts): number {
  const total = axis.counts.reduce((sum, count) => sum + count, 0);
  return total <= 1 ? 0 : standardDeviation(axis) * total ** (-1 / 5);
}

/** The standard deviation of the walkers along an axis, in sites; 0 for less than two of them. */
export function standardDeviation({ size, counts }: AxisCounts): number {
  let total = 0, first = 0, second = 0;
  for (let cell = 0; cell < counts.length; cell++) {
    total += counts[cell];
    first += counts[cell] * cell;
  }
  if (total <= 1) return 0;
  for (let cell = 0; cell < counts.length; cell++) {
    second += counts[cell] * (cell - first / total) ** 2;
  }
  return size * Math.sqrt(second / (total - 1));
}
