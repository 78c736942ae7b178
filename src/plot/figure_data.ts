/** Cells → the numbers that a joint plot draws. */

import { chooseBinning } from "./binning.ts";
import { type CellBox, type CellCounts, type CellSums, occupiedBox, sumCells } from "./cells.ts";
import { cellSpan, type Extent, extentOf, hexbinWithin, squareAround } from "./extent.ts";
import { hexbin } from "./hexbin.ts";
import { type Hexagons, selectHexagons } from "./hex_tiling.ts";
import { type AxisCounts, cellsWithin } from "./histogram.ts";
import { checkLaw, type Law } from "./law.ts";
import { largest, type Marginal, marginal, type ShownAxis } from "./marginal_data.ts";
import { checkLookOver, type LookOptions, stretchOf } from "./options.ts";

/** All that a joint plot shows. */
export interface FigureData {
  /** Walkers counted, shown or not. */
  readonly total: number;
  readonly extent: Extent;
  readonly hexagons: Hexagons;
  /** The fewest and the most walkers in a hexagon; 1 where there are none. */
  readonly minHexagon: number;
  readonly maxHexagon: number;
  /** Undefined where none are asked for. */
  readonly marginals: { readonly x: Marginal; readonly y: Marginal } | undefined;
}

/** What the panel shows, and into what it is divided. */
interface Frame {
  readonly extent: Extent;
  readonly hexagons: Hexagons;
  readonly binCells: readonly [x: number, y: number];
}

/**
 * Chooses extent and bins for cells and fills them.
 *
 * @throws {RangeError} If the cells are malformed, or the look is not one for them.
 */
export function prepare(cells: CellCounts, look: LookOptions = {}, law?: Law): FigureData {
  const sums = sumCells(cells);
  checkLookOver(cells, look);
  if (law !== undefined) checkLaw(law);
  const { extent, hexagons: all, binCells } = look.extent === undefined
    ? frameAll(cells, sums, look)
    : frameWithin(cells, sums, look, extentOf(look.extent));
  const { minCount = 0 } = look;
  const hexagons = minCount > 0 ? selectHexagons(all, (at) => all.count[at] >= minCount) : all;
  const maxHexagon = largest(hexagons.count) || 1;
  return {
    total: sums.total,
    extent,
    hexagons,
    minHexagon: hexagons.count.reduce((least, count) => Math.min(least, count), maxHexagon),
    maxHexagon,
    marginals: marginalsOf(cells, sums, look, { extent, binCells, law }),
  };
}

/** A frame about all that holds walkers. */
function frameAll(cells: CellCounts, sums: CellSums, look: LookOptions): Frame {
  const occupied = occupiedBox(sums);
  const span = occupied === undefined ? 1 : Math.max(...cellSpan(occupied));
  const { hexCells, binCells } = chooseBinning(sums, span, asked(cells, look));
  const whole: CellBox = {
    ...{ firstColumn: 0, endColumn: cells.columns },
    ...{ firstRow: 0, endRow: cells.rows },
  };
  const width = hexCells * cells.cellSize;
  const { extent, centerX, centerY } = squareAround(cells, occupied ?? whole, width);
  return { extent, hexagons: hexbin(cells, { width, centerX, centerY }), binCells };
}

/** A frame as asked for, whatever lies within. */
function frameWithin(
  cells: CellCounts,
  sums: CellSums,
  look: LookOptions,
  extent: Extent,
): Frame {
  const [x, y] = axesOf(cells, sums);
  const shown = {
    columns: cellsWithin(x, extent.x0, extent.x1).counts,
    rows: cellsWithin(y, extent.y0, extent.y1).counts,
  };
  const stretch = stretchOf(look.extent);
  const occupied = occupiedBox({ ...shown, total: sums.total });
  const [across, up] = occupied === undefined ? [1, 1] : cellSpan(occupied);
  const span = look.gridsize === undefined
    ? Math.max(across, up * stretch, 1)
    : (extent.x1 - extent.x0) / cells.cellSize;
  const { hexCells, binCells } = chooseBinning(shown, span, asked(cells, look), stretch);
  const hexagons = hexbinWithin(cells, extent, hexCells * cells.cellSize, stretch);
  return { extent, hexagons, binCells };
}

function asked({ cellSize }: CellCounts, { gridsize, binsize }: LookOptions) {
  return { gridsize, hexCells: binsize === undefined ? undefined : binsize / cellSize };
}

function axesOf({ x0, y0, cellSize: size }: CellCounts, sums: CellSums): [AxisCounts, AxisCounts] {
  return [{ start: x0, size, counts: sums.columns }, { start: y0, size, counts: sums.rows }];
}

/** Both marginals, on one scale where their bins are equally wide. */
function marginalsOf(
  cells: CellCounts,
  sums: CellSums,
  { marginals: kind = "hist" }: LookOptions,
  { extent, binCells, law }: Pick<Frame, "extent" | "binCells"> & { law: Law | undefined },
): FigureData["marginals"] {
  if (kind === "none") return undefined;
  const [countsX, countsY] = axesOf(cells, sums);
  const walkers = law?.walkers ?? 0;
  const ofX: ShownAxis = {
    counts: countsX,
    from: extent.x0,
    to: extent.x1,
    law: law?.x,
    walkers,
    binCells: binCells[0],
  };
  const ofY: ShownAxis = {
    counts: countsY,
    from: extent.y0,
    to: extent.y1,
    law: law?.y,
    walkers,
    binCells: binCells[1],
  };
  const x = marginal(kind, ofX), y = marginal(kind, ofY);
  if (kind === "hist" && binCells[0] !== binCells[1]) return { x, y };
  const max = Math.max(x.max, y.max);
  return { x: { ...x, max }, y: { ...y, max } };
}
