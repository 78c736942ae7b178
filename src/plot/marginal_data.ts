/** One axis of a figure: its bins or its density, and what a law expects of them. */

import { type Curve, kernelDensity, placesAlong, standardDeviation } from "./density.ts";
import { type AxisCounts, cellsWithin, type Histogram, histogram } from "./histogram.ts";
import type { AxisLaw } from "./law.ts";
import type { MarginalName } from "./options.ts";

/** What a marginal shows, in one unit: walkers per bin, or per site where it is a density. */
export interface Marginal {
  /** What one bin or place counts, in sites. */
  readonly perSites: number;
  readonly bars?: Histogram;
  readonly area?: Curve;
  /** What a law expects in the bins, or along the density. */
  readonly lawBars?: Histogram;
  readonly lawCurve?: Curve;
  /** The largest value shown; 0 where there is none. */
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

/** A way to draw marginals that are drawn. */
export type MarginalKind = Exclude<MarginalName, "none">;

/** Deviations narrower than this, in cells, are those of a few sites, and a kernel would hide these. */
const NARROW_DEVIATION = 4;

/** The way in which axes are drawn: those of few sites have bars, as a density would be high between them. */
export function marginalKind(asked: MarginalKind, ...axes: readonly ShownAxis[]): MarginalKind {
  const isNarrow = axes.some(({ counts }) =>
    standardDeviation(counts) < NARROW_DEVIATION * counts.size
  );
  return isNarrow ? "hist" : asked;
}

/** The marginal of an axis. */
export function marginal(kind: MarginalKind, axis: ShownAxis): Marginal {
  return kind === "hist" ? histogramOf(axis) : densityOf(axis);
}

function histogramOf({ counts, from, to, binCells, law, walkers }: ShownAxis): Marginal {
  const bars = histogram(cellsWithin(counts, from, to), binCells);
  const lawBars = law && expectedBars(law, walkers, bars, from, to);
  const max = Math.max(largest(bars.counts), largest(lawBars?.counts ?? []));
  return { perSites: bars.size, bars, ...lawBars && { lawBars }, max };
}

function densityOf({ counts, from, to, law, walkers }: ShownAxis): Marginal {
  const places = placesAlong(from, to);
  const area = kernelDensity(counts, places);
  const lawCurve = law && { at: places, values: places.map((at) => walkers * law.density(at)) };
  const max = Math.max(largest(area.values), largest(lawCurve?.values ?? []));
  return { perSites: 1, area, ...lawCurve && { lawCurve }, max };
}

/** What a law expects in bins, and in those that continue them to both ends of an axis. */
function expectedBars(
  { mass }: AxisLaw,
  walkers: number,
  { start, size, counts }: Histogram,
  from: number,
  to: number,
): Histogram {
  const before = Math.max(0, Math.ceil((start - from) / size));
  const after = Math.max(0, Math.ceil((to - start) / size) - counts.length);
  const first = start - before * size;
  const expected = Float64Array.from(
    { length: before + counts.length + after },
    (_, at) => walkers * mass(first + at * size, first + (at + 1) * size),
  );
  return { start: first, size, counts: expected };
}

/** The largest of some values, 0 if there are none. */
export function largest(values: Float64Array | readonly number[]): number {
  let max = 0;
  for (const value of values) if (value > max) max = value;
  return max;
}
