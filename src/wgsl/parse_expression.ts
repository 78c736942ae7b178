/** Tokens → expressions and types, by WGSL's grammar: it asks for parentheses where C has surprises. */

import type { BinaryOperator, Expression, TypeName, UnaryOperator } from "./ast.ts";
import type { Token } from "./lex.ts";
import { errorAt, type Source, type WgslError } from "./source.ts";

// Names that may be followed by a template list within an expression.
const GENERIC = new Set(["vec2", "vec3", "vec4", "array", "bitcast"]);
const RELATIONAL = ["<", ">", "<=", ">=", "==", "!="];
const BITWISE = ["&", "|", "^"];

/** A reader of tokens that knows expressions; `Parser` adds statements and declarations. */
export class ExpressionParser {
  #next = 0;
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

  is(symbol: string): boolean {
    return this.token.kind !== "end" && this.token.text === symbol;
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

  expression(): Expression {
    const first = this.unary();
    const op = this.token.text;
    if (BITWISE.includes(op)) return this.#bitwise(first, op);
    const left = this.#relational(first);
    const logical = this.token.text;
    return logical === "&&" || logical === "||" ? this.#logical(left, logical) : left;
  }

  type(): TypeName {
    const { text: name, at } = this.expectName("a type");
    if (!this.accept("<")) return { at, name, template: [] };
    return { at, name, template: this.#template() };
  }

  unary(): Expression {
    const { kind, text: op, at } = this.token;
    if (kind === "symbol" && ["-", "!", "~", "&", "*"].includes(op)) {
      this.advance();
      return { kind: "unary", at, op: op as UnaryOperator, operand: this.unary() };
    }
    return this.#postfix(this.#primary());
  }

  #bitwise(first: Expression, op: string): Expression {
    let left = first;
    while (BITWISE.includes(this.token.text)) {
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
    const { text: op, at } = this.token;
    if (!RELATIONAL.includes(op)) return left;
    this.advance();
    const whole = binary(at, op, left, this.#shift(this.unary()));
    if (RELATIONAL.includes(this.token.text)) throw this.#parenthesise(op);
    return whole;
  }

  #shift(first: Expression): Expression {
    const { text: op, at } = this.token;
    if (op !== "<<" && op !== ">>") {
      const left = this.#additive(first);
      if (this.is("<<") || this.is(">>")) throw this.#parenthesise(this.token.text);
      return left;
    }
    this.advance();
    const whole = binary(at, op, first, this.unary());
    if (["+", "-", "*", "/", "%", "<<", ">>"].includes(this.token.text)) {
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
    if (token.text !== "(" || token.kind === "end") {
      throw this.error(token, `expected an expression, found ${token.text}`);
    }
    const inner = this.expression();
    this.expect(")");
    return inner;
  }

  #nameOrCall({ text: name, at }: Token): Expression {
    const template = GENERIC.has(name) && this.accept("<") ? this.#template() : [];
    if (this.accept("(")) {
      const args = this.list(")", () => this.expression());
      return { kind: "call", at, type: { at, name, template }, args };
    }
    if (template.length > 0) throw this.error(this.token, `expected ( after the type ${name}`);
    return { kind: "name", at, name };
  }

  #postfix(first: Expression): Expression {
    let base = first;
    for (;;) {
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

  /** Template arguments, behind the `<`. A `>>` closes two lists, so it is taken apart. */
  #template(): (TypeName | Expression)[] {
    const args: (TypeName | Expression)[] = [];
    do {
      args.push(this.token.kind === "name" ? this.#typeArgument() : this.#additive(this.unary()));
    } while (this.accept(",") && !this.token.text.startsWith(">"));
    const { kind, text, at } = this.token;
    if (!text.startsWith(">")) throw this.error(this.token, `expected >, found ${text}`);
    if (text === ">") this.advance();
    else this.tokens[this.#next] = { kind, text: text.slice(1), at: at + 1 };
    return args;
  }

  /** A type, or a constant expression that begins with a name, such as `N` or `N + 1`. */
  #typeArgument(): TypeName | Expression {
    const start = this.#next;
    const type = this.type();
    if (["+", "-", "*", "/", "%", "("].includes(this.token.text)) {
      this.#next = start;
      return this.#additive(this.unary());
    }
    return type;
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
