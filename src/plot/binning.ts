/** How fine a figure's hexagons and bins are, from its data. */

import { type CellSums, occupiedRange } from "./cells.ts";

/** What a figure is divided into. */
export interface Binning {
  /** Width of a hexagon, in cells. */
  readonly hexCells: number;
  /** Width of a marginal bin, in cells: whole, so that no bin holds more sites than its neighbour. */
  readonly binCells: readonly [x: number, y: number];
}

/** What a caller asks for; at most one of the two. */
export interface AskedBinning {
  readonly gridsize?: number;
  /** Width of a hexagon, in cells. */
  readonly hexCells?: number;
}

/** Across the data at least and at most; the upper bound is seaborn's. */
const MIN_GRIDSIZE = 10;
const MAX_GRIDSIZE = 50;

/** The narrowest hexagon, in cells: below it, the squares would show through. */
const MIN_HEX_CELLS = 1;

/** The narrowest hexagon, in cells, that holds a cell whole; a cell alone would else show as a star. */
const LONE_HEX_CELLS = (1 + Math.sqrt(3)) / 2;

/**
 * Hexagons across the data as asked, or by the mean of the two marginals' Freedman–Diaconis rules, each
 * capped at 50, as `seaborn.jointplot(kind="hex")` has it; at least 10. Never so narrow that cells show
 * through, whatever the gridsize.
 *
 * @param sums The marginal counts.
 * @param span Across what, in cells; at most 1 where one cell at most holds walkers.
 * @param stretch How much longer a site of y is drawn than one of x.
 */
export function chooseBinning(
  sums: Pick<CellSums, "columns" | "rows">,
  span: number,
  asked: AskedBinning = {},
  stretch = 1,
): Binning {
  const gridsize = asked.gridsize ?? defaultGridsize(sums);
  const wanted = asked.hexCells ?? span / gridsize;
  const narrowest = (span > 1 ? MIN_HEX_CELLS : LONE_HEX_CELLS) * Math.max(1, stretch);
  return {
    hexCells: asked.hexCells ?? Math.max(wanted, narrowest),
    binCells: [binCells(wanted), binCells(wanted / stretch)],
  };
}

/** The whole cells that a hexagon needs, less what rounding added to it. */
function binCells(hexCells: number): number {
  return Math.max(1, Math.ceil(hexCells - 1e-9));
}

function defaultGridsize(sums: Pick<CellSums, "columns" | "rows">): number {
  const wanted = [sums.columns, sums.rows].map((counts) =>
    Math.min(freedmanDiaconisBins(counts), MAX_GRIDSIZE)
  );
  return Math.max(MIN_GRIDSIZE, Math.floor((wanted[0] + wanted[1]) / 2));
}

/**
 * The number of equal bins over the occupied range whose width is 2·IQR/∛n.
 *
 * Source: Freedman and Diaconis, "On the histogram as a density estimator: L2 theory" (1981).
 *
 * @param counts Walkers by cell, each cell's spread evenly over it.
 * @returns A whole number, 0 where there are no walkers.
 */
export function freedmanDiaconisBins(counts: Float64Array): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  const [first, end] = occupiedRange(counts);
  const range = quantile(counts, 0.75 * total) - quantile(counts, 0.25 * total);
  return Math.ceil((end - first) / ((2 * range) / Math.cbrt(total)));
}

/** Where, in cells from the first, the running count reaches a target; linear within a cell. */
function quantile(counts: Float64Array, target: number): number {
  let before = 0;
  for (let cell = 0; cell < counts.length; cell++) {
    if (counts[cell] > 0 && before + counts[cell] >= target) {
      return cell + (target - before) / counts[cell];
    }
    before += counts[cell];
  }
  return counts.length;
}
