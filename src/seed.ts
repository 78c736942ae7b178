/** Seeds: any 64-bit number or any text → the generator's key. */

const LARGEST = 2n ** 64n - 1n;

/** A checked seed. */
export interface Seed {
  /** As it was given: decimal digits for a number, else the text. */
  readonly text: string;
  /** The number in [0, 2^64) that it stands for. */
  readonly value: bigint;
}

/**
 * Reads a seed: digits are a number, other text is hashed to one by FNV-1a.
 *
 * @throws {RangeError} If a number is not plain digits or above 2^64 − 1, or a text is empty or has
 * control characters.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseSeed } from "./seed.ts";
 *
 * assert.equal(parseSeed("7").value, 7n);
 * assert.equal(parseSeed("a").value, 0xaf63dc4c8601ec8cn);
 * ```
 */
export function parseSeed(given: string | number | bigint): Seed {
  const text = String(given).trim();
  if (text === "") throw new RangeError("Cannot use an empty seed: give a number or a text");
  if (/\p{Cc}/u.test(text)) throw new RangeError("Cannot use a seed with control characters");
  const isNumber = typeof given !== "string" || /^[+-]?(\d[\d_]*)?\.?\d+(e[+-]?\d+)?$/i.test(text);
  if (!isNumber) return { text, value: fnv1a(text) };
  if (!/^\d+$/.test(text) || BigInt(text) > LARGEST) {
    throw new RangeError(
      `Cannot use the seed ${text}: a number must be plain digits, from 0 to ${LARGEST}`,
    );
  }
  return { text: String(BigInt(text)), value: BigInt(text) };
}

/** A seed that nobody chose. */
export function randomSeed(): Seed {
  const [value] = crypto.getRandomValues(new BigUint64Array(1));
  return parseSeed(value);
}

/** The generator's key: the seed's low and high word, before two zeros that the kernel adds. */
export function keyOf({ value }: Seed): [number, number] {
  return [Number(value & 0xffffffffn), Number(value >> 32n)];
}

/** FNV-1a, 64 bits, over the text's UTF-8 (draft-eastlake-fnv, section 2). */
function fnv1a(text: string): bigint {
  return new TextEncoder().encode(text).reduce(
    (hash, byte) => ((hash ^ BigInt(byte)) * 0x100000001b3n) & LARGEST,
    0xcbf29ce484222325n,
  );
}
