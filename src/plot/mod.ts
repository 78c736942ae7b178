/** The figure: walkers counted on a grid of squares → hexagons → SVG. Pure. */

export type { CellCounts } from "./cells.ts";
export { hexbin } from "./hexbin.ts";
export type { Hexagons, HexTiling } from "./hex_tiling.ts";
export { jointplot, type JointplotOptions } from "./jointplot.ts";
