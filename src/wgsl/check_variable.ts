/** Variables of the module: buffers, and what each invocation has for itself. */

import type * as ast from "./ast.ts";
import { attributeOf } from "./check_constant.ts";
import { zero } from "./check_construct.ts";
import type { ExpressionChecker } from "./check_expression.ts";
import { Scope } from "./scope.ts";
import type { Buffer, Private } from "./typed.ts";
import {
  describe,
  hasAtomic,
  isConstructible,
  isNumeric,
  isShareable,
  type Type,
} from "./types.ts";

/** A `var<private>`. @param type As it is declared; undefined if its value says. */
export function checkPrivate(
  checker: ExpressionChecker,
  { at, name, value: given }: ast.PrivateNode,
  type: Type | undefined,
): Private {
  const value = given
    ? checker.settle(checker.constant(given, new Scope(), { type, mayOverride: true }))
    : zero(at, type as Type);
  if (!isConstructible(value.type)) {
    throw checker.error(at, `var<private> ${name} cannot hold ${describe(value.type)}`);
  }
  return { local: { form: "private", name, type: value.type }, value };
}

/** A `var<uniform>` or `var<storage>`. */
export function checkBuffer(checker: ExpressionChecker, node: ast.BufferNode, type: Type): Buffer {
  const { at, name } = node;
  const space = spaceOf(node, type);
  if (!space) {
    throw checker.error(at, `var<${node.space}> ${name}: ${describe(type)} is outside the subset`);
  }
  const group = attributeOf(checker, node, "group");
  const binding = attributeOf(checker, node, "binding");
  if (group === undefined || binding === undefined) {
    throw checker.error(at, `${name} needs @group(…) and @binding(…)`);
  }
  return { name, group, binding, space, isWritable: isWritable(checker, node, type), type };
}

/** The address space, if it is one of those of the subset, and may hold the type. */
function spaceOf({ space }: ast.BufferNode, type: Type): "storage" | "uniform" | undefined {
  if (space === "storage" && isShareable(type)) return space;
  const isPlain = type.kind === "struct" &&
    type.members.every((m) => isNumeric(m.type) && m.type.scalar !== "bool");
  return space === "uniform" && isPlain ? space : undefined;
}

/** Whether a buffer's access mode lets it be written. */
function isWritable(
  checker: ExpressionChecker,
  { at, name, space, access }: ast.BufferNode,
  type: Type,
): boolean {
  const modes = space === "storage" ? [undefined, "read", "read_write"] : [undefined];
  if (!modes.includes(access)) {
    throw checker.error(at, `var<${space}, ${access}> ${name} is outside the subset`);
  }
  if (hasAtomic(type) && access !== "read_write") {
    throw checker.error(at, `${name} holds atomics, so it needs read_write`);
  }
  return access === "read_write";
}
