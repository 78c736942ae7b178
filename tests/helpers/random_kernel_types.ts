/** WGSL types and expression texts, as the random kernels need them. */

export type Scalar = "u32" | "i32" | "bool";

/** A scalar (size 1) or a vector. */
export interface Plain {
  readonly kind: "plain";
  readonly scalar: Scalar;
  readonly size: number;
  readonly name: string;
}

export interface Member {
  readonly name: string;
  readonly type: Type;
}

export interface Struct {
  readonly kind: "struct";
  readonly name: string;
  readonly members: readonly Member[];
}

export interface ArrayType {
  readonly kind: "array";
  readonly element: Type;
  readonly length: number;
  readonly name: string;
}

export type Type = Plain | Struct | ArrayType;

/** The scalar type (size 1) or vector type over `scalar`. */
export function plain(scalar: Scalar, size = 1): Plain {
  if (size === 1) return { kind: "plain", scalar, size, name: scalar };
  const name = scalar === "bool" ? `vec${size}<bool>` : `vec${size}${scalar[0]}`;
  return { kind: "plain", scalar, size, name };
}

export const U32 = plain("u32");
export const I32 = plain("i32");
export const BOOL = plain("bool");

export function arrayOf(element: Type, length: number): ArrayType {
  return { kind: "array", element, length, name: `array<${element.name}, ${length}>` };
}

/** Whether values of one type can be assigned to the other. */
export function sameType(a: Type, b: Type): boolean {
  if (a.kind === "array" && b.kind === "array") {
    return a.length === b.length && sameType(a.element, b.element);
  }
  return a.name === b.name;
}

/**
 * What is known of a value before the program runs: "const" in the shader, "fixed" for overrides
 * and for a `let` of a constant (naga looks through it), "runtime" otherwise. WGSL rejects
 * constant expressions that overflow, shift too far or divide by zero.
 */
export type Constness = "const" | "fixed" | "runtime";

/** The grammar rule of an expression's outermost operator. */
export type Level =
  | "primary"
  | "unary"
  | "mul"
  | "add"
  | "shift"
  | "relation"
  | "and"
  | "or"
  | "bitand"
  | "bitor"
  | "bitxor";

export interface Expr {
  readonly text: string;
  readonly level: Level;
  readonly constness: Constness;
}

const ARITHMETIC: readonly Level[] = ["primary", "unary", "mul", "add", "shift", "relation"];

/** The text of `e` as an operand where the grammar takes rules up to `level`: maybe in parentheses. */
export function fit(e: Expr, level: Level): string {
  const rank = ARITHMETIC.indexOf(e.level);
  const limit = ARITHMETIC.indexOf(level);
  const bitwise = level.startsWith("bit");
  const inside = limit >= 0 ? rank >= 0 && rank <= limit : rank >= 0 && (!bitwise || rank <= 1);
  return e.level === level || inside ? e.text : `(${e.text})`;
}

// A bare `<` in an argument list may pair with a later `>` as a template list (WGSL 3.9).
/** The text of `e` as an argument of a call or constructor. */
export function argument(e: Expr): string {
  return ARITHMETIC.indexOf(e.level) >= 0 && e.level !== "relation" ? e.text : `(${e.text})`;
}

/** A finished expression that needs no parentheses anywhere. */
export function primary(text: string, constness: Constness = "runtime"): Expr {
  return { text, level: "primary", constness };
}
