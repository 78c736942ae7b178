/** What a law expects where walkers are counted, and how far the counts are from it. */

import type { CellCounts } from "./cells.ts";
import { SQRT3 } from "./hex_cuts.ts";
import type { HexTiling } from "./hex_tiling.ts";
import type { AxisLaw, Law } from "./law.ts";
import type { Tiles } from "./tiles.ts";

/** The walkers that a law expects in each cell of a grid: those of the law, by the cell's probability. */
export function expectedCells(cells: CellCounts, { walkers, x, y }: Law): CellCounts {
  const { x0, y0, cellSize, columns, rows } = cells;
  const ofColumn = masses(x, x0, cellSize, columns), ofRow = masses(y, y0, cellSize, rows);
  const counts = new Float64Array(columns * rows);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      counts[at] = walkers * ofRow[row] * ofColumn[column];
    }
  }
  return { ...cells, counts };
}

function masses({ mass }: AxisLaw, start: number, size: number, cells: number): Float64Array {
  return Float64Array.from(
    { length: cells },
    (_, at) => mass(start + at * size, start + (at + 1) * size),
  );
}

/** Tiles with what other tiles of the same kind, all that are not empty, count there. */
export function withExpected(tiles: Tiles, expected: Tiles): Tiles {
  const counts = new Map<number, number>();
  const place = ({ column, row }: Tiles, at: number) => placeOf(column[at], row[at]);
  expected.count.forEach((count, at) => counts.set(place(expected, at), count));
  return { ...tiles, expected: tiles.count.map((_, at) => counts.get(place(tiles, at)) ?? 0) };
}

/** One number for a column and a row, which are within ±2^25. */
function placeOf(column: number, row: number): number {
  return row * 2 ** 26 + column;
}

/**
 * Cells as hexagons, each cell with the hexagon that its centre is in: whole counts, of which a law knows
 * the spread. (Hexagons by area share their cells with their neighbours.) Now more, now fewer cells are in
 * a hexagon, of those that are expected as of those that are counted.
 *
 * @param expected The walkers expected in the same cells.
 * @returns All hexagons in which a walker is or is expected, row by row from below.
 */
export function wholeHexagons(cells: CellCounts, expected: CellCounts, tiling: HexTiling): Tiles {
  const sums = new Map<number, { column: number; row: number; count: number; expected: number }>();
  for (let at = 0; at < cells.counts.length; at++) {
    if (!(cells.counts[at] > 0 || expected.counts[at] > 0)) continue;
    const x = cells.x0 + (at % cells.columns + 0.5) * cells.cellSize;
    const y = cells.y0 + (Math.floor(at / cells.columns) + 0.5) * cells.cellSize;
    const [column, row] = nearestHexagon(tiling, x, y);
    const place = placeOf(column, row);
    const sum = sums.get(place) ?? { column, row, count: 0, expected: 0 };
    sum.count += cells.counts[at];
    sum.expected += expected.counts[at];
    sums.set(place, sum);
  }
  const all = [...sums.values()].sort((a, b) => a.row - b.row || a.column - b.column);
  return {
    ...{ ...tiling, shape: "hexagon", stretch: tiling.stretch ?? 1 },
    column: Int32Array.from(all, ({ column }) => column),
    row: Int32Array.from(all, ({ row }) => row),
    count: Float64Array.from(all, ({ count }) => count),
    expected: Float64Array.from(all, ({ expected }) => expected),
  };
}

/** The hexagon whose centre is nearest, which is the one that holds the point. */
function nearestHexagon(
  { width, centerX, centerY, stretch = 1 }: HexTiling,
  x: number,
  y: number,
): [column: number, row: number] {
  const u = (x - centerX) / (width / 2), v = (y - centerY) * stretch / (width * SQRT3 / 2);
  const low = Math.floor(v);
  const [a, b] = [low, low + 1].map((row) => {
    const column = row + 2 * Math.round((u - row) / 2);
    return { column, row, away: (u - column) ** 2 + 3 * (v - row) ** 2 };
  });
  return a.away <= b.away ? [a.column, a.row] : [b.column, b.row];
}

/**
 * How far each tile's count is from what is expected, in standard deviations: a tile's count has the
 * binomial law of all walkers and the tile's probability.
 *
 * @param walkers All that the law is of.
 */
export function residualsOf({ count, expected }: Tiles, walkers: number): Float64Array {
  return count.map((found, at) => {
    const mean = expected?.[at] ?? 0;
    const deviation = Math.sqrt(mean * Math.max(0, 1 - mean / walkers));
    // What is certain has no spread, and is what is found.
    return deviation === 0 ? 0 : (found - mean) / deviation;
  });
}
