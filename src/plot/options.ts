/** How a joint plot may be drawn. Imports no drawing, so that a command line can list names. */

import type { Law } from "./law.ts";

/** How counts become colours. */
export const SCALE_NAMES = ["linear", "log", "sqrt"] as const;
/** The page that a figure is for; auto follows its reader's. */
export const THEME_NAMES = ["auto", "light", "dark"] as const;
/** What stands above and beside the panel. */
export const MARGINAL_NAMES = ["none", "hist", "density"] as const;
/** Whether a site of y is drawn as long as one of x, or as the panel's shape, square, has it. */
export const ASPECT_NAMES = ["equal", "auto"] as const;
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
/** A shape of the panel. */
export type AspectName = typeof ASPECT_NAMES[number];
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
  /** Whether a site of y is as long as one of x, in an extent that is no square; "equal". */
  readonly aspect?: AspectName;
  /** How counts become colours; "sqrt". */
  readonly scale?: ScaleName;
  /** Hexagons, or cells, that hold fewer walkers are not drawn, 0 or more; 0. */
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
  /** Its name where cells are drawn and no hexagons; "walkers per cell" if not given. */
  readonly cellLabel?: string;
  /** What a screen reader says of the figure; a sentence about the counts if not given. */
  readonly description?: string;
  /** The law that the walkers obey, drawn over them; none. */
  readonly law?: Law;
  /**
   * Whether colours tell how far counts are from what the law expects, in standard deviations, instead
   * of counts. What is expected to hold fewer than `minCount` walkers, by default 1, is not drawn.
   */
  readonly residuals?: boolean;
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
