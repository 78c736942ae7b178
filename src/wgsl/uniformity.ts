/**
 * Which values are the same in all invocations of a vector (uniform) and which differ (varying), and
 * where control flow parts them (divergence). A fixpoint: what is found varying makes more varying.
 *
 * A *scope* is a stretch of the program that runs under one mask of active lanes: the whole program,
 * an arm of a divergent `if`, or a block that some lanes leave before others.
 */

import { operands } from "./build.ts";
import type { Block, Statement, Value, Variable } from "./ir.ts";

export interface Uniformity {
  /** Variables with a value of their own in each lane. */
  readonly varying: ReadonlySet<Variable>;
  /** Statements where lanes part: an `if` with a varying condition, an exit that only some take. */
  readonly divergent: ReadonlySet<Statement>;
  /** Blocks that lanes leave at different times, so that they need a mask of their own. */
  readonly masked: ReadonlySet<Statement>;
  /** Loops that lanes leave at different times; they turn while any lane is left. */
  readonly ragged: ReadonlySet<Statement>;
  /** Sets under another mask than the variable's declaration: idle lanes keep what they have. */
  readonly blended: ReadonlySet<Statement>;
}

/**
 * Finds what varies.
 *
 * @param isScalar Whether there is one lane only: then nothing varies.
 */
export function findUniformity(body: readonly Statement[], isScalar: boolean): Uniformity {
  const found = new Finder(isScalar);
  do {
    found.changed = false;
    found.walk(body, [{}]);
  } while (found.changed);
  return found;
}

/** Whether a value differs between lanes. */
export function isVarying(value: Value, varying: ReadonlySet<Variable>): boolean {
  if (value.op === "invocation") return true;
  if (value.op === "read") return varying.has(value.variable);
  return operands(value).some((operand) => isVarying(operand, varying));
}

/** A scope; `block` if it is a masked block's. */
interface Scope {
  readonly block?: Block;
}

/** What stands around a statement, outermost first: scopes, blocks and loops. */
type Around = readonly (Scope | Statement)[];

class Finder implements Uniformity {
  readonly varying = new Set<Variable>();
  readonly divergent = new Set<Statement>();
  readonly masked = new Set<Statement>();
  readonly ragged = new Set<Statement>();
  readonly blended = new Set<Statement>();
  readonly #scopes = new Map<Variable, Scope>();
  changed = false;

  constructor(readonly isScalar: boolean) {}

  walk(body: readonly Statement[], around: Around): void {
    for (const statement of body) this.#statement(statement, around);
  }

  #statement(node: Statement, around: Around): void {
    switch (node.kind) {
      case "declare":
        this.#scopes.set(node.variable, scopeOf(around));
        if (this.#varies(node.value)) this.#mark(this.varying, node.variable);
        return;
      case "set": {
        const isElsewhere = this.#scopes.get(node.variable) !== scopeOf(around);
        if (isElsewhere) this.#mark(this.blended, node);
        if (isElsewhere || this.#varies(node.value)) this.#mark(this.varying, node.variable);
        return;
      }
      case "if":
        if (this.#varies(node.condition)) this.#mark(this.divergent, node);
        this.walk(node.then, this.#arm(node, around));
        this.walk(node.otherwise, this.#arm(node, around));
        return;
      case "block":
        this.walk(node.body, [
          ...around,
          node,
          ...(this.masked.has(node) ? [{ block: node }] : []),
        ]);
        return;
      case "loop":
        this.walk(node.body, [...around, node]);
        return;
      case "exit":
        this.#exit(node, around);
    }
  }

  #arm(node: Statement, around: Around): Around {
    return this.divergent.has(node) ? [...around, {}] : around;
  }

  /** An exit parts lanes if some of those that entered the target may be elsewhere in it by now. */
  #exit(node: Statement & { kind: "exit" }, around: Around): void {
    const inside = around.slice(around.indexOf(node.target) + 1);
    const parts = inside.some((item) => isScope(item) && item.block !== node.target);
    if (!parts) return;
    this.#mark(this.divergent, node);
    this.#mark(this.masked, node.target);
    for (const item of inside) {
      if (!isScope(item) && item.kind === "loop") this.#mark(this.ragged, item);
    }
  }

  #varies(value: Value): boolean {
    return !this.isScalar && isVarying(value, this.varying);
  }

  #mark<T>(set: Set<T>, item: T): void {
    if (set.has(item)) return;
    set.add(item);
    this.changed = true;
  }
}

function scopeOf(around: Around): Scope {
  return around.findLast(isScope) as Scope;
}

function isScope(item: Scope | Statement): item is Scope {
  return !("kind" in item);
}
