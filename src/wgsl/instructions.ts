/** Which WebAssembly instruction stands for an operation of the IR. */

import { type BinaryOp, isComparison } from "./arithmetic.ts";
import type { Plain, Vector } from "./encode.ts";
import type { ScalarType } from "./ir.ts";

/** The scalar instruction of an operation. */
export function scalarOp(op: BinaryOp, type: ScalarType): Plain {
  if (op === "div" || op === "rem") {
    if (type !== "u32") throw new TypeError(`No instruction for ${op} of ${type}`);
    return `i32.${op}_u`;
  }
  if (op === "shr" || (isComparison(op) && op !== "eq" && op !== "ne")) {
    return `i32.${op as "lt"}_${type === "i32" ? "s" : "u"}`;
  }
  return `i32.${op as "add"}`;
}

/** The vector instruction of an operation; there is none for division and for shifts by vectors. */
export function vectorOp(op: BinaryOp, type: ScalarType): Vector {
  if (op === "and" || op === "or" || op === "xor") return `v128.${op}`;
  const isSigned = op === "shr" || op === "min" || op === "max" ||
    (isComparison(op) && op !== "eq" && op !== "ne");
  return isSigned ? `i32x4.${op as "lt"}_${type === "i32" ? "s" : "u"}` : `i32x4.${op as "add"}`;
}
