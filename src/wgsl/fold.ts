/** Constant expressions: operators on known leaves, with the errors that WGSL asks for. */

import {
  binary,
  type BinaryOp,
  exactBinary,
  exactUnary,
  isInRange,
  unary,
  type UnaryOp,
} from "./arithmetic.ts";
import { describe, type Scalar, type Type } from "./types.ts";

/** Why a constant expression has no value. */
export class FoldError extends RangeError {}

/** An operator on the leaves of a constant of one scalar. @throws {FoldError} On overflow. */
export function foldUnary(op: UnaryOp, scalar: Scalar, a: readonly number[]): number[] {
  return a.map((x) => scalar === "int" ? checked(exactUnary(op, x)) : unary(op, scalar, x));
}

/**
 * An operator on the leaves of two constants of one shape.
 *
 * @throws {FoldError} On overflow of literals, division by zero and shifts by 32 or more.
 */
export function foldBinary(
  op: BinaryOp,
  scalar: Scalar,
  a: readonly number[],
  b: readonly number[],
): number[] {
  return a.map((x, i) => {
    if ((op === "div" || op === "rem") && b[i] === 0) throw new FoldError("division by zero");
    if (op === "shl" || op === "shr") checkShift(b[i]);
    return scalar === "int" ? checked(exactBinary(op, x, b[i])) : binary(op, scalar, x, b[i]);
  });
}

/** @throws {FoldError} If a constant shift amount is 32 or more. */
export function checkShift(amount: number): void {
  if (amount >= 32) throw new FoldError(`a shift by ${amount}: the most is 31`);
}

/** The leaves as another scalar of the same shape. @throws {FoldError} If one does not fit. */
export function foldCoercion(to: Type & { scalar: Scalar }, values: readonly number[]): number[] {
  const bad = values.find((value) => !isInRange(to.scalar, value));
  if (bad !== undefined) throw new FoldError(`${bad} is out of range for ${describe(to)}`);
  return [...values];
}

function checked(value: number): number {
  if (!Number.isSafeInteger(value)) throw new FoldError("the constant leaves ±2^53");
  return value;
}
