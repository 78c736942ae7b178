/** The checks of a figure's look. Imports no drawing either. */

import {
  ASPECT_NAMES,
  type CellShape,
  COLOR_NAMES,
  type LookOptions,
  MARGINAL_NAMES,
  SCALE_NAMES,
  THEME_NAMES,
} from "./options.ts";

/** A finer grid would make files of megabytes, and hexagons of a pixel. */
const MAX_GRIDSIZE = 250;
/** Beyond any lattice coordinate, which are i32. */
const MAX_COORDINATE = 2 ** 32;
/** How many times as wide as high a panel may be, or as high as wide. */
const MAX_SIDES = 4;
/** The fewest cells that an extent spans, so that its axes have ticks. */
const MIN_EXTENT_CELLS = 2;

/**
 * Checks the look of a figure on its own.
 *
 * @throws {RangeError} If a value is out of bounds, or two exclude each other; one line that names value,
 *   bound and remedy.
 *
 * @example
 * ```ts
 * import { checkLook } from "./check_look.ts";
 * import { throws } from "node:assert/strict";
 *
 * checkLook({ gridsize: 40, scale: "log" });
 * throws(() => checkLook({ gridsize: 0.5 }), /gridsize 0.5: use a whole number from 1 to 250/);
 * throws(() => checkLook({ gridsize: 40, binsize: 8 }), /give one of them/);
 * ```
 */
export function checkLook(look: LookOptions): void {
  const { gridsize, binsize, extent, minCount = 0, width, height } = look;
  if (gridsize !== undefined && binsize !== undefined) {
    throw refusal("gridsize", `${gridsize} and binsize ${binsize}`, "give one of them");
  }
  if (gridsize !== undefined && !(Number.isInteger(gridsize) && isWithin(gridsize, MAX_GRIDSIZE))) {
    throw refusal("gridsize", gridsize, `use a whole number from 1 to ${MAX_GRIDSIZE}`);
  }
  if (binsize !== undefined && !(binsize > 0 && binsize <= MAX_COORDINATE)) {
    throw refusal("binsize", binsize, `use a width above 0 and up to ${MAX_COORDINATE} sites`);
  }
  if (extent !== undefined) checkExtent(extent);
  if (!(minCount >= 0 && minCount < Infinity)) {
    throw refusal("minCount", minCount, "use a number of walkers from 0 up");
  }
  for (const [name, pixels] of Object.entries({ width, height })) {
    if (pixels === undefined || pixels > 0 && pixels < Infinity) continue;
    throw refusal(name, pixels, "use a number of pixels above 0, such as 720");
  }
  checkName("aspect", look.aspect, ASPECT_NAMES);
  checkName("scale", look.scale, SCALE_NAMES);
  checkName("colors", look.colors, COLOR_NAMES);
  checkName("theme", look.theme, THEME_NAMES);
  checkName("marginals", look.marginals, MARGINAL_NAMES);
}

/**
 * Checks the look of a figure, also against the cells that it will be drawn from: needs no count, so a
 * run that takes hours need not end before a mistake shows.
 *
 * @throws {RangeError} As {@linkcode checkLook}, or if hexagons would be narrower than cells, too many, or
 *   the extent too small.
 */
export function checkLookOver(cells: CellShape, look: LookOptions): void {
  checkLook(look);
  const { cellSize } = cells;
  const { extent, binsize } = look;
  if (extent !== undefined) {
    const [x0, x1, y0, y1] = extent;
    const least = MIN_EXTENT_CELLS * cellSize;
    if (Math.min(x1 - x0, y1 - y0) < least) {
      throw refusal(
        "extent",
        extent.join(),
        `each axis must span at least ${least} sites; widen it`,
      );
    }
    checkSides(extent, look.aspect);
  }
  if (binsize === undefined) return;
  const least = Math.max(
    cellSize * Math.max(1, stretchOf(look)),
    Math.max(cells.columns, cells.rows) * cellSize / MAX_GRIDSIZE,
  );
  if (binsize >= least) return;
  throw refusal(
    "binsize",
    binsize,
    `these cells bear hexagons from ${least} sites; use that or more`,
  );
}

/** How much longer a site of y is drawn than one of x: 1 unless an extent is to fill a square. */
export function stretchOf({ extent, aspect }: LookOptions): number {
  if (extent === undefined || aspect !== "auto") return 1;
  return (extent[1] - extent[0]) / (extent[3] - extent[2]);
}

/** An extent many times wider than high would be a line. */
function checkSides(extent: NonNullable<LookOptions["extent"]>, aspect: LookOptions["aspect"]) {
  const [x0, x1, y0, y1] = extent;
  const ratio = (x1 - x0) / (y1 - y0);
  if (aspect === "auto" || Math.max(ratio, 1 / ratio) <= MAX_SIDES) return;
  throw refusal(
    "extent",
    extent.join(),
    `with sites as long on both axes, one may span ${MAX_SIDES} times the other at most; ` +
      `use that, or aspect auto`,
  );
}

function checkExtent(extent: readonly number[]): void {
  const isNumbers = extent.length === 4 &&
    extent.every((value) => Math.abs(value) <= MAX_COORDINATE);
  if (!isNumbers) {
    throw refusal("extent", extent.join(), `use x0,x1,y0,y1 within ±${MAX_COORDINATE} sites`);
  }
  const [x0, x1, y0, y1] = extent;
  if (x0 < x1 && y0 < y1) return;
  throw refusal("extent", extent.join(), "x0 must be below x1 and y0 below y1; swap them");
}

function checkName(option: string, name: string | undefined, names: readonly string[]): void {
  if (name === undefined || names.includes(name)) return;
  throw refusal(option, JSON.stringify(name), `choose one of ${names.join(", ")}`);
}

function isWithin(value: number, most: number): boolean {
  return value >= 1 && value <= most;
}

function refusal(option: string, value: string | number, remedy: string): RangeError {
  return new RangeError(`Cannot draw with ${option} ${value}: ${remedy}`);
}
