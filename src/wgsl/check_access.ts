/** Elements, members and components of values, references to them, and pointers. */

import type * as ast from "./ast.ts";
import type { ExpressionChecker } from "./check_expression.ts";
import type { Expression } from "./typed.ts";
import {
  describe,
  I32,
  leafOffset,
  leaves,
  type Space,
  type Type,
  vector,
  withScalar,
} from "./types.ts";

/** No buffer has more words: they would be more than 2^32 bytes. */
const MOST_WORDS = 2 ** 30;

/** `&operand`. */
export function checkAddress(
  checker: ExpressionChecker,
  at: number,
  operand: Expression,
): Expression {
  const space = spaceOf(operand);
  if (space === undefined) throw checker.error(at, "& needs a variable");
  const isComponent = operand.kind === "swizzle" ||
    (operand.kind === "index" && operand.base.type.kind === "vector");
  if (isComponent) throw checker.error(at, "a vector's component has no address");
  const isWritable = isWritableReference(operand);
  const type: Type = { kind: "pointer", space, target: operand.type, isWritable };
  return { kind: "address", at, type, operand };
}

/** `base[index]`. */
export function checkIndex(
  checker: ExpressionChecker,
  { at }: ast.Expression,
  base: Expression,
  index: Expression,
): Expression {
  const { type } = base;
  if (type.kind !== "array" && type.kind !== "vector") {
    throw checker.error(at, `${describe(type)} has no elements to index`);
  }
  const which = checker.settle(index);
  if (which.type.kind !== "scalar" || which.type.scalar === "bool") {
    throw checker.error(which.at, `an index is i32 or u32, not ${describe(which.type)}`);
  }
  const element = type.kind === "array" ? type.element : withScalar(I32, type.scalar);
  const length = type.kind === "array" ? type.length ?? MOST_WORDS : type.size;
  if (which.kind === "constant") {
    const [i] = which.values;
    if (i < 0 || i >= length) {
      throw checker.error(which.at, `index ${i} is outside ${describe(type)}`);
    }
    if (base.kind === "constant") {
      const size = leaves(element).length;
      const values = base.values.slice(i * size, (i + 1) * size);
      return { kind: "constant", at, type: element, values };
    }
  }
  return { kind: "index", at, type: element, base: checker.settle(base), index: which };
}

/** `base.name`: a struct's member, or a vector's components. */
export function checkMember(
  checker: ExpressionChecker,
  { at, name }: ast.Expression & { kind: "member" },
  base: Expression,
): Expression {
  const { type } = base;
  if (type.kind === "vector") return swizzle(checker, at, name, base, type);
  if (type.kind === "pointer") throw checker.error(at, `write (*pointer).${name}`);
  const member = type.kind === "struct" ? type.members.findIndex((m) => m.name === name) : -1;
  if (type.kind !== "struct" || member < 0) {
    throw checker.error(at, `${describe(type)} has no member ${name}`);
  }
  const found = type.members[member].type;
  if (base.kind !== "constant") return { kind: "member", at, type: found, base, member };
  const start = leafOffset(type, member);
  const values = base.values.slice(start, start + leaves(found).length);
  return { kind: "constant", at, type: found, values };
}

function swizzle(
  checker: ExpressionChecker,
  at: number,
  name: string,
  base: Expression,
  type: Type & { kind: "vector" },
) {
  const set = ["xyzw", "rgba"].find((letters) => [...name].every((c) => letters.includes(c)));
  const components = [...name].map((letter) => set?.indexOf(letter) ?? -1);
  if (components.length > 4 || components.some((i) => i < 0 || i >= type.size)) {
    throw checker.error(at, `${describe(type)} has no component ${name}`);
  }
  const found: Type = components.length === 1
    ? { kind: "scalar", scalar: type.scalar }
    : vector(type.scalar, components.length);
  if (base.kind !== "constant") {
    return { kind: "swizzle", at, type: found, base, components } as const;
  }
  const values = components.map((i) => base.values[i]);
  return { kind: "constant", at, type: found, values } as const;
}

/** The address space of a reference; undefined for a value. */
export function spaceOf(node: Expression): Space | undefined {
  switch (node.kind) {
    case "local":
      return node.local.form === "var" ? "function" : undefined;
    case "buffer":
      return node.buffer.space;
    case "deref":
      return node.operand.type.kind === "pointer" ? node.operand.type.space : undefined;
    case "index":
    case "member":
      return spaceOf(node.base);
    case "swizzle":
      return node.components.length === 1 ? spaceOf(node.base) : undefined;
    default:
      return undefined;
  }
}

/** Whether what a reference stands for may be set. */
export function isWritableReference(node: Expression): boolean {
  switch (node.kind) {
    case "buffer":
      return node.buffer.isWritable;
    case "deref":
      return node.operand.type.kind === "pointer" && node.operand.type.isWritable;
    case "index":
    case "member":
    case "swizzle":
      return isWritableReference(node.base);
    default:
      return true;
  }
}
