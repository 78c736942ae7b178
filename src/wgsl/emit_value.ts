/**
 * IR values → WebAssembly instructions that leave them on the stack, in one of two forms: a scalar
 * (i32; a bool is 0 or 1) or a vector of four lanes (v128; a bool is all ones or all zeros).
 */

import type { BinaryOp, UnaryOp } from "./arithmetic.ts";
import { operands } from "./build.ts";
import type { Arrays } from "./emit_arrays.ts";
import type { Code, LocalType, Plain } from "./encode.ts";
import { countBits } from "./emit_count.ts";
import { LANES, Lanes } from "./emit_lanes.ts";
import { Locals, remember } from "./emit_locals.ts";
import { scalarOp, vectorOp } from "./instructions.ts";
import type { LocalArray, ScalarType, Value, Variable } from "./ir.ts";
import { isVarying, type Uniformity } from "./uniformity.ts";

/** Where buffers lie: byte offsets in the memory, by the buffer's name. */
export type Offsets = Readonly<Record<string, number>>;

/** The memory of buffers. */
export interface Layout {
  readonly offsets: Offsets;
  /** The first byte behind them. */
  readonly end: number;
}

export class ValueEmitter {
  /** global_invocation_id.x: a scalar local, or a vector local a block. */
  readonly invocation: number[];
  readonly locals: Locals;
  /** Vectors taken apart into lanes. */
  readonly lanes: Lanes;
  /** Uniform variables that some vector reads; the statement emitter fills it in beforehand. */
  readonly spreadVariables = new Set<Variable>();
  /** The uniform values that the statement at hand needs as vectors. */
  readonly #prepared = new Map<Value, number>();
  /** Its values that vectors have no instruction for: a vector local a block. */
  readonly #byLane = new Map<Value, number[]>();
  /** What is known of values so far: they are asked about once a block and an operand. */
  readonly #varying = new Map<Value, boolean>();

  constructor(
    readonly code: Code,
    readonly uniformity: Uniformity,
    readonly offsets: Offsets,
    readonly arrays: Arrays,
    /** Blocks of four lanes in flight; 0 for a scalar program. */
    readonly blocks: number,
    /** Whether the engine pairs vectors. */
    readonly wide: boolean,
  ) {
    this.locals = new Locals(code, blocks);
    this.lanes = new Lanes(code, blocks);
    this.invocation = Array.from(
      { length: Math.max(1, blocks) },
      () => code.local(blocks === 0 ? "i32" : "v128"),
    );
  }

  isVarying(value: Value): boolean {
    if (this.blocks === 0) return false;
    return remember(this.#varying, value, () => isVarying(value, this.uniformity.varying));
  }

  /** A uniform value as a scalar. */
  scalar(value: Value): void {
    const { code } = this;
    switch (value.op) {
      case "constant":
        return code.constant(value.value);
      case "read":
        return code.get(this.locals.scalar(value.variable));
      case "invocation":
        return code.get(this.invocation[0]);
      case "load":
        this.scalar(value.index);
        return this.#load(value.buffer.name);
      case "element":
        this.scalar(value.index);
        this.wordAddress();
        return code.load(this.arrays.offset(value.array));
      case "cast":
        return this.scalar(value.a);
      case "select":
        this.scalar(value.yes);
        this.scalar(value.no);
        this.scalar(value.condition);
        return code.op("select");
    }
    if ("b" in value) return this.#scalarBinary(value.op, value.a, value.b);
    this.#scalarUnary(value.op, value.a);
  }

  /** A value as a vector of the block's lanes; `prepare` comes first. */
  vector(value: Value, block: number): void {
    const { code } = this;
    if (!this.isVarying(value)) return code.get(this.#spreadLocal(value));
    const byLane = this.#byLane.get(value);
    if (byLane) return code.get(byLane[block]);
    switch (value.op) {
      case "read":
        return code.get(this.locals.vectors(value.variable)[block]);
      case "invocation":
        return code.get(this.invocation[block]);
      case "cast":
        this.vector(value.a, block);
        if (value.a.type === "bool") code.op("i32x4.neg");
        return;
      case "select":
        this.vector(value.yes, block);
        this.vector(value.no, block);
        this.vector(value.condition, block);
        return code.op("v128.bitselect");
      case "constant":
      case "load":
      case "element":
        return;
    }
    if ("b" in value) return this.#vectorBinary(value.op, value.a, value.b, block);
    this.#vectorUnary(value.op, value.a, block);
  }

  /**
   * Begins a statement: computes what is uniform in its vectors, once for all blocks, and what goes
   * lane by lane, for all blocks together.
   */
  prepare(...values: Value[]): void {
    this.code.release(...this.#prepared.values(), ...[...this.#byLane.values()].flat());
    this.#prepared.clear();
    this.#byLane.clear();
    for (const uniform of values.flatMap((value) => this.uniformParts(value))) {
      if (uniform.op === "constant" || uniform.op === "read") continue;
      const local = this.code.local("v128");
      this.scalar(uniform);
      this.#splat(uniform.type);
      this.code.set(local);
      this.#prepared.set(uniform, local);
    }
    for (const value of values) this.#prepareByLane(value);
  }

  /** Computes what vectors lack within a value, innermost first. */
  #prepareByLane(value: Value): void {
    if (!this.isVarying(value) || this.#byLane.has(value)) return;
    const parts = this.#vectorOperands(value);
    for (const part of parts) this.#prepareByLane(part);
    if (!this.#isByLane(value)) return;
    if (value.op === "element" && parts.length === 0) {
      return void this.#byLane.set(value, this.#loadRow(value));
    }
    parts.forEach((part, slot) => this.lanes.store(slot, (block) => this.vector(part, block)));
    const result = this.lanes.compute((lane) => {
      parts.forEach((_, slot) => this.lanes.load(slot, lane));
      if (value.op === "load") this.#load(value.buffer.name);
      else if (value.op === "element") this.#loadElement(value.array, lane);
      else this.code.op(laneOp(value));
    });
    this.#byLane.set(value, result);
  }

  /** The element of one lane; its index is on the stack. */
  #loadElement(array: LocalArray, lane: number): void {
    const at = this.arrays.at(array, lane);
    this.code.scale(at.stride);
    this.code.load(at.offset);
  }

  /** The elements of all lanes at a uniform index: they lie next to each other. */
  #loadRow({ array, index }: Value & { op: "element" }): number[] {
    const { code } = this;
    return this.withRow(
      array,
      index,
      (address) =>
        Array.from({ length: this.blocks }, (_, block) => {
          const local = code.local("v128");
          code.get(address);
          code.loadVector(this.arrays.at(array, LANES * block).offset);
          code.set(local);
          return local;
        }),
    );
  }

  /** Runs with the address, but for the array's own, of what lanes have at a uniform index. */
  withRow<T>(array: LocalArray, index: Value, use: (address: number) => T): T {
    const address = this.code.local("i32");
    this.scalar(index);
    this.code.scale(this.arrays.at(array, 0).stride);
    this.code.set(address);
    const made = use(address);
    this.code.release(address);
    return made;
  }

  /** Whether vectors have no instruction for a varying value. */
  #isByLane(value: Value): boolean {
    if (value.op === "shl" || value.op === "shr") return this.isVarying(value.b);
    return ["load", "element", "div", "rem", "clz", "ctz"].includes(value.op);
  }

  /** The largest uniform values within a value that is wanted as a vector. */
  uniformParts(value: Value): Value[] {
    if (!this.isVarying(value)) return [value];
    return this.#vectorOperands(value).flatMap((operand) => this.uniformParts(operand));
  }

  /** Takes a scalar from the stack into a uniform variable. */
  setScalar(variable: Variable): void {
    this.code.set(this.locals.scalar(variable));
    if (!this.spreadVariables.has(variable)) return;
    this.code.get(this.locals.scalar(variable));
    this.#splat(variable.type);
    this.code.set(this.locals.spread(variable));
  }

  /** Runs with scratch locals, which are free again afterwards. */
  withScratch(types: readonly LocalType[], use: (...locals: number[]) => void): void {
    const locals = types.map((type) => this.code.local(type));
    use(...locals);
    this.code.release(...locals);
  }

  /** The word of a buffer whose index is on the stack. */
  #load(buffer: string): void {
    this.wordAddress();
    this.code.load(this.offsets[buffer]);
  }

  /** Turns a word's index on the stack into bytes. */
  wordAddress(): void {
    this.code.constant(2);
    this.code.op("i32.shl");
  }

  /** A uniform scalar on the stack as a vector. */
  #splat(type: ScalarType): void {
    if (type !== "bool") return this.code.op("i32x4.splat");
    this.code.op("i32x4.splat");
    this.code.op("i32x4.neg");
  }

  #spreadLocal(value: Value): number {
    if (value.op === "constant") {
      return this.locals.constant(value.type === "bool" ? -value.value : value.value | 0);
    }
    if (value.op === "read") return this.locals.spread(value.variable);
    return this.#prepared.get(value) as number;
  }

  /** A shift's amount and an array's index stay scalars where they can. */
  #vectorOperands(value: Value): readonly Value[] {
    if (value.op === "element" && !this.isVarying(value.index)) return [];
    const isShift = value.op === "shl" || value.op === "shr";
    return isShift && !this.isVarying(value.b) ? [value.a] : operands(value);
  }

  #scalarUnary(op: UnaryOp, a: Value): void {
    const { code } = this;
    if (op === "negate") code.constant(0);
    this.scalar(a);
    if (op === "not") return code.op("i32.eqz");
    if (op === "negate") return code.op("i32.sub");
    if (op !== "complement") return code.op(`i32.${op === "popcount" ? "popcnt" : op}`);
    code.constant(-1);
    code.op("i32.xor");
  }

  #scalarBinary(op: BinaryOp, a: Value, b: Value): void {
    this.scalar(a);
    this.scalar(b);
    if (op === "min" || op === "max") return this.scalarExtreme(op, a.type);
    this.code.op(scalarOp(op, a.type));
  }

  /** The lesser or greater of two scalars on the stack, which WebAssembly has for vectors alone. */
  scalarExtreme(op: "min" | "max", type: ScalarType): void {
    const { code } = this;
    this.withScratch(["i32", "i32"], (x, y) => {
      code.set(y);
      code.tee(x);
      code.get(y);
      code.get(x);
      code.get(y);
      code.op(scalarOp(op === "min" ? "lt" : "gt", type));
      code.op("select");
    });
  }

  #vectorUnary(op: UnaryOp, a: Value, block: number): void {
    const { code } = this;
    this.vector(a, block);
    if (op === "negate") return code.op("i32x4.neg");
    if (op !== "popcount") return code.op("v128.not");
    countBits(code, (word) => code.get(this.locals.constant(word)), this.wide);
  }

  #vectorBinary(op: BinaryOp, a: Value, b: Value, block: number): void {
    this.vector(a, block);
    if (op === "shl" || op === "shr") this.scalar(b);
    else this.vector(b, block);
    this.code.op(vectorOp(op, a.type));
  }
}

/** The scalar instruction of an operation that vectors lack. */
function laneOp(value: Value): Plain {
  if (value.op === "clz" || value.op === "ctz") return `i32.${value.op}`;
  if ("b" in value) return scalarOp(value.op, value.a.type);
  throw new TypeError(`${value.op} does not go lane by lane`);
}
