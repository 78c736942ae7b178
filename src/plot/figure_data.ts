/** Cells → the numbers that a joint plot draws. */

import { chooseBinning } from "./binning.ts";
import { type CellBox, type CellCounts, occupiedBox, sumCells } from "./cells.ts";
import { hexbin } from "./hexbin.ts";
import type { Hexagons } from "./hex_tiling.ts";
import { type Histogram, histogram } from "./histogram.ts";

/** A square of the lattice: x in [x0, x0 + span], y in [y0, y0 + span]. */
export interface Extent {
  readonly x0: number;
  readonly y0: number;
  readonly span: number;
}

/** All that a joint plot shows. */
export interface FigureData {
  readonly total: number;
  readonly extent: Extent;
  readonly hexagons: Hexagons;
  readonly binsX: Histogram;
  readonly binsY: Histogram;
  /** The most walkers in a hexagon, and in a bin of either histogram; 1 where there are none. */
  readonly maxHexagon: number;
  readonly maxBin: number;
}

/** Air around the data, as a share of its span. */
const PADDING = 0.03;

/** The fewest cells that an axis covers, so that even one walker's has ticks. */
const MIN_CELLS = 6;

/**
 * Chooses extent and bins for cells and fills them.
 *
 * @throws {RangeError} If the cells are malformed.
 */
export function prepare(cells: CellCounts): FigureData {
  const sums = sumCells(cells);
  const occupied = occupiedBox(sums);
  const box = occupied ?? {
    firstColumn: 0,
    endColumn: cells.columns,
    firstRow: 0,
    endRow: cells.rows,
  };
  const { hexCells, binCells } = chooseBinning(sums, occupied);
  const width = hexCells * cells.cellSize;
  const extent = squareAround(cells, box, width);
  const hexagons = hexbin(cells, {
    width,
    centerX: extent.x0 + extent.span / 2,
    centerY: extent.y0 + extent.span / 2,
  });
  const { x0, y0, cellSize: size } = cells;
  const binsX = histogram({ start: x0, size, counts: sums.columns }, binCells);
  const binsY = histogram({ start: y0, size, counts: sums.rows }, binCells);
  return {
    total: sums.total,
    extent,
    hexagons,
    binsX,
    binsY,
    maxHexagon: largest(hexagons.count) || 1,
    maxBin: Math.max(largest(binsX.counts), largest(binsY.counts)) || 1,
  };
}

/** The box as a square about its centre, with room for hexagons that reach over its edges. */
function squareAround(cells: CellCounts, box: CellBox, hexWidth: number): Extent {
  const width = (box.endColumn - box.firstColumn) * cells.cellSize;
  const height = (box.endRow - box.firstRow) * cells.cellSize;
  const side = Math.max(width, height);
  const span = Math.max(
    side + 2 * Math.max(PADDING * side, 1.2 * hexWidth),
    MIN_CELLS * cells.cellSize,
  );
  return {
    x0: cells.x0 + box.firstColumn * cells.cellSize + width / 2 - span / 2,
    y0: cells.y0 + box.firstRow * cells.cellSize + height / 2 - span / 2,
    span,
  };
}

function largest(counts: Float64Array): number {
  return counts.reduce((max, count) => Math.max(max, count), 0);
}
