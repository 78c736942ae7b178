/**
 * The checked program: every name resolved, every type known, every constant folded and every
 * literal of a definite type. What the checker makes and the lowering reads.
 */

import type { BinaryOp, UnaryOp } from "./arithmetic.ts";
import type { Space, Type } from "./types.ts";

export type Expression =
  /** `values` are the leaves of the value. */
  | (Node & { readonly kind: "constant"; readonly values: readonly bigint[] })
  | (Node & { readonly kind: "local"; readonly local: Local })
  | (Node & { readonly kind: "buffer"; readonly buffer: Buffer })
  | (Node & { readonly kind: "unary"; readonly op: UnaryOp; readonly operand: Expression })
  /** Operands have one shape; && and || are `and` and `or` with `isLazy`. */
  | (Node & {
    readonly kind: "binary";
    readonly op: BinaryOp;
    readonly left: Expression;
    readonly right: Expression;
    readonly isLazy: boolean;
  })
  | (Node & { readonly kind: "index"; readonly base: Expression; readonly index: Expression })
  | (Node & { readonly kind: "member"; readonly base: Expression; readonly member: number })
  | (Node & {
    readonly kind: "swizzle";
    readonly base: Expression;
    readonly components: readonly number[];
  })
  /** The leaves of the arguments, one after the other. */
  | (Node & { readonly kind: "construct"; readonly args: readonly Expression[] })
  /** One scalar in every component. */
  | (Node & { readonly kind: "splat"; readonly operand: Expression })
  /** Between u32, i32 and bool, component by component. */
  | (Node & { readonly kind: "convert"; readonly operand: Expression })
  | (Node & {
    readonly kind: "builtin";
    readonly name: string;
    readonly args: readonly Expression[];
  })
  | (Node & {
    readonly kind: "call";
    readonly callee: Function;
    readonly args: readonly Expression[];
  })
  | (Node & { readonly kind: "address"; readonly operand: Expression })
  | (Node & { readonly kind: "deref"; readonly operand: Expression });

interface Node {
  readonly at: number;
  readonly type: Type;
}

export type Constant = Expression & { readonly kind: "constant" };

export type Statement =
  | { readonly kind: "declare"; readonly local: Local; readonly value: Expression }
  | { readonly kind: "assign"; readonly target: Expression; readonly value: Expression }
  /** An expression for its effects. */
  | { readonly kind: "evaluate"; readonly value: Expression }
  | {
    readonly kind: "if";
    /** The `if` and its `else if`s. */
    readonly arms: readonly Arm[];
    readonly otherwise: readonly Statement[];
  }
  | { readonly kind: "block"; readonly body: readonly Statement[] }
  | {
    readonly kind: "loop";
    readonly at: number;
    readonly condition?: Expression;
    readonly body: readonly Statement[];
    readonly continuing: readonly Statement[];
    readonly breakIf?: Expression;
  }
  | {
    readonly kind: "switch";
    readonly selector: Expression;
    readonly cases: readonly Case[];
  }
  | { readonly kind: "break" | "continue" }
  | { readonly kind: "return"; readonly value?: Expression };

export interface Arm {
  readonly condition: Expression;
  readonly body: readonly Statement[];
}

export interface Case {
  readonly values: readonly number[];
  readonly isDefault: boolean;
  readonly body: readonly Statement[];
}

/** A `let`, a `var`, a parameter, or a `var<private>` of the module. */
export interface Local {
  readonly form: "let" | "var" | "parameter" | "private";
  readonly name: string;
  readonly type: Type;
  /** Whether it points to a part of a variable, not to all of it. */
  readonly isPart?: boolean;
}

/** A variable of the module that each invocation has for itself. */
export interface Private {
  readonly local: Local;
  readonly value: Expression;
}

export interface Function {
  readonly name: string;
  readonly parameters: readonly Local[];
  readonly result: Type;
  readonly body: readonly Statement[];
  /** How deep its body is, with the bodies of those that it calls in their places. */
  readonly depth: number;
}

export interface Buffer {
  readonly name: string;
  readonly group: number;
  readonly binding: number;
  readonly space: Space;
  readonly isWritable: boolean;
  readonly type: Type;
}

/** A value that the host may bind before compiling: a parameter of the walk. */
export interface Override {
  readonly name: string;
  /** What the host calls it: its `@id` if it has one, else its name. */
  readonly key: string;
  readonly type: Type;
  /** What it has without the host's word; undefined if the host must give it. */
  readonly value?: number;
}

export interface Program {
  readonly entry: Function;
  /** Invocations of a workgroup along x, y and z. */
  readonly workgroup: readonly [x: number, y: number, z: number];
  readonly buffers: readonly Buffer[];
  readonly privates: readonly Private[];
  readonly overrides: readonly Override[];
  /** The scalar constants of the module, overrides as bound, by name. */
  readonly constants: Readonly<Record<string, number>>;
}
