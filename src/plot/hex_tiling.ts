/** Tilings of the plane by regular hexagons, and hexagons with counts. */

import { type Kinds, number, required } from "../options/options.ts";
import type { CellBox, CellCounts } from "./cells.ts";
import { SQRT3 } from "./hex_cuts.ts";

/** A tiling of regular, pointy-top hexagons; one of them is centred on (centerX, centerY). */
export interface HexTiling {
  /** Width of a hexagon from side to side, in lattice sites; its height is 2/√3 of that. */
  readonly width: number;
  /** The x of a hexagon's centre, in lattice sites; any of them gives the same tiling. */
  readonly centerX: number;
  /** The y of that centre, in lattice sites. */
  readonly centerY: number;
  /** How much longer a site of y is drawn than one of x: hexagons are regular as drawn; 1 if not given. */
  readonly stretch?: number;
}

/**
 * The hexagons that hold walkers, from the lowest row up, each row from left to right. Hexagon k is
 * centred on (centerX + column[k] · width/2, centerY + row[k] · width·√3/2 / stretch); column + row is even.
 */
export interface Hexagons {
  /** What the indices count from, and how large a hexagon is. */
  readonly tiling: HexTiling;
  /** Half widths from the tiling's centre to each hexagon's, negative to the left. */
  readonly column: Int32Array;
  /** Rows from the tiling's centre to each hexagon, negative below. */
  readonly row: Int32Array;
  /** Walkers in each hexagon: above 0, and seldom whole. */
  readonly count: Float64Array;
}

/** Of what types a tiling's members are; {@linkcode checkTiling} knows the bounds. */
export const TILING: Kinds<HexTiling> = {
  width: required(number("use a width in sites")),
  centerX: required(number("use a place in sites")),
  centerY: required(number("use a place in sites")),
  stretch: number("use a number above 0"),
};

/** Hexagons that a tiling may have over its cells; bounds the memory, 16 bytes each. */
const MAX_HEXAGONS = 2 ** 24;

/** Hexagons between a tiling's centre and its cells: what 32-bit indices and exact areas bear. */
const MAX_INDEX = 2 ** 24;

/** The corners of a hexagon about its centre, in units of width/2 and of a quarter of its height. */
export const HEX_CORNERS: readonly (readonly [number, number])[] = [
  [0, 2],
  [1, 1],
  [1, -1],
  [0, -2],
  [-1, -1],
  [-1, 1],
];

/**
 * Checks that a tiling can be laid over a box of cells.
 *
 * @throws {RangeError} If the tiling is not finite, has too many hexagons over the box, or has its centre
 *   too far from it.
 */
export function checkTiling(cells: CellCounts, box: CellBox | undefined, tiling: HexTiling): void {
  const { width, centerX, centerY, stretch = 1 } = tiling;
  if (!(width > 0) || !Number.isFinite(width + centerX + centerY)) {
    throw new RangeError(
      `Cannot bin into hexagons: width must be above 0 and the centre finite, ` +
        `but they are ${width} and (${centerX}, ${centerY})`,
    );
  }
  if (!(stretch > 0 && stretch < Infinity)) {
    throw new RangeError(
      `Cannot bin into hexagons: stretch must be above 0 and finite, but is ${stretch}`,
    );
  }
  if (box === undefined) return;
  const perCell = cells.cellSize / width;
  const across = (box.endColumn - box.firstColumn) * perCell + 2;
  const up = ((box.endRow - box.firstRow) * perCell * stretch * 2) / SQRT3 + 2;
  if (across * up > MAX_HEXAGONS) {
    throw new RangeError(
      `Cannot bin into hexagons: at most ${MAX_HEXAGONS} fit, but a width of ${width} ` +
        `makes ${Math.ceil(across)} by ${Math.ceil(up)}; take a larger width`,
    );
  }
  const away = Math.max(Math.abs(cells.x0 - centerX), stretch * Math.abs(cells.y0 - centerY)) /
    width;
  if (away > MAX_INDEX) {
    throw new RangeError(
      `Cannot bin into hexagons: the centre must be within ${MAX_INDEX} hexagons of the cells, ` +
        `but is ${Math.round(away)} away`,
    );
  }
}
