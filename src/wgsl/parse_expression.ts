/** Tokens → expressions and types, by WGSL's grammar: it asks for parentheses where C has surprises. */

import type { BinaryOperator, Expression, NameNode, UnaryOperator } from "./ast.ts";
import { MAX_NESTING } from "./depth.ts";
import type { Token } from "./lex.ts";
import { errorAt, type Source, type WgslError } from "./source.ts";

const RELATIONAL = ["<", ">", "<=", ">=", "==", "!="];
const BITWISE = ["&", "|", "^"];

/** A reader of tokens that knows expressions; `Parser` adds statements and declarations. */
export class ExpressionParser {
  #next = 0;
  #depth = 0;

  constructor(readonly source: Source, readonly tokens: Token[]) {}

  get token(): Token {
    return this.tokens[this.#next];
  }

  error(token: { readonly at: number }, reason: string): WgslError {
    return errorAt(this.source, token.at, reason);
  }

  advance(): Token {
    return this.tokens[this.#next++];
  }

  /** The token's text if it is a symbol or one of WGSL's own words. */
  get symbol(): string {
    const { kind, text } = this.token;
    return kind === "symbol" || kind === "keyword" ? text : "";
  }

  is(symbol: string): boolean {
    return this.symbol === symbol;
  }

  accept(symbol: string): boolean {
    if (!this.is(symbol)) return false;
    this.#next++;
    return true;
  }

  expect(symbol: string): Token {
    if (!this.is(symbol)) {
      throw this.error(this.token, `expected ${symbol}, found ${this.token.text}`);
    }
    return this.advance();
  }

  expectName(what: string): Token {
    const { kind, text } = this.token;
    if (kind !== "name") {
      const hint = kind === "keyword" ? ", which WGSL keeps for itself" : "";
      throw this.error(this.token, `expected ${what}, found ${text}${hint}`);
    }
    return this.advance();
  }

  /** Whatever `item` reads, between commas, up to the closing symbol; a comma may trail. */
  list<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.is(close)) {
      items.push(item());
      if (!this.accept(",")) break;
    }
    this.expect(close);
    return items;
  }

  /** What `read` reads, as something that stands within something else. */
  nested<T>(read: () => T): T {
    if (this.#depth === MAX_NESTING) {
      throw this.error(this.token, `nested more than ${MAX_NESTING} deep: take it apart`);
    }
    this.#depth++;
    const made = read();
    this.#depth--;
    return made;
  }

  /** Whatever `item` reads, in a list of template arguments if one begins here. */
  template<T>(item: () => T): T[] {
    if (!this.#is("open")) return [];
    this.advance();
    const items: T[] = [];
    do {
      items.push(item());
    } while (this.accept(",") && !this.#is("close"));
    if (!this.#is("close")) throw this.error(this.token, `expected >, found ${this.token.text}`);
    this.advance();
    return items;
  }

  #is(kind: Token["kind"]): boolean {
    return this.token.kind === kind;
  }

  expression(): Expression {
    return this.nested(() => this.#expression());
  }

  #expression(): Expression {
    const first = this.unary();
    const op = this.symbol;
    if (BITWISE.includes(op)) return this.#bitwise(first, op);
    const left = this.#relational(first);
    const logical = this.symbol;
    return logical === "&&" || logical === "||" ? this.#logical(left, logical) : left;
  }

  type(): NameNode {
    const { text: name, at } = this.expectName("a type");
    return { kind: "name", at, name, template: this.template(() => this.expression()) };
  }

  unary(): Expression {
    const { symbol: op, token: { at } } = this;
    if (["-", "!", "~", "&", "*"].includes(op)) {
      this.advance();
      const operand = this.nested(() => this.unary());
      return { kind: "unary", at, op: op as UnaryOperator, operand };
    }
    return this.#postfix(this.#primary());
  }

  #bitwise(first: Expression, op: string): Expression {
    let left = first;
    while (BITWISE.includes(this.symbol)) {
      if (!this.is(op)) throw this.#parenthesise(op);
      const { at } = this.advance();
      left = binary(at, op, left, this.unary());
    }
    if (this.#isOperator()) throw this.#parenthesise(op);
    return left;
  }

  #logical(first: Expression, op: string): Expression {
    let left = first;
    while (this.is("&&") || this.is("||")) {
      if (!this.is(op)) throw this.#parenthesise(op);
      const { at } = this.advance();
      left = binary(at, op, left, this.#relational(this.unary()));
    }
    if (this.#isOperator()) throw this.#parenthesise(op);
    return left;
  }

  #relational(first: Expression): Expression {
    const left = this.#shift(first);
    const { symbol: op, token: { at } } = this;
    if (!RELATIONAL.includes(op)) return left;
    this.advance();
    const whole = binary(at, op, left, this.#shift(this.unary()));
    if (RELATIONAL.includes(this.symbol)) throw this.#parenthesise(op);
    return whole;
  }

  #shift(first: Expression): Expression {
    const { symbol: op, token: { at } } = this;
    if (op !== "<<" && op !== ">>") {
      const left = this.#additive(first);
      if (this.is("<<") || this.is(">>")) throw this.#parenthesise(this.token.text);
      return left;
    }
    this.advance();
    const whole = binary(at, op, first, this.unary());
    if (["+", "-", "*", "/", "%", "<<", ">>"].includes(this.symbol)) {
      throw this.#parenthesise(op);
    }
    return whole;
  }

  #additive(first: Expression): Expression {
    let left = this.#multiplicative(first);
    while (this.is("+") || this.is("-")) {
      const { text: op, at } = this.advance();
      left = binary(at, op, left, this.#multiplicative(this.unary()));
    }
    return left;
  }

  #multiplicative(first: Expression): Expression {
    let left = first;
    while (this.is("*") || this.is("/") || this.is("%")) {
      const { text: op, at } = this.advance();
      left = binary(at, op, left, this.unary());
    }
    return left;
  }

  #primary(): Expression {
    const token = this.advance();
    if (token.kind === "number") return { kind: "number", at: token.at, text: token.text };
    const isName = token.kind === "name" || token.text === "true" || token.text === "false";
    if (isName) return this.#nameOrCall(token);
    if (token.text !== "(") {
      throw this.error(token, `expected an expression, found ${token.text}`);
    }
    const inner = this.expression();
    this.expect(")");
    return inner;
  }

  #nameOrCall({ text: name, at }: Token): Expression {
    const type: NameNode = {
      kind: "name",
      at,
      name,
      template: this.template(() => this.expression()),
    };
    if (!this.accept("(")) return type;
    return { kind: "call", at, type, args: this.list(")", () => this.expression()) };
  }

  #postfix(first: Expression): Expression {
    let base = first;
    for (let links = 0;; links++) {
      if (links > MAX_NESTING) {
        throw this.error(this.token, `a chain of more than ${MAX_NESTING} members and indices`);
      }
      if (this.accept("[")) {
        const index = this.expression();
        base = { kind: "index", at: base.at, base, index };
        this.expect("]");
      } else if (this.accept(".")) {
        const { text: name, at } = this.expectName("a member");
        base = { kind: "member", at, base, name };
      } else return base;
    }
  }

  #isOperator(): boolean {
    return this.token.kind === "symbol" &&
      [...BITWISE, ...RELATIONAL, "<<", ">>", "+", "-", "*", "/", "%", "&&", "||"]
        .includes(this.token.text);
  }

  #parenthesise(op: string): WgslError {
    return this.error(this.token, `${op} and ${this.token.text} need parentheses between them`);
  }
}

function binary(at: number, op: string, left: Expression, right: Expression): Expression {
  return { kind: "binary", at, op: op as BinaryOperator, left, right };
}
