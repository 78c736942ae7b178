/** Makers of IR values. They fold constants and drop operations that change nothing. */

import * as arithmetic from "./arithmetic.ts";
import { type BinaryOp, isComparison, type UnaryOp } from "./arithmetic.ts";
import type { LocalArray, ScalarType, Value, Variable } from "./ir.ts";
import type { Buffer } from "./typed.ts";

export const INVOCATION: Value = { op: "invocation", type: "u32" };

export function constant(type: ScalarType, value: number): Value {
  return { op: "constant", type, value: arithmetic.wrap(type, value) };
}

export function u32(value: number): Value {
  return constant("u32", value);
}

export function bool(value: boolean): Value {
  return constant("bool", Number(value));
}

export function read(variable: Variable): Value {
  return { op: "read", type: variable.type, variable };
}

export function load(type: ScalarType, buffer: Buffer, index: Value): Value {
  return { op: "load", type, buffer, index };
}

/** A word of a local array as a scalar: a bool is kept as 0 or 1. */
export function arrayElement(type: ScalarType, array: LocalArray, index: Value): Value {
  if (type === "bool") return binary("ne", arrayElement("u32", array, index), u32(0));
  if (array.values && index.op === "constant") return constant(type, array.values[index.value]);
  return { op: "element", type, array, index };
}

export function unary(op: UnaryOp, a: Value): Value {
  if (a.op === "constant") return constant(a.type, arithmetic.unary(op, a.type, a.value));
  if (op === "not" && a.op === "not") return a.a;
  return { op, type: a.type, a };
}

export function not(a: Value): Value {
  return unary("not", a);
}

export function binary(op: BinaryOp, a: Value, b: Value): Value {
  const type = isComparison(op) ? "bool" : a.type;
  if (a.op === "constant" && b.op === "constant") {
    return constant(type, arithmetic.binary(op, a.type, a.value, b.value));
  }
  const simple = b.op === "constant"
    ? simplify(op, a, b.value)
    : a.op === "constant" && isCommutative(op)
    ? simplify(op, b, a.value)
    : undefined;
  return simple ?? { op, type, a, b };
}

export function select(condition: Value, yes: Value, no: Value): Value {
  if (condition.op === "constant") return condition.value !== 0 ? yes : no;
  return { op: "select", type: yes.type, condition, yes, no };
}

/** The value as another type, as WGSL's conversions have it. */
export function cast(type: ScalarType, a: Value): Value {
  if (a.type === type) return a;
  if (a.op === "constant") return constant(type, a.value);
  return type === "bool" ? binary("ne", a, constant(a.type, 0)) : { op: "cast", type, a };
}

/** Whether evaluating the value again, any time later, gives the same and costs nothing. */
export function isTrivial(value: Value): boolean {
  return value.op === "constant" || value.op === "invocation" ||
    (value.op === "read" && !value.variable.isMutable);
}

/** The values that a value is made of. */
export function operands(value: Value): readonly Value[] {
  switch (value.op) {
    case "constant":
    case "read":
    case "invocation":
      return [];
    case "load":
    case "element":
      return [value.index];
    case "select":
      return [value.condition, value.yes, value.no];
    default:
      return "b" in value ? [value.a, value.b] : [value.a];
  }
}

/** What a program sets and reads: a variable, or an array as a whole. */
export type Storage = Variable | LocalArray;

/** The variable or the array that a value reads, its operands apart. */
export function storageRead(value: Value): Storage | undefined {
  if (value.op === "read") return value.variable;
  return value.op === "element" ? value.array : undefined;
}

/** Whether any of the values reads any of the variables or arrays. */
export function readsAny(values: readonly Value[], storage: ReadonlySet<Storage>): boolean {
  return values.some((value) => {
    const own = storageRead(value);
    return (own !== undefined && storage.has(own)) || readsAny(operands(value), storage);
  });
}

function isCommutative(op: BinaryOp): boolean {
  return ["add", "mul", "and", "or", "xor"].includes(op);
}

/** `a op b` for a known b, where that is less work than the operation. */
function simplify(op: BinaryOp, a: Value, b: number): Value | undefined {
  const ones = a.type === "bool" ? 1 : a.type === "u32" ? 0xffffffff : -1;
  if (b === 0 && ["add", "sub", "or", "xor", "shl", "shr"].includes(op)) return a;
  if (b === 0 && (op === "and" || op === "mul")) return constant(a.type, 0);
  if (b === ones && op === "and") return a;
  if (a.type === "bool") return op === "or" && b === 1 ? bool(true) : undefined;
  if (b === 1 && (op === "mul" || op === "div")) return a;
  const power = Math.log2(b);
  if (!Number.isInteger(power) || power < 1) return undefined;
  if (op === "mul") return { op: "shl", type: a.type, a, b: u32(power) };
  if (a.type !== "u32") return undefined;
  if (op === "div") return { op: "shr", type: a.type, a, b: u32(power) };
  return op === "rem" ? binary("and", a, u32(b - 1)) : undefined;
}
