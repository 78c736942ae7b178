/** Operators: what they apply to, what comes out, and their values on constants. */

import { BINARY_OPS, type BinaryOp, isComparison } from "./arithmetic.ts";
import type * as ast from "./ast.ts";
import { checkAddress } from "./check_access.ts";
import type { ExpressionChecker } from "./check_expression.ts";
import { checkShift, foldBinary, FoldError, foldUnary } from "./fold.ts";
import type { WgslError } from "./source.ts";
import type { Expression } from "./typed.ts";
import {
  BOOL,
  describe,
  isNumeric,
  isSame,
  leaves,
  type Scalar,
  type Type,
  vector,
  withScalar,
} from "./types.ts";

type Operator = { readonly at: number; readonly op: ast.BinaryOperator };
type Numeric = Expression & { readonly type: Type & { scalar: Scalar } };

/** An operator on one checked operand, `&` and `*` among them. */
export function checkUnary(
  checker: ExpressionChecker,
  node: ast.Expression & { kind: "unary" },
  operand: Expression,
): Expression {
  const { at } = node;
  if (node.op === "&") return checkAddress(checker, at, operand);
  if (node.op === "*") {
    if (operand.type.kind !== "pointer") throw cannot(checker, node, operand.type);
    return { kind: "deref", at, type: operand.type.target, operand };
  }
  const { type } = operand;
  if (!isNumeric(type)) throw cannot(checker, node, type);
  const allowed: Scalar[] = node.op === "!"
    ? ["bool"]
    : node.op === "-"
    ? ["i32", "int"]
    : ["i32", "u32", "int"];
  if (!allowed.includes(type.scalar)) throw cannot(checker, node, type);
  const op = ({ "!": "not", "-": "negate", "~": "complement" } as const)[node.op];
  if (operand.kind !== "constant") return { kind: "unary", at, type, op, operand };
  return checker.folded(at, type, () => foldUnary(op, type.scalar, operand.values));
}

/** An operator on two checked operands; also the one of a compound assignment. */
export function checkBinary(
  checker: ExpressionChecker,
  node: Operator,
  left: Expression,
  right: Expression,
): Expression {
  const { at } = node;
  const op = BINARY_OPS[node.op];
  const isLazy = node.op === "&&" || node.op === "||";
  const [a, b] = operands(checker, node, op, left, right);
  checkOperands(checker, node, op, a, b);
  const type = isComparison(op) ? withScalar(a.type, "bool") : a.type;
  if (a.kind === "constant" && b.kind === "constant") {
    if (!isLazy && a.type.scalar === "bool" && !isComparison(op)) {
      checker.refuseConstant(at, `${node.op} of bool`);
    }
    return checker.folded(at, type, () => foldBinary(op, a.type.scalar, a.values, b.values));
  }
  checkRunTime(checker, node, op, a, b);
  return { kind: "binary", at, type, op, left: checker.settle(a), right: b, isLazy };
}

/** Both operands with literals settled and scalars spread to vectors where WGSL does so. */
function operands(
  checker: ExpressionChecker,
  node: Operator,
  op: BinaryOp,
  left: Expression,
  right: Expression,
): [Numeric, Numeric] {
  if (!isNumeric(left.type)) throw cannot(checker, node, left.type);
  if (!isNumeric(right.type)) throw cannot(checker, node, right.type);
  if (op === "shl" || op === "shr") {
    const amount = right.type.scalar === "int"
      ? checker.coerce(right, withScalar(right.type, "u32"))
      : right;
    const isKnown = left.kind === "constant" && amount.kind === "constant";
    return [(isKnown ? left : checker.settle(left)) as Numeric, amount as Numeric];
  }
  const [a, b] = checker.unify(left, right);
  if (!["add", "sub", "mul", "div", "rem"].includes(op)) return [a as Numeric, b as Numeric];
  return [spread(a, b.type) as Numeric, spread(b, a.type) as Numeric];
}

/** A scalar in every component, beside a vector; anything else as it is. */
export function spread(value: Expression, beside: Type): Expression {
  if (value.type.kind !== "scalar" || beside.kind !== "vector") return value;
  const type = vector(value.type.scalar, beside.size);
  const { at } = value;
  if (value.kind !== "constant") return { kind: "splat", at, type, operand: value };
  return { kind: "constant", at, type, values: leaves(type).map(() => value.values[0]) };
}

function checkOperands(
  checker: ExpressionChecker,
  node: Operator,
  op: BinaryOp,
  a: Numeric,
  b: Numeric,
): void {
  const isShift = op === "shl" || op === "shr";
  const wanted = isShift ? withScalar(a.type, "u32") : a.type;
  if (!isSame(wanted, b.type)) {
    throw checker.error(
      node.at,
      `${node.op} cannot join ${describe(a.type)} and ${describe(b.type)}`,
    );
  }
  if (node.op === "&&" || node.op === "||") {
    if (!isSame(a.type, BOOL)) throw cannot(checker, node, a.type);
  } else if (a.type.scalar === "bool" && !["and", "or", "eq", "ne"].includes(op)) {
    throw cannot(checker, node, a.type);
  }
}

/** What is refused although its value is not known: by adapters, or for its right operand alone. */
function checkRunTime(
  checker: ExpressionChecker,
  node: Operator,
  op: BinaryOp,
  a: Numeric,
  b: Numeric,
): void {
  const isDivision = op === "div" || op === "rem";
  if (isDivision && a.type.scalar === "i32" && (op === "rem" || b.kind !== "constant")) {
    const remedy = op === "rem"
      ? "convert to u32 first"
      : "convert to u32, or divide by a constant";
    throw checker.error(
      node.at,
      `${node.op} of i32 is outside the subset, because adapters disagree on it ` +
        `(gfx-rs/wgpu#8191): ${remedy}`,
    );
  }
  if (b.kind !== "constant") return;
  const isShift = op === "shl" || op === "shr";
  // naga looks at a shift where && and || leave it out too.
  checker.attempt(node.at, () => {
    if (isShift) b.values.forEach(checkShift);
    if (isDivision && b.values.includes(0n)) throw new FoldError("division by zero");
  }, !isShift);
}

function cannot(
  checker: ExpressionChecker,
  node: { at: number; op: string },
  type: Type,
): WgslError {
  return checker.error(node.at, `${node.op} does not apply to ${describe(type)}`);
}
