/** Random statements without inner blocks: declarations, assignments, atomics, stores. */

import { callStatement } from "./random_kernel_calls.ts";
import { expression, ownAtomic, valueText } from "./random_kernel_expressions.ts";
import { arrayLength, index, literal, SCALARS, typeText } from "./random_kernel_leaves.ts";
import { divisor, shiftCount } from "./random_kernel_operators.ts";
import { letPointer, place } from "./random_kernel_places.ts";
import type { Body, Choice } from "./random_kernel_state.ts";
import { arrayOf, type Plain, plain, type Type, U32 } from "./random_kernel_types.ts";

/** The statements that may stand anywhere, in `continuing` too. */
export function simpleMenu(b: Body): Choice<string[]>[] {
  const menu: Choice<string[]>[] = [
    [
      "call_statement",
      1,
      () => callStatement(b, (type) => valueText(b, type, 1, { anchored: true })),
    ],
    ["atomic", 1, () => atomic(b)],
    ["phony", 0.2, () => [`_ = ${valueText(b, b.kernel.plainType(), 2)};`]],
    ["assign", 5, () => assign(b)],
    ["compound_assign", 4, () => compound(b)],
    ["increment", 1.2, () => increment(b)],
    ["let_pointer", 0.5, () => letPointer(b)],
    ["const_local", 0.6, () => constLocal(b)],
    ["empty_statement", 0.05, () => [";"]],
  ];
  if (b.isMain) menu.push(["output_store", 1, () => store(b)]);
  menu.push(["declare_zero", 0.4, () => declareZero(b)], ["declare", 4, () => declare(b)]);
  return menu.map(([name, weight, make]) => [name, weight, () => lending(b, make)]);
}

/** Makes a piece of text in which one variable may be passed by pointer, and not used otherwise. */
export function lending<T>(b: Body, make: () => T): T {
  b.lend();
  const made = make();
  b.takeBack();
  return made;
}

/** A random type for a variable: mostly plain, sometimes a struct or an array. */
export function variableType(b: Body): Type {
  const { rng, structs } = b.kernel;
  if (structs.length > 0 && rng.chance(0.15)) return rng.pick(structs);
  if (rng.chance(0.15) && b.kernel.note("array")) {
    const nested = structs.length > 0 && rng.chance(0.2);
    const element = nested
      ? rng.pick(structs)
      : rng.chance(0.1)
      ? arrayOf(plain("u32"), 2)
      : b.kernel.plainType();
    return arrayOf(element, element.kind === "plain" ? arrayLength(b) : rng.between(2, 5));
  }
  return b.kernel.plainType();
}

/** A `let` or `var`, now and then under the name of an outer one. */
export function declare(b: Body, wanted?: Type): string[] {
  const { rng } = b.kernel;
  const type = wanted ?? variableType(b);
  const mutable = wanted !== undefined || rng.chance(type.kind === "plain" ? 0.65 : 0.85);
  const typed = rng.chance(0.5);
  const value = expression(b, type, 3, { anchored: typed });
  // Where the type is written, its names are the outer ones.
  const written = typeText(b, type);
  const name = newName(b);
  // naga looks through `let x = 40u;` and then rejects `y << x`: such a name counts as a constant.
  const constness = mutable || value.constness === "runtime" ? "runtime" : "fixed";
  const pointer = mutable ? `&${name}` : undefined;
  b.declare({ name, type, text: name, constness, mutable, shadowable: true, pointer });
  const annotation = typed ? `: ${written}` : "";
  return [`${mutable ? "var" : "let"} ${name}${annotation} = ${value.text};`];
}

/** A `var` without a value, which is zero. */
function declareZero(b: Body): string[] {
  const type = variableType(b);
  const written = typeText(b, type);
  const name = newName(b);
  const entry = { name, type, text: name, constness: "runtime", mutable: true } as const;
  b.declare({ ...entry, shadowable: true, pointer: `&${name}` });
  return [`var ${name}: ${written};`];
}

function newName(b: Body): string {
  const scope = b.scopes[b.scopes.length - 1];
  const taken = new Set(scope.entries.map(({ name }) => name));
  const outer = b.visible().filter(({ name, shadowable }) => shadowable && !taken.has(name));
  const { rng } = b.kernel;
  if (scope.mayShadow && outer.length > 0 && rng.chance(b.loops > 0 ? 0.15 : 0.08)) {
    const counters = outer.filter(({ counts }) => counts);
    const hidden = rng.pick(counters.length > 0 && rng.chance(0.5) ? counters : outer);
    b.kernel.note(hidden.counts ? "shadowed_counter" : "shadowing");
    return hidden.name;
  }
  return b.kernel.name("v");
}

/** A constant of a function, which may be an array's length, and may hide one of the module. */
function constLocal(b: Body): string[] {
  const { rng } = b.kernel;
  const type = rng.pick(SCALARS);
  const isLength = type.scalar !== "bool" && rng.chance(0.6);
  const length = isLength ? rng.between(2, 9) : undefined;
  const text = length === undefined ? literal(b, type.scalar).text : `${length}`;
  const name = constName(b);
  const entry = { name, type, text: name, constness: "const", mutable: false } as const;
  b.declare({ ...entry, length, shadowable: true });
  const line = isLength && rng.chance(0.5)
    ? `const ${name} = ${text}${type.scalar[0]};`
    : `const ${name}: ${type.name} = ${text};`;
  if (length === undefined || !rng.chance(0.6)) return [line];
  return [line, ...declare(b, arrayOf(b.kernel.plainType(), length))];
}

function constName(b: Body): string {
  const { entries, mayShadow } = b.scopes[b.scopes.length - 1];
  const taken = entries.map(({ name }) => name);
  const lengths = b.visible().filter(({ length }) => length !== undefined);
  const outer = [...lengths, ...b.abstracts()].filter(({ name }) => !taken.includes(name));
  if (!mayShadow || outer.length === 0 || !b.kernel.rng.chance(0.5)) return b.kernel.name("c");
  b.kernel.note("hidden_length");
  return b.kernel.rng.pick(outer).name;
}

function assign(b: Body): string[] | undefined {
  const target = place(b, () => true);
  return target &&
    [`${target.text} = ${expression(b, target.type, 3, { anchored: true }).text};`];
}

function compound(b: Body): string[] | undefined {
  const target = place(b, (type) => type.kind === "plain");
  return target && [compoundText(b, target.text, target.type as Plain)];
}

/** A compound assignment to a place of a plain type. */
function compoundText(b: Body, target: string, type: Plain): string {
  const { rng } = b.kernel;
  const ops = {
    bool: ["&", "|"],
    i32: ["+", "-", "*", "&", "|", "^", "<<", ">>"],
    u32: ["+", "-", "*", "&", "|", "^", "<<", ">>", "/", "%"],
  };
  const op = rng.pick(ops[type.scalar]);
  b.kernel.note(`${op}=`);
  const runtime = (of: Plain) => () => expression(b, of, 2, { runtime: true });
  if (op === "<<" || op === ">>") {
    const count = shiftCount(b, type, runtime(plain("u32", type.size)));
    return `${target} ${op}= ${count.text};`;
  }
  if (op === "/" || op === "%") return `${target} ${op}= ${divisor(b, type, runtime(type)).text};`;
  const splat = "+-*".includes(op) && type.size > 1 && rng.chance(0.4);
  const of = splat ? plain(type.scalar) : type;
  return `${target} ${op}= ${expression(b, of, 2, { anchored: true }).text};`;
}

function increment(b: Body): string[] | undefined {
  const counts = (type: Type) => type.name === "u32" || type.name === "i32";
  const target = place(b, counts);
  // `*p++` would increment the pointer.
  return target && [`${target.text.replace(/^\*.*$/, "($&)")}${b.kernel.rng.pick(["++", "--"])};`];
}

// One operation a slot, so that the order of invocations cannot show.
const ATOMICS = [
  { op: "atomicAdd", first: 0, slots: 4 },
  { op: "atomicMax", first: 4, slots: 2 },
  { op: "atomicMin", first: 6, slots: 2 },
  { op: "atomicOr", first: 8, slots: 2 },
  { op: "atomicAnd", first: 10, slots: 2 },
  { op: "atomicXor", first: 12, slots: 2 },
  { op: "atomicSub", first: 14, slots: 2 },
  { op: "atomicStore", first: 16, slots: 1 },
] as const;

function atomic(b: Body): string[] | undefined {
  const { rng } = b.kernel;
  const able = ATOMICS.filter(({ op }) => b.kernel.allows(op));
  if (able.length === 0) return undefined;
  const { op, first, slots } = rng.pick([able[0], able[0], ...able]);
  b.kernel.note(op);
  const slot = rng.chance(0.4)
    ? String(first + rng.between(0, slots - 1))
    : `${first}u + u32(${index(b, slots)})`;
  // Whoever stores last, it is the same.
  const value = op === "atomicStore" ? "99" : valueText(b, U32, 2, { anchored: true });
  return [`${op}(&counts[${slot}], ${value});`];
}

function store(b: Body): string[] {
  const target = `output[base + ${b.kernel.rng.between(0, 3)}u]`;
  if (b.kernel.rng.chance(0.2)) return [`_ = ${ownAtomic(b, 2)};`];
  if (b.kernel.rng.chance(0.25)) return [compoundText(b, target, U32)];
  return [`${target} = ${expression(b, U32, 3, { anchored: true }).text};`];
}
