/** A ratio of whole numbers as a float, rounded once. */

/** The least power of two that a float can be a multiple of: 2^-1074. */
const LEAST_EXPONENT = 1074;

/**
 * The float nearest to a / b, of two equally near the one with an even last bit; NaN if b is 0.
 *
 * @param b 0 or more.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ratio } from "./ratio.ts";
 *
 * assert.equal(ratio(11n, 1659n), 11 / 1659);
 * assert.equal(ratio(-(2n ** 200n), 2n ** 199n), -2);
 * ```
 */
export function ratio(a: bigint, b: bigint): number {
  if (b === 0n) return NaN;
  const magnitude = a < 0n ? -a : a;
  // At least 64 bits, or all that a float so small can tell apart and two more.
  const wanted = Math.max(0, 65 + bitsOf(b) - bitsOf(magnitude));
  const shift = Math.min(wanted, LEAST_EXPONENT + 2);
  const scaled = magnitude << BigInt(shift);
  // The last bit says whether anything follows: without it, what lies just above the middle between
  // two floats looks like the middle.
  const sticky = scaled % b === 0n ? 0n : 1n;
  // A power of two beyond 2^1023 is no float.
  const half = Math.floor(shift / 2);
  const quotient = Number(scaled / b | sticky) / 2 ** half / 2 ** (shift - half);
  return a < 0n ? -quotient : quotient;
}

/** How many bits a whole number of 1 or more has; 1 for 0. */
function bitsOf(value: bigint): number {
  return value.toString(2).length;
}
