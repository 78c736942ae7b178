/** Expressions: names resolved, types found, literals settled, constants folded. */

import type * as ast from "./ast.ts";
import { checkIndex, checkMember, checkWhole } from "./check_access.ts";
import { checkConstruct, inferType } from "./check_construct.ts";
import { checkBinary, checkUnary } from "./check_operator.ts";
import { fits, foldCoercion, FoldError } from "./fold.ts";
import { MAX_DEPTH, MAX_TREE } from "./depth.ts";
import { Idleness } from "./idle.ts";
import type { Scope } from "./scope.ts";
import { errorAt, type Source, type WgslError } from "./source.ts";
import type { Buffer, Constant, Expression, Function, Local } from "./typed.ts";
import {
  BOOL,
  describe,
  INT,
  isAbstract,
  isNumeric,
  isSame,
  leaves,
  settled,
  takes,
  type Type,
  withScalar,
} from "./types.ts";

/** A constructor that takes the rest of its type from its arguments. */
export type Incomplete = "vec2" | "vec3" | "vec4" | "array";

/** What expressions need from the module around them. */
export interface Names {
  /** What the module declares a name as. */
  kindOf(name: string): ast.Declaration["kind"] | undefined;
  constant(name: string): Constant | undefined;
  buffer(name: string): Buffer | undefined;
  private(name: string): Local | undefined;
  /** The function that a call at an offset names. */
  callee(name: string, at: number): Function | undefined;
  type(name: ast.NameNode, scope: Scope): Type;
  /** The type that a call constructs; undefined if it is no constructor. */
  constructed(name: ast.NameNode, scope: Scope): Type | Incomplete | undefined;
  builtin(call: ast.Expression & { kind: "call" }, args: Expression[], scope: Scope): Expression;
}

export class ExpressionChecker {
  /** Whether overrides may be used: not where WGSL asks for a constant. */
  #mayOverride = true;
  /** Whether what is checked has to be a constant. */
  #isConstant = false;
  readonly #idleness = new Idleness();
  /** How deep in expressions, statements and calls the check is, and was at most. */
  #depth = 0;
  #deepest = 0;

  constructor(readonly source: Source, readonly names: Names) {}

  error(at: number, reason: string): WgslError {
    return errorAt(this.source, at, reason);
  }

  check(node: ast.Expression, scope: Scope): Expression {
    return this.#idleness.expression(() => this.deeper(node.at, 1, () => this.#check(node, scope)));
  }

  /**
   * What `run` makes of something that stands by so much deeper than what is around it.
   *
   * @throws {WgslError} If it is deeper than later passes can recurse.
   */
  deeper<T>(at: number, by: number, run: () => T): T {
    this.#depth += by;
    this.#reach(at, this.#depth);
    const made = run();
    this.#depth -= by;
    return made;
  }

  /** What `run` makes of a declaration: the same, wherever it is first asked for. */
  apart<T>(run: () => T): T {
    const outer = [this.#mayOverride, this.#isConstant] as const;
    [this.#mayOverride, this.#isConstant] = [true, false];
    const made = this.#idleness.declaration(run);
    [this.#mayOverride, this.#isConstant] = outer;
    return made;
  }

  /** How deep a function's body is, with those that it calls in it, once `run` has checked it. */
  depthOf(run: () => void): number {
    const [start, outer] = [this.#depth, this.#deepest];
    this.#deepest = start;
    run();
    const depth = this.#deepest - start;
    this.#deepest = Math.max(outer, this.#deepest);
    return depth;
  }

  #reach(at: number, depth: number): void {
    this.#deepest = Math.max(this.#deepest, depth);
    if (depth <= MAX_DEPTH) return;
    throw this.error(at, `more than ${MAX_DEPTH} deep, with all calls: take it apart`);
  }

  #check(node: ast.Expression, scope: Scope): Expression {
    switch (node.kind) {
      case "number":
        return this.#number(node);
      case "name":
        return this.#name(node, scope);
      case "unary":
        return checkUnary(this, node, this.check(node.operand, scope));
      case "binary":
        return this.#chain(node, scope);
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
  ): Constant {
    const outer = [this.#mayOverride, this.#isConstant] as const;
    this.#mayOverride = options.mayOverride ?? false;
    this.#isConstant = true;
    const found = this.check(node, scope);
    [this.#mayOverride, this.#isConstant] = outer;
    const value = options.type ? this.coerce(found, options.type) : found;
    if (value.kind !== "constant") throw this.error(node.at, "this is not a constant expression");
    return value;
  }

  /** The expression as a value of the type. @throws {WgslError} If it is not one. */
  coerce(value: Expression, type: Type): Expression {
    if (isSame(value.type, type)) return value;
    if (value.kind !== "constant" || !takes(type, value.type)) {
      throw this.error(value.at, `expected ${describe(type)}, found ${describe(value.type)}`);
    }
    const [scalar] = leaves(type);
    return this.folded(value.at, type, () => foldCoercion(scalar, value.values));
  }

  /** Literals without a type become i32. */
  settle(value: Expression): Expression {
    return isAbstract(value.type) ? this.coerce(value, settled(value.type)) : value;
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

  /** Values of one type, literals taking that of the others; those that cannot stay as they are. */
  alike(values: readonly Expression[]): Expression[] {
    const model = values.find((value) => !isAbstract(value.type)) ?? values[0];
    return values.map((value) =>
      takes(model.type, value.type) ? this.coerce(value, model.type) : value
    );
  }

  /** A condition: one bool. */
  condition(node: ast.Expression, scope: Scope): Expression {
    return this.coerce(this.check(node, scope), BOOL);
  }

  /** The constant that `compute` gives the leaves of. */
  folded(at: number, type: Type, compute: () => bigint[]): Constant {
    let values = leaves(type).map(() => 0n);
    this.attempt(at, () => values = compute());
    return { kind: "constant", at, type, values };
  }

  /** @throws {WgslError} If a constant is asked for: naga 29 has no value for this one. */
  refuseConstant(at: number, what: string): void {
    if (!this.#isConstant) return;
    throw this.error(at, `${what} is outside the subset in constants, because naga lacks it there`);
  }

  /** Runs what may find that a constant has no value, which is an error unless that is left out. */
  attempt(at: number, run: () => void, mayBeIdle = true): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof FoldError)) throw error;
      if (!this.#idleness.isExcused || !mayBeIdle) throw this.error(at, error.message);
    }
  }

  /** A function's arguments as its parameters want them. */
  args(at: number, name: string, types: readonly Type[], args: readonly Expression[]) {
    if (args.length !== types.length) {
      throw this.error(at, `${name} takes ${types.length} arguments, found ${args.length}`);
    }
    return args.map((arg, i) => this.coerce(arg, types[i]));
  }

  /** Operators whose left operands are operators again: a loop, since sums can be long. */
  #chain(node: ast.Expression & { kind: "binary" }, scope: Scope): Expression {
    const { overridesNamed } = this.#idleness;
    const operators = [node];
    let first = node.left;
    for (; first.kind === "binary"; first = first.left) operators.push(first);
    return operators.reduceRight(
      (left, operator) =>
        checkBinary(this, operator, left, this.#right(operator, left, overridesNamed, scope)),
      this.deeper(node.at, Math.min(operators.length, MAX_TREE), () => this.check(first, scope)),
    );
  }

  /** The right operand; && and || may leave it out. */
  #right(
    node: ast.Expression & { kind: "binary" },
    left: Expression,
    overrides: number,
    scope: Scope,
  ): Expression {
    const isDecided = left.kind === "constant" && left.type.kind === "scalar" &&
      (node.op === "&&" ? left.values[0] === 0n : node.op === "||" && left.values[0] !== 0n);
    const check = () => this.check(node.right, scope);
    return isDecided ? this.#idleness.leftOut(overrides, check) : check();
  }

  #number({ at, text }: ast.Expression & { kind: "number" }): Expression {
    const suffix = /[iu]$/.exec(text)?.[0];
    const value = BigInt(suffix === undefined ? text : text.slice(0, -1));
    const scalar = suffix === undefined ? "int" : suffix === "i" ? "i32" : "u32";
    const type = withScalar(INT, scalar);
    if (!fits(scalar, value)) {
      throw this.error(at, `${text} is out of range for ${describe(type)}`);
    }
    return { kind: "constant", at, type, values: [value] };
  }

  #name({ at, name, template }: ast.NameNode, scope: Scope): Expression {
    if (name === "true" || name === "false") {
      return { kind: "constant", at, type: BOOL, values: [BigInt(name === "true")] };
    }
    const meaning = scope.find(name) ?? this.#moduleConstant(at, name) ?? this.names.private(name);
    if (meaning === "skipped") {
      throw this.error(at, `a continue may skip the declaration of ${name}`);
    }
    const buffer = meaning ? undefined : this.names.buffer(name);
    if (template.length > 0) {
      const hint = "put parentheses around a comparison";
      throw this.error(at, `${name}<…> is a template here, and no value: ${hint}`);
    }
    if (buffer) return { kind: "buffer", at, type: buffer.type, buffer };
    if (!meaning) {
      const isOther = this.names.kindOf(name) !== undefined;
      const fault = isOther ? "no value, but the name of a type or a function" : "not declared";
      throw this.error(at, `${name} is ${fault}`);
    }
    if ("values" in meaning) return { ...meaning, at };
    return { kind: "local", at, type: meaning.type, local: meaning };
  }

  #moduleConstant(at: number, name: string) {
    if (this.names.kindOf(name) === "override") {
      this.#idleness.nameOverride();
      if (!this.#mayOverride) {
        throw this.error(at, `the override ${name} is no constant: its value may change`);
      }
    }
    return this.names.constant(name);
  }

  #call(node: ast.Expression & { kind: "call" }, args: Expression[], scope: Scope): Expression {
    const { at, type: { name, template } } = node;
    const kind = this.names.kindOf(name);
    const isValue = kind && !["function", "struct", "alias"].includes(kind);
    if (scope.find(name) || isValue) throw this.error(at, `${name} is no function here`);
    const callee = this.names.callee(name, at);
    if (callee) {
      this.#reach(at, this.#depth + callee.depth);
      if (template.length > 0) throw this.error(at, `${name} takes no template arguments`);
      const checked = this.args(at, name, callee.parameters.map((p) => p.type), args);
      checked.forEach((arg) => checkWhole(this, arg));
      return { kind: "call", at, type: callee.result, callee, args: checked };
    }
    const type = this.names.constructed(node.type, scope);
    if (type === undefined) return this.names.builtin(node, args, scope);
    const whole = typeof type === "string" ? inferType(this, at, type, args) : type;
    return checkConstruct(this, at, whole, args);
  }
}
