/** The figure: walkers counted on a grid of squares → hexagons → SVG. Pure. */

export { type Binning, chooseBinning, freedmanDiaconisBins } from "./binning.ts";
export { type CellBox, type CellCounts, type CellSums, occupiedBox, sumCells } from "./cells.ts";
export { hexbin } from "./hexbin.ts";
export { type Hexagons, hexArea, type HexTiling } from "./hex_tiling.ts";
export { type AxisCounts, type Histogram, histogram } from "./histogram.ts";
export { jointplot, type JointplotOptions } from "./jointplot.ts";
