/** Constructors and conversions: `vec2u(…)`, `Params(…)`, `array<u32, 4>(…)`, `u32(…)`. */

import type { ExpressionChecker, Incomplete } from "./check_expression.ts";
import { spread } from "./check_operator.ts";
import { arrayType } from "./check_type.ts";
import { foldConversion } from "./fold.ts";
import type { Constant, Expression } from "./typed.ts";
import {
  describe,
  I32,
  isConstructible,
  isNumeric,
  isSame,
  leaves,
  type Scalar,
  type Type,
  vector,
  withScalar,
} from "./types.ts";

/** The whole type of a constructor that leaves some of it to its arguments. */
export function inferType(
  checker: ExpressionChecker,
  at: number,
  type: Incomplete,
  args: Expression[],
): Type {
  if (type !== "array") return inferVector(checker, at, type, args);
  const [first] = checker.alike(args);
  if (first === undefined) throw checker.error(at, "array needs its element type: array<u32, 4>");
  return arrayType(checker.source, at, first.type, args.length);
}

/** The type of `vec2(…)`: its size from the name, its scalar from the arguments. */
function inferVector(
  checker: ExpressionChecker,
  at: number,
  name: string,
  args: Expression[],
): Type {
  const scalars = args.map((arg) => isNumeric(arg.type) ? arg.type.scalar : undefined);
  const scalar = args.length === 0 ? "int" : scalars.find((s) => s !== "int") ?? scalars[0];
  if (scalar === undefined) throw checker.error(at, `${name} needs a type: ${name}u or ${name}i`);
  return vector(scalar, Number(name[3]));
}

/** The value that a constructor makes of its arguments; zero without any. */
export function checkConstruct(
  checker: ExpressionChecker,
  at: number,
  type: Type,
  args: Expression[],
): Expression {
  if (!isConstructible(type)) throw checker.error(at, `${describe(type)} cannot be constructed`);
  if (args.length === 0) return zero(at, type);
  if (isNumeric(type) && args.length === 1) return convert(checker, at, type, args[0]);
  const wanted = partTypes(checker, at, type, args);
  const checked = checker.args(at, describe(type), wanted, args);
  if (!checked.every((arg) => arg.kind === "constant")) {
    return { kind: "construct", at, type, args: checked };
  }
  return { kind: "constant", at, type, values: checked.flatMap((arg) => arg.values) };
}

/** The zero value of a type. */
export function zero(at: number, type: Type): Constant {
  return { kind: "constant", at, type, values: leaves(type).map(() => 0n) };
}

/** What each argument of a constructor has to be. */
function partTypes(
  checker: ExpressionChecker,
  at: number,
  type: Type,
  args: readonly Expression[],
): Type[] {
  if (type.kind === "struct") return type.members.map((member) => member.type);
  if (type.kind === "array") return Array<Type>(type.length ?? 0).fill(type.element);
  if (type.kind !== "vector") throw checker.error(at, `${describe(type)} takes one argument`);
  const parts = args.map((arg) => {
    if (isNumeric(arg.type)) return withScalar(arg.type, type.scalar);
    throw checker.error(arg.at, `${describe(arg.type)} is no component of ${describe(type)}`);
  });
  const count = parts.reduce((sum, part) => sum + leaves(part).length, 0);
  if (count !== type.size) {
    throw checker.error(at, `${describe(type)} takes ${type.size} components, found ${count}`);
  }
  return parts;
}

function convert(
  checker: ExpressionChecker,
  at: number,
  type: Type & { scalar: Scalar },
  value: Expression,
): Expression {
  if (!isNumeric(value.type)) {
    throw checker.error(at, `${describe(type)} cannot be made of ${describe(value.type)}`);
  }
  if (type.kind === "vector" && value.type.kind === "scalar") {
    return spread(checker.coerce(value, withScalar(I32, type.scalar)), type);
  }
  if (!isSame(withScalar(value.type, type.scalar), type)) {
    throw checker.error(at, `${describe(type)} cannot be made of ${describe(value.type)}`);
  }
  if (isSame(value.type, type)) return { ...value, at };
  if (value.kind !== "constant") return { kind: "convert", at, type, operand: value };
  if (value.type.scalar === "int" && type.scalar !== "bool") return checker.coerce(value, type);
  return checker.folded(at, type, () => foldConversion(type.scalar, value.values));
}
