/** How fine a figure's hexagons and bins are, from its data, and whether it has hexagons. */

import { type CellSums, occupiedRange } from "./cells.ts";
import { SQRT3 } from "./hex_cuts.ts";

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

/** Hexagons narrower than this, in cells, hold now one cell, now four. */
const NARROW_HEX_CELLS = 2;

/** Where the fullest hexagon holds fewer walkers, most hold none or a part of one. */
const FEW_WALKERS = 8;

/** As many cells as a figure draws instead of hexagons that are larger: those make about as many. */
const MAX_CELL_TILES = 3000;

/**
 * Hexagons across the data as asked, or by the mean of the two marginals' Freedman–Diaconis rules, each
 * capped at 50, as `seaborn.jointplot(kind="hex")` has it; at least 10.
 *
 * @param sums The marginal counts.
 * @param span Across what, in cells.
 * @param stretch How much longer a site of y is drawn than one of x.
 */
export function chooseBinning(
  sums: Pick<CellSums, "columns" | "rows">,
  span: number,
  asked: AskedBinning = {},
  stretch = 1,
): Binning {
  const gridsize = asked.gridsize ?? defaultGridsize(sums);
  const hexCells = asked.hexCells ?? span / gridsize;
  return { hexCells, binCells: [binCells(hexCells), binCells(hexCells / stretch)] };
}

/** What decides between hexagons and the cells themselves. */
export interface Granularity {
  /** Width of a hexagon, in cells. */
  readonly hexCells: number;
  /** How much longer a site of y is drawn than one of x. */
  readonly stretch: number;
  /** Counts those of the cells shown that hold walkers. */
  readonly occupied: () => number;
  /** Walkers in the fullest hexagon; Infinity where few do not forbid hexagons. */
  readonly fullest: number;
}

/**
 * Whether a figure draws the cells themselves, in squares and whole counts, and no hexagons: hexagons
 * show walkers where none can be as far as they reach over a cell's edge, which is nothing only where
 * they are wide, and walkers in fractions, which is nothing only where these are many.
 *
 * So it does where hexagons are no larger than cells, whatever the number of these; and where they are
 * less than two cells wide, or the fullest holds fewer than eight walkers, as long as no more than 3,000
 * cells hold walkers: about as many as there are hexagons at most by default.
 *
 * @example
 * ```ts
 * import { drawsCells } from "./binning.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const walk = { hexCells: 2.9, stretch: 1, occupied: () => 12_000, fullest: 460 };
 * const short = { hexCells: 0.2, stretch: 1, occupied: () => 100, fullest: 5000 };
 * deepEqual([walk, short].map(drawsCells), [false, true]);
 * ```
 */
export function drawsCells({ hexCells, stretch, occupied, fullest }: Granularity): boolean {
  const area = hexCells ** 2 * SQRT3 / 2 / stretch;
  if (area <= 1) return true;
  const width = hexCells / Math.max(1, stretch);
  return (width < NARROW_HEX_CELLS || fullest < FEW_WALKERS) && occupied() <= MAX_CELL_TILES;
}

/** The whole cells that a hexagon needs, less what rounding added to it; each its own where it is narrow. */
function binCells(hexCells: number): number {
  return hexCells < NARROW_HEX_CELLS ? 1 : Math.ceil(hexCells - 1e-9);
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
