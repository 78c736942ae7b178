/** Arrays as NumPy's `.npy`, format version 1.0 (numpy.lib.format). */

import type { Tally } from "../tally/tally.ts";
import { concat, int64Bytes } from "./bytes.ts";

/** Little-endian i32, i64, f64, or a text of so many code points. */
export type NpyType = "<i4" | "<i8" | "<f8" | `<U${number}`;

/** NumPy aligns the data to this, so that it can be mapped into memory. */
const ALIGNMENT = 64;

/**
 * What stands before an array's data.
 *
 * @param shape Empty for a single value. The data follow in row-major order.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { npyHeader } from "./npy.ts";
 *
 * const header = npyHeader("<i4", [3, 2]);
 * assert.equal(header.length, 128);
 * const text = new TextDecoder().decode(header.subarray(10));
 * assert.equal(text.trim(), "{'descr': '<i4', 'fortran_order': False, 'shape': (3, 2), }");
 * ```
 */
export function npyHeader(type: NpyType, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  // Python's tuples: (), (3,), (3, 2).
  const tuple = `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const size = Math.ceil((10 + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = new Uint8Array(size).fill(0x20);
  header.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0]);
  new DataView(header.buffer).setUint16(8, size - 10, true);
  header.set(new TextEncoder().encode(text), 10);
  header[size - 1] = 0x0a;
  return header;
}

/** Whole numbers as an `.npy` file of i64. @param values Safe integers, row-major. */
export function npyOfIntegers(values: ArrayLike<number>, shape: readonly number[]) {
  return concat([npyHeader("<i8", shape), int64Bytes(values)]);
}

/** Numbers as an `.npy` file of f64. @param values Row-major. */
export function npyOfFloats(values: readonly number[], shape: readonly number[]) {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, i) => view.setFloat64(8 * i, value, true));
  return concat([npyHeader("<f8", shape), new Uint8Array(view.buffer)]);
}

/** A text as an `.npy` file of one value, in UTF-32 as NumPy keeps texts. */
export function npyOfText(text: string) {
  const points = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(4 * points.length));
  points.forEach((point, i) => view.setUint32(4 * i, point, true));
  return concat([npyHeader(`<U${points.length}`, []), new Uint8Array(view.buffer)]);
}

/** A tally's counts as an `.npy` file: i64 of shape [rows, columns], rows from the lowest y. */
export function npyOfCounts({ window, cells }: Pick<Tally, "window" | "cells">) {
  return npyOfIntegers(cells, [window.rows, window.columns]);
}
