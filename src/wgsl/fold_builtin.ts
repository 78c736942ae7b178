/** Builtin functions on constants, component by component: what `const` declarations may call. */

import { foldBinary, FoldError, wrapped } from "./fold.ts";
import type { Scalar } from "./types.ts";

type Leaves = readonly bigint[];

/**
 * The leaves of a builtin's result.
 *
 * @param scalar What the first argument is made of.
 * @throws {FoldError} If the arguments are outside what WGSL lets constants be.
 */
export function foldBuiltin(name: string, scalar: Scalar, args: readonly Leaves[]): bigint[] {
  const [a, b, c, d] = args;
  switch (name) {
    case "all":
      return [BigInt(a.every((leaf) => leaf !== 0n))];
    case "any":
      return [BigInt(a.some((leaf) => leaf !== 0n))];
    case "min":
    case "max":
      return foldBinary(name, scalar, a, b);
    case "clamp":
      return foldBinary("min", scalar, foldBinary("max", scalar, a, b), c);
    case "dot":
      return [foldBinary("mul", scalar, a, b).reduce((x, y) => wrapped(scalar, x + y))];
    case "select":
      return a.map((no, i) => (c[i] ?? c[0]) !== 0n ? b[i] : no);
    case "extractBits":
      return a.map((leaf) => extractBits(scalar, leaf, b[0], c[0]));
    case "insertBits":
      return a.map((leaf, i) => insertBits(scalar, leaf, b[i], c[0], d[0]));
    default:
      return a.map((leaf) => wrapped(scalar, foldMap(name, leaf)));
  }
}

/** @throws {FoldError} If the bounds of a clamp are the wrong way round. */
export function checkBounds(low: Leaves, high: Leaves): void {
  const i = low.findIndex((bound, i) => bound > high[i]);
  if (i >= 0) throw new FoldError(`clamp's low ${low[i]} is above its high ${high[i]}`);
}

/** @throws {FoldError} If the bits from `offset` on are not within 32. */
export function checkBits(offset: bigint, count: bigint): void {
  if (offset + count > 32n) {
    throw new FoldError(`${count} bits from bit ${offset} on: the most is 32 in all`);
  }
}

/** A function of one argument, on a component. */
function foldMap(name: string, value: bigint): bigint {
  const bits = BigInt.asUintN(32, value).toString(2).padStart(32, "0");
  switch (name) {
    case "abs":
      return value < 0n ? -value : value;
    case "sign":
      return value < 0n ? -1n : BigInt(value > 0n);
    case "countOneBits":
      return BigInt(bits.replaceAll("0", "").length);
    case "countLeadingZeros":
      return BigInt(zerosBefore(bits));
    case "countTrailingZeros":
      return BigInt(zerosBefore(reversed(bits)));
    case "firstTrailingBit":
      return value === 0n ? -1n : BigInt(zerosBefore(reversed(bits)));
    case "firstLeadingBit": {
      const magnitude = (value < 0n ? ~value : value).toString(2).padStart(32, "0");
      return 31n - BigInt(zerosBefore(magnitude));
    }
    case "reverseBits":
      return BigInt(`0b${reversed(bits)}`);
    default:
      throw new TypeError(`No value for the builtin ${name}`);
  }
}

function zerosBefore(bits: string): number {
  const first = bits.indexOf("1");
  return first < 0 ? bits.length : first;
}

function reversed(bits: string): string {
  return [...bits].reverse().join("");
}

function extractBits(scalar: Scalar, value: bigint, offset: bigint, count: bigint): bigint {
  const bits = value >> offset;
  const size = Number(count);
  return scalar === "i32" ? BigInt.asIntN(size, bits) : BigInt.asUintN(size, bits);
}

function insertBits(
  scalar: Scalar,
  value: bigint,
  bits: bigint,
  offset: bigint,
  count: bigint,
): bigint {
  const mask = ((1n << count) - 1n) << offset;
  return wrapped(scalar, (value & ~mask) | ((bits << offset) & mask));
}
