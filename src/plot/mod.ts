/** Figures, as SVG: walkers counted on a grid of squares → hexagons; series → lines. Pure. */

export type { CellCounts } from "./cells.ts";
export { hexbin } from "./hexbin.ts";
export type { Hexagons, HexTiling } from "./hex_tiling.ts";
export { jointplot, type JointplotOptions } from "./jointplot.ts";
export { lineChart, type LineChartOptions, type Series } from "./line_chart.ts";
