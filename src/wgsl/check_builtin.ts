/** WGSL's builtin functions of the subset: their overloads, and their values on constants. */

import type { BinaryOp, UnaryOp } from "./arithmetic.ts";
import type { ExpressionChecker } from "./check_expression.ts";
import { spaceOf } from "./check_access.ts";
import { foldBinary, foldUnary } from "./fold.ts";
import type { Expression } from "./typed.ts";
import {
  BOOL,
  describe,
  I32,
  isNumeric,
  isSame,
  NOTHING,
  type Scalar,
  type Type,
  U32,
  withScalar,
} from "./types.ts";

type Call = { readonly at: number; readonly name: string; readonly template?: Type };

/** Integer functions of one argument, component by component. */
const MAPS = [
  "countOneBits",
  "countLeadingZeros",
  "countTrailingZeros",
  "reverseBits",
  "firstLeadingBit",
  "firstTrailingBit",
  "abs",
  "sign",
];

const ATOMICS = ["Add", "Sub", "Min", "Max", "And", "Or", "Xor", "Store"].map((op) =>
  `atomic${op}`
);

const FOLDS: Readonly<Record<string, UnaryOp>> = {
  countOneBits: "popcount",
  countLeadingZeros: "clz",
  countTrailingZeros: "ctz",
};

/**
 * Checks a call of a builtin.
 *
 * @throws {WgslError} If it is not of the subset, or its arguments are wrong.
 */
export function checkBuiltin(
  checker: ExpressionChecker,
  call: Call,
  given: Expression[],
): Expression {
  const { at, name } = call;
  if (ATOMICS.includes(name)) return checkAtomic(checker, call, given);
  if (name === "arrayLength") return checkLength(checker, call, given);
  if (name === "bitcast") return checkBitcast(checker, call, given);
  if (name === "all" || name === "any") return checkAll(checker, call, given);
  if (name === "extractBits" || name === "insertBits") return checkBits(checker, call, given);
  if (name === "select") return checkSelect(checker, call, given);
  const count = MAPS.includes(name)
    ? 1
    : ["min", "max", "dot"].includes(name)
    ? 2
    : name === "clamp"
    ? 3
    : 0;
  if (count === 0) throw checker.error(at, `${name} is not a function of the subset`);
  const args = alike(checker, call, given, count);
  const type = name === "dot" ? withScalar(I32, scalarOf(args[0])) : args[0].type;
  if (name === "dot" && args[0].type.kind !== "vector") throw wrong(checker, call, args);
  if (name === "sign" && scalarOf(args[0]) === "u32") throw wrong(checker, call, args);
  return foldCall(name, type, at, args) ?? { kind: "builtin", at, type, name, args };
}

/** Arguments of one integer type, literals settled. */
function alike(checker: ExpressionChecker, call: Call, given: Expression[], count: number) {
  if (given.length !== count) {
    throw checker.error(call.at, `${call.name} takes ${count} arguments, found ${given.length}`);
  }
  const typed = given.find((arg) => isNumeric(arg.type) && arg.type.scalar !== "int") ?? given[0];
  const args = given.map((arg) => checker.settle(checker.unify(arg, typed)[0]));
  const isRight = args.every((arg) =>
    isNumeric(arg.type) && arg.type.scalar !== "bool" && isSame(arg.type, args[0].type)
  );
  if (!isRight) throw wrong(checker, call, args);
  return args;
}

/** The value on constants, for the functions that constant expressions commonly use. */
function foldCall(name: string, type: Type, at: number, args: Expression[]) {
  const scalar = scalarOf(args[0]);
  const values = args.map((arg) => arg.kind === "constant" ? arg.values : undefined);
  const [a, b] = values;
  if (a === undefined || values.includes(undefined)) return undefined;
  if (name in FOLDS) return constant(at, type, foldUnary(FOLDS[name], scalar, a));
  if (b !== undefined && (name === "min" || name === "max")) {
    return constant(at, type, foldBinary(name as BinaryOp, scalar, a, b));
  }
  return undefined;
}

function constant(at: number, type: Type, values: number[]): Expression {
  return { kind: "constant", at, type, values };
}

function checkAtomic(checker: ExpressionChecker, call: Call, given: Expression[]): Expression {
  const { at, name } = call;
  const [pointer, value] = given;
  const target = pointer?.type.kind === "pointer" ? pointer.type.target : undefined;
  if (given.length !== 2 || target?.kind !== "atomic") {
    throw checker.error(at, `${name} takes a pointer to an atomic, and a value`);
  }
  const type = withScalar(I32, target.scalar);
  const args = [pointer, checker.coerce(value, type)];
  return { kind: "builtin", at, type: NOTHING, name, args };
}

function checkLength(checker: ExpressionChecker, call: Call, args: Expression[]): Expression {
  const target = args[0]?.type.kind === "pointer" ? args[0].type.target : undefined;
  if (args.length !== 1 || target?.kind !== "array" || target.length !== undefined) {
    throw checker.error(call.at, "arrayLength takes a pointer to an array without a length");
  }
  return { kind: "builtin", at: call.at, type: U32, name: call.name, args };
}

function checkBitcast(checker: ExpressionChecker, call: Call, given: Expression[]): Expression {
  const { at, template: type } = call;
  const operand = given.length === 1 ? checker.settle(given[0]) : undefined;
  const isRight = type && operand && isNumeric(type) && isNumeric(operand.type) &&
    type.scalar !== "bool" && operand.type.scalar !== "bool" &&
    isSame(withScalar(operand.type, type.scalar), type);
  if (!isRight) throw checker.error(at, "bitcast is between i32 and u32 of one shape");
  if (isSame(operand.type, type)) return operand;
  if (operand.kind !== "constant") return { kind: "convert", at, type, operand };
  return constant(at, type, operand.values.map((v) => type.scalar === "u32" ? v >>> 0 : v | 0));
}

function checkAll(checker: ExpressionChecker, call: Call, args: Expression[]): Expression {
  const [arg] = args;
  if (args.length !== 1 || !isNumeric(arg.type) || arg.type.scalar !== "bool") {
    throw wrong(checker, call, args);
  }
  return { kind: "builtin", at: call.at, type: BOOL, name: call.name, args };
}

/** extractBits(e, offset, count) and insertBits(e, bits, offset, count). */
function checkBits(checker: ExpressionChecker, call: Call, given: Expression[]): Expression {
  const count = call.name === "extractBits" ? 1 : 2;
  const values = alike(checker, call, given.slice(0, count), count);
  const range = checker.args(call.at, call.name, [U32, U32], given.slice(count));
  const args = [...values, ...range];
  return { kind: "builtin", at: call.at, type: values[0].type, name: call.name, args };
}

function checkSelect(checker: ExpressionChecker, call: Call, given: Expression[]): Expression {
  if (given.length !== 3) {
    throw checker.error(call.at, `select takes 3 arguments, found ${given.length}`);
  }
  const [no, yes] = checker.unify(given[0], given[1]).map((arg) => checker.settle(arg));
  const condition = given[2];
  const isRight = isNumeric(no.type) && isSame(no.type, yes.type) && (
    isSame(condition.type, BOOL) || isSame(condition.type, withScalar(no.type, "bool"))
  );
  if (!isRight) throw wrong(checker, call, given);
  const args = [no, yes, condition];
  return { kind: "builtin", at: call.at, type: no.type, name: call.name, args };
}

function scalarOf(arg: Expression): Scalar {
  return isNumeric(arg.type) ? arg.type.scalar : "int";
}

function wrong(checker: ExpressionChecker, call: Call, args: Expression[]) {
  const types = args.map((arg) => describe(arg.type)).join(", ");
  const hint = args.some((arg) => spaceOf(arg) === undefined && arg.type.kind === "pointer")
    ? " (a pointer needs *)"
    : "";
  return checker.error(call.at, `${call.name} does not apply to (${types})${hint}`);
}
