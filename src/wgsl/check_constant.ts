/** Constants that declarations need: overrides as the host binds them, and integers in attributes. */

import { isInRange } from "./arithmetic.ts";
import type * as ast from "./ast.ts";
import type { ExpressionChecker } from "./check_expression.ts";
import { Scope } from "./scope.ts";
import type { Constant, Override } from "./typed.ts";
import type { Scalar, Type } from "./types.ts";

/** Values for `override` constants, by name or, where it has one, by `@id`; true counts as 1. */
export type Overrides = Readonly<Record<string, number | boolean>>;

/**
 * An override, and the value that it has here.
 *
 * @param type As it is declared; undefined if its default says.
 * @throws {WgslError} If it is no scalar.
 * @throws {RangeError} If it has no value, or the host's does not fit.
 */
export function checkOverride(
  checker: ExpressionChecker,
  node: ast.ConstantNode,
  type: Type | undefined,
  given: Overrides,
): { override: Override; bound: Constant } {
  const { at, name } = node;
  const options = { type, mayOverride: true };
  const first = node.value && checker.constant(node.value, new Scope(), options);
  const settled = first && checker.settle(first) as Constant;
  const found = settled?.type ?? type;
  if (found?.kind !== "scalar") throw checker.error(at, `override ${name} needs a scalar type`);
  const value = settled && Number(settled.values[0]);
  const key = String(attributeOf(checker, node, "id") ?? name);
  const override = { name, key, type: found, value };
  const values = [BigInt(bind(override, found.scalar, given))];
  return { override, bound: { kind: "constant", at, type: found, values } };
}

/** The host's value of an override, or else its default. */
function bind({ name, key, value: byDefault }: Override, scalar: Scalar, all: Overrides): number {
  const given = Object.hasOwn(all, key) ? all[key] : byDefault;
  if (given === undefined) {
    throw new RangeError(`The override ${name} has no default: give it a value`);
  }
  const value = Number(given);
  const bound = scalar === "bool" && Number.isFinite(value) ? Number(value !== 0) : value;
  if (isInRange(scalar, bound)) return bound;
  throw new RangeError(`The override ${name} is a ${scalar}: it cannot be ${given}`);
}

/** A constant integer that is at least `least`, and at most 2^31 − 1. */
export function checkInteger(
  checker: ExpressionChecker,
  node: ast.Expression,
  least: number,
  { scope = new Scope(), mayOverride = false, most = 2 ** 31 - 1 } = {},
): number {
  const found = checker.constant(node, scope, { mayOverride });
  const value = Number(found.values[0]);
  const isInteger = found.type.kind === "scalar" && found.type.scalar !== "bool";
  if (isInteger && value >= least && value <= most) return value;
  const bound = isInteger && value > most ? `at most ${most}` : `at least ${least}`;
  throw checker.error(node.at, `expected an integer, ${bound}`);
}

/** The number in an attribute such as `@binding(1)`. */
export function attributeOf(
  checker: ExpressionChecker,
  node: ast.BufferNode | ast.ConstantNode,
  name: string,
): number | undefined {
  const found = node.attributes.find((attribute) => attribute.name === name);
  if (found === undefined) return undefined;
  return checkInteger(checker, found.args[0], 0, name === "id" ? { most: 65_535 } : {});
}
