/**
 * Which values are the same in all invocations of a vector (uniform) and which differ (varying), and
 * where control flow parts them (divergence). A fixpoint: what is found varying makes more varying.
 *
 * A *scope* is a stretch of the program that runs under one mask of active lanes: the whole program,
 * an arm of a divergent `if`, or a block that some lanes leave before others.
 */

import { operands, type Storage, storageRead } from "./build.ts";
import type { Block, Statement, Value } from "./ir.ts";

export interface Uniformity {
  /** Variables, and arrays, with a value of their own in each lane. */
  readonly varying: ReadonlySet<Storage>;
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
 *
 * Cost: linear in the program, but for what is nested in several scopes, which counts for each.
 */
export function findUniformity(body: readonly Statement[], isScalar: boolean): Uniformity {
  const found = new Finder();
  if (!isScalar) found.find(body);
  return found;
}

/** Whether a value differs between lanes. */
export function isVarying(value: Value, varying: ReadonlySet<Storage>): boolean {
  if (value.op === "invocation") return true;
  const own = storageRead(value);
  if (own !== undefined && varying.has(own)) return true;
  return operands(value).some((operand) => isVarying(operand, varying));
}

class Finder implements Uniformity {
  readonly varying = new Set<Storage>();
  readonly divergent = new Set<Statement>();
  readonly masked = new Set<Statement>();
  readonly ragged = new Set<Statement>();
  readonly blended = new Set<Statement>();
  /** The statements that take a value from a variable: it makes them vary. */
  readonly #readers = new Map<Storage, Statement[]>();
  /** The block, loop or `if` around a statement. */
  readonly #outer = new Map<Statement, Statement>();
  /** What follows from what was found, yet to be gone into. */
  readonly #pending: (() => void)[] = [];

  find(body: readonly Statement[]): void {
    this.#statements(body, undefined);
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) next();
  }

  /** Notes who reads what, and finds what varies by itself. */
  #statements(body: readonly Statement[], outer: Statement | undefined): void {
    for (const node of body) {
      if (outer) this.#outer.set(node, outer);
      switch (node.kind) {
        case "declare":
        case "set":
          this.#reads(node, node.value);
          break;
        case "setElement":
          this.#reads(node, node.index);
          this.#reads(node, node.value);
          break;
        case "store":
          // Lanes come one after the other, and each finds what the one before it left.
          if (node.old) this.#differ(node.old);
          break;
        case "if":
          this.#reads(node, node.condition);
          this.#statements(node.then, node);
          this.#statements(node.otherwise, node);
          break;
        case "block":
        case "loop":
          this.#statements(node.body, node);
      }
    }
  }

  #reads(reader: Statement, value: Value): void {
    if (value.op === "invocation") this.#vary(reader);
    const own = storageRead(value);
    if (own !== undefined) {
      const readers = this.#readers.get(own);
      if (readers) readers.push(reader);
      else this.#readers.set(own, [reader]);
    }
    for (const operand of operands(value)) this.#reads(reader, operand);
  }

  /** A statement's value varies, and so does what it sets, or it parts lanes. */
  #vary(node: Statement): void {
    if (node.kind === "if") return this.#diverge(node);
    if (node.kind === "declare" || node.kind === "set") this.#differ(node.variable);
    if (node.kind === "setElement") this.#differ(node.array);
  }

  #differ(storage: Storage): void {
    if (!isNew(this.varying, storage)) return;
    this.#pending.push(() => this.#readers.get(storage)?.forEach((node) => this.#vary(node)));
  }

  #diverge(node: Statement & { kind: "if" }): void {
    if (!isNew(this.divergent, node)) return;
    this.#pending.push(() => {
      this.#narrow(node.then, new Set(), new Set());
      this.#narrow(node.otherwise, new Set(), new Set());
    });
  }

  /**
   * Lanes may be elsewhere while a body runs: it has a scope of its own. What it sets of others is
   * blended, and where it leaves other blocks lanes part.
   *
   * @param own What has been declared within the scope.
   * @param blocks The blocks within the scope, and the one whose scope it is.
   */
  #narrow(body: readonly Statement[], own: Set<Storage>, blocks: Set<Block>): void {
    for (const node of body) {
      switch (node.kind) {
        case "declare":
          own.add(node.variable);
          break;
        case "declareArray":
          own.add(node.array);
          break;
        case "store":
          if (node.old) own.add(node.old);
          break;
        case "set":
          if (!own.has(node.variable)) this.#blend(node);
          break;
        case "setElement":
          if (!own.has(node.array)) this.#blend(node);
          break;
        case "if":
          // What diverges is gone into by itself, and of its inside nothing is left to find.
          if (this.divergent.has(node)) break;
          this.#narrow(node.then, own, blocks);
          this.#narrow(node.otherwise, own, blocks);
          break;
        case "block":
          if (!this.masked.has(node)) this.#narrow(node.body, own, blocks.add(node));
          break;
        case "loop":
          this.#narrow(node.body, own, blocks);
          break;
        case "exit":
          if (!blocks.has(node.target)) this.#part(node);
      }
    }
  }

  #blend(node: Statement): void {
    this.blended.add(node);
    this.#vary(node);
  }

  /** An exit parts lanes: some of those that entered the target may be elsewhere in it by now. */
  #part(node: Statement & { kind: "exit" }): void {
    if (!isNew(this.divergent, node)) return;
    const { target } = node;
    for (let at = this.#outer.get(node); at && at !== target; at = this.#outer.get(at)) {
      if (at.kind === "loop") this.ragged.add(at);
    }
    if (!isNew(this.masked, target)) return;
    this.#pending.push(() => this.#narrow(target.body, new Set(), new Set([target])));
  }
}

/** Adds to a set, and says whether the item was not there. */
function isNew<T>(set: Set<T>, item: T): boolean {
  if (set.has(item)) return false;
  set.add(item);
  return true;
}
