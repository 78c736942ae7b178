/**
 * What a run keeps: integer counts and integer sums. `merge` is associative and commutative with
 * `zero` as its neutral element, so no way of cutting a run into parts can change the result.
 */

import {
  bigint,
  checkArgument,
  having,
  type Kind,
  kindOf,
  number,
  record,
} from "../options/options.ts";
import { withJson } from "../to_json.ts";
import { checkSize, WINDOW, type Window } from "./window.ts";

/** Counts and sums over a number of walkers. */
export interface Tally {
  /** Which cells there are. */
  readonly window: Window;
  /** Walkers tallied. */
  walkers: number;
  /** Those of them that ended outside the window. */
  outside: number;
  /** Walkers by the cell they ended in, shape [rows, columns], row-major; exact up to 2^53 − 1. */
  readonly cells: Float64Array | Uint32Array;
  /** Sums over all walkers, in the window or not. */
  readonly sums: Sums;
}

/** Sums over the endpoints of walkers, exact. */
export interface Sums {
  /** Σx, in sites. */
  x: bigint;
  /** Σy, in sites. */
  y: bigint;
  /** Σx², in sites². */
  xx: bigint;
  /** Σy², in sites². */
  yy: bigint;
  /** Σxy, in sites². */
  xy: bigint;
}

export const SUM_NAMES = ["x", "y", "xx", "yy", "xy"] as const;

/** What is taken for a tally; whether its counts agree is not looked at. */
export const TALLY: Kind<Tally> = having(
  {
    window: record(WINDOW),
    walkers: number("use a count"),
    outside: number("use a count"),
    cells: kindOf(
      "use a Float64Array",
      (value) => value instanceof Float64Array || value instanceof Uint32Array,
    ),
    sums: having({ x: bigint, y: bigint, xx: bigint, yy: bigint, xy: bigint }, "use exact sums"),
  },
  "use a tally, such as result.tally",
);

/**
 * The tally of no walkers.
 *
 * @throws {TypeError} If the window is none.
 * @throws {RangeError} If it has no cells, or more than 2^20.
 */
export function zero(window: Window): Tally {
  checkArgument("count", "window", window, record(WINDOW));
  checkSize(window);
  const cells = new Float64Array(window.columns * window.rows);
  return tallyOf({
    ...{ window, walkers: 0, outside: 0, cells },
    sums: { x: 0n, y: 0n, xx: 0n, yy: 0n, xy: 0n },
  });
}

/** A tally of these members, which `JSON.stringify` takes: cells as a list, sums as decimal texts. */
export function tallyOf(members: Tally): Tally {
  return withJson(members, ({ cells, sums, ...rest }) => ({
    ...rest,
    cells: [...cells],
    sums: sumsToJson(sums),
  }));
}

/** Sums as decimal texts, as JSON has no large integers. */
export function sumsToJson(sums: Sums): Record<string, string> {
  return Object.fromEntries(SUM_NAMES.map((name) => [name, String(sums[name])]));
}

/**
 * Adds a tally to another.
 *
 * @param into Changed in place; its cells must have room for the sums, as those of `zero` have.
 * @throws {TypeError} If one is no tally.
 * @throws {RangeError} If their windows differ.
 *
 * Cost: O(cells), whatever the number of walkers.
 */
export function merge(into: Tally, from: Tally): Tally {
  checkArgument("merge", "first tally", into, TALLY);
  checkArgument("merge", "second tally", from, TALLY);
  if (!isSameWindow(into.window, from.window)) {
    throw new RangeError("Cannot merge tallies of different windows");
  }
  into.walkers += from.walkers;
  into.outside += from.outside;
  for (const name of SUM_NAMES) into.sums[name] += from.sums[name];
  const [sum, added] = [into.cells, from.cells];
  for (let i = 0; i < added.length; i++) sum[i] += added[i];
  return into;
}

/**
 * A tally's canonical bytes, little-endian: "hexwalk1", then as i64 the window (x0, y0, cellSize,
 * columns, rows), walkers and outside, then as i128 the sums x, y, xx, yy, xy, then every cell as u64.
 *
 * @throws {TypeError} If it is no tally.
 */
export function encode(tally: Tally): Uint8Array<ArrayBuffer> {
  checkArgument("encode", "tally", tally, TALLY);
  const { window, cells } = tally;
  const head = [...window.origin, window.cellSize, window.columns, window.rows]
    .concat(tally.walkers, tally.outside);
  const bytes = new Uint8Array(8 + 8 * head.length + 16 * SUM_NAMES.length + 8 * cells.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode("hexwalk1"));
  head.forEach((value, i) => view.setBigInt64(8 + 8 * i, BigInt(value), true));
  const sums = 8 + 8 * head.length;
  SUM_NAMES.forEach((name, i) => {
    view.setBigUint64(sums + 16 * i, BigInt.asUintN(64, tally.sums[name]), true);
    view.setBigInt64(sums + 16 * i + 8, tally.sums[name] >> 64n, true);
  });
  const start = sums + 16 * SUM_NAMES.length;
  for (let i = 0; i < cells.length; i++) {
    if (cells[i] === 0) continue;
    view.setUint32(start + 8 * i, cells[i] % 2 ** 32, true);
    view.setUint32(start + 8 * i + 4, Math.floor(cells[i] / 2 ** 32), true);
  }
  return bytes;
}

/**
 * SHA-256 of a tally's canonical bytes, in hexadecimal: equal digests are equal results.
 *
 * @throws {TypeError} If it is no tally.
 */
export async function digest(tally: Tally): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", encode(tally))).toHex();
}

function isSameWindow(a: Window, b: Window): boolean {
  return a.origin[0] === b.origin[0] && a.origin[1] === b.origin[1] &&
    a.cellSize === b.cellSize && a.columns === b.columns && a.rows === b.rows;
}
