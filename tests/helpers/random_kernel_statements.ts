/** Random statements without inner blocks: declarations, assignments, atomics, stores. */

import { callStatement } from "./random_kernel_calls.ts";
import { divisor, expression, shiftCount, valueText } from "./random_kernel_expressions.ts";
import { component, index, literal, SCALARS } from "./random_kernel_leaves.ts";
import type { Body, Choice, Entry } from "./random_kernel_state.ts";
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
    ["const_local", 0.3, () => constLocal(b)],
  ];
  if (b.isMain) menu.push(["output_store", 1, () => store(b)]);
  menu.push(["declare", 4, () => declare(b)]);
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
  if (rng.chance(0.15)) {
    const nested = structs.length > 0 && rng.chance(0.2);
    const element = nested
      ? rng.pick(structs)
      : rng.chance(0.1)
      ? arrayOf(plain("u32"), 2)
      : b.kernel.plainType();
    return arrayOf(element, rng.between(2, 5));
  }
  return b.kernel.plainType();
}

/** A `let` or `var`, now and then under the name of an outer one. */
function declare(b: Body): string[] {
  const { rng } = b.kernel;
  const type = variableType(b);
  const mutable = type.kind !== "plain" || rng.chance(0.65);
  const typed = rng.chance(0.5);
  const value = expression(b, type, 3, { anchored: typed });
  const name = newName(b);
  // naga looks through `let x = 40u;` and then rejects `y << x`: such a name counts as a constant.
  const constness = mutable || value.constness === "runtime" ? "runtime" : "fixed";
  const pointer = mutable ? `&${name}` : undefined;
  b.declare({ name, type, text: name, constness, mutable, shadowable: true, pointer });
  const annotation = typed ? `: ${type.name}` : "";
  return [`${mutable ? "var" : "let"} ${name}${annotation} = ${value.text};`];
}

function newName(b: Body): string {
  const scope = b.scopes[b.scopes.length - 1];
  const taken = new Set(scope.entries.map(({ name }) => name));
  const outer = b.visible().filter(({ name, shadowable }) => shadowable && !taken.has(name));
  if (scope.mayShadow && outer.length > 0 && b.kernel.rng.chance(0.08)) {
    b.kernel.note("shadowing");
    return b.kernel.rng.pick(outer).name;
  }
  return b.kernel.name("v");
}

function constLocal(b: Body): string[] {
  const type = b.kernel.rng.pick(SCALARS);
  const name = b.kernel.name("c");
  const { text } = literal(b, type.scalar);
  b.declare({ name, type, text: name, constness: "const", mutable: false, shadowable: true });
  return [`const ${name}: ${type.name} = ${text};`];
}

/** A part of a variable that can be assigned, at random. */
function place(b: Body, accept: (type: Type) => boolean): { text: string; type: Type } | undefined {
  const { rng } = b.kernel;
  const entries = b.visible().filter((entry) => entry.mutable);
  for (let tries = 0; entries.length > 0 && tries < 8; tries++) {
    const entry = rng.pick(entries);
    const found = descend(b, entry, entry.text, entry.type);
    if (accept(found.type)) return found;
  }
  return undefined;
}

function descend(b: Body, entry: Entry, text: string, type: Type): { text: string; type: Type } {
  const { rng } = b.kernel;
  if (type.kind === "struct" && rng.chance(0.8)) {
    const member = rng.pick(type.members);
    b.kernel.note("member_assign");
    return descend(b, entry, `${text}.${member.name}`, member.type);
  }
  if (type.kind === "array" && rng.chance(0.85)) {
    b.kernel.note("index_assign");
    return descend(b, entry, `${text}[${index(b, type.length)}]`, type.element);
  }
  if (type.kind === "plain" && type.size > 1 && rng.chance(0.6)) {
    b.kernel.note("component_assign");
    const suffix = rng.chance(0.6) ? `.${component(b, type.size)}` : `[${index(b, type.size)}]`;
    return { text: text + suffix, type: plain(type.scalar) };
  }
  // The parentheses of (*p) are only needed before a suffix.
  return { text: text === entry.text ? text.replace(/^\((.*)\)$/, "$1") : text, type };
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

/** A pointer to a variable or to an element or member; the index is taken once, here. */
function letPointer(b: Body): string[] | undefined {
  const { rng } = b.kernel;
  const owners = b.visible().filter((entry) => entry.pointer?.startsWith("&"));
  if (owners.length === 0) return undefined;
  const owner = rng.pick(owners);
  const name = b.kernel.name("p");
  let { type } = owner;
  let path = owner.name;
  while (type.kind !== "plain" && rng.chance(0.7)) {
    const member = type.kind === "struct" ? rng.pick(type.members) : undefined;
    path += member ? `.${member.name}` : `[${index(b, type.kind === "array" ? type.length : 1)}]`;
    type = member ? member.type : type.kind === "array" ? type.element : type;
  }
  const entry = { name, type, text: `(*${name})`, constness: "runtime", mutable: true } as const;
  // WGSL takes only pointers to whole variables as arguments.
  const pointer = path === owner.name ? name : undefined;
  b.declare({ ...entry, shadowable: false, root: owner.root, pointer });
  return [`let ${name} = &${path};`];
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
  return [`${op}(&counts[${slot}], ${valueText(b, U32, 2, { anchored: true })});`];
}

function store(b: Body): string[] {
  const target = `output[base + ${b.kernel.rng.between(0, 3)}u]`;
  if (b.kernel.rng.chance(0.25)) return [compoundText(b, target, U32)];
  return [`${target} = ${expression(b, U32, 3, { anchored: true }).text};`];
}
