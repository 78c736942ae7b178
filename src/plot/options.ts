/** How a joint plot may be drawn, and the checks of it. Imports no drawing, so that a command line can list names. */

import type { Law } from "./law.ts";

/** How counts become colours. */
export const SCALE_NAMES = ["linear", "log", "sqrt"] as const;
/** The page that a figure is for; auto follows its reader's. */
export const THEME_NAMES = ["auto", "light", "dark"] as const;
/** What stands above and beside the panel. */
export const MARGINAL_NAMES = ["none", "hist", "density"] as const;
/** Colour maps whose lightness rises or falls all the way, so that their order is seen in grey too. */
export const COLOR_NAMES = [
  ...["magma", "viridis", "cividis", "inferno", "plasma"] as const,
  ...["blues", "greens", "greys", "oranges", "purples", "reds"] as const,
] as const;

/** A way from counts to colours. */
export type ScaleName = typeof SCALE_NAMES[number];
/** A page that a figure is for. */
export type ThemeName = typeof THEME_NAMES[number];
/** A way to draw the marginals. */
export type MarginalName = typeof MARGINAL_NAMES[number];
/** A colour map. */
export type ColorName = typeof COLOR_NAMES[number];

/** The look of a figure; what is left out has the default named. */
export interface LookOptions {
  /** Hexagons across the data, or across the extent if given: a whole number from 1 to 250; by the data. */
  readonly gridsize?: number;
  /** Width of a hexagon in sites instead, no less than a cell. */
  readonly binsize?: number;
  /** [x0, x1, y0, y1] in sites: what the panel shows; all walkers. */
  readonly extent?: readonly [number, number, number, number];
  /** How counts become colours; "linear". */
  readonly scale?: ScaleName;
  /** Hexagons that hold fewer walkers are not drawn, 0 or more; 0. */
  readonly minCount?: number;
  /** The colour map; "magma". */
  readonly colors?: ColorName;
  /** The page it is for; "auto", which follows the reader's. */
  readonly theme?: ThemeName;
  /** What stands above and beside the panel; "hist". */
  readonly marginals?: MarginalName;
  /** Width of the whole figure in CSS pixels, above 0; 720, or what the height makes it. */
  readonly width?: number;
  /** Height of the whole figure in CSS pixels, above 0. With a width, the figure fits within both. */
  readonly height?: number;
}

/** What a figure shows and says besides its data. */
export interface JointplotOptions extends LookOptions {
  /** Above the figure and, for screen readers, its name. */
  readonly title: string;
  /** Lines under the figure. */
  readonly caption?: readonly string[];
  /** Name of the x axis, cut where it is longer than the panel; "x (sites)" if not given. */
  readonly xLabel?: string;
  /** Name of the y axis, likewise; "y (sites)" if not given. */
  readonly yLabel?: string;
  /** Name of the colour scale; "walkers per hexagon" if not given. */
  readonly countLabel?: string;
  /** What a screen reader says of the figure; a sentence about the counts if not given. */
  readonly description?: string;
  /** The law that the walkers obey, drawn over them; none. */
  readonly law?: Law;
}

/** What a figure's cells are, before any is counted. */
export interface CellShape {
  /** Side of a cell, in sites. */
  readonly cellSize: number;
  /** Cells along x. */
  readonly columns: number;
  /** Cells along y. */
  readonly rows: number;
}

/** A finer grid would make files of megabytes, and hexagons of a pixel. */
const MAX_GRIDSIZE = 250;
/** Beyond any lattice coordinate, which are i32. */
const MAX_COORDINATE = 2 ** 32;
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
 * import { checkLook } from "./options.ts";
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
  }
  if (binsize === undefined) return;
  const least = Math.max(
    cellSize * Math.max(1, stretchOf(extent)),
    Math.max(cells.columns, cells.rows) * cellSize / MAX_GRIDSIZE,
  );
  if (binsize >= least) return;
  throw refusal(
    "binsize",
    binsize,
    `these cells bear hexagons from ${least} sites; use that or more`,
  );
}

/** How much longer a site of y is drawn than one of x, as the panel is square. */
export function stretchOf(extent: LookOptions["extent"]): number {
  return extent === undefined ? 1 : (extent[1] - extent[0]) / (extent[3] - extent[2]);
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
