/** Constant expressions: operators on known leaves, with the errors that WGSL asks for. */

import { type BinaryOp, compare, isComparison, type UnaryOp } from "./arithmetic.ts";
import type { Scalar } from "./types.ts";

/** Why a constant expression has no value. */
export class FoldError extends RangeError {}

/** An operator on the leaves of a constant of one scalar. @throws {FoldError} On overflow. */
export function foldUnary(op: UnaryOp, scalar: Scalar, a: readonly bigint[]): bigint[] {
  return a.map((x) => wrapped(scalar, exactUnary(op, x)));
}

/**
 * An operator on the leaves of two constants of one shape.
 *
 * @throws {FoldError} On overflow of literals and of shifts, on division by zero or of the least i32
 * by −1, and on shifts by 32 or more.
 */
export function foldBinary(
  op: BinaryOp,
  scalar: Scalar,
  a: readonly bigint[],
  b: readonly bigint[],
): bigint[] {
  return a.map((x, i) => {
    const y = b[i];
    if (isComparison(op)) return BigInt(compare(op, x, y));
    if (op === "shl" || op === "shr") return shift(op, scalar, x, y);
    if (op === "div" || op === "rem") return divide(op, scalar, x, y);
    return wrapped(scalar, exactBinary(op, x, y));
  });
}

/** @throws {FoldError} If a constant shift amount is 32 or more. */
export function checkShift(amount: bigint): void {
  if (amount >= 32n) throw new FoldError(`a shift by ${amount}: the most is 31`);
}

/** The leaves as another scalar. @throws {FoldError} If one does not fit. */
export function foldCoercion(to: Scalar, values: readonly bigint[]): bigint[] {
  const bad = values.find((value) => !fits(to, value));
  if (bad !== undefined) throw new FoldError(`${bad} is out of range for ${to}`);
  return [...values];
}

/** A conversion that is written, `u32(x)`: modulo 2^32, or whether it is not zero. */
export function foldConversion(to: Scalar, values: readonly bigint[]): bigint[] {
  return values.map((value) => to === "bool" ? BigInt(value !== 0n) : wrapped(to, value));
}

/** Whether an integer is a value of the scalar; a literal has 64 bits, as WGSL's AbstractInt. */
export function fits(scalar: Scalar, value: bigint): boolean {
  switch (scalar) {
    case "u32":
      return BigInt.asUintN(32, value) === value;
    case "i32":
      return BigInt.asIntN(32, value) === value;
    case "bool":
      return value === 0n || value === 1n;
    case "int":
      return BigInt.asIntN(64, value) === value;
  }
}

/** Modulo 2^32, or an error for literals. */
export function wrapped(scalar: Scalar, value: bigint): bigint {
  if (scalar === "u32") return BigInt.asUintN(32, value);
  return scalar === "i32" ? BigInt.asIntN(32, value) : checked(scalar, value);
}

/** @throws {FoldError} If the value does not fit its scalar. */
export function checked(scalar: Scalar, value: bigint): bigint {
  if (fits(scalar, value)) return value;
  const bounds = scalar === "int" ? "the 64 bits of an integer literal" : scalar;
  throw new FoldError(`${value} leaves ${bounds}`);
}

function shift(op: "shl" | "shr", scalar: Scalar, a: bigint, amount: bigint): bigint {
  if (scalar !== "int") checkShift(amount);
  if (op === "shr") return a >> amount;
  // WGSL shifts 0 by any amount; naga does not.
  if (amount >= 64n) throw new FoldError(`a shift by ${amount} leaves 64 bits`);
  return checked(scalar, a << amount);
}

function divide(op: "div" | "rem", scalar: Scalar, a: bigint, b: bigint): bigint {
  if (b === 0n) throw new FoldError("division by zero");
  const quotient = checked(scalar, a / b);
  return op === "div" ? quotient : a % b;
}

function exactUnary(op: UnaryOp, a: bigint): bigint {
  switch (op) {
    case "negate":
      return -a;
    case "not":
      return BigInt(a === 0n);
    case "complement":
      return ~a;
    default:
      throw new TypeError(`${op} is no operator`);
  }
}

function exactBinary(op: BinaryOp, a: bigint, b: bigint): bigint {
  switch (op) {
    case "add":
      return a + b;
    case "sub":
      return a - b;
    case "mul":
      return a * b;
    case "and":
      return a & b;
    case "or":
      return a | b;
    case "xor":
      return a ^ b;
    case "min":
      return a < b ? a : b;
    case "max":
      return a > b ? a : b;
    default:
      throw new TypeError(`${op} is no operator on integers`);
  }
}
