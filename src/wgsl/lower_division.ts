/** `/` and `%` as IR values, whatever the divisor. */

import { binary, cast, constant, select, u32, unary } from "./build.ts";
import type { Value } from "./ir.ts";
import type { Share } from "./lower_builtin.ts";

/** `a op b`; of i32 a quotient by a constant only, which is all that the checker lets through. */
export function divide(op: "div" | "rem", a: Value, b: Value, share: Share): Value {
  if (a.type === "i32" && a.op !== "constant" && b.op === "constant") {
    return signedQuotient(a, b.value, share);
  }
  return binary(op, a, divisor(b, share));
}

/** One in place of zero: WGSL has x / 0 = x and x % 0 = 0, as for 1. */
function divisor(value: Value, share: Share): Value {
  if (value.op === "constant") return value.value === 0 ? constant(value.type, 1) : value;
  const shared = share(value);
  return select(binary("eq", shared, constant(value.type, 0)), constant(value.type, 1), shared);
}

/** By the magnitudes as u32, so that the least i32 by −1 is itself, as WGSL has it. */
function signedQuotient(dividend: Value, by: number, share: Share): Value {
  const a = share(dividend);
  const isNegative = share(binary("lt", a, constant("i32", 0)));
  const magnitude = cast("u32", select(isNegative, unary("negate", a), a));
  const quotient = share(cast("i32", binary("div", magnitude, u32(Math.abs(by)))));
  const opposite = unary("negate", quotient);
  return by < 0 ? select(isNegative, quotient, opposite) : select(isNegative, opposite, quotient);
}
