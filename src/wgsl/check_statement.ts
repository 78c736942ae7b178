/** Statements: scopes, assignments and control flow, on top of checked expressions. */

import type * as ast from "./ast.ts";
import { isPart, isWritableReference, spaceOf } from "./check_access.ts";
import { zero } from "./check_construct.ts";
import type { ExpressionChecker } from "./check_expression.ts";
import { alwaysReturns, checkLoops } from "./check_flow.ts";
import { checkBinary } from "./check_operator.ts";
import { MAX_ARMS } from "./depth.ts";
import { Scope } from "./scope.ts";
import type { Case, Expression, Local, Statement } from "./typed.ts";
import { describe, isConstructible, isSame, NOTHING, type Type } from "./types.ts";

type Jump = "break" | "continue" | "return";

/** Checks the body of one function. */
export class BodyChecker {
  /** The jumps that may stand here. */
  #jumps: readonly Jump[] = ["return"];
  /** The body of the loop around, and the names it had when a `continue` first left it. */
  #loopBody?: { readonly scope: Scope; reliable?: number };

  constructor(readonly expressions: ExpressionChecker, readonly result: Type) {}

  /** @throws {WgslError} Also if a path through the body ends without the result. */
  check(node: ast.FunctionNode, scope: Scope): Statement[] {
    const body = this.#statements(node.body, scope);
    checkLoops(body, (at, reason) => this.#error(at, reason));
    if (!isSame(this.result, NOTHING) && !alwaysReturns(body)) {
      throw this.#error(node.at, `${node.name} can end without returning ${describe(this.result)}`);
    }
    return body;
  }

  #block(body: readonly ast.Statement[], outer: Scope): Statement[] {
    return this.#statements(body, new Scope(outer));
  }

  #statements(body: readonly ast.Statement[], scope: Scope): Statement[] {
    return body.map((statement) =>
      this.expressions.deeper(statement.at, 1, () => this.#statement(statement, scope))
    );
  }

  #statement(node: ast.Statement, scope: Scope): Statement {
    switch (node.kind) {
      case "declare":
        return this.#declare(node, scope);
      case "assign":
        return this.#assign(node, scope);
      case "count":
        return this.#count(node, scope);
      case "call":
        return this.#call(node, scope);
      case "if":
        return {
          kind: "if",
          arms: node.arms.map(({ condition, body }, i) =>
            this.expressions.deeper(node.at, Math.min(i, MAX_ARMS), () => ({
              condition: this.expressions.condition(condition, scope),
              body: this.#block(body, scope),
            }))
          ),
          otherwise: this.#block(node.otherwise, scope),
        };
      case "block":
        return { kind: "block", body: this.#block(node.body, scope) };
      case "loop":
        return this.#loop(node, scope);
      case "switch":
        return this.#switch(node, scope);
      case "break":
      case "continue":
        return this.#jump(node);
      case "return":
        return this.#return(node, scope);
    }
  }

  #declare(node: ast.Statement & { kind: "declare" }, scope: Scope): Statement {
    const { at, form, name } = node;
    const type = node.type && this.expressions.names.type(node.type, scope);
    if (form === "const" && node.value) {
      const value = this.expressions.constant(node.value, scope, { type });
      this.#name(at, name, scope.declare(name, value));
      return { kind: "block", body: [] };
    }
    const value = this.#initial(node, type, scope);
    if (!isConstructible(value.type) && !(form === "let" && value.type.kind === "pointer")) {
      throw this.#error(at, `${form} ${name} cannot hold ${describe(value.type)}`);
    }
    const isPartial = value.type.kind === "pointer" && isPart(value);
    const local: Local = { form: form as "let" | "var", name, type: value.type, isPart: isPartial };
    this.#name(at, name, scope.declare(name, local));
    return { kind: "declare", local, value };
  }

  /** What a variable begins as: zero if nothing is said, and if it can be. */
  #initial(node: ast.Statement & { kind: "declare" }, type: Type | undefined, scope: Scope) {
    if (node.value) {
      const given = this.expressions.check(node.value, scope);
      return this.expressions.settle(type ? this.expressions.coerce(given, type) : given);
    }
    if (type && isConstructible(type)) return zero(node.at, type);
    throw this.#error(node.at, `var ${node.name} cannot hold ${type && describe(type)}`);
  }

  #name(at: number, name: string, isNew: boolean): void {
    if (!isNew) throw this.#error(at, `${name} is declared twice in one block`);
  }

  #assign(node: ast.Statement & { kind: "assign" }, scope: Scope): Statement {
    const given = this.expressions.check(node.value, scope);
    if (node.target === undefined) {
      if (!isConstructible(given.type) && given.type.kind !== "pointer") {
        throw this.#error(given.at, `_ cannot take ${describe(given.type)}`);
      }
      return { kind: "evaluate", value: this.expressions.settle(given) };
    }
    const target = this.expressions.check(node.target, scope);
    this.#checkTarget(target);
    const whole = node.op === undefined
      ? given
      : checkBinary(this.expressions, { at: node.at, op: node.op }, target, given);
    return { kind: "assign", target, value: this.expressions.coerce(whole, target.type) };
  }

  /** `x++` is `x += 1`, for one integer. */
  #count({ at, target: node, op }: ast.Statement & { kind: "count" }, scope: Scope): Statement {
    const target = this.expressions.check(node, scope);
    this.#checkTarget(target);
    const { type } = target;
    if (type.kind !== "scalar" || type.scalar === "bool") {
      throw this.#error(at, `${op}${op} counts one u32 or i32, not ${describe(type)}`);
    }
    const one: Expression = { kind: "constant", at, type, values: [1n] };
    return {
      kind: "assign",
      target,
      value: checkBinary(this.expressions, { at, op }, target, one),
    };
  }

  #checkTarget(target: Expression): void {
    const space = spaceOf(target);
    if (space === undefined) {
      const hint = target.kind === "swizzle" && target.components.length > 1
        ? "several components at once cannot be assigned"
        : "this is not a variable, so it cannot be assigned";
      throw this.#error(target.at, hint);
    }
    if (!isConstructible(target.type)) {
      throw this.#error(target.at, `${describe(target.type)} cannot be assigned`);
    }
    if (!isWritableReference(target)) {
      throw this.#error(target.at, "this is read-only memory: it cannot be assigned");
    }
  }

  #call(node: ast.Statement & { kind: "call" }, scope: Scope): Statement {
    const value = this.expressions.check(node.call, scope);
    const isUsed = value.kind === "builtin" && value.name.startsWith("atomic");
    if (value.kind !== "call" && !isUsed && !isSame(value.type, NOTHING)) {
      throw this.#error(node.at, "the value of this call is not used");
    }
    return { kind: "evaluate", value };
  }

  #loop(node: ast.Statement & { kind: "loop" }, scope: Scope): Statement {
    const inner = new Scope(scope);
    const condition = node.condition && this.expressions.condition(node.condition, scope);
    const outer = this.#loopBody;
    const loopBody: { scope: Scope; reliable?: number } = { scope: inner };
    this.#loopBody = loopBody;
    const body = this.#within(
      [...this.#jumps, "break", "continue"],
      () => this.#statements(node.body, inner),
    );
    this.#loopBody = outer;
    // The continuing block sees the body's names.
    const skipped = inner.names.slice(loopBody.reliable ?? inner.names.length);
    const last = new Scope(inner.without(skipped));
    const { update } = node;
    for (const statement of node.continuing) {
      // WGSL has a scope for continuing within the body's; naga has one for both.
      if (statement.kind === "declare" && inner.names.includes(statement.name)) {
        throw this.#error(statement.at, `${statement.name} is declared in the loop's body already`);
      }
    }
    const continuing = this.#within(
      [],
      () => update ? [this.#statement(update, scope)] : this.#statements(node.continuing, last),
    );
    const breakIf = node.breakIf && this.expressions.condition(node.breakIf, last);
    return { kind: "loop", at: node.at, condition, body, continuing, breakIf };
  }

  #jump({ kind, at }: ast.Statement & { kind: "break" | "continue" }): Statement {
    if (!this.#jumps.includes(kind)) throw this.#error(at, `${kind} outside a loop`);
    const body = this.#loopBody;
    if (kind === "continue" && body) body.reliable ??= body.scope.names.length;
    return { kind };
  }

  #within<T>(jumps: readonly Jump[], run: () => T): T {
    const outer = this.#jumps;
    this.#jumps = jumps;
    const made = run();
    this.#jumps = outer;
    return made;
  }

  #switch(node: ast.Statement & { kind: "switch" }, scope: Scope): Statement {
    const [selector, ...labels] = this.#selectors(node, scope);
    if (selector.type.kind !== "scalar" || selector.type.scalar === "bool") {
      throw this.#error(node.at, `a switch needs i32 or u32, not ${describe(selector.type)}`);
    }
    const cases = this.#within(
      [...this.#jumps, "break"],
      () =>
        node.cases.map((clause, i) =>
          this.expressions.deeper(
            clause.at,
            Math.min(i, MAX_ARMS),
            () => this.#case(clause, labels, scope),
          )
        ),
    );
    const values = cases.flatMap((clause) => clause.values);
    const twice = values.find((value, i) => values.indexOf(value) !== i);
    if (twice !== undefined) throw this.#error(node.at, `the switch has two cases ${twice}`);
    const defaults = node.cases.flatMap((clause) => clause.selectors.filter(isDefault));
    if (defaults.length !== 1) throw this.#error(node.at, "a switch needs exactly one default");
    return { kind: "switch", selector, cases };
  }

  /** What a switch goes by and all that its cases name, of one type. */
  #selectors(node: ast.Statement & { kind: "switch" }, scope: Scope): Expression[] {
    const labels = node.cases.flatMap((clause) => clause.selectors).flatMap((selector) =>
      selector === "default" ? [] : [this.expressions.constant(selector, scope)]
    );
    const selector = this.expressions.check(node.selector, scope);
    const [first, ...others] = this.expressions.alike([selector, ...labels]).map((value) =>
      this.expressions.settle(value)
    );
    return [first, ...others.map((label) => this.expressions.coerce(label, first.type))];
  }

  /** A clause, which takes its values from the front of the labels. */
  #case(clause: ast.Case, labels: Expression[], scope: Scope): Case {
    const count = clause.selectors.filter((selector) => !isDefault(selector)).length;
    const values = labels.splice(0, count).flatMap((label) =>
      label.kind === "constant" ? label.values.map(Number) : []
    );
    return {
      values,
      isDefault: clause.selectors.some(isDefault),
      body: this.#block(clause.body, scope),
    };
  }

  #return(node: ast.Statement & { kind: "return" }, scope: Scope): Statement {
    if (!this.#jumps.includes("return")) throw this.#error(node.at, "return within continuing");
    if (node.value === undefined) {
      if (!isSame(this.result, NOTHING)) {
        throw this.#error(node.at, `return needs a value of type ${describe(this.result)}`);
      }
      return { kind: "return" };
    }
    if (isSame(this.result, NOTHING)) throw this.#error(node.at, "this function has no result");
    const value = this.expressions.check(node.value, scope);
    return { kind: "return", value: this.expressions.coerce(value, this.result) };
  }

  #error(at: number, reason: string) {
    return this.expressions.error(at, reason);
  }
}

function isDefault(selector: ast.Expression | "default"): boolean {
  return selector === "default";
}
