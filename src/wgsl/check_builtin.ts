/** WGSL's builtin functions of the subset: their overloads, and their values on constants. */

import type { ExpressionChecker } from "./check_expression.ts";
import { spaceOf } from "./check_access.ts";
import { fits, foldConversion, FoldError } from "./fold.ts";
import { checkBits, checkBounds, foldBuiltin } from "./fold_builtin.ts";
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

/** Functions of integers and how many they take; all but `dot` work component by component. */
const MAPS: ReadonlyMap<string, number> = new Map([
  ["countOneBits", 1],
  ["countLeadingZeros", 1],
  ["countTrailingZeros", 1],
  ["reverseBits", 1],
  ["firstLeadingBit", 1],
  ["firstTrailingBit", 1],
  ["abs", 1],
  ["sign", 1],
  ["min", 2],
  ["max", 2],
  ["dot", 2],
  ["clamp", 3],
]);

/** Those that WGSL defines for literals too; to the others a literal is an i32. */
const ABSTRACT = ["abs", "sign", "min", "max", "dot", "clamp"];

const ATOMICS = ["Add", "Sub", "Min", "Max", "And", "Or", "Xor", "Exchange", "Load", "Store"].map((
  op,
) => `atomic${op}`);

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
  if (name === "extractBits" || name === "insertBits") return checkRange(checker, call, given);
  if (name === "select") return checkSelect(checker, call, given);
  const count = MAPS.get(name);
  if (count === undefined) throw checker.error(at, `${name} is not a function of the subset`);
  const args = alike(checker, call, given, count);
  const type = name === "dot" ? withScalar(I32, scalarOf(args[0])) : args[0].type;
  if (name === "dot" && args[0].type.kind !== "vector") throw wrong(checker, call, args);
  if (name === "sign" && scalarOf(args[0]) === "u32") throw wrong(checker, call, args);
  const [, low, high] = args;
  if (name === "clamp" && low.kind === "constant" && high.kind === "constant") {
    checker.attempt(at, () => checkBounds(low.values, high.values));
  }
  return called(checker, call, type, args);
}

/** The call, or its value if all its arguments are constants. */
function called(checker: ExpressionChecker, { at, name }: Call, type: Type, given: Expression[]) {
  const values = given.flatMap((arg) => arg.kind === "constant" ? [arg.values] : []);
  if (values.length === given.length) {
    if (name === "extractBits" || name === "insertBits") checker.refuseConstant(at, name);
    return checker.folded(at, type, () => foldBuiltin(name, scalarOf(given[0]), values));
  }
  const args = given.map((arg) => checker.settle(arg));
  return { kind: "builtin", at, type, name, args } as const;
}

/** Arguments of one integer type; literals stay so where all are, if the function takes them. */
function alike(checker: ExpressionChecker, call: Call, given: Expression[], count: number) {
  if (given.length !== count) {
    throw checker.error(call.at, `${call.name} takes ${count} arguments, found ${given.length}`);
  }
  const unified = checker.alike(given);
  const args = ABSTRACT.includes(call.name) ? unified : unified.map((arg) => checker.settle(arg));
  const isRight = args.every((arg) =>
    isNumeric(arg.type) && arg.type.scalar !== "bool" && isSame(arg.type, args[0].type)
  );
  if (!isRight) throw wrong(checker, call, args);
  return args;
}

function checkAtomic(checker: ExpressionChecker, call: Call, given: Expression[]): Expression {
  const { at, name } = call;
  const [pointer, ...values] = given;
  const target = pointer?.type.kind === "pointer" ? pointer.type : undefined;
  const isLoad = name === "atomicLoad";
  if (values.length !== (isLoad ? 0 : 1) || target?.target.kind !== "atomic") {
    throw checker.error(at, `${name} takes a pointer to an atomic${isLoad ? "" : ", and a value"}`);
  }
  const scalar = withScalar(I32, target.target.scalar);
  const args = [pointer, ...values.map((value) => checker.coerce(value, scalar))];
  return { kind: "builtin", at, type: name === "atomicStore" ? NOTHING : scalar, name, args };
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
  const [operand] = given;
  const isRight = given.length === 1 && type && isNumeric(type) && isNumeric(operand.type) &&
    type.scalar !== "bool" && operand.type.scalar !== "bool" &&
    isSame(withScalar(operand.type, type.scalar), type);
  if (!isRight) throw checker.error(at, "bitcast is between i32 and u32 of one shape");
  checker.refuseConstant(at, "bitcast");
  if (isSame(operand.type, type)) return operand;
  if (operand.kind !== "constant") return { kind: "convert", at, type, operand };
  // A literal is a value of the type, or of i32.
  checker.attempt(at, () => {
    const bad = operand.values.find((value) => !fits(type.scalar, value) && !fits("i32", value));
    if (scalarOf(operand) === "int" && bad !== undefined) {
      throw new FoldError(`${bad} is out of range for ${type.scalar}`);
    }
  });
  return checker.folded(at, type, () => foldConversion(type.scalar, operand.values));
}

function checkAll(checker: ExpressionChecker, call: Call, args: Expression[]): Expression {
  const [arg] = args;
  if (args.length !== 1 || !isNumeric(arg.type) || arg.type.scalar !== "bool") {
    throw wrong(checker, call, args);
  }
  return called(checker, call, BOOL, args);
}

/** extractBits(e, offset, count) and insertBits(e, bits, offset, count). */
function checkRange(checker: ExpressionChecker, call: Call, given: Expression[]): Expression {
  const count = call.name === "extractBits" ? 1 : 2;
  const values = alike(checker, call, given.slice(0, count), count);
  const range = checker.args(call.at, call.name, [U32, U32], given.slice(count));
  const [from, size] = range;
  if (from.kind === "constant" && size.kind === "constant") {
    checker.attempt(call.at, () => checkBits(from.values[0], size.values[0]));
  }
  return called(checker, call, values[0].type, [...values, ...range]);
}

function checkSelect(checker: ExpressionChecker, call: Call, given: Expression[]): Expression {
  if (given.length !== 3) {
    throw checker.error(call.at, `select takes 3 arguments, found ${given.length}`);
  }
  const condition = given[2];
  const isKnown = given.every((arg) => arg.kind === "constant");
  const choices = checker.alike(given.slice(0, 2));
  const [no, yes] = isKnown ? choices : choices.map((arg) => checker.settle(arg));
  const isRight = isNumeric(no.type) && isSame(no.type, yes.type) && (
    isSame(condition.type, BOOL) || isSame(condition.type, withScalar(no.type, "bool"))
  );
  if (!isRight) throw wrong(checker, call, given);
  return called(checker, call, no.type, [no, yes, condition]);
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
