/** Tokens → syntax tree: the declarations of a module, all else refused by name. */

import type {
  Attribute,
  BufferNode,
  ConstantNode,
  Declaration,
  FunctionNode,
  Parameter,
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
    switch (start.text) {
      case "fn":
        return this.#function(attributes);
      case "var":
        return this.#buffer(attributes);
      case "struct":
        return this.#struct();
      case "const":
      case "override":
        return this.#constant(start.text, attributes);
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
      const args = this.accept("(") ? this.list(")", () => this.expression()) : [];
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

  #buffer(attributes: Attribute[]): BufferNode {
    const start = this.expect("var");
    if (!this.accept("<")) throw this.error(start, "a module's var without <uniform> or <storage>");
    const space = this.expectName("an address space").text;
    const access = this.accept(",") ? this.expectName("an access mode").text : undefined;
    this.expect(">");
    const { text: name, at } = this.expectName("a name");
    this.expect(":");
    const type = this.type();
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
