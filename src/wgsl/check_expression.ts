/** Expressions: names resolved, types found, literals settled, constants folded. */

import type * as ast from "./ast.ts";
import { isInRange } from "./arithmetic.ts";
import { checkIndex, checkMember } from "./check_access.ts";
import { checkConstruct, inferType } from "./check_construct.ts";
import { checkBinary, checkUnary } from "./check_operator.ts";
import { foldCoercion, FoldError } from "./fold.ts";
import type { Scope } from "./scope.ts";
import { errorAt, type Source, type WgslError } from "./source.ts";
import type { Buffer, Expression, Function } from "./typed.ts";
import { BOOL, describe, INT, isNumeric, isSame, type Type, withScalar } from "./types.ts";

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
        return checkUnary(this, node, this.check(node.operand, scope));
      case "binary":
        return checkBinary(this, node, this.check(node.left, scope), this.check(node.right, scope));
      case "index":
        return checkIndex(this, node, this.check(node.base, scope), this.check(node.index, scope));
      case "member":
        return checkMember(this, node, this.check(node.base, scope));
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
    const whole = typeof type === "string" ? inferType(this, at, type, args) : type;
    return checkConstruct(this, at, whole, args);
  }
}
