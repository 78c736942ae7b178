/** The types of the subset, their leaves and their layout in memory. */

/** A scalar; `int` is a literal that has not chosen between i32 and u32 yet (WGSL: AbstractInt). */
export type Scalar = "u32" | "i32" | "bool" | "int";

export type Type =
  | { readonly kind: "scalar"; readonly scalar: Scalar }
  | { readonly kind: "vector"; readonly scalar: Scalar; readonly size: number }
  /** A length of undefined: as long as the buffer that holds it. */
  | { readonly kind: "array"; readonly element: Type; readonly length?: number }
  | { readonly kind: "struct"; readonly name: string; readonly members: readonly Member[] }
  | { readonly kind: "atomic"; readonly scalar: Scalar }
  | {
    readonly kind: "pointer";
    readonly space: Space;
    readonly target: Type;
    readonly isWritable: boolean;
  }
  /** What a function without a result gives. */
  | { readonly kind: "nothing" };

export type Space = "function" | "private" | "uniform" | "storage";

export interface Member {
  readonly name: string;
  readonly type: Type;
}

export const U32: Type = { kind: "scalar", scalar: "u32" };
export const I32: Type = { kind: "scalar", scalar: "i32" };
export const BOOL: Type = { kind: "scalar", scalar: "bool" };
export const INT: Type = { kind: "scalar", scalar: "int" };
export const NOTHING: Type = { kind: "nothing" };

export function vector(scalar: Scalar, size: number): Type {
  return { kind: "vector", scalar, size };
}

/** The same shape of another scalar. */
export function withScalar(type: Type, scalar: Scalar): Type {
  return type.kind === "vector" ? vector(scalar, type.size) : { kind: "scalar", scalar };
}

/** A type as WGSL writes it. */
export function describe(type: Type): string {
  switch (type.kind) {
    case "scalar":
      return type.scalar === "int" ? "integer literal" : type.scalar;
    case "vector":
      return `vec${type.size}<${type.scalar === "int" ? "integer literal" : type.scalar}>`;
    case "array":
      return `array<${describe(type.element)}${
        type.length === undefined ? "" : `, ${type.length}`
      }>`;
    case "struct":
      return type.name;
    case "atomic":
      return `atomic<${type.scalar}>`;
    case "pointer":
      return `ptr<${type.space}, ${describe(type.target)}>`;
    case "nothing":
      return "nothing";
  }
}

/** Whether two types are the same; structs are by name, as WGSL has no two of one name. */
export function isSame(a: Type, b: Type): boolean {
  return describe(a) === describe(b);
}

/** Scalars and vectors: what operators work on. */
export function isNumeric(type: Type): type is Type & { scalar: Scalar } {
  return type.kind === "scalar" || type.kind === "vector";
}

/** Whether a value of the type consists of literals that have not chosen their type yet. */
export function isAbstract(type: Type): boolean {
  if (type.kind === "array") return isAbstract(type.element);
  return isNumeric(type) && type.scalar === "int";
}

/** What an abstract type is where nothing else asks for a type: integers become i32. */
export function settled(type: Type): Type {
  if (!isAbstract(type)) return type;
  if (type.kind === "array") return { ...type, element: settled(type.element) };
  return withScalar(type, "i32");
}

/** Whether literals of a type turn into another by themselves (WGSL: automatic conversion). */
export function takes(to: Type, from: Type): boolean {
  if (to.kind === "array" && from.kind === "array") {
    return to.length === from.length && takes(to.element, from.element);
  }
  return isNumeric(to) && isNumeric(from) && to.scalar !== "bool" && from.scalar === "int" &&
    isSame(withScalar(from, to.scalar), to);
}

/** Whether a variable of a function can have the type, and an expression make it. */
export function isConstructible(type: Type): boolean {
  if (type.kind === "array") return type.length !== undefined && isConstructible(type.element);
  if (type.kind === "struct") return type.members.every((member) => isConstructible(member.type));
  return isNumeric(type);
}

/** Whether the type takes a size that is known, so that an array or a struct may hold it. */
export function isFixed(type: Type): boolean {
  if (type.kind === "array") return type.length !== undefined;
  if (type.kind === "struct") return type.members.every((member) => isFixed(member.type));
  return isNumeric(type) || type.kind === "atomic";
}

/** How many arrays and structs stand in each other in the type. */
export function nesting(type: Type): number {
  if (type.kind === "array") return 1 + nesting(type.element);
  if (type.kind !== "struct") return 0;
  return 1 + Math.max(...type.members.map((member) => nesting(member.type)));
}

/** The scalars that make up a value of the type, in order: shape [leafCount(type)]. */
export function leaves(type: Type): Scalar[] {
  switch (type.kind) {
    case "scalar":
    case "atomic":
      return [type.scalar];
    case "vector":
      return Array<Scalar>(type.size).fill(type.scalar);
    case "array": {
      const element = leaves(type.element);
      return Array.from({ length: type.length ?? 0 }, () => element).flat();
    }
    case "struct":
      return type.members.flatMap((member) => leaves(member.type));
    default:
      return [];
  }
}

/** Where a struct's member begins among its leaves. */
export function leafOffset(type: Type & { kind: "struct" }, member: number): number {
  return type.members.slice(0, member).reduce((sum, m) => sum + leaves(m.type).length, 0);
}

/** Size and alignment in bytes (WGSL, "Memory layout"). */
export function layout(type: Type): { size: number; align: number } {
  switch (type.kind) {
    case "scalar":
    case "atomic":
      return { size: 4, align: 4 };
    case "vector":
      return { size: 4 * type.size, align: type.size === 2 ? 8 : 16 };
    case "array": {
      const { align } = layout(type.element);
      return { size: stride(type.element) * (type.length ?? 0), align };
    }
    case "struct": {
      const align = Math.max(...type.members.map((member) => layout(member.type).align));
      const last = type.members.length - 1;
      const end = memberOffset(type, last) + layout(type.members[last].type).size;
      return { size: roundUp(end, align), align };
    }
    default:
      throw new TypeError(`Cannot lay out ${describe(type)} in memory`);
  }
}

/** A type with one element in the place of an array without a length. */
export function withElement(type: Type): Type {
  if (type.kind === "array") return { ...type, length: type.length ?? 1 };
  if (type.kind !== "struct") return type;
  return { ...type, members: type.members.map((m) => ({ ...m, type: withElement(m.type) })) };
}

/** Whether a buffer may hold the type: all but bool, and what is not plain data. */
export function isShareable(type: Type): boolean {
  if (type.kind === "array") return isShareable(type.element);
  if (type.kind === "struct") return type.members.every((member) => isShareable(member.type));
  return (isNumeric(type) || type.kind === "atomic") && type.scalar !== "bool";
}

export function hasAtomic(type: Type): boolean {
  if (type.kind === "array") return hasAtomic(type.element);
  if (type.kind === "struct") return type.members.some((member) => hasAtomic(member.type));
  return type.kind === "atomic";
}

/** Bytes from one element of an array to the next. */
export function stride(element: Type): number {
  const { size, align } = layout(element);
  return roundUp(size, align);
}

/** Bytes from the start of a struct to a member. */
export function memberOffset(type: Type & { kind: "struct" }, index: number): number {
  let offset = 0;
  for (let i = 0; i <= index; i++) {
    const { size, align } = layout(type.members[i].type);
    offset = roundUp(offset, align);
    if (i < index) offset += size;
  }
  return offset;
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
