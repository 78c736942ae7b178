/** Types as written → types. */

import type * as ast from "./ast.ts";
import type { Incomplete } from "./check_expression.ts";
import { errorAt, type Source } from "./source.ts";
import { BOOL, I32, leaves, type Type, U32, vector } from "./types.ts";

/** What types need of the module around them. */
export interface ModuleTypes {
  /** The struct or alias of a name. */
  named(name: string): Type | undefined;
  /** The value of an array's length, at least 1. */
  length(node: ast.Expression): number;
}

const SCALARS: ReadonlyMap<string, Type> = new Map([["u32", U32], ["i32", I32], ["bool", BOOL]]);

/** Scalars in an array: each becomes a variable, and an index a choice among all of them. */
const MAX_ARRAY = 1024;

export class TypeChecker {
  constructor(readonly source: Source, readonly module: ModuleTypes) {}

  /** @throws {WgslError} If the type is not of the subset. */
  type(node: ast.TypeName): Type {
    const type = this.constructed(node) ?? this.#reference(node);
    if (type === undefined || typeof type === "string") {
      throw errorAt(this.source, node.at, `the type ${node.name} is outside the subset`);
    }
    return type;
  }

  constructed(node: ast.TypeName): Type | Incomplete | undefined {
    const { name, template } = node;
    const named = this.module.named(name);
    if (named) return named;
    if (template.length === 0) {
      const scalar = SCALARS.get(name);
      if (scalar) return scalar;
      const short = /^vec([234])([iu])$/.exec(name);
      if (short) return vector(short[2] === "i" ? "i32" : "u32", Number(short[1]));
      if (isIncomplete(name)) return name;
    }
    if (/^vec[234]$/.test(name)) return vector(this.#scalar(node), Number(name[3]));
    if (name === "array") return this.#array(node);
    if (/^(f16|f32|vec[234][fh]|mat\dx\d[fh]?)$/.test(name)) {
      throw errorAt(
        this.source,
        node.at,
        `${name} is outside the subset: hosts round floats differently`,
      );
    }
    return undefined;
  }

  #scalar(node: ast.TypeName) {
    const [argument] = node.template;
    const type = argument && "template" in argument ? this.type(argument) : undefined;
    if (node.template.length !== 1 || type?.kind !== "scalar") {
      throw errorAt(this.source, node.at, `${node.name}<…> takes u32, i32 or bool`);
    }
    return type.scalar;
  }

  #array(node: ast.TypeName): Type {
    const [element, size] = node.template;
    if (!element || !("template" in element)) {
      throw errorAt(this.source, node.at, "array needs its element type: array<u32, 4>");
    }
    const type = this.type(element);
    if (size === undefined) return { kind: "array", element: type };
    const expression: ast.Expression = "template" in size
      ? { kind: "name", at: size.at, name: size.name }
      : size;
    const length = this.module.length(expression);
    const count = length * leaves(type).length;
    if (count > MAX_ARRAY) {
      throw errorAt(this.source, node.at, `an array of ${count} scalars: the most is ${MAX_ARRAY}`);
    }
    return { kind: "array", element: type, length };
  }

  /** Atomics and pointers: types that no expression constructs. */
  #reference(node: ast.TypeName): Type | undefined {
    const [first, second] = node.template;
    if (node.name === "atomic") {
      const scalar = this.#scalar(node);
      if (scalar !== "bool") return { kind: "atomic", scalar };
    }
    if (node.name === "ptr" && first && second && "template" in first && "template" in second) {
      if (first.name === "function") {
        const target = this.type(second);
        return { kind: "pointer", space: "function", target, isWritable: true };
      }
      throw errorAt(this.source, node.at, `ptr<${first.name}, …> is outside the subset`);
    }
    return undefined;
  }
}

function isIncomplete(name: string): name is Incomplete {
  return ["vec2", "vec3", "vec4", "array"].includes(name);
}
