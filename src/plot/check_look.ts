/** The checks of what a figure is told. Imports no drawing either. */

import {
  callback,
  checkArgument,
  checkOptions,
  having,
  type Kind,
  kindOf,
  type Kinds,
  list,
  listOf,
  number,
  oneOf,
  required,
  text,
  truth,
  wholeNumber,
} from "../options/options.ts";
import type { AxisLaw, Law } from "./law.ts";
import {
  ASPECT_NAMES,
  type CellShape,
  COLOR_NAMES,
  type JointplotOptions,
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

const pixels = number(
  "use a number of pixels above 0, such as 720",
  (value) => value > 0 && value < Infinity,
);

/** What each option of a figure's look may be. */
export const LOOK: Kinds<LookOptions> = {
  gridsize: wholeNumber(1, MAX_GRIDSIZE),
  binsize: number(
    `use a width above 0 and up to ${MAX_COORDINATE} sites`,
    (value) => value > 0 && value <= MAX_COORDINATE,
  ),
  extent: kindOf<NonNullable<LookOptions["extent"]>>(
    `use x0,x1,y0,y1 within ±${MAX_COORDINATE} sites`,
    Array.isArray,
    (value: readonly unknown[]) =>
      value.length === 4 &&
      value.every((side) => typeof side === "number" && Math.abs(side) <= MAX_COORDINATE),
  ),
  aspect: oneOf(ASPECT_NAMES),
  scale: oneOf(SCALE_NAMES),
  minCount: number(
    "use a number of walkers from 0 up",
    (value) => value >= 0 && value < Infinity,
  ),
  colors: oneOf(COLOR_NAMES),
  theme: oneOf(THEME_NAMES),
  marginals: oneOf(MARGINAL_NAMES),
  width: pixels,
  height: pixels,
};

const LAW_REMEDY = "use a law of both axes";

const AXIS_LAW = having<AxisLaw>(
  {
    mean: number("use a mean in sites"),
    deviation: number("use a deviation in sites"),
    density: callback(),
    mass: callback(),
  },
  LAW_REMEDY,
);

/** What each option of a joint plot may be. */
export const JOINTPLOT: Kinds<JointplotOptions> = {
  ...LOOK,
  title: required(text),
  caption: listOf(text, "use a list of lines"),
  xLabel: text,
  yLabel: text,
  countLabel: text,
  cellLabel: text,
  description: text,
  law: having<Law>(
    {
      walkers: number("use a number of walkers"),
      ...{ x: AXIS_LAW, y: AXIS_LAW },
      contours: list("use a list of shares"),
    },
    LAW_REMEDY,
  ),
  residuals: truth,
};

const SHAPE: Kind<CellShape> = having(
  {
    cellSize: number("use a number of sites"),
    columns: number("use a number of cells"),
    rows: number("use a number of cells"),
  },
  "use a window, such as spec.window",
);

/**
 * Checks the look of a figure, also against the cells that it will be drawn from: needs no count, so a
 * run that takes hours need not end before a mistake shows.
 *
 * @throws {TypeError} If an option is unknown or of another type.
 * @throws {RangeError} If a value is out of bounds, two exclude each other, hexagons would be narrower than
 *   cells, too many, or the extent too small. One line names value, bound and remedy.
 *
 * @example
 * ```ts
 * import { checkLookOver, createSpec } from "hexwalk";
 * import { throws } from "node:assert/strict";
 *
 * const { window } = createSpec({ walkers: 1000 });
 * checkLookOver(window, { gridsize: 40, scale: "log" });
 * throws(() => checkLookOver(window, { gridsize: 0 }), /gridsize 0: use a whole number from 1 to 250/);
 * throws(() => checkLookOver(window, { gridsize: 40, binsize: 8 }), /give one of them/);
 * ```
 */
export function checkLookOver(cells: CellShape, look: LookOptions): void {
  checkArgument("draw", "cells", cells, SHAPE);
  checkOptions("draw", look, LOOK);
  checkFit(cells, look);
}

/**
 * Checks whether values that are fit one by one go together, and with the cells.
 *
 * @throws {RangeError} If not.
 */
export function checkFit(cells: CellShape, look: LookOptions): void {
  const { gridsize } = look;
  if (gridsize !== undefined && look.binsize !== undefined) {
    throw refusal("gridsize", `${gridsize} and binsize ${look.binsize}`, "give one of them");
  }
  const { cellSize } = cells;
  const { extent, binsize } = look;
  if (extent !== undefined) {
    const [x0, x1, y0, y1] = extent;
    if (x0 >= x1 || y0 >= y1) {
      throw refusal("extent", extent.join(), "x0 must be below x1 and y0 below y1; swap them");
    }
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

function refusal(option: string, value: string | number, remedy: string): RangeError {
  return new RangeError(`Cannot draw with ${option} ${value}: ${remedy}`);
}
