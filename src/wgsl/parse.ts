/** Tokens → syntax tree: the declarations of a module, all else refused by name. */

import type {
  Attribute,
  BufferNode,
  ConstantNode,
  Declaration,
  FunctionNode,
  Parameter,
  PrivateNode,
} from "./ast.ts";
import { lex } from "./lex.ts";
import { StatementParser } from "./parse_statement.ts";
import type { Source } from "./source.ts";

/** The attributes of the subset, by what they stand before. */
const ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ["fn", ["compute", "workgroup_size"]],
  ["var", ["group", "binding"]],
  ["override", ["id"]],
]);

/** How many arguments attributes take at most; with none they have no parentheses either. */
const ARGUMENTS: ReadonlyMap<string, { readonly most: number; readonly words: string }> = new Map([
  ["compute", { most: 0, words: "no arguments" }],
  ["workgroup_size", { most: 3, words: "1 to 3 arguments" }],
  ...["group", "binding", "id", "builtin"].map((name) =>
    [name, { most: 1, words: "one argument" }] as const
  ),
]);

/**
 * Reads a module.
 *
 * @throws {WgslError} At the first construct that is not WGSL, or not of the subset.
 */
export function parse(source: Source): Declaration[] {
  return new Parser(source, lex(source)).module();
}

class Parser extends StatementParser {
  module(): Declaration[] {
    const declarations: Declaration[] = [];
    while (this.token.kind !== "end") {
      if (!this.accept(";")) declarations.push(this.#declaration());
    }
    return declarations;
  }

  #declaration(): Declaration {
    const attributes = this.#attributes();
    const start = this.token;
    const stray = attributes.find(({ name }) => !ATTRIBUTES.get(start.text)?.includes(name));
    if (stray) throw this.error(stray, `@${stray.name} here is outside the subset`);
    switch (this.symbol) {
      case "fn":
        return this.#function(attributes);
      case "var":
        return this.#variable(attributes);
      case "struct":
        return this.#struct();
      case "const":
      case "override":
        return this.#constant(this.symbol, attributes);
      case "alias": {
        const { at } = this.advance();
        const name = this.expectName("a name").text;
        this.expect("=");
        const type = this.type();
        this.expect(";");
        return { kind: "alias", at, name, type };
      }
    }
    throw this.error(start, `${start.text} is outside the subset: expected a declaration`);
  }

  #attributes(): Attribute[] {
    const attributes: Attribute[] = [];
    while (this.accept("@")) {
      const { text: name, at } = this.expectName("an attribute");
      const hasList = this.accept("(");
      const args = hasList ? this.list(")", () => this.expression()) : [];
      const wanted = ARGUMENTS.get(name);
      const isEmpty = hasList ? args.length === 0 : wanted !== undefined && wanted.most > 0;
      if (isEmpty || args.length > (wanted?.most ?? Infinity)) {
        throw this.error(
          { at },
          `@${name} takes ${wanted?.words ?? "arguments in its parentheses"}`,
        );
      }
      if (attributes.some((attribute) => attribute.name === name)) {
        throw this.error({ at }, `@${name} stands twice`);
      }
      attributes.push({ at, name, args });
    }
    return attributes;
  }

  #function(attributes: Attribute[]): FunctionNode {
    this.expect("fn");
    const { text: name, at } = this.expectName("a function's name");
    const [first, second] = attributes;
    if (first?.name === "workgroup_size" && !second) {
      throw this.error(first, "@workgroup_size stands only before an entry point, beside @compute");
    }
    this.expect("(");
    const parameters = this.list(")", () => this.#parameter());
    let result;
    if (this.accept("->")) {
      const [stray] = this.#attributes();
      if (stray) throw this.error(stray, `@${stray.name} here is outside the subset`);
      result = this.type();
    }
    return { kind: "function", at, name, attributes, parameters, result, body: this.block() };
  }

  #parameter(): Parameter {
    const attributes = this.#attributes();
    const { text: name, at } = this.expectName("a name");
    this.expect(":");
    return { at, name, attributes, type: this.type() };
  }

  #struct(): Declaration {
    this.expect("struct");
    const { text: name, at } = this.expectName("a struct's name");
    this.expect("{");
    const members = this.list("}", () => this.#parameter());
    return { kind: "struct", at, name, members };
  }

  /** A `var` of the module: a buffer, or each invocation's own. */
  #variable(attributes: Attribute[]): BufferNode | PrivateNode {
    const start = this.expect("var");
    const spaces = this.template(() => this.expectName("an address space or an access mode"));
    if (spaces.length > 2) throw this.error(spaces[2], "var<…> takes a space and an access mode");
    const [space, access] = spaces.map(({ text }) => text);
    const { text: name, at } = this.expectName("a name");
    const type = this.accept(":") ? this.type() : undefined;
    if (space === "private" && access === undefined) {
      if (attributes.length > 0) throw this.error(attributes[0], "a private var has no binding");
      const value = this.accept("=") ? this.expression() : undefined;
      if (!type && !value) {
        throw this.error(this.token, `var<private> ${name} needs a type or a value`);
      }
      this.expect(";");
      return { kind: "private", at, name, attributes, type, value };
    }
    if (!type) throw this.error(this.token, `expected :, found ${this.token.text}`);
    if (space === undefined && /^(texture|sampler)/.test(type.name)) {
      throw this.error(type, `${type.name} is outside the subset: it has no textures and samplers`);
    }
    if (space === "workgroup") {
      throw this.error(
        start,
        "var<workgroup> is outside the subset: invocations share only storage",
      );
    }
    if (space === undefined) {
      throw this.error(start, "a module's var without <private>, <uniform> or <storage>");
    }
    if (this.is("=")) throw this.error(this.token, `var<${space}> ${name} cannot have a value`);
    this.expect(";");
    return { kind: "buffer", at, name, attributes, space, access, type };
  }

  #constant(kind: "const" | "override", attributes: Attribute[]): ConstantNode {
    this.advance();
    const { text: name, at } = this.expectName("a name");
    const type = this.accept(":") ? this.type() : undefined;
    const value = this.accept("=") ? this.expression() : undefined;
    this.expect(";");
    return { kind, at, name, attributes, type, value };
  }
}
