/** What of the plane a figure shows. */

import { type CellBox, type CellCounts, cropCells } from "./cells.ts";
import { hexbin } from "./hexbin.ts";
import { SQRT3 } from "./hex_cuts.ts";
import { type Hexagons, selectHexagons } from "./hex_tiling.ts";

/** A rectangle of the plane, in sites: x in [x0, x1], y in [y0, y1]. The panel that shows it is square. */
export interface Extent {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Air around the data, as a share of its span. */
const PADDING = 0.03;

/** The fewest cells that an axis covers, so that even one walker's has ticks. */
const MIN_CELLS = 6;

/** Hexagons reach so many widths beyond their centres, and a little. */
const HEX_REACH = 1.2;

/** An extent as an option has it, [x0, x1, y0, y1]. */
export function extentOf([x0, x1, y0, y1]: readonly [number, number, number, number]): Extent {
  return { x0, x1, y0, y1 };
}

/** How many cells a box is wide and high. */
export function cellSpan(box: CellBox): [number, number] {
  return [box.endColumn - box.firstColumn, box.endRow - box.firstRow];
}

/** A box of cells as a square about its centre, with room for hexagons that reach over its edges. */
export function squareAround(
  cells: CellCounts,
  box: CellBox,
  hexWidth: number,
): { readonly extent: Extent; readonly centerX: number; readonly centerY: number } {
  const [width, height] = cellSpan(box).map((span) => span * cells.cellSize);
  const side = Math.max(width, height);
  const air = Math.max(PADDING * side, HEX_REACH * hexWidth);
  const span = Math.max(side + 2 * air, MIN_CELLS * cells.cellSize);
  const x0 = cells.x0 + box.firstColumn * cells.cellSize + width / 2 - span / 2;
  const y0 = cells.y0 + box.firstRow * cells.cellSize + height / 2 - span / 2;
  return {
    extent: { x0, x1: x0 + span, y0, y1: y0 + span },
    centerX: x0 + span / 2,
    centerY: y0 + span / 2,
  };
}

/**
 * Bins cells into the hexagons that an extent shows, if only in part; these hold all of their walkers.
 *
 * @param width Of a hexagon, in sites of x.
 * @param stretch How much longer a site of y is drawn than one of x.
 */
export function hexbinWithin(
  cells: CellCounts,
  { x0, x1, y0, y1 }: Extent,
  width: number,
  stretch: number,
): Hexagons {
  const right = HEX_REACH * width, up = right / stretch;
  const at = (place: number, start: number) => (place - start) / cells.cellSize;
  const near = cropCells(cells, {
    firstColumn: Math.floor(at(x0 - right, cells.x0)),
    endColumn: Math.ceil(at(x1 + right, cells.x0)),
    firstRow: Math.floor(at(y0 - up, cells.y0)),
    endRow: Math.ceil(at(y1 + up, cells.y0)),
  });
  const [centerX, centerY] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const hexagons = hexbin(near, { width, centerX, centerY, stretch });
  const { column, row } = hexagons;
  const half = (x1 - x0) / 2;
  return selectHexagons(hexagons, (k) =>
    Math.abs(column[k] * width / 2) - width / 2 < half &&
    Math.abs(row[k] * width * SQRT3 / 2) - width / SQRT3 < half);
}
