/**
 * IR statements → the body of a WebAssembly function that runs many invocations: four lanes a
 * vector, several such blocks in flight, each statement written once a block. Lanes that part are
 * kept apart by masks; what is uniform stays scalar and branches for real.
 */

import { cost } from "./cost.ts";
import { Arrays } from "./emit_arrays.ts";
import { LANES } from "./emit_lanes.ts";
import { Code, type Data } from "./encode.ts";
import { Masks } from "./emit_masks.ts";
import { StoreEmitter } from "./emit_store.ts";
import { type Layout, type Offsets, ValueEmitter } from "./emit_value.ts";
import type { Block, Statement, Value } from "./ir.ts";
import { findUniformity, type Uniformity } from "./uniformity.ts";

/** A function, and the memory that goes with it. */
export interface Emitted {
  readonly code: Code;
  readonly data: readonly Data[];
  /** The end of the memory that it uses. */
  readonly memoryBytes: number;
}

/** An arm of an `if` with at most this many operations runs under its mask without a branch. */
const CHEAP_ARM = 12;

/**
 * Emits a function (first, end) that runs the invocations from `first` up to `end`, a whole number of
 * `lanesOf(blocks)` at a time.
 *
 * @param offsets Where buffers lie.
 * @param end Where they end: local arrays lie behind.
 * @param blocks Blocks of four lanes in flight; 0 for one invocation at a time, without vectors.
 * @param wide Whether the engine pairs vectors: see `EmitOptions`.
 *
 * @throws {RangeError} If local arrays take too much memory.
 */
export function emit(
  body: readonly Statement[],
  { offsets, end }: Layout,
  blocks: number,
  wide = false,
): Emitted {
  const uniformity = findUniformity(body, blocks === 0);
  const arrays = new Arrays(body, end, uniformity.varying, lanesOf(blocks));
  const code = new StatementEmitter(uniformity, offsets, arrays, blocks, wide).function(body);
  return { code, data: arrays.data, memoryBytes: arrays.end };
}

/** Invocations that a function of so many blocks runs at a time. */
export function lanesOf(blocks: number): number {
  return blocks === 0 ? 1 : LANES * blocks;
}

class StatementEmitter {
  readonly #code = new Code(2);
  readonly #values: ValueEmitter;
  readonly #stores: StoreEmitter;
  readonly #masks: Masks;
  readonly #each: readonly number[];
  /** Structured instructions around the current one, innermost last; blocks by identity. */
  readonly #open: (Block | undefined)[] = [];

  constructor(
    readonly uniformity: Uniformity,
    offsets: Offsets,
    readonly arrays: Arrays,
    readonly blocks: number,
    wide: boolean,
  ) {
    this.#values = new ValueEmitter(this.#code, uniformity, offsets, arrays, blocks, wide);
    this.#stores = new StoreEmitter(this.#code, this.#values);
    this.#masks = new Masks(this.#code, blocks);
    this.#each = Array.from({ length: blocks }, (_, block) => block);
  }

  function(body: readonly Statement[]): Code {
    const code = this.#code;
    this.#findSpread(body);
    this.#turns(body);
    // Which constants there are is known only now.
    code.atStart(() => {
      for (const [word, local] of this.#values.locals.constants) {
        code.splat(word);
        code.set(local);
      }
    });
    return code;
  }

  /** The loop over invocations. */
  #turns(body: readonly Statement[]): void {
    const code = this.#code;
    const [first, end] = [0, 1];
    this.#enter("loop", () => {
      this.#number(first);
      this.#statements(body);
      code.get(first);
      code.constant(lanesOf(this.blocks));
      code.op("i32.add");
      code.tee(first);
      code.get(end);
      code.op("i32.lt_u");
      code.branchIf(0);
    });
  }

  /** Numbers the invocations in flight, from the one in the local on. */
  #number(first: number): void {
    const code = this.#code;
    const { invocation } = this.#values;
    code.get(first);
    if (this.blocks === 0) return code.set(invocation[0]);
    // One splat for all blocks: V8 pairs operations on the same splat alone.
    this.#values.withScratch(["v128"], (splat) => {
      code.op("i32x4.splat");
      code.set(splat);
      invocation.forEach((local, block) => {
        code.get(splat);
        code.numbers(LANES * block);
        code.op("i32x4.add");
        code.set(local);
      });
    });
  }

  /** Finds the uniform variables that vectors read. */
  #findSpread(body: readonly Statement[]): void {
    const note = (value: Value) => {
      for (const part of this.#values.uniformParts(value)) {
        if (part.op === "read") this.#values.spreadVariables.add(part.variable);
      }
    };
    for (const statement of body) {
      if ("body" in statement) this.#findSpread(statement.body);
      if (statement.kind === "if") {
        if (this.uniformity.divergent.has(statement)) note(statement.condition);
        this.#findSpread([...statement.then, ...statement.otherwise]);
      }
      if (statement.kind === "declare" || statement.kind === "set") {
        if (this.uniformity.varying.has(statement.variable)) note(statement.value);
      }
      if (statement.kind === "store" || statement.kind === "setElement") {
        this.#stores.vectors(statement).forEach(note);
      }
    }
  }

  #statements(body: readonly Statement[]): void {
    this.arrays.within(() => body.forEach((statement) => this.#statement(statement)));
    for (const statement of body) {
      if (statement.kind === "declare") this.#values.locals.forget(statement.variable);
      if (statement.kind === "store" && statement.old) this.#values.locals.forget(statement.old);
    }
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case "declare":
      case "set":
        return this.#set(node);
      case "if":
        return this.uniformity.divergent.has(node)
          ? this.#divergentIf(node)
          : this.#uniformIf(node);
      case "block":
        return this.#block(node);
      case "loop":
        return this.#loop(node);
      case "exit":
        if (this.uniformity.divergent.has(node)) return this.#masks.leave(node.target);
        return this.#code.branch(this.#open.length - 1 - this.#open.lastIndexOf(node.target));
      case "store":
        return this.#stores.emit(node, this.#masks.current);
      case "declareArray":
        return this.arrays.take(node.array);
      case "setElement":
        return this.#stores.emitElement(
          node,
          this.uniformity.blended.has(node) ? this.#masks.current : undefined,
        );
    }
  }

  #set(node: Statement & { kind: "declare" | "set" }): void {
    const { variable, value } = node;
    if (!this.uniformity.varying.has(variable)) {
      this.#values.scalar(value);
      return this.#values.setScalar(variable);
    }
    this.#values.prepare(value);
    const masks = this.uniformity.blended.has(node) ? this.#masks.current : undefined;
    const locals = this.#values.locals.vectors(variable);
    for (const block of this.#each) {
      if (masks) this.#blend(node, locals[block], masks[block], block);
      else this.#values.vector(value, block);
      this.#code.set(locals[block]);
    }
  }

  /** The new value in active lanes, the old in the others: x + (e & mask) for `x += e`. */
  #blend(
    { variable, value }: Statement & { kind: "set" | "declare" },
    old: number,
    mask: number,
    block: number,
  ) {
    const code = this.#code;
    const isUpdate = (value.op === "add" || value.op === "sub" || value.op === "xor") &&
      value.a.op === "read" && value.a.variable === variable;
    if (isUpdate) {
      code.get(old);
      this.#values.vector(value.b, block);
      code.get(mask);
      code.op("v128.and");
      return code.op(value.op === "xor" ? "v128.xor" : `i32x4.${value.op}`);
    }
    this.#values.vector(value, block);
    code.get(old);
    code.get(mask);
    code.op("v128.bitselect");
  }

  #uniformIf({ condition, then, otherwise }: Statement & { kind: "if" }): void {
    this.#values.scalar(condition);
    this.#enter("if", () => {
      this.#statements(then);
      if (otherwise.length === 0) return;
      this.#code.op("else");
      this.#statements(otherwise);
    });
  }

  #divergentIf({ condition, then, otherwise }: Statement & { kind: "if" }): void {
    const code = this.#code;
    const outer = this.#masks.current;
    const holds = this.#each.map(() => code.local("v128"));
    this.#values.prepare(condition);
    for (const block of this.#each) {
      this.#values.vector(condition, block);
      code.set(holds[block]);
    }
    // An exit takes its lanes out of the mask that it runs under, so `holds` is not for that.
    this.#arm(then, (block) => {
      code.get(holds[block]);
      if (!outer) return;
      code.get(outer[block]);
      code.op("v128.and");
    });
    if (otherwise.length > 0) {
      this.#arm(otherwise, (block) => {
        if (outer) code.get(outer[block]);
        code.get(holds[block]);
        code.op(outer ? "v128.andnot" : "v128.not");
      });
    }
    code.release(...holds);
  }

  /** An arm under a mask of its own. */
  #arm(body: readonly Statement[], mask: (block: number) => void): void {
    this.#masks.under(undefined, mask, (masks) => {
      const run = () => this.#statements(body);
      if (cost(body) <= CHEAP_ARM) return run();
      this.#masks.any(masks);
      this.#enter("if", run);
    });
  }

  #block(node: Block): void {
    const run = () => this.#enter("block", () => this.#statements(node.body), node);
    if (!this.uniformity.masked.has(node)) return run();
    const outer = this.#masks.current;
    const mask = (block: number) => {
      if (outer) this.#code.get(outer[block]);
      else this.#code.splat(-1);
    };
    this.#masks.under(node, mask, run);
  }

  /** A loop is not entered without an active lane: its end may depend on there being one. */
  #loop(node: Statement & { kind: "loop" }): void {
    const masks = this.#masks.current;
    const run = () =>
      this.#enter("loop", () => {
        this.#statements(node.body);
        if (!this.uniformity.ragged.has(node) || masks === undefined) return this.#code.branch(0);
        this.#masks.any(masks);
        this.#code.branchIf(0);
      });
    if (masks === undefined) return run();
    this.#masks.any(masks);
    this.#enter("if", run);
  }

  #enter(kind: "block" | "loop" | "if", run: () => void, block?: Block): void {
    this.#code.open(kind);
    this.#open.push(block);
    run();
    this.#open.pop();
    this.#code.op("end");
  }
}
