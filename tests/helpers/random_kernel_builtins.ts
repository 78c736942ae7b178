/** Calls of WGSL's integer builtins. */

import { withScalar } from "./random_kernel_leaves.ts";
import type { Choice, Kernel } from "./random_kernel_state.ts";
import { argument, type Expr, type Plain, plain, primary, U32 } from "./random_kernel_types.ts";

/** Makers of operands: any expression, or one that is known only at run time. */
export interface Operands {
  any(type: Plain): Expr;
  runtime(type: Plain): Expr;
}

const UNARY = [
  "abs",
  "countOneBits",
  "countLeadingZeros",
  "countTrailingZeros",
  "reverseBits",
  "firstLeadingBit",
  "firstTrailingBit",
];

/** The builtins that return `type`, a u32 or i32 scalar or vector. */
export function integerBuiltins(kernel: Kernel, type: Plain, make: Operands): Choice<Expr>[] {
  const { rng } = kernel;
  const other = withScalar(type, type.scalar === "u32" ? "i32" : "u32");
  const menu: Choice<Expr>[] = UNARY.map((name) => [
    name,
    0.35,
    () => call(name, make.runtime(type)),
  ]);
  menu.push(
    ["min", 0.6, () => call("min", ...pair(kernel, type, make))],
    ["max", 0.6, () => call("max", ...pair(kernel, type, make))],
    // WGSL defines clamp(e, low, high) as min(max(e, low), high), for low > high too.
    ["clamp", 0.5, () => call("clamp", make.runtime(type), make.runtime(type), make.runtime(type))],
    ["select", 0.7, () => select(kernel, type, make)],
    ["bitcast", 0.5, () => primary(`bitcast<${type.name}>(${argument(make.runtime(other))})`)],
    ["extractBits", 0.4, () => call("extractBits", make.runtime(type), ...bits(kernel, make))],
    [
      "insertBits",
      0.4,
      () => call("insertBits", make.runtime(type), make.any(type), ...bits(kernel, make)),
    ],
    ["convert", 0.8, () => convert(kernel, type, make)],
  );
  if (type.scalar === "i32") menu.push(["sign", 0.4, () => call("sign", make.runtime(type))]);
  if (type.size === 1) {
    menu.push(["dot", 0.6, () => {
      const vector = plain(type.scalar, rng.between(2, 4));
      return call("dot", make.runtime(vector), make.any(vector));
    }]);
  }
  return menu;
}

/** `select` with a scalar condition or one condition a component. */
export function select(kernel: Kernel, type: Plain, make: Operands): Expr {
  const condition = type.size > 1 && kernel.rng.chance(0.5)
    ? withScalar(type, "bool")
    : plain("bool");
  return call("select", make.any(type), make.any(type), make.runtime(condition));
}

/** A value constructor that converts from another scalar type. */
export function convert(kernel: Kernel, type: Plain, make: Operands): Expr {
  const from = kernel.rng.pick((["u32", "i32", "bool"] as const).filter((s) => s !== type.scalar));
  return call(type.name, make.runtime(withScalar(type, from)));
}

export function call(name: string, ...args: readonly Expr[]): Expr {
  return primary(`${name}(${args.map(argument).join(", ")})`);
}

function pair(kernel: Kernel, type: Plain, make: Operands): readonly [Expr, Expr] {
  const both = [make.runtime(type), make.any(type)] as const;
  return kernel.rng.chance(0.5) ? both : [both[1], both[0]];
}

// Constant offset + count > 32 is a shader-creation error; at run time both are clamped.
function bits(kernel: Kernel, make: Operands): readonly [Expr, Expr] {
  const { rng } = kernel;
  if (rng.chance(0.3)) return [make.runtime(U32), make.runtime(U32)];
  const literals = [rng.between(0, 16), rng.between(0, 16)].map((n) => primary(`${n}u`, "const"));
  return [literals[0], rng.chance(0.5) ? literals[1] : make.runtime(U32)];
}
