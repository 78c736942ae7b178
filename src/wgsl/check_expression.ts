/** Expressions: names resolved, types found, literals settled, constants folded. */

import type * as ast from "./ast.ts";
import { BINARY_OPS, type BinaryOp, isComparison, isInRange, wrap } from "./arithmetic.ts";
import { checkShift, foldBinary, foldCoercion, FoldError, foldUnary } from "./fold.ts";
import type { Scope } from "./scope.ts";
import { errorAt, type Source, type WgslError } from "./source.ts";
import type { Buffer, Expression, Function } from "./typed.ts";
import {
  BOOL,
  describe,
  I32,
  INT,
  isConstructible,
  isNumeric,
  isSame,
  leafOffset,
  leaves,
  type Scalar,
  type Space,
  type Type,
  vector,
  withScalar,
} from "./types.ts";

/** No buffer has more words: they would be more than 2^32 bytes. */
const MOST_WORDS = 2 ** 30;

type Numeric = Expression & { readonly type: Type & { scalar: Scalar } };

/** A constructor that takes the rest of its type from its arguments. */
export type Incomplete = "vec2" | "vec3" | "vec4" | "array";

/** What expressions need from the module around them. */
export interface Names {
  constant(name: string): (Expression & { kind: "constant" }) | undefined;
  buffer(name: string): Buffer | undefined;
  isOverride(name: string): boolean;
  /** The function that a call at an offset names. */
  callee(name: string, at: number): Function | undefined;
  type(name: ast.TypeName): Type;
  /** The type that a call constructs; undefined if it is no constructor. */
  constructed(name: ast.TypeName): Type | Incomplete | undefined;
  builtin(call: ast.Expression & { kind: "call" }, args: Expression[]): Expression;
}

export class ExpressionChecker {
  /** Whether overrides may be used: not where WGSL asks for a constant. */
  #mayOverride = true;

  constructor(readonly source: Source, readonly names: Names) {}

  error(at: number, reason: string): WgslError {
    return errorAt(this.source, at, reason);
  }

  check(node: ast.Expression, scope: Scope): Expression {
    switch (node.kind) {
      case "number":
        return this.#number(node);
      case "name":
        return this.#name(node, scope);
      case "unary":
        return this.#unary(node, this.check(node.operand, scope));
      case "binary":
        return this.binary(node, this.check(node.left, scope), this.check(node.right, scope));
      case "index":
        return this.#index(node, this.check(node.base, scope), this.check(node.index, scope));
      case "member":
        return this.#member(node, this.check(node.base, scope));
      case "call":
        return this.#call(node, node.args.map((arg) => this.check(arg, scope)), scope);
    }
  }

  /** A constant expression. @throws {WgslError} If it is none, or uses an override and may not. */
  constant(
    node: ast.Expression,
    scope: Scope,
    options: { readonly type?: Type; readonly mayOverride?: boolean } = {},
  ): Expression & { kind: "constant" } {
    const outer = this.#mayOverride;
    this.#mayOverride = options.mayOverride ?? false;
    const found = this.check(node, scope);
    this.#mayOverride = outer;
    const value = options.type ? this.coerce(found, options.type) : found;
    if (value.kind !== "constant") throw this.error(node.at, "this is not a constant expression");
    return value;
  }

  /** The expression as a value of the type. @throws {WgslError} If it is not one. */
  coerce(value: Expression, type: Type): Expression {
    if (isSame(value.type, type)) return value;
    const isLiteral = value.kind === "constant" && isNumeric(value.type) &&
      value.type.scalar === "int" && isNumeric(type) && type.scalar !== "bool" &&
      isSame(withScalar(value.type, type.scalar), type);
    if (!isLiteral) {
      throw this.error(value.at, `expected ${describe(type)}, found ${describe(value.type)}`);
    }
    const values = this.fold(value.at, () => foldCoercion(type, value.values));
    return { ...value, type, values };
  }

  /** A literal without a type becomes i32. */
  settle(value: Expression): Expression {
    const { type } = value;
    return isNumeric(type) && type.scalar === "int"
      ? this.coerce(value, withScalar(type, "i32"))
      : value;
  }

  /** Two operands of one scalar, a literal taking the other's. */
  unify(a: Expression, b: Expression): [Expression, Expression] {
    if (!isNumeric(a.type) || !isNumeric(b.type)) return [a, b];
    if (a.type.scalar === "int" && b.type.scalar !== "bool") {
      return [this.coerce(a, withScalar(a.type, b.type.scalar)), b];
    }
    if (b.type.scalar === "int" && a.type.scalar !== "bool") {
      return [a, this.coerce(b, withScalar(b.type, a.type.scalar))];
    }
    return [a, b];
  }

  /** A condition: one bool. */
  condition(node: ast.Expression, scope: Scope): Expression {
    return this.coerce(this.check(node, scope), BOOL);
  }

  binary(
    node: { at: number; op: ast.BinaryOperator },
    left: Expression,
    right: Expression,
  ): Expression {
    const { at } = node;
    const op = BINARY_OPS[node.op];
    const isLazy = node.op === "&&" || node.op === "||";
    const [a, b] = this.#operands(node, op, left, right);
    this.#checkOperands(node, op, a, b);
    const type = isComparison(op) ? withScalar(a.type, "bool") : a.type;
    if (a.kind === "constant" && b.kind === "constant") {
      const values = this.fold(at, () => foldBinary(op, a.type.scalar, a.values, b.values));
      return { kind: "constant", at, type, values };
    }
    return { kind: "binary", at, type, op, left: this.settle(a), right: b, isLazy };
  }

  fold(at: number, compute: () => number[]): number[] {
    try {
      return compute();
    } catch (error) {
      throw error instanceof FoldError ? this.error(at, error.message) : error;
    }
  }

  /** A function's arguments as its parameters want them. */
  args(at: number, name: string, types: readonly Type[], args: readonly Expression[]) {
    if (args.length !== types.length) {
      throw this.error(at, `${name} takes ${types.length} arguments, found ${args.length}`);
    }
    return args.map((arg, i) => this.coerce(arg, types[i]));
  }

  #number({ at, text }: ast.Expression & { kind: "number" }): Expression {
    const suffix = /[iu]$/.exec(text)?.[0];
    const value = Number(suffix === undefined ? text : text.slice(0, -1));
    const type = suffix === undefined ? INT : withScalar(INT, suffix === "i" ? "i32" : "u32");
    if (!isInRange(isNumeric(type) ? type.scalar : "int", value)) {
      throw this.error(at, `${text} is out of range for ${describe(type)}`);
    }
    return { kind: "constant", at, type, values: [value] };
  }

  #name({ at, name }: ast.Expression & { kind: "name" }, scope: Scope): Expression {
    if (name === "true" || name === "false") {
      return { kind: "constant", at, type: BOOL, values: [Number(name === "true")] };
    }
    const meaning = scope.find(name) ?? this.#moduleConstant(at, name);
    if (meaning === "skipped") {
      throw this.error(at, `a continue may skip the declaration of ${name}`);
    }
    if (meaning && "values" in meaning) return { ...meaning, at };
    if (meaning) return { kind: "local", at, type: meaning.type, local: meaning };
    const buffer = this.names.buffer(name);
    if (buffer) return { kind: "buffer", at, type: buffer.type, buffer };
    throw this.error(at, `${name} is not declared`);
  }

  #moduleConstant(at: number, name: string) {
    if (!this.#mayOverride && this.names.isOverride(name)) {
      throw this.error(at, `the override ${name} is no constant: its value may change`);
    }
    return this.names.constant(name);
  }

  #unary(node: ast.Expression & { kind: "unary" }, operand: Expression): Expression {
    const { at } = node;
    if (node.op === "&") return this.#address(at, operand);
    if (node.op === "*") {
      if (operand.type.kind !== "pointer") throw this.#cannot(node, operand.type);
      return { kind: "deref", at, type: operand.type.target, operand };
    }
    const { type } = operand;
    if (!isNumeric(type)) throw this.#cannot(node, type);
    const allowed: Scalar[] = node.op === "!"
      ? ["bool"]
      : node.op === "-"
      ? ["i32", "int"]
      : ["i32", "u32", "int"];
    if (!allowed.includes(type.scalar)) throw this.#cannot(node, type);
    const op = ({ "!": "not", "-": "negate", "~": "complement" } as const)[node.op];
    if (operand.kind !== "constant") return { kind: "unary", at, type, op, operand };
    const values = this.fold(at, () => foldUnary(op, type.scalar, operand.values));
    return { kind: "constant", at, type, values };
  }

  #address(at: number, operand: Expression): Expression {
    const space = spaceOf(operand);
    if (space === undefined) throw this.error(at, "& needs a variable");
    const isComponent = operand.kind === "swizzle" ||
      (operand.kind === "index" && operand.base.type.kind === "vector");
    if (isComponent) throw this.error(at, "a vector's component has no address");
    const isWritable = isWritableReference(operand);
    const type: Type = { kind: "pointer", space, target: operand.type, isWritable };
    return { kind: "address", at, type, operand };
  }

  /** Both operands with literals settled and scalars spread to vectors where WGSL does so. */
  #operands(
    node: { op: ast.BinaryOperator; at: number },
    op: BinaryOp,
    left: Expression,
    right: Expression,
  ): [Numeric, Numeric] {
    if (!isNumeric(left.type)) throw this.#cannot(node, left.type);
    if (!isNumeric(right.type)) throw this.#cannot(node, right.type);
    if (op === "shl" || op === "shr") {
      const amount = right.type.scalar === "int"
        ? this.coerce(right, withScalar(right.type, "u32"))
        : right;
      const isKnown = left.kind === "constant" && amount.kind === "constant";
      return [(isKnown ? left : this.settle(left)) as Numeric, amount as Numeric];
    }
    const [a, b] = this.unify(left, right);
    if (!["add", "sub", "mul", "div", "rem"].includes(op)) return [a as Numeric, b as Numeric];
    return [this.#spread(a, b.type) as Numeric, this.#spread(b, a.type) as Numeric];
  }

  #spread(value: Expression, beside: Type): Expression {
    if (value.type.kind !== "scalar" || beside.kind !== "vector") return value;
    const type = vector(value.type.scalar, beside.size);
    const { at } = value;
    if (value.kind !== "constant") return { kind: "splat", at, type, operand: value };
    return { kind: "constant", at, type, values: leaves(type).map(() => value.values[0]) };
  }

  #checkOperands(
    node: { op: ast.BinaryOperator; at: number },
    op: BinaryOp,
    a: Numeric,
    b: Numeric,
  ): void {
    const isShift = op === "shl" || op === "shr";
    const wanted = isShift ? withScalar(a.type, "u32") : a.type;
    if (!isSame(wanted, b.type)) {
      throw this.error(
        node.at,
        `${node.op} cannot join ${describe(a.type)} and ${describe(b.type)}`,
      );
    }
    if (node.op === "&&" || node.op === "||") {
      if (!isSame(a.type, BOOL)) throw this.#cannot(node, a.type);
    } else if (a.type.scalar === "bool" && !["and", "or", "eq", "ne"].includes(op)) {
      throw this.#cannot(node, a.type);
    }
    const isConstant = a.kind === "constant" && b.kind === "constant";
    if ((op === "div" || op === "rem") && a.type.scalar === "i32" && !isConstant) {
      throw this.error(
        node.at,
        `${node.op} of i32 is outside the subset, because adapters disagree on it ` +
          `(gfx-rs/wgpu#8191): convert to u32 first`,
      );
    }
    if (b.kind === "constant") {
      if (isShift) {
        b.values.forEach((amount) => this.fold(node.at, () => [checkShift(amount) ?? 0]));
      }
      if ((op === "div" || op === "rem") && b.values.includes(0)) {
        throw this.error(node.at, "division by zero");
      }
    }
  }

  #index({ at }: ast.Expression, base: Expression, index: Expression): Expression {
    const { type } = base;
    if (type.kind !== "array" && type.kind !== "vector") {
      throw this.error(at, `${describe(type)} has no elements to index`);
    }
    const which = this.settle(index);
    if (which.type.kind !== "scalar" || which.type.scalar === "bool") {
      throw this.error(which.at, `an index is i32 or u32, not ${describe(which.type)}`);
    }
    const element = type.kind === "array" ? type.element : withScalar(I32, type.scalar);
    const length = type.kind === "array" ? type.length ?? MOST_WORDS : type.size;
    if (which.kind === "constant") {
      const [i] = which.values;
      if (i < 0 || i >= length) {
        throw this.error(which.at, `index ${i} is outside ${describe(type)}`);
      }
      if (base.kind === "constant") {
        const size = leaves(element).length;
        const values = base.values.slice(i * size, (i + 1) * size);
        return { kind: "constant", at, type: element, values };
      }
    }
    return { kind: "index", at, type: element, base: this.settle(base), index: which };
  }

  #member({ at, name }: ast.Expression & { kind: "member" }, base: Expression): Expression {
    const { type } = base;
    if (type.kind === "vector") return this.#swizzle(at, name, base, type);
    if (type.kind === "pointer") throw this.error(at, `write (*pointer).${name}`);
    const member = type.kind === "struct" ? type.members.findIndex((m) => m.name === name) : -1;
    if (type.kind !== "struct" || member < 0) {
      throw this.error(at, `${describe(type)} has no member ${name}`);
    }
    const found = type.members[member].type;
    if (base.kind !== "constant") return { kind: "member", at, type: found, base, member };
    const start = leafOffset(type, member);
    const values = base.values.slice(start, start + leaves(found).length);
    return { kind: "constant", at, type: found, values };
  }

  #swizzle(at: number, name: string, base: Expression, type: Type & { kind: "vector" }) {
    const set = ["xyzw", "rgba"].find((letters) => [...name].every((c) => letters.includes(c)));
    const components = [...name].map((letter) => set?.indexOf(letter) ?? -1);
    if (components.length > 4 || components.some((i) => i < 0 || i >= type.size)) {
      throw this.error(at, `${describe(type)} has no component ${name}`);
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

  #call(node: ast.Expression & { kind: "call" }, args: Expression[], scope: Scope): Expression {
    const { at, type: { name } } = node;
    if (scope.find(name) ?? this.names.constant(name)) {
      throw this.error(at, `${name} is no function here`);
    }
    const callee = this.names.callee(name, at);
    if (callee) {
      const checked = this.args(at, name, callee.parameters.map((p) => p.type), args);
      return { kind: "call", at, type: callee.result, callee, args: checked };
    }
    const type = this.names.constructed(node.type);
    if (type === undefined) return this.names.builtin(node, args);
    const whole = typeof type === "string" ? this.#infer(at, type, args) : type;
    return this.#construct(at, whole, args);
  }

  #infer(at: number, type: Incomplete, args: Expression[]): Type {
    if (type !== "array") return this.#inferVector(at, type, args);
    const [first] = args.map((arg) => this.settle(arg));
    if (first === undefined) throw this.error(at, "array needs its element type: array<u32, 4>");
    return { kind: "array", element: first.type, length: args.length };
  }

  /** The type of `vec2(…)`: its size from the name, its scalar from the arguments. */
  #inferVector(at: number, name: string, args: Expression[]): Type {
    const scalars = args.map((arg) => isNumeric(arg.type) ? arg.type.scalar : undefined);
    const scalar = scalars.find((s) => s !== "int") ?? scalars[0];
    if (scalar === undefined) throw this.error(at, `${name} needs a type: ${name}u or ${name}i`);
    const isConstant = args.every((arg) => arg.kind === "constant");
    return vector(scalar === "int" && !isConstant ? "i32" : scalar, Number(name[3]));
  }

  #construct(at: number, type: Type, args: Expression[]): Expression {
    if (!isConstructible(type)) throw this.error(at, `${describe(type)} cannot be constructed`);
    if (args.length === 0) {
      return { kind: "constant", at, type, values: leaves(type).map(() => 0) };
    }
    if (isNumeric(type) && args.length === 1) return this.#convert(at, type, args[0]);
    const parts = this.#parts(at, type, args);
    const checked = this.args(at, describe(type), parts, args);
    if (!checked.every((arg) => arg.kind === "constant")) {
      return { kind: "construct", at, type, args: checked };
    }
    return { kind: "constant", at, type, values: checked.flatMap((arg) => arg.values) };
  }

  /** What each argument of a constructor has to be. */
  #parts(at: number, type: Type, args: readonly Expression[]): Type[] {
    if (type.kind === "struct") return type.members.map((member) => member.type);
    if (type.kind === "array") return Array<Type>(type.length ?? 0).fill(type.element);
    if (type.kind !== "vector") throw this.error(at, `${describe(type)} takes one argument`);
    const parts = args.map((arg) => {
      if (isNumeric(arg.type)) return withScalar(arg.type, type.scalar);
      throw this.error(arg.at, `${describe(arg.type)} is no component of ${describe(type)}`);
    });
    const count = parts.reduce((sum, part) => sum + leaves(part).length, 0);
    if (count !== type.size) {
      throw this.error(at, `${describe(type)} takes ${type.size} components, found ${count}`);
    }
    return parts;
  }

  #convert(at: number, type: Type & { scalar: Scalar }, value: Expression): Expression {
    if (!isNumeric(value.type)) {
      throw this.error(at, `${describe(type)} cannot be made of ${describe(value.type)}`);
    }
    if (type.kind === "vector" && value.type.kind === "scalar") {
      return this.#spread(this.coerce(value, withScalar(I32, type.scalar)), type);
    }
    if (!isSame(withScalar(value.type, type.scalar), type)) {
      throw this.error(at, `${describe(type)} cannot be made of ${describe(value.type)}`);
    }
    if (isSame(value.type, type)) return { ...value, at };
    if (value.kind !== "constant") return { kind: "convert", at, type, operand: value };
    if (value.type.scalar === "int" && type.scalar !== "bool") return this.coerce(value, type);
    const values = value.values.map((leaf) => wrap(type.scalar, leaf));
    return { kind: "constant", at, type, values };
  }

  #cannot(node: { at: number; op: string }, type: Type): WgslError {
    return this.error(node.at, `${node.op} does not apply to ${describe(type)}`);
  }
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
