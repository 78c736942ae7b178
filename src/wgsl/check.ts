/**
 * Syntax tree → checked program. Names may be used before they are declared, so each declaration is
 * resolved when it is first asked for.
 */

import type * as ast from "./ast.ts";
import { checkBuiltin } from "./check_builtin.ts";
import { checkInteger, checkOverride, type Overrides } from "./check_constant.ts";
import { checkEntry, checkWorkgroup, isEntry } from "./check_entry.ts";
import { ExpressionChecker, type Incomplete, type Names } from "./check_expression.ts";
import { BodyChecker } from "./check_statement.ts";
import { checkNesting, checkSize, TypeChecker } from "./check_type.ts";
import { checkBuffer, checkPrivate } from "./check_variable.ts";
import { MAX_WAITING } from "./depth.ts";
import { Scope } from "./scope.ts";
import { errorAt, type Source } from "./source.ts";
import type {
  Buffer,
  Constant,
  Expression,
  Function,
  Local,
  Override,
  Private,
  Program,
  Statement,
} from "./typed.ts";
import { describe, isConstructible, isFixed, type Member, NOTHING, type Type } from "./types.ts";

export type { Overrides };

/**
 * Checks a module and finds its entry point.
 *
 * @throws {WgslError} At the first fault.
 * @throws {RangeError} If an override is not declared, is missing, or does not fit its type.
 */
export function check(
  source: Source,
  declarations: readonly ast.Declaration[],
  overrides: Overrides = {},
): Program {
  return new ModuleChecker(source, declarations, overrides).program();
}

class ModuleChecker implements Names {
  readonly #nodes = new Map<string, ast.Declaration>();
  readonly #types = new Map<string, Type>();
  readonly #constants = new Map<string, Constant>();
  readonly #functions = new Map<string, Function>();
  readonly #buffers = new Map<string, Buffer>();
  readonly #privates = new Map<string, Private>();
  readonly #overrides: Override[] = [];
  /** Names on the way to being resolved, to find a declaration that needs itself. */
  readonly #open = new Set<string>();
  readonly #expressions: ExpressionChecker;
  readonly #typeNames: TypeChecker;

  constructor(
    readonly source: Source,
    readonly declarations: readonly ast.Declaration[],
    readonly given: Overrides,
  ) {
    this.#expressions = new ExpressionChecker(source, this);
    this.#typeNames = new TypeChecker(source, {
      kindOf: (name) => this.kindOf(name),
      named: (name) => this.#namedType(name),
      length: (node, scope) => checkInteger(this.#expressions, node, 1, { scope }),
    });
    for (const node of declarations) {
      if (this.#nodes.has(node.name)) throw this.#error(node.at, `${node.name} is declared twice`);
      this.#nodes.set(node.name, node);
    }
  }

  program(): Program {
    for (const node of this.declarations) {
      this.constant(node.name) ?? this.buffer(node.name) ?? this.private(node.name) ??
        this.#function(node.name) ?? this.#namedType(node.name);
    }
    const unknown = Object.keys(this.given).find((name) =>
      !this.#overrides.some((override) => override.key === name)
    );
    if (unknown !== undefined) throw new RangeError(`There is no override ${unknown}`);
    const entries = this.declarations.filter(isEntry);
    if (entries.length !== 1) {
      throw this.#error(
        entries[1]?.at ?? 0,
        `a module needs one @compute function, found ${entries.length}`,
      );
    }
    const [node] = entries;
    checkEntry(this.#expressions, node);
    return {
      entry: this.#function(node.name) as Function,
      workgroup: checkWorkgroup(this.#expressions, node),
      buffers: [...this.#buffers.values()],
      privates: [...this.#privates.values()],
      overrides: this.#overrides,
      constants: Object.fromEntries(
        [...this.#constants].filter(([, { type }]) => type.kind === "scalar")
          .map(([name, { values }]) => [name, Number(values[0])]),
      ),
    };
  }

  constant(name: string): Constant | undefined {
    const node = this.#nodes.get(name);
    if (node?.kind !== "const" && node?.kind !== "override") return undefined;
    return this.#once(
      node,
      this.#constants,
      () => node.kind === "const" ? this.#const(node) : this.#override(node),
    );
  }

  buffer(name: string): Buffer | undefined {
    const node = this.#nodes.get(name);
    if (node?.kind !== "buffer") return undefined;
    return this.#once(node, this.#buffers, () => this.#makeBuffer(node));
  }

  private(name: string): Local | undefined {
    const node = this.#nodes.get(name);
    if (node?.kind !== "private") return undefined;
    return this.#once(node, this.#privates, () => this.#makePrivate(node)).local;
  }

  kindOf(name: string): ast.Declaration["kind"] | undefined {
    return this.#nodes.get(name)?.kind;
  }

  callee(name: string, at: number): Function | undefined {
    const node = this.#nodes.get(name);
    if (node && isEntry(node)) throw this.#error(at, `the entry point ${name} cannot be called`);
    return this.#function(name);
  }

  #function(name: string): Function | undefined {
    const node = this.#nodes.get(name);
    if (node?.kind !== "function") return undefined;
    return this.#once(node, this.#functions, () => this.#makeFunction(node));
  }

  type(node: ast.NameNode, scope = new Scope()): Type {
    return this.#typeNames.type(node, scope);
  }

  constructed(node: ast.NameNode, scope: Scope): Type | Incomplete | undefined {
    return this.#typeNames.constructed(node, scope);
  }

  builtin(
    call: ast.Expression & { kind: "call" },
    args: Expression[],
    scope: Scope,
  ): Expression {
    const { at, type: { name, template } } = call;
    if (template.length > (name === "bitcast" ? 1 : 0)) {
      throw this.#error(at, `${name} takes no template arguments`);
    }
    const [first] = template;
    const type = first?.kind === "name" ? this.type(first, scope) : undefined;
    return checkBuiltin(this.#expressions, { at, name, template: type }, args);
  }

  #namedType(name: string): Type | undefined {
    const node = this.#nodes.get(name);
    if (node?.kind === "alias") return this.#once(node, this.#types, () => this.type(node.type));
    if (node?.kind !== "struct") return undefined;
    return this.#once(node, this.#types, () => {
      const attribute = node.members.flatMap((m) => m.attributes)[0];
      if (attribute) {
        throw this.#error(attribute.at, `@${attribute.name} here is outside the subset`);
      }
      if (node.members.length === 0) throw this.#error(node.at, `${name} has no members`);
      const members = node.members.map((member, i) => this.#member(node, member, i));
      checkSize(this.source, node.at, name, members.map(({ type }) => type));
      return { kind: "struct", name, members };
    });
  }

  #member(struct: ast.StructNode, { at, name, type: node }: ast.Parameter, index: number): Member {
    if (struct.members.slice(0, index).some((other) => other.name === name)) {
      throw this.#error(at, `${struct.name} has two members ${name}`);
    }
    const type = this.type(node);
    const isLast = index === struct.members.length - 1;
    const isBuffer = isLast && type.kind === "array";
    if (!isFixed(type) && !isBuffer) {
      throw this.#error(at, `a struct cannot hold ${describe(type)} here`);
    }
    checkNesting(this.source, at, type);
    return { name, type };
  }

  /** Resolves a declaration the first time it is asked for. */
  #once<T>(node: ast.Declaration, found: Map<string, T>, resolve: () => T): T {
    const known = found.get(node.name);
    if (known !== undefined) return known;
    if (this.#open.has(node.name)) throw this.#error(node.at, `${node.name} needs itself`);
    if (this.#open.size === MAX_WAITING) {
      throw this.#error(node.at, `more than ${MAX_WAITING} declarations need each other in a row`);
    }
    this.#open.add(node.name);
    const value = this.#expressions.apart(resolve);
    this.#open.delete(node.name);
    found.set(node.name, value);
    return value;
  }

  #const(node: ast.ConstantNode): Constant {
    if (!node.value) throw this.#error(node.at, `const ${node.name} needs a value`);
    const type = node.type && this.type(node.type);
    return this.#expressions.constant(node.value, new Scope(), { type });
  }

  #override(node: ast.ConstantNode): Constant {
    const type = node.type && this.type(node.type);
    const { override, bound } = checkOverride(this.#expressions, node, type, this.given);
    const { key } = override;
    if (this.#overrides.some((other) => other.key === key)) {
      throw this.#error(node.at, `two overrides are called ${key}`);
    }
    this.#overrides.push(override);
    return bound;
  }

  #makePrivate(node: ast.PrivateNode): Private {
    this.#typeNames.checkEnumerant({ at: node.at, name: "private" }, new Scope());
    return checkPrivate(this.#expressions, node, node.type && this.type(node.type));
  }

  #makeBuffer(node: ast.BufferNode): Buffer {
    const { at, space, access } = node;
    for (const name of access ? [space, access] : [space]) {
      this.#typeNames.checkEnumerant({ at, name }, new Scope());
    }
    const buffer = checkBuffer(this.#expressions, node, this.type(node.type));
    const twin = [...this.#buffers.values()].find(({ group, binding }) =>
      group === buffer.group && binding === buffer.binding
    );
    if (twin) throw this.#error(at, `${buffer.name} and ${twin.name} have one binding`);
    return buffer;
  }

  #makeFunction(node: ast.FunctionNode): Function {
    const scope = new Scope();
    const parameters = node.parameters.map((parameter): Local => {
      const { at, name } = parameter;
      const [stray] = isEntry(node) ? [] : parameter.attributes;
      if (stray) throw this.#error(stray.at, `@${stray.name} here is outside the subset`);
      const type = this.type(parameter.type);
      const isFine = isConstructible(type) || type.kind === "pointer";
      if (!isFine) throw this.#error(at, `${name} cannot be of type ${describe(type)}`);
      const local: Local = { form: "parameter", name, type };
      if (!scope.declare(name, local)) throw this.#error(at, `two parameters are called ${name}`);
      return local;
    });
    const result = node.result ? this.type(node.result) : NOTHING;
    if (node.result && !isConstructible(result)) {
      throw this.#error(node.result.at, `${describe(result)} cannot be a result`);
    }
    // A parameter's name cannot be declared again in the body's outermost block, so it is that scope.
    let body: Statement[] = [];
    const depth = this.#expressions.depthOf(() => {
      body = new BodyChecker(this.#expressions, result).check(node, scope);
    });
    return { name: node.name, parameters, result, body, depth };
  }

  #error(at: number, reason: string) {
    return errorAt(this.source, at, reason);
  }
}
