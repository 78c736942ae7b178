/** Elements, members and components of values, references to them, and pointers. */

import type * as ast from "./ast.ts";
import type { ExpressionChecker } from "./check_expression.ts";
import { FoldError } from "./fold.ts";
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

/**
 * A pointer that is an argument points to a variable as a whole: WGSL asks for that unless it has
 * unrestricted_pointer_parameters, and wgpu 29 aborts where it is not so.
 */
export function checkWhole(checker: ExpressionChecker, pointer: Expression): void {
  if (pointer.type.kind === "pointer" && isPart(pointer)) {
    throw checker.error(pointer.at, "an argument points to a whole variable, not to a part of one");
  }
}

/** Whether a pointer or a reference is to a part of a variable. */
export function isPart(node: Expression): boolean {
  if (node.kind === "address" || node.kind === "deref") return isPart(node.operand);
  if (node.kind === "local") return node.local.isPart ?? false;
  return node.kind !== "buffer";
}

/** What a pointer points to, before `.name` or `[index]`; anything else as it is. */
function pointee(base: Expression): Expression {
  if (base.type.kind !== "pointer") return base;
  return { kind: "deref", at: base.at, type: base.type.target, operand: base };
}

/** `base[index]`. */
export function checkIndex(
  checker: ExpressionChecker,
  { at }: ast.Expression,
  given: Expression,
  index: Expression,
): Expression {
  const isKnown = given.kind === "constant" && index.kind === "constant";
  const base = isKnown ? given : checker.settle(pointee(given));
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
    const i = Number(which.values[0]);
    const isOutside = i < 0 || i >= length;
    const fault = `index ${i} is outside ${describe(type)}`;
    if (base.kind === "constant") {
      const size = leaves(element).length;
      const found = checker.folded(which.at, element, () => {
        if (isOutside) throw new FoldError(fault);
        return base.values.slice(i * size, (i + 1) * size);
      });
      return { ...found, at };
    }
    if (isOutside) throw checker.error(which.at, fault);
  }
  return { kind: "index", at, type: element, base, index: which };
}

/** `base.name`: a struct's member, or a vector's components. */
export function checkMember(
  checker: ExpressionChecker,
  { at, name }: ast.Expression & { kind: "member" },
  given: Expression,
): Expression {
  const base = pointee(given);
  const { type } = base;
  if (type.kind === "vector") return swizzle(checker, at, name, base, type);
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
      return ({ var: "function", private: "private" } as const)[node.local.form as string];
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
