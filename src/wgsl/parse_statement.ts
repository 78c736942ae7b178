/** Tokens → statements of the subset, all else refused by name. */

import type { Arm, BinaryOperator, Case, Expression, Statement } from "./ast.ts";
import { ExpressionParser } from "./parse_expression.ts";

const ASSIGNMENTS = ["+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="];

/** A reader of tokens that knows expressions and statements; `parse` adds declarations. */
export class StatementParser extends ExpressionParser {
  /** Statements between braces. */
  block(): Statement[] {
    return this.nested(() => this.#block());
  }

  #block(): Statement[] {
    this.expect("{");
    const body: Statement[] = [];
    while (!this.is("}")) {
      if (this.token.kind === "end") throw this.error(this.token, "expected }, found the end");
      if (!this.accept(";")) body.push(this.#statement());
    }
    this.expect("}");
    return body;
  }

  #statement(): Statement {
    const { symbol, token: { at } } = this;
    switch (symbol) {
      case "{":
        return { kind: "block", at, body: this.block() };
      case "if":
        return this.#if();
      case "for":
        return this.#for();
      case "while":
        this.advance();
        return {
          kind: "loop",
          at,
          condition: this.expression(),
          body: this.block(),
          continuing: [],
        };
      case "loop":
        return this.nested(() => this.#loop());
      case "switch":
        return this.#switch();
      case "break":
      case "continue":
        this.advance();
        if (this.is("if")) throw this.error(this.token, "break if may only end a continuing block");
        this.expect(";");
        return { kind: symbol, at };
      case "return": {
        this.advance();
        const value = this.is(";") ? undefined : this.expression();
        this.expect(";");
        return { kind: "return", at, value };
      }
    }
    const statement = this.#simple();
    this.expect(";");
    return statement;
  }

  /** What may stand in the head of a `for`: a declaration, an assignment or a call. */
  #simple(): Statement {
    const { text } = this.token;
    if (text === "let" || text === "var" || text === "const") return this.#local(text);
    return this.#update();
  }

  /** An assignment or a call. */
  #update(): Statement {
    const start = this.token;
    const { text, at } = start;
    if (start.kind === "keyword") {
      throw this.error(start, `${text} begins no statement of the subset`);
    }
    if (this.accept("_")) {
      this.expect("=");
      return { kind: "assign", at, value: this.expression() };
    }
    const target = this.unary();
    const op = this.token;
    if (this.accept("=")) return { kind: "assign", at, target, value: this.expression() };
    if (this.accept("++") || this.accept("--")) {
      return { kind: "count", at: op.at, target, op: op.text === "++" ? "+" : "-" };
    }
    if (ASSIGNMENTS.includes(op.text)) {
      this.advance();
      const value = this.expression();
      return { kind: "assign", at, target, op: op.text.slice(0, -1) as BinaryOperator, value };
    }
    const isCall = target.kind === "call" && start.kind === "name";
    if (isCall) return { kind: "call", at, call: target };
    throw this.error(start, `${text} begins no statement of the subset`);
  }

  #local(form: "let" | "var" | "const"): Statement {
    this.advance();
    if (this.token.kind === "open") {
      throw this.error(this.token, `${form}<…> in a function is outside the subset`);
    }
    const { text: name, at } = this.expectName("a name");
    const type = this.accept(":") ? this.type() : undefined;
    const { at: end } = this.token;
    if (form === "var" && type && !this.is("=")) {
      return { kind: "declare", at, form, name, type, end };
    }
    if (!this.is("=")) throw this.error(this.token, `${form} ${name} needs an initialiser`);
    this.advance();
    const value = this.expression();
    return { kind: "declare", at, form, name, type, value, end: this.token.at };
  }

  #if(): Statement {
    const { at } = this.token;
    const arms: Arm[] = [];
    for (;;) {
      this.expect("if");
      arms.push({ condition: this.expression(), body: this.block() });
      if (!this.accept("else")) return { kind: "if", at, arms, otherwise: [] };
      if (!this.is("if")) return { kind: "if", at, arms, otherwise: this.block() };
    }
  }

  /** A `for` is its initialiser and a loop, in a block of their own. */
  #for(): Statement {
    const { at } = this.expect("for");
    this.expect("(");
    const init = this.is(";") ? [] : [this.#simple()];
    this.expect(";");
    const condition = this.is(";") ? undefined : this.expression();
    this.expect(";");
    const update = this.is(")") ? undefined : this.#update();
    this.expect(")");
    const body = this.block();
    const loop: Statement = { kind: "loop", at, condition, update, body, continuing: [] };
    return { kind: "block", at, body: [...init, loop] };
  }

  #loop(): Statement {
    const { at } = this.expect("loop");
    this.expect("{");
    const body: Statement[] = [];
    let continuing: { body: Statement[]; breakIf?: Expression } = { body: [] };
    while (!this.accept("}")) {
      if (this.accept(";")) continue;
      if (this.accept("continuing")) {
        continuing = this.#continuing();
        this.expect("}");
        break;
      }
      body.push(this.#statement());
    }
    return { kind: "loop", at, body, continuing: continuing.body, breakIf: continuing.breakIf };
  }

  #continuing(): { body: Statement[]; breakIf?: Expression } {
    this.expect("{");
    const body: Statement[] = [];
    while (!this.accept("}")) {
      if (this.accept(";")) continue;
      if (this.is("break")) {
        this.advance();
        this.expect("if");
        const breakIf = this.expression();
        this.expect(";");
        this.expect("}");
        return { body, breakIf };
      }
      body.push(this.#statement());
    }
    return { body };
  }

  #switch(): Statement {
    const { at } = this.expect("switch");
    const selector = this.expression();
    this.expect("{");
    const cases: Case[] = [];
    while (!this.accept("}")) cases.push(this.#case());
    return { kind: "switch", at, selector, cases };
  }

  #case(): Case {
    const { at } = this.token;
    const selectors: (Expression | "default")[] = [];
    if (this.accept("default")) selectors.push("default");
    else {
      this.expect("case");
      do {
        const isTrailing = selectors.length > 0 && (this.is(":") || this.is("{"));
        if (isTrailing) break;
        selectors.push(this.accept("default") ? "default" : this.expression());
      } while (this.accept(","));
    }
    this.accept(":");
    return { at, selectors, body: this.block() };
  }
}
