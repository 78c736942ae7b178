/** One axis of a figure: its bins or its density, and what a law expects of them. */

import { type Curve, kernelDensity, placesAlong } from "./density.ts";
import { type AxisCounts, cellsWithin, type Histogram, histogram } from "./histogram.ts";
import { type AxisLaw, expectedCounts } from "./law.ts";
import type { MarginalName } from "./options.ts";

/** What a marginal shows, in one unit: walkers per bin, or per site where it is a density. */
export interface Marginal {
  readonly bars?: Histogram;
  readonly area?: Curve;
  readonly law?: Curve;
  /** The largest value shown; 1 where there is none. */
  readonly max: number;
}

/** An axis: all its counts, and the part that is shown. */
export interface ShownAxis {
  readonly counts: AxisCounts;
  /** The axis' ends, in sites. */
  readonly from: number;
  readonly to: number;
  /** Whole cells in a bin. */
  readonly binCells: number;
  readonly law: AxisLaw | undefined;
  /** Walkers that have the law. */
  readonly walkers: number;
}

/** The marginal of an axis. */
export function marginal(kind: Exclude<MarginalName, "none">, axis: ShownAxis): Marginal {
  const places = placesAlong(axis.from, axis.to);
  const bars = kind === "hist"
    ? histogram(cellsWithin(axis.counts, axis.from, axis.to), axis.binCells)
    : undefined;
  const area = kind === "density" ? kernelDensity(axis.counts, places) : undefined;
  const law = axis.law && expectedCounts(axis.law, axis.walkers, places, bars?.size ?? 0);
  const shown = [bars?.counts, area?.values, law?.values];
  const max = Math.max(...shown.map((values) => values === undefined ? 0 : largest(values)));
  return { ...bars && { bars }, ...area && { area }, ...law && { law }, max: max || 1 };
}

/** The largest of some values, 0 if there are none. */
export function largest(values: Float64Array): number {
  return values.reduce((max, value) => Math.max(max, value), 0);
}
