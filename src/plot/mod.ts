/** Figures, as SVG: walkers counted on a grid of squares → hexagons; series → lines. Pure. */

export type { CellCounts } from "./cells.ts";
export { hexbin } from "./hexbin.ts";
export type { Hexagons, HexTiling } from "./hex_tiling.ts";
export { jointplot } from "./jointplot.ts";
export type { AxisLaw, Law } from "./law.ts";
export { lineChart, type LineChartOptions, type Series } from "./line_chart.ts";
export { checkLookOver } from "./check_look.ts";
export {
  ASPECT_NAMES,
  type AspectName,
  type CellShape,
  COLOR_NAMES,
  type ColorName,
  type JointplotOptions,
  type LookOptions,
  MARGINAL_NAMES,
  type MarginalName,
  SCALE_NAMES,
  type ScaleName,
  THEME_NAMES,
  type ThemeName,
} from "./options.ts";
