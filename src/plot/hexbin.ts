/** Weighted square cells → regular hexagons, by exact area. */

import { type CellBox, type CellCounts, occupiedBox, sumCells } from "./cells.ts";
import { cutColumns, cutRows, type Cuts, SLIVER } from "./hex_cuts.ts";
import { checkOptions } from "../options/options.ts";
import { checkTiling, type Hexagons, type HexTiling, TILING } from "./hex_tiling.ts";

/**
 * Spreads each cell's count evenly over its square and gives every hexagon its share by area.
 *
 * Endpoints live on a lattice. Bare hexagons over a lattice hold now more, now fewer sites, and show
 * stripes (moiré) that are not in the data; shares by area cannot: where cells are even, so are hexagons.
 *
 * The total is kept to a relative 1e-12. A cell's share below 1e-12 is dropped as rounding, and a sum of
 * shares that is a whole number but for such rounding is that number: 3, where they add up to
 * 2.9999999999999996.
 *
 * @throws {TypeError} If cells or tiling are of another type.
 * @throws {RangeError} If the cells are malformed, the tiling is not finite, it would take more than
 *   2^24 hexagons, or its centre is more than 2^24 hexagons from the cells.
 *
 * Cost: O(cells + hexagons) time, 10 to 30 ns a cell that holds walkers; 16 bytes a hexagon.
 *
 * @example
 * ```ts
 * import { hexbin } from "hexwalk";
 * import { equal } from "node:assert/strict";
 *
 * const cells = { x0: -1, y0: -1, cellSize: 2, columns: 1, rows: 1, counts: [7] };
 * const hexagons = hexbin(cells, { width: 3, centerX: 0, centerY: 0 });
 * equal(hexagons.count.length, 1);
 * equal(hexagons.count[0], 7);
 * ```
 */
export function hexbin(cells: CellCounts, tiling: HexTiling): Hexagons {
  checkOptions("bin into hexagons", tiling, TILING);
  return hexbinBox(cells, occupiedBox(sumCells(cells)), tiling);
}

/**
 * {@linkcode hexbin} of cells that are summed already, which checks them and takes about as long as a
 * third of it.
 *
 * @param box What holds all walkers; undefined where there are none.
 * @throws {RangeError} As `hexbin`, of the tiling.
 */
export function hexbinBox(
  cells: CellCounts,
  box: CellBox | undefined,
  tiling: HexTiling,
): Hexagons {
  checkTiling(cells, box, tiling);
  if (box === undefined) return collect(tiling, new Bins(0, 0, 0, 0));
  const columns = cutColumns({
    start: cells.x0 - tiling.centerX + box.firstColumn * cells.cellSize,
    size: cells.cellSize,
    count: box.endColumn - box.firstColumn,
  }, tiling.width);
  const { stretch = 1 } = tiling;
  const rows = cutRows({
    start: stretch * (cells.y0 - tiling.centerY + box.firstRow * cells.cellSize),
    size: stretch * cells.cellSize,
    count: box.endRow - box.firstRow,
  }, tiling.width);
  const bins = binsOver(columns, rows);
  spread(cells, box, columns, rows, bins);
  return collect(tiling, bins);
}

/** Counts by hexagon, dense; half of the places, those of odd column + row, stay empty. */
class Bins {
  readonly counts: Float64Array;

  constructor(
    readonly firstColumn: number,
    readonly firstRow: number,
    readonly columns: number,
    rows: number,
  ) {
    this.counts = new Float64Array(columns * rows);
  }

  /** The place of the hexagon of this row that holds strip, a half-hexagon. */
  place(row: number, strip: number): number {
    const column = strip + ((strip + row) & 1);
    return (row - this.firstRow) * this.columns + column - this.firstColumn;
  }
}

/** Bins for all hexagons that the pieces touch. */
function binsOver(columns: Cuts, rows: Cuts): Bins {
  const first = columns.strip[0], last = columns.strip[columns.strip.length - 1];
  const low = rows.strip[0] >> 1, high = rows.strip[rows.strip.length - 1] >> 1;
  return new Bins(first, low, last - first + 2, high - low + 2);
}

function spread(cells: CellCounts, box: CellBox, columns: Cuts, rows: Cuts, bins: Bins): void {
  for (let row = box.firstRow; row < box.endRow; row++) {
    const offset = row * cells.columns + box.firstColumn;
    const cut = row - box.firstRow;
    for (let piece = rows.start[cut]; piece < rows.start[cut + 1]; piece++) {
      const strip = rows.strip[piece];
      if (strip % 2 === 0) {
        spreadStraight(cells.counts, offset, columns, strip >> 1, rows.share[piece], bins);
      } else {
        spreadSlanted(cells.counts, offset, columns, rows, piece, bins);
      }
    }
  }
}

/** Adds the part of a row of cells between the ends of hexagons' sides: one hexagon a piece. */
function spreadStraight(
  counts: ArrayLike<number>,
  offset: number,
  columns: Cuts,
  hexRow: number,
  rowShare: number,
  bins: Bins,
): void {
  const { start, strip, share } = columns;
  for (let column = 0; column < start.length - 1; column++) {
    const count = counts[offset + column] * rowShare;
    if (count === 0) continue;
    for (let piece = start[column]; piece < start[column + 1]; piece++) {
      bins.counts[bins.place(hexRow, strip[piece])] += count * share[piece];
    }
  }
}

/** Adds the part of a row of cells where slanted borders divide a piece between two hexagons. */
function spreadSlanted(
  counts: ArrayLike<number>,
  offset: number,
  columns: Cuts,
  rows: Cuts,
  rowPiece: number,
  bins: Bins,
): void {
  const { start, strip, from, to, share } = columns;
  const hexRow = rows.strip[rowPiece] >> 1;
  const bottom = rows.from[rowPiece], top = rows.to[rowPiece], rowShare = rows.share[rowPiece];
  for (let column = 0; column < start.length - 1; column++) {
    const count = counts[offset + column] * rowShare;
    if (count === 0) continue;
    for (let piece = start[column]; piece < start[column + 1]; piece++) {
      // In a half where the lower hexagon's centre is on the right its border rises, v = u; else it falls.
      const rises = ((strip[piece] + hexRow) & 1) === 1;
      const left = rises ? from[piece] : 1 - to[piece];
      const right = rises ? to[piece] : 1 - from[piece];
      const below = shareBelowDiagonal(left, right, bottom, top);
      const part = count * share[piece];
      if (below > 0) bins.counts[bins.place(hexRow, strip[piece])] += part * below;
      if (below < 1) bins.counts[bins.place(hexRow + 1, strip[piece])] += part * (1 - below);
    }
  }
}

/** The share of the rectangle [left, right] × [bottom, top] that lies under v = u. */
function shareBelowDiagonal(left: number, right: number, bottom: number, top: number): number {
  const low = Math.min(Math.max(left, bottom), top);
  const high = Math.min(Math.max(right, bottom), top);
  const slope = (high - low) * ((low + high) / 2 - bottom);
  const full = Math.max(0, right - Math.max(left, top)) * (top - bottom);
  const below = (slope + full) / ((right - left) * (top - bottom));
  return below < SLIVER ? 0 : below > 1 - SLIVER ? 1 : below;
}

function collect(tiling: HexTiling, bins: Bins): Hexagons {
  const filled = bins.counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const column = new Int32Array(filled), row = new Int32Array(filled);
  const count = new Float64Array(filled);
  for (let place = 0, at = 0; at < filled; place++) {
    if (!(bins.counts[place] > 0)) continue;
    column[at] = bins.firstColumn + (place % bins.columns);
    row[at] = bins.firstRow + Math.floor(place / bins.columns);
    count[at++] = wholeIfNear(bins.counts[place]);
  }
  return { tiling, column, row, count };
}

function wholeIfNear(sum: number): number {
  const whole = Math.round(sum);
  return Math.abs(sum - whole) <= SLIVER * whole ? whole : sum;
}
