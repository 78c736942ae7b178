/** What the panel draws: tiles of the plane with walkers in them, hexagons or the cells themselves. */

import type { CellCounts } from "./cells.ts";
import { SQRT3 } from "./hex_cuts.ts";
import type { Hexagons } from "./hex_tiling.ts";

/** Tiles with walkers, by column and row. */
export interface Tiles {
  readonly shape: "hexagon" | "cell";
  /** Width of a tile, in sites. */
  readonly width: number;
  /** The centre of the tile in column 0 and row 0, in sites. */
  readonly centerX: number;
  readonly centerY: number;
  /** How much longer a site of y is drawn than one of x; hexagons are regular as drawn. */
  readonly stretch: number;
  /** Of hexagons in half widths, so that column + row is even. */
  readonly column: Int32Array;
  readonly row: Int32Array;
  /** Walkers in each tile, above 0 but for residuals; whole in cells, seldom in hexagons. */
  readonly count: Float64Array;
  /** Walkers that a law expects in each; undefined without one. */
  readonly expected?: Float64Array;
}

/** Hexagons as tiles. */
export function hexagonTiles({ tiling, column, row, count }: Hexagons): Tiles {
  return { ...tiling, shape: "hexagon", stretch: tiling.stretch ?? 1, column, row, count };
}

/**
 * The cells that hold walkers as tiles, from the lowest row up, each row from left to right.
 *
 * @param stretch How much longer a site of y is drawn than one of x.
 */
export function cellTiles(cells: CellCounts, stretch: number): Tiles {
  const { x0, y0, cellSize, columns } = cells;
  const held: number[] = [];
  for (let at = 0; at < cells.counts.length; at++) if (cells.counts[at] > 0) held.push(at);
  return {
    ...{ shape: "cell", width: cellSize, centerX: x0 + cellSize / 2, centerY: y0 + cellSize / 2 },
    stretch,
    column: Int32Array.from(held, (at) => at % columns),
    row: Int32Array.from(held, (at) => Math.floor(at / columns)),
    count: Float64Array.from(held, (at) => cells.counts[at]),
  };
}

/** The sites between neighbouring columns and neighbouring rows of tiles. */
export function pitchOf({ shape, width, stretch }: Tiles): [x: number, y: number] {
  return shape === "cell" ? [width, width] : [width / 2, width * SQRT3 / 2 / stretch];
}

/** From a tile's centre to its right and its upper end, in sites. */
export function halfSizeOf({ shape, width, stretch }: Tiles): [x: number, y: number] {
  return [width / 2, shape === "cell" ? width / 2 : width / SQRT3 / stretch];
}

/** Those tiles of which a test, given their index, is true; in the same order. */
export function selectTiles(tiles: Tiles, keep: (at: number) => boolean): Tiles {
  return {
    ...tiles,
    column: tiles.column.filter((_, at) => keep(at)),
    row: tiles.row.filter((_, at) => keep(at)),
    count: tiles.count.filter((_, at) => keep(at)),
    ...tiles.expected && { expected: tiles.expected.filter((_, at) => keep(at)) },
  };
}
