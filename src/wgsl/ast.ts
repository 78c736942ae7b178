/** The syntax tree: WGSL as written, nothing resolved. Every node knows its offset `at`. */

export type Expression =
  | { readonly kind: "number"; readonly at: number; readonly text: string }
  | NameNode
  | {
    readonly kind: "unary";
    readonly at: number;
    readonly op: UnaryOperator;
    readonly operand: Expression;
  }
  | {
    readonly kind: "binary";
    readonly at: number;
    readonly op: BinaryOperator;
    readonly left: Expression;
    readonly right: Expression;
  }
  | {
    readonly kind: "index";
    readonly at: number;
    readonly base: Expression;
    readonly index: Expression;
  }
  | {
    readonly kind: "member";
    readonly at: number;
    readonly base: Expression;
    readonly name: string;
  }
  /** A function, a builtin or a constructor. */
  | {
    readonly kind: "call";
    readonly at: number;
    readonly type: NameNode;
    readonly args: readonly Expression[];
  };

export type UnaryOperator = "-" | "!" | "~" | "&" | "*";
export type BinaryOperator =
  | "||"
  | "&&"
  | "|"
  | "^"
  | "&"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "<<"
  | ">>"
  | "+"
  | "-"
  | "*"
  | "/"
  | "%";

/** A name, of a value or a type: `x`, `u32`, `vec2<i32>`, `array<u32, N>`, `ptr<function, T>`. */
export interface NameNode {
  readonly kind: "name";
  readonly at: number;
  readonly name: string;
  readonly template: readonly Expression[];
}

export type Statement =
  | {
    readonly kind: "declare";
    readonly at: number;
    readonly form: "let" | "var" | "const";
    readonly name: string;
    readonly type?: NameNode;
    /** Missing from a `var` that begins at zero. */
    readonly value?: Expression;
    /** The offset behind it. */
    readonly end: number;
  }
  /** `op` is the operator of a compound assignment; a target of undefined is `_ = value`. */
  | {
    readonly kind: "assign";
    readonly at: number;
    readonly target?: Expression;
    readonly op?: BinaryOperator;
    readonly value: Expression;
  }
  /** `target++` or `target--`. */
  | {
    readonly kind: "count";
    readonly at: number;
    readonly target: Expression;
    readonly op: "+" | "-";
  }
  | { readonly kind: "call"; readonly at: number; readonly call: Expression }
  | {
    readonly kind: "if";
    readonly at: number;
    /** The `if` and its `else if`s. */
    readonly arms: readonly Arm[];
    readonly otherwise: readonly Statement[];
  }
  | { readonly kind: "block"; readonly at: number; readonly body: readonly Statement[] }
  /**
   * All of WGSL's loops: `continuing` runs after the body and ends the loop if `breakIf` holds. A
   * `for` has its head's `update` instead, which does not see the body's names.
   */
  | {
    readonly kind: "loop";
    readonly at: number;
    readonly condition?: Expression;
    readonly update?: Statement;
    readonly body: readonly Statement[];
    readonly continuing: readonly Statement[];
    readonly breakIf?: Expression;
  }
  | {
    readonly kind: "switch";
    readonly at: number;
    readonly selector: Expression;
    readonly cases: readonly Case[];
  }
  | { readonly kind: "break" | "continue"; readonly at: number }
  | { readonly kind: "return"; readonly at: number; readonly value?: Expression };

export interface Arm {
  readonly condition: Expression;
  readonly body: readonly Statement[];
}

/** A clause of a switch; the selector "default" stands for all values that no clause names. */
export interface Case {
  readonly at: number;
  readonly selectors: readonly (Expression | "default")[];
  readonly body: readonly Statement[];
}

export interface Attribute {
  readonly at: number;
  readonly name: string;
  readonly args: readonly Expression[];
}

export interface Parameter {
  readonly at: number;
  readonly name: string;
  readonly type: NameNode;
  readonly attributes: readonly Attribute[];
}

export interface FunctionNode {
  readonly kind: "function";
  readonly at: number;
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly parameters: readonly Parameter[];
  readonly result?: NameNode;
  readonly body: readonly Statement[];
}

export interface StructNode {
  readonly kind: "struct";
  readonly at: number;
  readonly name: string;
  readonly members: readonly Parameter[];
}

/** A `const` or `override` at module scope. */
export interface ConstantNode {
  readonly kind: "const" | "override";
  readonly at: number;
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly type?: NameNode;
  readonly value?: Expression;
}

/** `var<private> name: type = value;`, of which the type or the value may be missing. */
export interface PrivateNode {
  readonly kind: "private";
  readonly at: number;
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly type?: NameNode;
  readonly value?: Expression;
}

/** A resource: `@group(0) @binding(1) var<storage, read> name: type`. */
export interface BufferNode {
  readonly kind: "buffer";
  readonly at: number;
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly space: string;
  readonly access?: string;
  readonly type: NameNode;
}

export interface AliasNode {
  readonly kind: "alias";
  readonly at: number;
  readonly name: string;
  readonly type: NameNode;
}

export type Declaration =
  | FunctionNode
  | StructNode
  | ConstantNode
  | BufferNode
  | PrivateNode
  | AliasNode;
