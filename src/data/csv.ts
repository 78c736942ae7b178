/** A tally as CSV (RFC 4180, but with bare line feeds, as Unix tools expect them). */

import type { Tally } from "../tally/tally.ts";
import { cellTable } from "./cell_table.ts";

/**
 * The cells that are not empty: columns x and y (the cell's lowest site), cell_size (sites), count.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { csvOfCounts } from "./csv.ts";
 *
 * const window = { origin: [-2, 0], cellSize: 2, columns: 2, rows: 1 } as const;
 * const csv = csvOfCounts({ window, cells: Uint32Array.of(0, 5) });
 * assert.equal(csv, "x,y,cell_size,count\n0,0,2,5\n");
 * ```
 */
export function csvOfCounts(tally: Pick<Tally, "window" | "cells">): string {
  const { x, y, count } = cellTable(tally);
  const { cellSize } = tally.window;
  const lines = count.map((walkers, i) => `${x[i]},${y[i]},${cellSize},${walkers}\n`);
  return `x,y,cell_size,count\n${lines.join("")}`;
}
