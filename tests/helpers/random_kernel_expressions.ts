/** Random expressions of a wanted type. */

import { integerBuiltins, type Operands } from "./random_kernel_builtins.ts";
import { helperCall } from "./random_kernel_calls.ts";
import {
  type Freedom,
  leaf,
  lengthText,
  operand,
  runtimeLeaf,
  spread,
} from "./random_kernel_leaves.ts";
import { booleans, integers } from "./random_kernel_operators.ts";
import type { Body, Choice } from "./random_kernel_state.ts";
import {
  argument,
  type Expr,
  type Plain,
  plain,
  primary,
  type Type,
} from "./random_kernel_types.ts";

/** A random expression of `type`, nested `depth` deep at most. */
export function expression(b: Body, type: Type, depth = 2, freedom: Freedom = {}): Expr {
  if (type.kind !== "plain") return composite(b, type, depth);
  const made = b.nodes-- <= 0 || depth <= 0
    ? leaf(b, type, freedom) ?? spread(b, type)
    : b.kernel.choose(menuFor(b, type, depth, freedom));
  const { rng } = b.kernel;
  if (freedom.runtime && made.constness !== "runtime") return runtimeLeaf(b, type);
  return rng.chance(0.04) ? { ...made, text: `(${made.text})`, level: "primary" } : made;
}

/** The text of a random expression, as an argument or the right side of an assignment. */
export function valueText(b: Body, type: Type, depth = 2, freedom: Freedom = {}): string {
  return argument(expression(b, type, depth, freedom));
}

/** The text of a random condition known only at run time. */
export function condition(b: Body, depth = 2): string {
  return expression(b, plain("bool"), depth, { runtime: true }).text;
}

function menuFor(b: Body, type: Plain, depth: number, freedom: Freedom): Choice<Expr>[] {
  const make: Operands = {
    any: (wanted) => expression(b, wanted, depth - 1),
    runtime: (wanted) => expression(b, wanted, depth - 1, { runtime: true }),
  };
  const menu: Choice<Expr>[] = [
    [
      "call_in_expression",
      1.5,
      () => helperCall(b, type, (wanted) => valueText(b, wanted, depth - 1, { anchored: true })),
    ],
  ];
  if (b.isMain && type.name === "u32") {
    menu.push(["atomic_result", 0.5, () => primary(ownAtomic(b, depth - 1))]);
  }
  if (type.scalar === "bool") menu.push(...booleans(b, type, make));
  else menu.push(...integers(b, type, make), ...integerBuiltins(b.kernel, type, make));
  if (type.size > 1) menu.push(["vector_constructor", 2, () => vector(b, type, depth)]);
  menu.push(["leaf", 2, () => leaf(b, type, freedom) ?? spread(b, type)]);
  return menu;
}

/** An atomic that returns: of a word that no other invocation sees, so that order cannot show. */
export function ownAtomic(b: Body, depth: number): string {
  const op = b.kernel.rng.pick([
    "Add",
    "Sub",
    "Max",
    "Min",
    "Or",
    "And",
    "Xor",
    "Exchange",
    "Load",
  ]);
  if (op === "Load") return "atomicLoad(&own[id.x])";
  return `atomic${op}(&own[id.x], ${valueText(b, plain("u32"), depth, { anchored: true })})`;
}

/** A vector from scalars, smaller vectors, one splat scalar, or nothing. */
function vector(b: Body, type: Plain, depth: number): Expr {
  const { rng } = b.kernel;
  const kind = rng.between(0, 9);
  if (kind === 0) return primary(`${type.name}()`, "const");
  if (kind <= 2) return primary(`${type.name}(${operand(b, plain(type.scalar))})`);
  const parts: Expr[] = [];
  for (let left = type.size; left > 0;) {
    const size = rng.pick([1, 1, 1, 2, 3].filter((n) => n <= left && n < type.size));
    parts.push(expression(b, plain(type.scalar, size), depth - 1, { anchored: size === 1 }));
    left -= size;
  }
  const known = parts.every(({ constness }) => constness !== "runtime");
  const inferred = !known && rng.chance(0.2) && b.kernel.note("inferred_constructor");
  const full = rng.chance(0.3) ? `vec${type.size}<${type.scalar}>` : type.name;
  const written = inferred ? `vec${type.size}` : full;
  const text = `${written}(${parts.map(argument).join(", ")})`;
  // wgpu loses the llvmpipe device over a constant like vec3u(vec2u(), 2u).
  if (known && text.includes("()")) return spread(b, type);
  return primary(text, known ? "fixed" : "runtime");
}

/** A whole struct or array: a variable, a call, or a constructor. */
function composite(b: Body, type: Exclude<Type, Plain>, depth: number): Expr {
  if (b.nodes-- <= 0) return leaf(b, type) ?? primary(`${type.name}()`, "const");
  const inner = (wanted: Type) => valueText(b, wanted, depth - 1, { anchored: true });
  const types = type.kind === "struct"
    ? type.members.map((member) => member.type)
    : Array.from({ length: type.length }, () => type.element);
  const inferable = type.kind === "array" && type.element.kind === "struct";
  const written = inferable && b.kernel.rng.chance(0.3) ? "array" : lengthText(b, type);
  return b.kernel.choose<Expr>([
    ["composite_variable", 3, () => leaf(b, type)],
    ["composite_call", 2, () => helperCall(b, type, inner)],
    ["zero_value", 0.3, () => primary(`${lengthText(b, type)}()`, "const")],
    ["composite_constructor", 2, () => primary(`${written}(${types.map(inner).join(", ")})`)],
  ]);
}
