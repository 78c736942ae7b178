/** Numbers as the little-endian bytes that files hold. */

/**
 * Whole numbers as i64, little-endian, whatever the host's order. Counts, which are never negative,
 * are the same bytes as u64.
 *
 * @param values Safe integers.
 */
export function int64Bytes(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  for (let i = 0; i < values.length; i++) {
    // setUint32 takes its value modulo 2^32, negative ones too.
    view.setUint32(8 * i, values[i], true);
    view.setInt32(8 * i + 4, Math.floor(values[i] / 2 ** 32), true);
  }
  return new Uint8Array(view.buffer);
}

/** Whole numbers as i32, little-endian. @param values Within i32. */
export function int32Bytes(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (let i = 0; i < values.length; i++) view.setInt32(4 * i, values[i], true);
  return new Uint8Array(view.buffer);
}

/** Bytes one after the other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
