/**
 * What each scalar operation gives at run time, where values wrap: what the lowering folds by. In
 * constant expressions WGSL makes overflow an error: `fold.ts` says what they give.
 */

import type { Scalar } from "./types.ts";

/** Operations on one scalar. */
export type UnaryOp = "negate" | "not" | "complement" | "popcount" | "clz" | "ctz";

/** Operations on two scalars of one type; a shift's amount is u32. */
export type BinaryOp =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "rem"
  | "and"
  | "or"
  | "xor"
  | "shl"
  | "shr"
  | "eq"
  | "ne"
  | "lt"
  | "le"
  | "gt"
  | "ge"
  | "min"
  | "max";

export const BINARY_OPS: Readonly<Record<string, BinaryOp>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  "%": "rem",
  "&": "and",
  "|": "or",
  "^": "xor",
  "<<": "shl",
  ">>": "shr",
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
  "&&": "and",
  "||": "or",
};

export type Comparison = "eq" | "ne" | "lt" | "le" | "gt" | "ge";

export function isComparison(op: BinaryOp): op is Comparison {
  return ["eq", "ne", "lt", "le", "gt", "ge"].includes(op);
}

/** Whether two values of one scalar stand to each other as the operator says. */
export function compare<T extends number | bigint>(op: Comparison, a: T, b: T): boolean {
  switch (op) {
    case "eq":
      return a === b;
    case "ne":
      return a !== b;
    case "lt":
      return a < b;
    case "le":
      return a <= b;
    case "gt":
      return a > b;
    case "ge":
      return a >= b;
  }
}

/** A value brought into the range of its scalar: u32 in [0, 2^32), i32 in [−2^31, 2^31), bool 0 or 1. */
export function wrap(scalar: Scalar, value: number): number {
  if (scalar === "u32") return value >>> 0;
  if (scalar === "i32") return value | 0;
  return scalar === "bool" ? Number(value !== 0) : value;
}

/** Whether an integer is a value of the scalar. */
export function isInRange(scalar: Scalar, value: number): boolean {
  return wrap(scalar, value) === value;
}

/** The operation at run time, modulo 2^32. */
export function unary(op: UnaryOp, scalar: Scalar, a: number): number {
  return wrap(scalar, exactUnary(op, a));
}

/** The operation at run time, modulo 2^32; x / 0 is x and x % 0 is 0, as WGSL says. */
export function binary(op: BinaryOp, scalar: Scalar, a: number, b: number): number {
  if ((op === "div" || op === "rem") && b === 0) return op === "div" ? a : 0;
  return isComparison(op) ? Number(compare(op, a, b)) : wrap(scalar, exactBinary(op, a, b));
}

/** The operation before its value is brought into range. */
function exactUnary(op: UnaryOp, a: number): number {
  switch (op) {
    case "negate":
      return a === 0 ? 0 : -a;
    case "not":
      return Number(a === 0);
    case "complement":
      return -a - 1;
    case "popcount": {
      let count = 0;
      for (let rest = a >>> 0; rest !== 0; rest &= rest - 1) count++;
      return count;
    }
    case "clz":
      return Math.clz32(a);
    case "ctz":
      return (a >>> 0) === 0 ? 32 : 31 - Math.clz32(a & -a);
  }
}

/** The operation before its value is brought into range. */
function exactBinary(op: Exclude<BinaryOp, Comparison>, a: number, b: number): number {
  switch (op) {
    case "add":
      return a + b;
    case "sub":
      return a - b;
    case "mul":
      return Math.imul(a, b);
    case "div":
      return Math.trunc(a / b) + 0;
    case "rem":
      return (a % b) + 0;
    case "and":
      return a & b;
    case "or":
      return a | b;
    case "xor":
      return a ^ b;
    case "shl":
      return a << (b & 31);
    case "shr":
      return Math.floor(a / 2 ** (b & 31));
    case "min":
      return Math.min(a, b);
    case "max":
      return Math.max(a, b);
  }
}
