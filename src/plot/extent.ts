/** What of the plane a figure shows. */

import { type CellBox, type CellCounts, cropCells } from "./cells.ts";
import type { HexTiling } from "./hex_tiling.ts";
import { halfSizeOf, pitchOf, selectTiles, type Tiles } from "./tiles.ts";

/** A rectangle of the plane, in sites: x in [x0, x1], y in [y0, y1]. */
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
export const HEX_REACH = 1.2;

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
): Extent {
  const [width, height] = cellSpan(box).map((span) => span * cells.cellSize);
  const side = Math.max(width, height);
  const air = Math.max(PADDING * side, HEX_REACH * hexWidth);
  const span = Math.max(side + 2 * air, MIN_CELLS * cells.cellSize);
  const x0 = cells.x0 + box.firstColumn * cells.cellSize + width / 2 - span / 2;
  const y0 = cells.y0 + box.firstRow * cells.cellSize + height / 2 - span / 2;
  return { x0, x1: x0 + span, y0, y1: y0 + span };
}

/** Hexagons of a width over an extent, one of them in its middle. */
export function tilingOver({ x0, x1, y0, y1 }: Extent, width: number, stretch: number): HexTiling {
  return { width, centerX: (x0 + x1) / 2, centerY: (y0 + y1) / 2, stretch };
}

/** The cells that an extent shows, if only in part, and those within reach of it. */
export function cropToExtent(
  cells: CellCounts,
  { x0, x1, y0, y1 }: Extent,
  reachX: number,
  reachY: number,
): CellCounts {
  const at = (place: number, start: number) => (place - start) / cells.cellSize;
  return cropCells(cells, {
    firstColumn: Math.floor(at(x0 - reachX, cells.x0)),
    endColumn: Math.ceil(at(x1 + reachX, cells.x0)),
    firstRow: Math.floor(at(y0 - reachY, cells.y0)),
    endRow: Math.ceil(at(y1 + reachY, cells.y0)),
  });
}

/** Those tiles that an extent shows, if only in part. */
export function tilesWithin(tiles: Tiles, { x0, x1, y0, y1 }: Extent): Tiles {
  const { column, row, centerX, centerY } = tiles;
  const [pitchX, pitchY] = pitchOf(tiles), [halfX, halfY] = halfSizeOf(tiles);
  return selectTiles(tiles, (k) => {
    const x = centerX + column[k] * pitchX, y = centerY + row[k] * pitchY;
    return x + halfX > x0 && x - halfX < x1 && y + halfY > y0 && y - halfY < y1;
  });
}
