/** Cells → the numbers that a joint plot draws. */

import { chooseBinning } from "./binning.ts";
import { type CellBox, type CellCounts, type CellSums, occupiedBox, sumCells } from "./cells.ts";
import { checkFit, stretchOf } from "./check_look.ts";
import { residualsOf } from "./expected.ts";
import { cellSpan, type Extent, extentOf, squareAround } from "./extent.ts";
import { type AxisCounts, cellsWithin } from "./histogram.ts";
import { checkLaw, type Law } from "./law.ts";
import { type Marginal, marginal, marginalKind, type ShownAxis } from "./marginal_data.ts";
import type { LookOptions } from "./options.ts";
import { panelTiles } from "./panel_tiles.ts";
import type { Tiles } from "./tiles.ts";

/** All that a joint plot shows. */
export interface FigureData {
  /** Walkers counted, shown or not. */
  readonly total: number;
  readonly extent: Extent;
  readonly tiles: Tiles;
  /** What the colours of the tiles tell: their counts, or how far these are from what is expected. */
  readonly values: Float64Array;
  /** The least and the largest of the tiles' values; 1 where there are none. */
  readonly least: number;
  readonly most: number;
  /** Undefined where none are asked for. */
  readonly marginals: { readonly x: Marginal; readonly y: Marginal } | undefined;
}

/** A law to draw, and whether the tiles tell how far they are from it. */
export interface ShownLaw {
  readonly law?: Law;
  readonly residuals?: boolean;
}

/** What the panel shows, and into what it is divided. */
interface Frame {
  readonly extent: Extent;
  readonly hexCells: number;
  readonly binCells: readonly [x: number, y: number];
}

/**
 * Chooses extent and tiles for cells and fills them.
 *
 * @throws {RangeError} If the cells are malformed, the look is not one for them, or residuals are asked for
 *   without a law.
 */
export function prepare(
  cells: CellCounts,
  look: LookOptions = {},
  { law, residuals = false }: ShownLaw = {},
): FigureData {
  const sums = sumCells(cells);
  checkFit(cells, look);
  if (law !== undefined) checkLaw(law);
  else if (residuals) throw new RangeError("Cannot draw residuals without a law: give it one");
  const frame = look.extent === undefined
    ? frameAll(cells, sums, look)
    : frameWithin(cells, sums, look, extentOf(look.extent));
  const { extent, hexCells } = frame;
  const tiles = panelTiles(cells, {
    ...{ extent, sums, hexCells, law, stretch: stretchOf(look), isResidual: residuals },
    isWhole: look.extent === undefined,
    isAsked: look.gridsize !== undefined || look.binsize !== undefined,
    minCount: look.minCount ?? (residuals ? 1 : 0),
  });
  const values = residuals && law ? residualsOf(tiles, law.walkers) : tiles.count;
  const most = values.length === 0 ? 1 : values.reduce((max, value) => Math.max(max, value));
  return {
    ...{ total: sums.total, extent, tiles, values, most },
    least: values.reduce((least, value) => Math.min(least, value), most),
    marginals: marginalsOf(cells, sums, look, frame, law),
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
  const extent = squareAround(cells, occupied ?? whole, hexCells * cells.cellSize);
  return { extent, hexCells, binCells };
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
  const stretch = stretchOf(look);
  const occupied = occupiedBox({ ...shown, total: sums.total });
  const [across, up] = occupied === undefined ? [1, 1] : cellSpan(occupied);
  const sides = [extent.x1 - extent.x0, (extent.y1 - extent.y0) * stretch];
  const span = look.gridsize === undefined
    ? Math.max(across, up * stretch, 1)
    : Math.max(...sides) / cells.cellSize;
  return { extent, ...chooseBinning(shown, span, asked(cells, look), stretch) };
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
  { marginals: asked = "hist" }: LookOptions,
  { extent, binCells }: Frame,
  law: Law | undefined,
): FigureData["marginals"] {
  if (asked === "none") return undefined;
  const [countsX, countsY] = axesOf(cells, sums);
  const walkers = law?.walkers ?? 0;
  const ofX: ShownAxis = {
    ...{ counts: countsX, from: extent.x0, to: extent.x1, binCells: binCells[0] },
    ...{ law: law?.x, walkers },
  };
  const ofY: ShownAxis = {
    ...{ counts: countsY, from: extent.y0, to: extent.y1, binCells: binCells[1] },
    ...{ law: law?.y, walkers },
  };
  const kind = marginalKind(asked, ofX, ofY);
  const x = marginal(kind, ofX), y = marginal(kind, ofY);
  if (kind === "hist" && binCells[0] !== binCells[1]) return { x, y };
  const max = Math.max(x.max, y.max);
  return { x: { ...x, max }, y: { ...y, max } };
}
