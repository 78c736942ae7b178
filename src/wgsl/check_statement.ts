/** Statements: scopes, assignments and control flow, on top of checked expressions. */

import type * as ast from "./ast.ts";
import { type ExpressionChecker, spaceOf } from "./check_expression.ts";
import { Scope } from "./scope.ts";
import type { Buffer, Case, Expression, Local, Statement } from "./typed.ts";
import { describe, isNumeric, isSame, NOTHING, type Type } from "./types.ts";

/** Checks the body of one function. */
export class BodyChecker {
  #loops = 0;
  #switches = 0;

  constructor(readonly expressions: ExpressionChecker, readonly result: Type) {}

  /** @throws {WgslError} Also if a path through the body ends without the result. */
  check(node: ast.FunctionNode, scope: Scope): Statement[] {
    const body = this.#statements(node.body, scope);
    if (!isSame(this.result, NOTHING) && !alwaysReturns(body)) {
      throw this.#error(node.at, `${node.name} can end without returning ${describe(this.result)}`);
    }
    return body;
  }

  #block(body: readonly ast.Statement[], outer: Scope): Statement[] {
    return this.#statements(body, new Scope(outer));
  }

  #statements(body: readonly ast.Statement[], scope: Scope): Statement[] {
    return body.flatMap((statement) => this.#statement(statement, scope) ?? []);
  }

  #statement(node: ast.Statement, scope: Scope): Statement | undefined {
    switch (node.kind) {
      case "declare":
        return this.#declare(node, scope);
      case "assign":
        return this.#assign(node, scope);
      case "call":
        return this.#call(node, scope);
      case "if":
        return {
          kind: "if",
          condition: this.expressions.condition(node.condition, scope),
          then: this.#block(node.then, scope),
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
        if (this.#loops === 0 && (node.kind === "continue" || this.#switches === 0)) {
          throw this.#error(node.at, `${node.kind} outside a loop`);
        }
        return { kind: node.kind };
      case "return":
        return this.#return(node, scope);
    }
  }

  #declare(node: ast.Statement & { kind: "declare" }, scope: Scope): Statement | undefined {
    const { at, form, name } = node;
    const given = this.expressions.check(node.value, scope);
    const typed = node.type
      ? this.expressions.coerce(given, this.expressions.names.type(node.type))
      : given;
    const value = form === "const" ? typed : this.expressions.settle(typed);
    if (!isConstructible(value.type) && !(form === "let" && value.type.kind === "pointer")) {
      throw this.#error(at, `${form} ${name} cannot hold ${describe(value.type)}`);
    }
    if (form === "const") {
      if (value.kind !== "constant") throw this.#error(value.at, `${name} is not a constant`);
      this.#name(at, name, scope.declare(name, value));
      return undefined;
    }
    const local: Local = { form, name, type: value.type };
    this.#name(at, name, scope.declare(name, local));
    return { kind: "declare", local, value };
  }

  #name(at: number, name: string, isNew: boolean): void {
    if (!isNew) throw this.#error(at, `${name} is declared twice in one block`);
  }

  #assign(node: ast.Statement & { kind: "assign" }, scope: Scope): Statement {
    const given = this.expressions.check(node.value, scope);
    if (node.target === undefined) {
      return { kind: "evaluate", value: this.expressions.settle(given) };
    }
    const target = this.expressions.check(node.target, scope);
    this.#checkTarget(target);
    const whole = node.op === undefined
      ? given
      : this.expressions.binary({ at: node.at, op: node.op }, target, given);
    return { kind: "assign", target, value: this.expressions.coerce(whole, target.type) };
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
    const buffer = bufferOf(target);
    if (buffer && !buffer.isWritable) {
      throw this.#error(target.at, `${buffer.name} is read-only`);
    }
  }

  #call(node: ast.Statement & { kind: "call" }, scope: Scope): Statement {
    const value = this.expressions.check(node.call, scope);
    if (value.kind !== "call" && !isSame(value.type, NOTHING)) {
      throw this.#error(node.at, "the value of this call is not used");
    }
    return { kind: "evaluate", value };
  }

  #loop(node: ast.Statement & { kind: "loop" }, scope: Scope): Statement {
    // The continuing block sees the body's names.
    const inner = new Scope(scope);
    const condition = node.condition && this.expressions.condition(node.condition, scope);
    this.#loops++;
    const body = this.#statements(node.body, inner);
    this.#loops--;
    const last = new Scope(inner);
    const continuing = this.#statements(node.continuing, last);
    const breakIf = node.breakIf && this.expressions.condition(node.breakIf, last);
    return { kind: "loop", condition, body, continuing, breakIf };
  }

  #switch(node: ast.Statement & { kind: "switch" }, scope: Scope): Statement {
    const found = this.expressions.check(node.selector, scope);
    const selector = this.expressions.settle(found);
    if (selector.type.kind !== "scalar" || selector.type.scalar === "bool") {
      throw this.#error(node.at, `a switch needs i32 or u32, not ${describe(selector.type)}`);
    }
    this.#switches++;
    const cases = node.cases.map((clause) => this.#case(clause, selector.type, scope));
    this.#switches--;
    const values = cases.flatMap((clause) => clause.values);
    const twice = values.find((value, i) => values.indexOf(value) !== i);
    if (twice !== undefined) throw this.#error(node.at, `the switch has two cases ${twice}`);
    if (cases.filter((clause) => clause.isDefault).length !== 1) {
      throw this.#error(node.at, "a switch needs exactly one default");
    }
    return { kind: "switch", selector, cases };
  }

  #case(clause: ast.Case, type: Type, scope: Scope): Case {
    const values = clause.selectors.flatMap((selector) => {
      if (selector === "default") return [];
      const value = this.expressions.coerce(this.expressions.check(selector, scope), type);
      if (value.kind !== "constant") throw this.#error(value.at, "a case needs a constant");
      return value.values;
    });
    const isDefault = clause.selectors.includes("default");
    return { values, isDefault, body: this.#block(clause.body, scope) };
  }

  #return(node: ast.Statement & { kind: "return" }, scope: Scope): Statement {
    if (node.value === undefined) {
      if (!isSame(this.result, NOTHING)) {
        throw this.#error(node.at, `return needs a value of type ${describe(this.result)}`);
      }
      return { kind: "return" };
    }
    const value = this.expressions.check(node.value, scope);
    return { kind: "return", value: this.expressions.coerce(value, this.result) };
  }

  #error(at: number, reason: string) {
    return this.expressions.error(at, reason);
  }
}

/** Whether a variable of a function can have the type. */
export function isConstructible(type: Type): boolean {
  if (type.kind === "array") return type.length !== undefined && isConstructible(type.element);
  if (type.kind === "struct") return type.members.every((member) => isConstructible(member.type));
  return isNumeric(type);
}

function bufferOf(node: Expression): Buffer | undefined {
  if (node.kind === "buffer") return node.buffer;
  return node.kind === "index" || node.kind === "member" || node.kind === "swizzle"
    ? bufferOf(node.base)
    : undefined;
}

function alwaysReturns(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case "return":
        return true;
      case "block":
        return alwaysReturns(statement.body);
      case "if":
        return alwaysReturns(statement.then) && alwaysReturns(statement.otherwise);
      case "switch":
        return statement.cases.every((clause) =>
          alwaysReturns(clause.body) && !breaks(clause.body)
        );
      case "loop":
        return !statement.condition && !statement.breakIf && !breaks(statement.body);
      default:
        return false;
    }
  });
}

/** Whether a `break` in the body leaves it: one within an inner loop or switch does not. */
function breaks(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    if (statement.kind === "break") return true;
    if (statement.kind === "block") return breaks(statement.body);
    if (statement.kind !== "if") return false;
    return breaks(statement.then) || breaks(statement.otherwise);
  });
}
