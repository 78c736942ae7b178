/** Where endpoints are counted: a rectangle of square lattice cells. Pure geometry. */

import { kindOf, type Kinds, number, required } from "../options/options.ts";
import type { Walk } from "../walks.ts";

/**
 * A rectangle of square cells over the lattice. The cell in column c and row r counts the walkers
 * that end with x in [x0 + c·cellSize, x0 + (c + 1)·cellSize) and y likewise from y0.
 */
export interface Window {
  /** Lowest lattice coordinate of the first cell on each axis, [x0, y0], in sites. */
  readonly origin: readonly [number, number];
  /**
   * Side of a cell in sites: a power of two from the walk's stride, which is 2 as its endpoints are 2
   * sites apart, to 2^31.
   */
  readonly cellSize: number;
  /** Cells along x, at least 1. */
  readonly columns: number;
  /** Cells along y, at least 1; at most 2^20 cells in all. */
  readonly rows: number;
}

/** Of what types a window's members are; {@linkcode checkWindow} knows which values go together. */
export const WINDOW: Kinds<Window> = {
  origin: required(kindOf("use two numbers, [x0, y0]", isPair)),
  cellSize: required(number("use a number of sites")),
  columns: required(number("use a number of cells")),
  rows: required(number("use a number of cells")),
};

/** The most cells on a side by default, so that a window holds at most 2^20. */
const MAX_SIDE = 1024;
/** The most cells that a window may have. */
export const MAX_CELLS = MAX_SIDE * MAX_SIDE;

/**
 * The window of a walk by default: from the start, six standard deviations each way, or as far as
 * the steps can reach. Of 10^9 walkers about four end outside.
 *
 * A cell is at least the walk's stride wide, so that each holds as many reachable sites as the next
 * and none of the lattice's parity shows.
 *
 * @param deviations How many standard deviations each way.
 */
export function windowFor(walk: Walk, steps: number, deviations = 6): Window {
  const { stride } = walk;
  const spread = Math.ceil(deviations * Math.sqrt(walk.variance * steps));
  const reach = Math.min(spread, steps * walk.reach);
  // The furthest site within reach that the walk can end on.
  const furthest = reach - (steps * walk.reach - reach) % stride;
  const sites = 2 * furthest / stride + 1;
  const perCell = 2 ** Math.max(0, Math.ceil(Math.log2(sites / MAX_SIDE)));
  const side = Math.ceil(sites / perCell);
  const margin = Math.floor((side * perCell - sites) / 2);
  const first = -furthest - margin * stride;
  return { origin: [first, first], cellSize: stride * perCell, columns: side, rows: side };
}

/**
 * Checks a window that a user gave.
 *
 * @throws {RangeError} If it is no rectangle of at most {@linkcode MAX_CELLS} cells within i32.
 */
export function checkWindow(window: Window, walk: Walk): Window {
  const { origin: [x0, y0], cellSize, columns, rows } = window;
  const isPower = Number.isInteger(Math.log2(cellSize));
  if (!isPower || cellSize < walk.stride || cellSize > 2 ** 31) {
    throw new RangeError(
      `Cannot use cells of ${cellSize} sites: the side must be a power of two from ` +
        `${walk.stride}, as endpoints are ${walk.stride} sites apart, to 2^31`,
    );
  }
  checkSize(window);
  const isInside = [[x0, columns], [y0, rows]].every(([start, count]) =>
    Number.isSafeInteger(start) && start >= -(2 ** 31) && start + count * cellSize <= 2 ** 31
  );
  if (!isInside) {
    throw new RangeError(`Cannot use a window from ${x0}, ${y0}: it must lie within ±2^31 sites`);
  }
  return Object.freeze({ origin: Object.freeze([x0, y0] as const), cellSize, columns, rows });
}

/** Checks how many cells a window has. @throws {RangeError} If they are none, or too many. */
export function checkSize({ columns, rows }: Window): void {
  const isWhole = [columns, rows].every((n) => Number.isSafeInteger(n) && n >= 1);
  if (isWhole && columns * rows <= MAX_CELLS) return;
  throw new RangeError(
    `Cannot use a window of ${columns} × ${rows} cells: from 1 to ${MAX_CELLS} are possible`,
  );
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 &&
    value.every((item) => typeof item === "number");
}
