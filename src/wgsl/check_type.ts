/** Types as written → types. */

import type * as ast from "./ast.ts";
import type { Incomplete } from "./check_expression.ts";
import { MAX_TYPE_NESTING } from "./depth.ts";
import type { Scope } from "./scope.ts";
import { errorAt, type Source, type WgslError } from "./source.ts";
import {
  BOOL,
  describe,
  I32,
  isConstructible,
  isFixed,
  leaves,
  nesting,
  type Scalar,
  type Type,
  U32,
  vector,
} from "./types.ts";

/** What types need of the module around them. */
export interface ModuleTypes {
  /** What the module declares a name as. */
  kindOf(name: string): ast.Declaration["kind"] | undefined;
  /** The struct or alias of a name. */
  named(name: string): Type | undefined;
  /** The value of an array's length, at least 1. */
  length(node: ast.Expression, scope: Scope): number;
}

const SCALARS: ReadonlyMap<string, Type> = new Map([["u32", U32], ["i32", I32], ["bool", BOOL]]);

/** Scalars in an array: each lane has so many words of its own. */
const MAX_ARRAY = 1024;

/** Scalars in a struct, for the same reason; its arrays may be many. */
const MAX_STRUCT = 16_384;

/** Members of a struct (WGSL 2.4, "Limits"). */
const MAX_MEMBERS = 1023;

const FLOAT = /^(f16|f32|vec[234][fh])$/;
const MATRIX = /^mat[234]x[234][fh]?$/;
const TEXTURE = /^(texture|sampler)/;

export class TypeChecker {
  constructor(readonly source: Source, readonly module: ModuleTypes) {}

  /** @throws {WgslError} If the type is not of the subset. */
  type(node: ast.NameNode, scope: Scope): Type {
    const type = this.constructed(node, scope) ?? this.#reference(node, scope);
    if (type === undefined || typeof type === "string") {
      throw this.#error(node, `the type ${node.name} is outside the subset`);
    }
    return type;
  }

  constructed(node: ast.NameNode, scope: Scope): Type | Incomplete | undefined {
    const { name, template } = node;
    this.#checkName(node, scope);
    const named = this.module.named(name);
    const short = /^vec([234])([iu])$/.exec(name);
    const whole = named ?? SCALARS.get(name) ??
      (short ? vector(short[2] === "i" ? "i32" : "u32", Number(short[1])) : undefined);
    if (whole) {
      if (template.length > 0) throw this.#error(node, `${name} takes no template arguments`);
      return whole;
    }
    if (template.length === 0 && isIncomplete(name)) return name;
    if (/^vec[234]$/.test(name)) return vector(this.#scalar(node, scope), Number(name[3]));
    if (name === "array") return this.#array(node, scope);
    if (FLOAT.test(name)) {
      throw this.#error(node, `${name} is outside the subset: hosts round floats differently`);
    }
    if (MATRIX.test(name)) {
      throw this.#error(node, "matrices are outside the subset: they are floats");
    }
    if (TEXTURE.test(name)) {
      throw this.#error(node, `${name} is outside the subset: it has no textures and samplers`);
    }
    return undefined;
  }

  /** @throws {WgslError} If what the name stands for here is no type and no function. */
  #checkName(node: ast.NameNode, scope: Scope): void {
    const kind = this.module.kindOf(node.name);
    if (scope.find(node.name) || (kind && !["function", "struct", "alias"].includes(kind))) {
      throw this.#error(node, `${node.name} is a value here, and no type`);
    }
    if (kind === "function") throw this.#error(node, `${node.name} is a function, and no type`);
  }

  /** @throws {WgslError} If an address space or an access mode has its name from a declaration. */
  checkEnumerant(node: { readonly at: number; readonly name: string }, scope: Scope): void {
    const isHidden = scope.find(node.name) || this.module.kindOf(node.name);
    if (isHidden) {
      throw this.#error(node, `${node.name} is declared, so it is no longer WGSL's own`);
    }
  }

  #scalar(node: ast.NameNode, scope: Scope): Scalar {
    const [argument] = node.template;
    const type = argument?.kind === "name" ? this.type(argument, scope) : undefined;
    if (node.template.length !== 1 || type?.kind !== "scalar") {
      throw this.#error(node, `${node.name}<…> takes u32, i32 or bool`);
    }
    return type.scalar;
  }

  #array(node: ast.NameNode, scope: Scope): Type {
    const [element, size, third] = node.template;
    if (element?.kind !== "name") {
      throw this.#error(node, "array needs its element type: array<u32, 4>");
    }
    if (third) throw this.#error(third, "array takes an element type and a length");
    const type = this.type(element, scope);
    if (!isFixed(type)) throw this.#error(element, `an array cannot hold ${describe(type)}`);
    const length = size && this.module.length(size, scope);
    return arrayType(this.source, node.at, type, length);
  }

  /** Atomics and pointers: types that no expression constructs. */
  #reference(node: ast.NameNode, scope: Scope): Type | undefined {
    if (node.name === "atomic") {
      const scalar = this.#scalar(node, scope);
      if (scalar === "bool") throw this.#error(node, "atomic<…> takes u32 or i32");
      return { kind: "atomic", scalar };
    }
    return node.name === "ptr" ? this.#pointer(node, scope) : undefined;
  }

  #pointer(node: ast.NameNode, scope: Scope): Type {
    const [space, target] = node.template;
    if (node.template.length !== 2 || space.kind !== "name" || target.kind !== "name") {
      throw this.#error(node, "ptr takes an address space and a type: ptr<function, u32>");
    }
    this.checkEnumerant(space, scope);
    if (space.name !== "function" && space.name !== "private") {
      throw this.#error(node, `ptr<${space.name}, …> is outside the subset`);
    }
    const type = this.type(target, scope);
    if (!isConstructible(type)) {
      throw this.#error(target, `no variable of a function is of type ${describe(type)}`);
    }
    return { kind: "pointer", space: space.name, target: type, isWritable: true };
  }

  #error({ at }: { readonly at: number }, reason: string): WgslError {
    return errorAt(this.source, at, reason);
  }
}

/** An array of elements of a fixed size. @throws {WgslError} If it is too long or too deep. */
export function arrayType(source: Source, at: number, element: Type, length?: number): Type {
  checkNesting(source, at, element);
  const count = (length ?? 0) * leaves(element).length;
  if (count > MAX_ARRAY) {
    throw errorAt(source, at, `an array of ${count} scalars: the most is ${MAX_ARRAY}`);
  }
  return { kind: "array", element, length };
}

/** @throws {WgslError} If a struct has too many members or scalars. */
export function checkSize(source: Source, at: number, name: string, types: readonly Type[]): void {
  const count = types.reduce((sum, type) => sum + leaves(type).length, 0);
  if (types.length > MAX_MEMBERS) {
    throw errorAt(source, at, `${name} has ${types.length} members: the most is ${MAX_MEMBERS}`);
  }
  if (count > MAX_STRUCT) {
    throw errorAt(source, at, `${name} has ${count} scalars: the most is ${MAX_STRUCT}`);
  }
}

/** @throws {WgslError} If what an array or a struct is to hold is itself too deep. */
export function checkNesting(source: Source, at: number, type: Type): void {
  if (nesting(type) < MAX_TYPE_NESTING) return;
  throw errorAt(source, at, `types nested more than ${MAX_TYPE_NESTING} deep`);
}

function isIncomplete(name: string): name is Incomplete {
  return ["vec2", "vec3", "vec4", "array"].includes(name);
}
