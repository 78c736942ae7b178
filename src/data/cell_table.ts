/** A run as it is exported: its cells as a table, a row for each that is not empty. */

import type { RunSpec } from "../spec.ts";
import type { Tally } from "../tally/tally.ts";

/** What is exported of a run. */
export interface ExportedRun {
  /** What was walked; some formats say it in their metadata. */
  readonly spec: RunSpec;
  /** The counts; its window is the spec's. */
  readonly tally: Tally;
}

/** Columns of one length, rows in the order of the cells: by y, then by x. */
export interface CellTable {
  /** The lowest site of the cell on each axis. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Walkers that ended in the cell, at least 1. */
  readonly count: readonly number[];
}

/** The cells that hold a walker. */
export function cellTable({ window, cells }: Pick<Tally, "window" | "cells">): CellTable {
  const { origin: [x0, y0], cellSize, columns, rows } = window;
  const corners = cornersOf(x0, cellSize, columns);
  const table = { x: [] as number[], y: [] as number[], count: [] as number[] };
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      if (cells[i] === 0) continue;
      table.x.push(corners[column]);
      table.y.push(y0 + row * cellSize);
      table.count.push(cells[i]);
    }
  }
  return table;
}

/** The lowest site of every column (or row) of a window. */
export function cornersOf(origin: number, cellSize: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => origin + i * cellSize);
}
