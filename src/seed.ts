/** Seeds: any 64-bit number or any text → the generator's key. */

import { short, shown } from "./options/options.ts";

const LARGEST = 2n ** 64n - 1n;

/** A checked seed. */
export interface Seed {
  /** As it was given: decimal digits for a number, else the text. */
  readonly text: string;
  /** The number in [0, 2^64) that it stands for. */
  readonly value: bigint;
}

/** What a seed may be given as. */
export type SeedInput = string | number | bigint | Seed;

/**
 * Reads a seed: plain digits are a number, other text is hashed to one by FNV-1a.
 *
 * @throws {TypeError} If it is neither a number nor a text nor a seed.
 * @throws {RangeError} If a number is no whole one from 0 to 2^64 − 1, or is given as a number that
 * JavaScript does not hold exactly; if a text is empty, looks like a number and is none, has control
 * characters or line separators, or has no UTF-8.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseSeed } from "./seed.ts";
 *
 * assert.equal(parseSeed("7").value, 7n);
 * assert.equal(parseSeed("a").value, 0xaf63dc4c8601ec8cn);
 * assert.throws(() => parseSeed("1e6"), RangeError);
 * ```
 */
export function parseSeed(given: SeedInput): Seed {
  if (typeof given === "number") return parseNumber(given);
  if (typeof given === "bigint") return parseText(String(given));
  if (typeof given === "string") return parseText(given);
  if (typeof given?.text !== "string" || typeof given.value !== "bigint") {
    throw new TypeError(`Cannot use the seed ${shown(given)}: use a whole number or a text`);
  }
  const seed = parseText(given.text);
  if (seed.value === given.value) return seed;
  throw new RangeError(
    `Cannot use the seed ${short(seed.text)}: it is ${seed.value}, not ${given.value}`,
  );
}

/** A number's decimal digits are those of another number where it is too large to be exact. */
function parseNumber(given: number): Seed {
  if (!(given > Number.MAX_SAFE_INTEGER)) return parseText(String(given));
  throw new RangeError(
    `Cannot use the seed ${given}: from 2^53 up numbers are not exact, so give a text or a bigint`,
  );
}

function parseText(given: string): Seed {
  const text = given.trim();
  if (text === "") throw new RangeError("Cannot use an empty seed: give a number or a text");
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) {
    throw new RangeError(
      "Cannot use a seed with control characters or line separators: use others",
    );
  }
  if (!text.isWellFormed()) {
    throw new RangeError("Cannot use a seed with half a surrogate pair: it has no UTF-8");
  }
  const isNumber = /^[0-9]+$/.test(text);
  if (!isNumber && !looksNumeric(text)) return { text, value: fnv1a(text) };
  const value = isNumber ? BigInt(text) : -1n;
  if (isNumber && value <= LARGEST) return { text: String(value), value };
  throw new RangeError(
    `Cannot use the seed ${short(text)}: a number must be plain digits, from 0 to ${LARGEST}; ` +
      "a text must not look like a number",
  );
}

/**
 * Whether a text that is not plain digits is probably meant as a number. To hash such a one would be
 * to walk with another seed than was meant, without a word.
 */
function looksNumeric(text: string): boolean {
  const folded = text.normalize("NFKC").toLowerCase();
  const letters = folded.replaceAll(/\P{L}/gu, "");
  // 1,000 and 2026-11-25 and ٧, but also 1e6 and 7n, 0x10, -Infinity and ∞.
  if (letters === "") return /[\p{N}∞]/u.test(folded);
  if (["e", "n"].includes(letters)) return /^[^\p{L}\p{N}]*\p{N}/u.test(folded);
  if (["inf", "infinity", "nan"].includes(letters)) return !/\p{N}/u.test(folded);
  return /^[^\p{L}\p{N}]*0[xob][0-9a-f_]*n?$/u.test(folded);
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
