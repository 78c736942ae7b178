/** The entry point: what it is given, and how large its workgroups are. */

import type * as ast from "./ast.ts";
import { checkInteger } from "./check_constant.ts";
import type { ExpressionChecker } from "./check_expression.ts";
import { Scope } from "./scope.ts";
import { isSame, type Type, vector } from "./types.ts";

export function isEntry(node: ast.Declaration): node is ast.FunctionNode {
  return node.kind === "function" && node.attributes.some(({ name }) => name === "compute");
}

/** @throws {WgslError} If an entry point takes more than its invocation's id, or has a result. */
export function checkEntry(
  checker: ExpressionChecker,
  { parameters: [id, second], result }: ast.FunctionNode,
): void {
  if (second || (id && !isId(id))) {
    throw checker.error((second ?? id).at, "an entry point takes global_invocation_id alone");
  }
  if (result) throw checker.error(result.at, "an entry point has no result");
  const type: Type | undefined = id && checker.names.type(id.type, new Scope());
  if (type && !isSame(type, vector("u32", 3))) {
    throw checker.error(id.at, "global_invocation_id is vec3<u32>");
  }
}

function isId({ attributes: [builtin, other] }: ast.Parameter): boolean {
  const [value] = builtin?.name === "builtin" && !other ? builtin.args : [];
  return value?.kind === "name" && value.name === "global_invocation_id" &&
    value.template.length === 0;
}

/** Invocations of a workgroup along x, y and z. @throws {WgslError} If it is not said, or unfit. */
export function checkWorkgroup(
  checker: ExpressionChecker,
  node: ast.FunctionNode,
): [number, number, number] {
  const attribute = node.attributes.find(({ name }) => name === "workgroup_size");
  if (!attribute) throw checker.error(node.at, "an entry point needs @workgroup_size");
  const sizes = attribute.args.map((arg) =>
    checker.constant(arg, new Scope(), { mayOverride: true })
  );
  const [first, ...others] = checker.alike(sizes);
  const odd = others.find(({ type }) => !isSame(type, first.type));
  if (odd) throw checker.error(odd.at, "the sizes of a workgroup are all i32 or all u32");
  const [x, y = 1, z = 1] = attribute.args.map((arg) =>
    checkInteger(checker, arg, 1, { mayOverride: true })
  );
  return [x, y, z];
}
