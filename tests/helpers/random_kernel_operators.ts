/** Random uses of WGSL's operators. */

import { call, convert, type Operands, select } from "./random_kernel_builtins.ts";
import { literal, runtimeLeaf, withScalar } from "./random_kernel_leaves.ts";
import type { Body, Choice } from "./random_kernel_state.ts";
import { type Expr, fit, type Level, type Plain, plain, primary } from "./random_kernel_types.ts";

/** Operators on u32 and i32, scalars and vectors. */
export function integers(b: Body, type: Plain, make: Operands): Choice<Expr>[] {
  const arithmetic = (op: string, level: Level, right: Level) => () =>
    binary(b, type, { op, level, right }, make);
  const menu: Choice<Expr>[] = [
    ["+", 1.2, arithmetic("+", "add", "mul")],
    ["-", 1, arithmetic("-", "add", "mul")],
    ["*", 1, arithmetic("*", "mul", "unary")],
    ["&", 0.5, () => bitwise(type, "&", "bitand", make)],
    ["|", 0.5, () => bitwise(type, "|", "bitor", make)],
    ["^", 0.9, () => bitwise(type, "^", "bitxor", make)],
    ["<<", 0.7, () => shift(b, type, "<<", make)],
    [">>", 0.7, () => shift(b, type, ">>", make)],
    ["~", 0.4, () => prefix("~", make.runtime(type))],
  ];
  if (type.scalar === "i32") {
    return [
      ...menu,
      ["negate", 0.5, () => prefix("-", make.runtime(type))],
      ["signed_/", 0.4, () => divideSigned(b, type, make)],
    ];
  }
  const quotient = (op: string) => () => divide(b, type, op, make);
  return [...menu, ["/", 0.7, quotient("/")], ["%", 0.7, quotient("%")]];
}

/** One of `vector op vector`, `vector op scalar`, `scalar op vector`, `scalar op scalar`. */
function binary(
  b: Body,
  type: Plain,
  { op, level, right }: { op: string; level: Level; right: Level },
  make: Operands,
): Expr {
  const { rng } = b.kernel;
  const scalar = plain(type.scalar);
  const mixed = type.size > 1 && rng.chance(0.3) && b.kernel.note("vector_scalar_mix");
  const scalarFirst = rng.chance(0.5);
  const x = make.runtime(mixed && scalarFirst ? scalar : type);
  const y = rng.chance(0.3) && (mixed ? !scalarFirst : type.size === 1)
    ? literal(b, type.scalar, true)
    : make.any(mixed && !scalarFirst ? scalar : type);
  const swap = y.constness !== "runtime" && !mixed && rng.chance(0.3);
  const [first, second] = swap ? [y, x] : [x, y];
  return infix(first, op, second, level, right);
}

function bitwise(type: Plain, op: string, level: Level, make: Operands): Expr {
  return infix(make.runtime(type), op, make.any(type), level, "unary");
}

function infix(x: Expr, op: string, y: Expr, level: Level, right: Level): Expr {
  return { text: `${fit(x, level)} ${op} ${fit(y, right)}`, level, constness: "runtime" };
}

function prefix(op: string, e: Expr): Expr {
  const inner = fit(e, "unary");
  const text = inner.startsWith(op) && op === "-" ? `${op}(${inner})` : op + inner;
  return { text, level: "unary", constness: "runtime" };
}

/** A shift by literals below 32, by masked values, or by any value: WGSL takes it modulo 32. */
function shift(b: Body, type: Plain, op: string, make: Operands): Expr {
  const count = shiftCount(b, type, () => make.runtime(withScalar(type, "u32")));
  const x = count.constness === "runtime" ? make.any(type) : make.runtime(type);
  return infix({ ...x, text: fit(x, "unary"), level: "unary" }, op, count, "shift", "unary");
}

/** A right operand for shifts. */
export function shiftCount(b: Body, { size }: Plain, any: () => Expr): Expr {
  const { rng } = b.kernel;
  const kind = rng.between(0, 2);
  if (kind === 0) {
    const counts = Array.from({ length: size }, () => `${rng.between(0, 31)}u`);
    return primary(size === 1 ? counts[0] : `vec${size}u(${counts.join(", ")})`, "const");
  }
  // naga refuses a vector constructor with any constant component over 31 here.
  const free = () => size === 1 ? any() : runtimeLeaf(b, plain("u32", size));
  if (kind === 1 && b.kernel.note("unmasked_shift")) return free();
  const mask = size === 1 ? "31u" : `vec${size}u(31u)`;
  return { text: `${fit(any(), "unary")} & ${mask}`, level: "bitand", constness: "runtime" };
}

/** i32 by a constant: all that the subset has of it, since adapters disagree (wgpu#8191). */
function divideSigned(b: Body, type: Plain, make: Operands): Expr {
  const by = b.kernel.rng.pick([1, 2, 3, 7, 8, 100, -2, -5, 0x7fffffff]);
  const text = type.size === 1 && by > 0 ? `${by}` : `${type.name}(${by})`;
  return infix(make.runtime(type), "/", primary(text, "const"), "mul", "unary");
}

function divide(b: Body, type: Plain, op: string, make: Operands): Expr {
  const by = divisor(b, type, () => make.runtime(type));
  const x = by.constness === "runtime" ? make.any(type) : make.runtime(type);
  return infix(x, op, by, "mul", "unary");
}

/** A right operand for / and %: a literal that is not zero, or a value that may be zero. */
export function divisor(b: Body, type: Plain, any: () => Expr): Expr {
  if (b.kernel.rng.chance(0.5)) return any();
  const text = `${b.kernel.rng.between(1, 13)}u`;
  return primary(type.size === 1 ? text : `${type.name}(${text})`, "const");
}

/** Comparisons and logic, on scalars and vectors. */
export function booleans(b: Body, type: Plain, make: Operands): Choice<Expr>[] {
  const { kernel } = b;
  const logic = (op: string, level: Level) => () =>
    infix(
      make.runtime(type),
      op,
      make.any(type),
      level,
      level.startsWith("bit") ? "unary" : "relation",
    );
  const menu: Choice<Expr>[] = [
    ["compare", 4, () => compare(b, type, make)],
    ["!", 0.7, () => prefix("!", make.runtime(type))],
    ["bool_&", 0.4, logic("&", "bitand")],
    ["bool_|", 0.4, logic("|", "bitor")],
    ["bool_select", 0.4, () => select(kernel, type, make)],
    ["bool_convert", 0.4, () => convert(kernel, type, make)],
  ];
  if (type.size > 1) return menu;
  const over = () => make.runtime(plain("bool", kernel.rng.between(1, 4)));
  return [
    ...menu,
    ["&&", 1, logic("&&", "and")],
    ["||", 1, logic("||", "or")],
    ["any", 0.5, () => call("any", over())],
    ["all", 0.5, () => call("all", over())],
  ];
}

function compare(b: Body, type: Plain, make: Operands): Expr {
  const { rng } = b.kernel;
  const scalar = rng.pick(["u32", "u32", "i32", "i32", "bool"] as const);
  const op = rng.pick(scalar === "bool" ? ["==", "!="] : ["<", "<=", ">", ">=", "==", "!="]);
  const of = withScalar(type, scalar);
  const [x, y] = [make.runtime(of), make.any(of)];
  // `a < b >> c` reads as a template list (WGSL 3.9).
  const right = op === "<" ? "add" : "shift";
  return {
    text: `${fit(x, "shift")} ${op} ${fit(y, right)}`,
    level: "relation",
    constness: "runtime",
  };
}
