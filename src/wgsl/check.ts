/**
 * Syntax tree → checked program. Names may be used before they are declared, so each declaration is
 * resolved when it is first asked for.
 */

import type * as ast from "./ast.ts";
import { checkBuiltin } from "./check_builtin.ts";
import { ExpressionChecker, type Incomplete, type Names } from "./check_expression.ts";
import { isInRange } from "./arithmetic.ts";
import { zero } from "./check_construct.ts";
import { MAX_WAITING } from "./depth.ts";
import { BodyChecker } from "./check_statement.ts";
import { checkNesting, TypeChecker } from "./check_type.ts";
import { Scope } from "./scope.ts";
import { errorAt, type Source } from "./source.ts";
import type {
  Buffer,
  Expression,
  Function,
  Local,
  Override,
  Private,
  Program,
  Statement,
} from "./typed.ts";
import {
  describe,
  hasAtomic,
  isConstructible,
  isFixed,
  isNumeric,
  isSame,
  isShareable,
  type Member,
  NOTHING,
  type Scalar,
  type Type,
  vector,
} from "./types.ts";

/** Values for `override` constants, by name or, where it has one, by `@id`; true counts as 1. */
export type Overrides = Readonly<Record<string, number | boolean>>;

type Constant = Expression & { kind: "constant" };

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
      length: (node, scope) => this.#integer(node, 1, { scope }),
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
    return {
      entry: this.#entry(entries[0]),
      workgroup: this.#workgroup(entries[0]),
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
    return this.#constantOf(node.value, node.type && this.type(node.type));
  }

  #override(node: ast.ConstantNode): Constant {
    const { at, name } = node;
    const declared = node.type && this.type(node.type);
    const options = { type: declared, mayOverride: true };
    const first = node.value && this.#expressions.constant(node.value, new Scope(), options);
    const settled = first && this.#expressions.settle(first) as Constant;
    const type = settled?.type ?? declared;
    if (type?.kind !== "scalar") throw this.#error(at, `override ${name} needs a scalar type`);
    const value = settled && Number(settled.values[0]);
    const key = String(this.#attribute(node, "id") ?? name);
    if (this.#overrides.some((override) => override.key === key)) {
      throw this.#error(at, `two overrides are called ${key}`);
    }
    this.#overrides.push({ name, key, type, value });
    const bound = BigInt(this.#bind(name, key, type.scalar, value));
    return { kind: "constant", at, type, values: [bound] };
  }

  /** The host's value of an override, or else its default. */
  #bind(name: string, key: string, scalar: Scalar, byDefault?: number): number {
    const given = Object.hasOwn(this.given, key) ? this.given[key] : byDefault;
    if (given === undefined) {
      throw new RangeError(`The override ${name} has no default: give it a value`);
    }
    const value = Number(given);
    const bound = scalar === "bool" && Number.isFinite(value) ? Number(value !== 0) : value;
    if (isInRange(scalar, bound)) return bound;
    throw new RangeError(`The override ${name} is a ${scalar}: it cannot be ${given}`);
  }

  #constantOf(node: ast.Expression, type?: Type): Constant {
    return this.#expressions.constant(node, new Scope(), { type });
  }

  /** A constant integer that is at least `least`, and at most 2^31 − 1. */
  #integer(
    node: ast.Expression,
    least: number,
    { scope = new Scope(), mayOverride = false, most = 2 ** 31 - 1 } = {},
  ): number {
    const found = this.#expressions.constant(node, scope, { mayOverride });
    const value = Number(found.values[0]);
    const isInteger = found.type.kind === "scalar" && found.type.scalar !== "bool";
    if (isInteger && value >= least && value <= most) return value;
    const bound = isInteger && value > most ? `at most ${most}` : `at least ${least}`;
    throw this.#error(node.at, `expected an integer, ${bound}`);
  }

  #makePrivate({ at, name, type: node, value: given }: ast.PrivateNode): Private {
    this.#typeNames.checkEnumerant({ at, name: "private" }, new Scope());
    const declared = node && this.type(node);
    const options = { type: declared, mayOverride: true };
    const value = given
      ? this.#expressions.settle(this.#expressions.constant(given, new Scope(), options))
      : zero(at, declared as Type);
    if (!isConstructible(value.type)) {
      throw this.#error(at, `var<private> ${name} cannot hold ${describe(value.type)}`);
    }
    return { local: { form: "private", name, type: value.type }, value };
  }

  #makeBuffer(node: ast.BufferNode): Buffer {
    const { at, name, space, access } = node;
    for (const word of access ? [space, access] : [space]) {
      this.#typeNames.checkEnumerant({ at, name: word }, new Scope());
    }
    const type = this.type(node.type);
    const isStorage = space === "storage" && isShareable(type);
    const isUniform = space === "uniform" && type.kind === "struct" &&
      type.members.every((m) => isNumeric(m.type) && m.type.scalar !== "bool");
    if (!isStorage && !isUniform) {
      throw this.#error(at, `var<${space}> ${name}: ${describe(type)} is outside the subset`);
    }
    const group = this.#attribute(node, "group");
    const binding = this.#attribute(node, "binding");
    if (group === undefined || binding === undefined) {
      throw this.#error(at, `${name} needs @group(…) and @binding(…)`);
    }
    const twin = [...this.#buffers.values()].find((other) =>
      other.group === group && other.binding === binding
    );
    if (twin) throw this.#error(at, `${name} and ${twin.name} have one binding`);
    return { name, group, binding, space, isWritable: this.#isWritable(node, type), type };
  }

  /** Whether a buffer's access mode lets it be written. */
  #isWritable({ at, name, space, access }: ast.BufferNode, type: Type): boolean {
    const modes = space === "storage" ? [undefined, "read", "read_write"] : [undefined];
    if (!modes.includes(access)) {
      throw this.#error(at, `var<${space}, ${access}> ${name} is outside the subset`);
    }
    if (hasAtomic(type) && access !== "read_write") {
      throw this.#error(at, `${name} holds atomics, so it needs read_write`);
    }
    return access === "read_write";
  }

  /** The number in an attribute such as `@binding(1)`. */
  #attribute(node: ast.BufferNode | ast.ConstantNode, name: string): number | undefined {
    const found = node.attributes.find((attribute) => attribute.name === name);
    if (found === undefined) return undefined;
    return this.#integer(found.args[0], 0, name === "id" ? { most: 65_535 } : {});
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

  #entry(node: ast.FunctionNode): Function {
    const [id, second] = node.parameters;
    const isId = !id || (id.attributes.length === 1 && id.attributes[0].name === "builtin" &&
      id.attributes[0].args[0]?.kind === "name" &&
      id.attributes[0].args[0].name === "global_invocation_id" &&
      id.attributes[0].args[0].template.length === 0);
    if (second || !isId) {
      throw this.#error((second ?? id).at, "an entry point takes global_invocation_id alone");
    }
    if (node.result) throw this.#error(node.result.at, "an entry point has no result");
    const entry = this.#function(node.name) as Function;
    if (id && !isSame(entry.parameters[0].type, vector("u32", 3))) {
      throw this.#error(id.at, "global_invocation_id is vec3<u32>");
    }
    return entry;
  }

  #workgroup(node: ast.FunctionNode): [number, number, number] {
    const attribute = node.attributes.find(({ name }) => name === "workgroup_size");
    if (!attribute) throw this.#error(node.at, "an entry point needs @workgroup_size");
    const sizes = attribute.args.map((arg) =>
      this.#expressions.constant(arg, new Scope(), { mayOverride: true })
    );
    const [first, ...others] = this.#expressions.alike(sizes);
    const odd = others.find(({ type }) => !isSame(type, first.type));
    if (odd) throw this.#error(odd.at, "the sizes of a workgroup are all i32 or all u32");
    const [x, y = 1, z = 1] = attribute.args.map((arg) =>
      this.#integer(arg, 1, { mayOverride: true })
    );
    return [x, y, z];
  }

  #error(at: number, reason: string) {
    return errorAt(this.source, at, reason);
  }
}

function isEntry(node: ast.Declaration): node is ast.FunctionNode {
  return node.kind === "function" && node.attributes.some(({ name }) => name === "compute");
}
