/** Leaves of random expressions: variables and their parts, literals, loads. */

import type { Body, Choice, Entry } from "./random_kernel_state.ts";
import {
  BOOL,
  type Constness,
  type Expr,
  fit,
  I32,
  type Plain,
  plain,
  primary,
  sameType,
  type Scalar,
  type Type,
  U32,
} from "./random_kernel_types.ts";

/** How free a leaf is. */
export interface Freedom {
  /** It must not be known before run time. */
  readonly runtime?: boolean;
  /** The context gives the type, so that an untyped literal will do. */
  readonly anchored?: boolean;
}

/** A variable, a part of one, a literal, a load; for composite types undefined if none is at hand. */
export function leaf(b: Body, type: Type, freedom: Freedom = {}): Expr | undefined {
  const { kernel } = b;
  if (type.kind !== "plain") return variable(b, type, freedom.runtime);
  const menu: Choice<Expr>[] = [["variable", 8, () => variable(b, type, freedom.runtime)]];
  if (type.name === "u32") {
    menu.push(["input_load", 1, () => primary(`input[${index(b, 64)}]`)]);
    menu.push(["array_length", 0.2, () => primary("arrayLength(&input)")]);
  }
  if (!freedom.runtime && type.size === 1) {
    menu.push(["literal", 2, () => literal(b, type.scalar, freedom.anchored)]);
  }
  menu.push(["atom", 0.3, () => spread(b, type)]);
  return kernel.choose(menu);
}

/** A literal; for u32 and i32 in all spellings, among them an untyped constant. */
export function literal(b: Body, scalar: Scalar, anchored = false): Expr {
  const { rng } = b.kernel;
  if (scalar === "bool") return primary(rng.pick(["true", "false"]), "const");
  const abstracts = anchored ? b.abstracts() : [];
  if (abstracts.length > 0 && rng.chance(0.2)) return primary(rng.pick(abstracts).name, "const");
  const size = rng.chance(0.7) ? rng.between(0, 20) : rng.datum();
  const value = scalar === "u32" ? size : Math.min(size, 0x7fffffff);
  const digits = rng.chance(0.2) ? `0x${value.toString(16)}` : String(value);
  const suffix = scalar === "u32" ? (anchored && rng.chance(0.4) ? "" : "u") : rng.pick(["", "i"]);
  return scalar === "i32" && rng.chance(0.3)
    ? { text: `-${digits}${suffix}`, level: "unary", constness: "const" }
    : primary(digits + suffix, "const");
}

/** A runtime scalar without a dynamic index in it; there always is one. */
export function atom(b: Body, scalar: Scalar): string {
  const found: string[] = [];
  for (const entry of b.visible()) {
    if (entry.constness !== "runtime" || entry.type.kind !== "plain") continue;
    if (entry.type.scalar !== scalar) continue;
    const { size } = entry.type;
    found.push(size === 1 ? entry.text : `${entry.text}.${component(b, size)}`);
  }
  if (found.length > 0 && b.kernel.rng.chance(0.95)) return b.kernel.rng.pick(found);
  if (scalar === "bool") return `(params.a > ${b.kernel.rng.word()}u)`;
  return scalar === "u32" ? "params.a" : "params.b";
}

/** A constructor made of atoms only. */
export function spread(b: Body, { name, scalar, size }: Plain): Expr {
  const parts = Array.from({ length: size }, () => atom(b, scalar));
  if (size === 1) return primary(parts[0]);
  return primary(`${name}(${parts.join(", ")})`);
}

export function component(b: Body, size: number): string {
  return b.kernel.rng.pick([..."xyzw".slice(0, size), ..."rgba".slice(0, size)]);
}

/** An index in [0, length), often known only at run time. */
export function index(b: Body, length: number): string {
  const { rng } = b.kernel;
  if (rng.chance(0.25)) return `${rng.between(0, length - 1)}${rng.pick(["", "u", "i"])}`;
  const scalar = rng.pick(["u32", "u32", "i32"] as const);
  const at = atom(b, scalar);
  const moved = rng.chance(0.3) ? `(${at} ${rng.pick(["+", "^", "-"])} ${rng.between(1, 9)})` : at;
  if ((length & (length - 1)) === 0) return `${moved} & ${length - 1}${rng.pick(["", scalar[0]])}`;
  return `${scalar === "u32" ? moved : `u32(${moved})`} % ${length}u`;
}

/** All ways from a value of type `from` to a part of type `want`, as suffixes yet to be written. */
export function reach(b: Body, from: Type, want: Type): (() => string)[] {
  if (sameType(from, want)) return [() => ""];
  if (from.kind === "struct") {
    return from.members.flatMap(({ name, type }) =>
      reach(b, type, want).map((rest) => () => `.${name}${rest()}`)
    );
  }
  if (from.kind === "array") {
    return reach(b, from.element, want).map((rest) => () => `[${index(b, from.length)}]${rest()}`);
  }
  if (want.kind !== "plain" || want.scalar !== from.scalar || from.size === 1) return [];
  if (want.size === 1) {
    return [
      () => b.kernel.rng.chance(0.6) ? `.${component(b, from.size)}` : `[${index(b, from.size)}]`,
    ];
  }
  return [() => swizzle(b, from.size, want.size)];
}

function swizzle(b: Body, from: number, size: number): string {
  const letters = b.kernel.rng.pick(["xyzw", "xyzw", "rgba"]).slice(0, from);
  b.kernel.note("swizzle");
  return `.${Array.from({ length: size }, () => b.kernel.rng.pick([...letters])).join("")}`;
}

function variable(b: Body, type: Type, runtime = false): Expr | undefined {
  const ways = b.visible().flatMap((entry) =>
    runtime && entry.constness !== "runtime"
      ? []
      : reach(b, entry.type, type).map((suffix) => ({ entry, suffix }))
  );
  if (ways.length === 0) return undefined;
  // The members of params are many: without this they would crowd out all else.
  const others = ways.filter(({ entry }) => entry.name !== "params");
  const most = others.length > 0 && b.kernel.rng.chance(0.85) ? others : ways;
  const { entry, suffix } = b.kernel.rng.pick(most);
  return part(b, entry, suffix());
}

function part(b: Body, entry: Entry, suffix: string): Expr {
  if (suffix.includes("[")) b.kernel.note("index");
  if (suffix.includes(".") && entry.type.kind === "struct") b.kernel.note("member");
  if (entry.text.startsWith("(*")) b.kernel.note("dereference");
  const constness: Constness = suffix.includes("[") && entry.constness === "const"
    ? "fixed"
    : entry.constness;
  return primary(ownerText(b, entry, suffix) + suffix, constness);
}

/** What a suffix stands behind: a pointer's name will do as well as what it points to. */
export function ownerText(b: Body, { text, name }: Entry, suffix: string): string {
  const isShort = text.startsWith("(*") && suffix !== "" && b.kernel.rng.chance(0.4) &&
    b.kernel.note("pointer_access");
  return isShort ? name : text;
}

/** A scalar that may be a bool, a u32 or an i32, by name. */
export const SCALARS: readonly Plain[] = [U32, I32, BOOL];

/** The vector or scalar of another scalar type, with the same number of components. */
export function withScalar(type: Plain, scalar: Scalar): Plain {
  return plain(scalar, type.size);
}

/** A leaf known only at run time. */
export function runtimeLeaf(b: Body, type: Plain): Expr {
  return leaf(b, type, { runtime: true }) ?? spread(b, type);
}

/** A runtime leaf, written as an operand. */
export function operand(b: Body, type: Plain): string {
  return fit(runtimeLeaf(b, type), "unary");
}

/** The names that stand for an array's length here. */
function lengthNames(
  b: Body,
  accept: (length: number) => boolean,
): { name: string; length: number }[] {
  const typed = b.visible().flatMap(({ name, length }) =>
    length === undefined ? [] : { name, length }
  );
  const untyped = b.abstracts().map(({ name, value }) => ({ name, length: value }));
  const able = [...typed, ...untyped].filter(({ length }) => accept(length));
  // A function's own constants are rare, and they may hide the module's.
  const inner = new Set(b.scopes.flatMap(({ entries }) => entries.map(({ name }) => name)));
  const own = able.filter(({ name }) => inner.has(name));
  return own.length > 0 && b.kernel.rng.chance(0.7) ? own : able;
}

/** A length of at least two for an array of short values, often one that a constant has. */
export function arrayLength(b: Body): number {
  const { rng } = b.kernel;
  const named = lengthNames(b, (length) => length >= 2 && length <= 12);
  if (named.length > 0 && rng.chance(0.6)) return rng.pick(named).length;
  // Beyond a few elements a compiler may keep an array elsewhere.
  return rng.chance(0.3) && b.kernel.note("long_array") ? rng.between(6, 12) : rng.between(2, 5);
}

/** A type as a program may write it: by an alias, or an array's length by a constant's name. */
export function typeText(b: Body, type: Type): string {
  const { rng } = b.kernel;
  // naga takes an alias for another type wherever it is a part of one.
  const alias = b.kernel.aliases.find((known) => sameType(known.type, type));
  if (alias && rng.chance(0.4) && b.kernel.note("alias_used")) return alias.name;
  return lengthText(b, type);
}

/** A type by its own name, but for an array's length, which a constant's name may stand for. */
export function lengthText(b: Body, type: Type): string {
  const { rng } = b.kernel;
  if (type.kind !== "array") return type.name;
  const named = lengthNames(b, (length) => length === type.length);
  const isNamed = named.length > 0 && rng.chance(0.8) && b.kernel.note("named_length");
  return `array<${lengthText(b, type.element)}, ${isNamed ? rng.pick(named).name : type.length}>`;
}
