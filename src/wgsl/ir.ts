/**
 * The intermediate form: scalars, variables and structured control, nothing else. Functions are
 * inlined, vectors and structs taken apart, pointers gone. One program for one invocation; the
 * uniformity pass and the emitter decide what becomes a vector over invocations.
 */

import type { BinaryOp, UnaryOp } from "./arithmetic.ts";
import type { Buffer } from "./typed.ts";

export type ScalarType = "u32" | "i32" | "bool";

export interface Variable {
  readonly id: number;
  readonly name: string;
  readonly type: ScalarType;
  /** Whether anything but its declaration sets it. */
  isMutable: boolean;
}

/**
 * Words of an invocation's own that an index chooses from at run time: they lie in memory. Variables are
 * what never needs an index.
 */
export interface LocalArray {
  readonly name: string;
  /** Words; a bool is one of 0 or 1. */
  readonly length: number;
  /** What a constant holds, from before the program starts: nothing declares it and nothing sets it. */
  readonly values?: readonly number[];
}

export type Value =
  | { readonly op: "constant"; readonly type: ScalarType; readonly value: number }
  | { readonly op: "read"; readonly type: ScalarType; readonly variable: Variable }
  /** global_invocation_id.x */
  | { readonly op: "invocation"; readonly type: ScalarType }
  /** The word `index` of a buffer; the lowering keeps it within the buffer. */
  | {
    readonly op: "load";
    readonly type: ScalarType;
    readonly buffer: Buffer;
    readonly index: Value;
  }
  /** The word `index` of a local array; the lowering keeps it within the array. */
  | {
    readonly op: "element";
    readonly type: ScalarType;
    readonly array: LocalArray;
    readonly index: Value;
  }
  | { readonly op: UnaryOp; readonly type: ScalarType; readonly a: Value }
  | { readonly op: BinaryOp; readonly type: ScalarType; readonly a: Value; readonly b: Value }
  /** The same bits as another type, or a bool as 0 or 1. */
  | { readonly op: "cast"; readonly type: ScalarType; readonly a: Value }
  | {
    readonly op: "select";
    readonly type: ScalarType;
    readonly condition: Value;
    readonly yes: Value;
    readonly no: Value;
  };

export type Statement =
  /** Brings a variable into being, anew each time it runs. */
  | { readonly kind: "declare"; readonly variable: Variable; readonly value: Value }
  | { readonly kind: "set"; readonly variable: Variable; readonly value: Value }
  /** Brings a local array into being, anew each time it runs; what it holds is undefined at first. */
  | { readonly kind: "declareArray"; readonly array: LocalArray }
  | {
    readonly kind: "setElement";
    readonly array: LocalArray;
    readonly index: Value;
    readonly value: Value;
  }
  | {
    readonly kind: "if";
    readonly condition: Value;
    readonly then: readonly Statement[];
    readonly otherwise: readonly Statement[];
  }
  /** Runs its body; an exit that names it continues behind it. */
  | Block
  /** Runs its body for ever; only an exit to a block around it ends it. */
  | { readonly kind: "loop"; readonly body: readonly Statement[] }
  | { readonly kind: "exit"; readonly target: Block }
  | {
    readonly kind: "store";
    readonly buffer: Buffer;
    readonly index: Value;
    readonly value: Value;
    /** How the value joins what is there; undefined replaces it. */
    readonly combine?: BinaryOp;
    /** A variable that comes into being with the word that was there before. */
    readonly old?: Variable;
  };

export interface Block {
  readonly kind: "block";
  readonly body: readonly Statement[];
}
