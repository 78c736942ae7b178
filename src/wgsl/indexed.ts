/**
 * Which names of functions have elements that an index chooses at run time, and among how many: it
 * decides what lies in memory, and is to be known before a name is first lowered.
 */

import type { Expression, Function, Local, Statement } from "./typed.ts";
import { leaves } from "./types.ts";

/** The scalars that a name's indices choose among at most, by the name; constant indices choose none. */
export type Indexed = ReadonlyMap<Local, number>;

/** Finds what is indexed in a function and in all that it calls, through pointers too. */
export function findIndexed(entry: Function): Indexed {
  const finder = new Finder();
  finder.function(entry);
  return finder.finish();
}

class Finder {
  readonly #found = new Map<Local, number>();
  /** What each pointer may point into. */
  readonly #targets = new Map<Local, Set<Local>>();
  readonly #seen = new Set<Function>();

  function(node: Function): void {
    if (this.#seen.has(node)) return;
    this.#seen.add(node);
    this.#statements(node.body);
  }

  /** Hands on what is indexed through a pointer to what it points into. */
  finish(): Indexed {
    for (const [local, count] of [...this.#found]) this.#through(local, count);
    return this.#found;
  }

  #through(pointer: Local, count: number): void {
    for (const target of this.#targets.get(pointer) ?? []) {
      this.#note(target, count);
      this.#through(target, count);
    }
  }

  #note(local: Local, count: number): void {
    this.#found.set(local, Math.max(count, this.#found.get(local) ?? 0));
  }

  #point(pointer: Local, value: Expression): void {
    const target = rootOf(value);
    if (target === undefined) return;
    const known = this.#targets.get(pointer);
    if (known) known.add(target);
    else this.#targets.set(pointer, new Set([target]));
  }

  #statements(body: readonly Statement[]): void {
    for (const node of body) this.#statement(node);
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case "declare":
        if (node.local.type.kind === "pointer") this.#point(node.local, node.value);
        return this.#expression(node.value);
      case "assign":
        this.#expression(node.target);
        return this.#expression(node.value);
      case "evaluate":
        return this.#expression(node.value);
      case "if":
        for (const { condition, body } of node.arms) {
          this.#expression(condition);
          this.#statements(body);
        }
        return this.#statements(node.otherwise);
      case "block":
        return this.#statements(node.body);
      case "loop":
        if (node.condition) this.#expression(node.condition);
        this.#statements(node.body);
        this.#statements(node.continuing);
        if (node.breakIf) this.#expression(node.breakIf);
        return;
      case "switch":
        this.#expression(node.selector);
        return node.cases.forEach((clause) => this.#statements(clause.body));
      case "return":
        if (node.value) this.#expression(node.value);
    }
  }

  #expression(whole: Expression): void {
    let node = whole;
    for (; node.kind === "binary"; node = node.left) this.#expression(node.right);
    if (node.kind === "index" && node.index.kind !== "constant") {
      const local = rootOf(node.base);
      if (local) this.#note(local, leaves(node.base.type).length);
    }
    if (node.kind === "call") {
      this.function(node.callee);
      node.callee.parameters.forEach((parameter, i) => {
        if (parameter.type.kind === "pointer") this.#point(parameter, node.args[i]);
      });
    }
    for (const part of partsOf(node)) this.#expression(part);
  }
}

/** The expressions that an expression is made of. */
export function partsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case "unary":
    case "splat":
    case "convert":
    case "address":
    case "deref":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "index":
      return [node.base, node.index];
    case "member":
    case "swizzle":
      return [node.base];
    case "construct":
    case "builtin":
    case "call":
      return node.args;
    default:
      return [];
  }
}

/** The name that a reference or a pointer is a part of; undefined for buffers and bare values. */
function rootOf(node: Expression): Local | undefined {
  switch (node.kind) {
    case "local":
      return node.local;
    case "index":
    case "member":
    case "swizzle":
      return rootOf(node.base);
    case "address":
    case "deref":
      return rootOf(node.operand);
    default:
      return undefined;
  }
}
