/** Random loops, every one with a bound on its turns. */

import { condition, expression } from "./random_kernel_expressions.ts";
import { atom, SCALARS } from "./random_kernel_leaves.ts";
import { lending, simpleMenu } from "./random_kernel_statements.ts";
import { place } from "./random_kernel_places.ts";
import type { Body, Choice, Scope } from "./random_kernel_state.ts";
import { plain, U32 } from "./random_kernel_types.ts";

/** Makes the statements of a loop's body. */
type Inner = (count: number) => string[];

const MAX_TURNS = 12;
const MAX_REPEATS = 200;

/** The kinds of loop, where the budget has room for one. */
export function loopMenu(b: Body, inner: Inner): Choice<string[]>[] {
  const turns = b.kernel.rng.between(1, MAX_TURNS);
  if (b.repeats * (turns + 1) > MAX_REPEATS) return [];
  if (b.turns + b.repeats * (turns + 1) > b.limits.turns) return [];
  const write = (make: (b: Body, turns: number, inner: Inner) => string[]) => () =>
    b.scoped(() => within(b, turns, () => make(b, turns, inner)));
  // The blocks hold counters that are declared before their loop.
  const boxed = (make: (b: Body, turns: number, inner: Inner) => string[]) => () => [
    "{",
    ...write(make)(),
    "}",
  ];
  return [
    ["for_up", 1.2, write(forUp)],
    ["for_down", 0.6, write(forDown)],
    ["for_open", 0.4, write(forOpen)],
    ["while", 0.8, boxed(whileLoop)],
    ["loop", 0.4, boxed(plainLoop)],
    ["loop_continuing", 1, boxed(continuingLoop)],
  ];
}

/** Counts what a loop adds, and lets jumps leave it. */
function within<T>(b: Body, turns: number, make: () => T): T {
  const { repeats, loops, inSwitch, continued } = b;
  b.turns += repeats * (turns + 1);
  b.repeats = repeats * (turns + 1);
  b.loops = loops + 1;
  b.inSwitch = false;
  b.continued = false;
  const made = make();
  Object.assign(b, { repeats, loops, inSwitch, continued });
  return made;
}

/** A loop counter, which nothing but its loop may change; a body may hide it where nothing is behind. */
function counter(b: Body, signed: boolean, shadowable = true): string {
  const name = b.kernel.name("i");
  const type = plain(signed ? "i32" : "u32");
  const entry = { name, type, text: name, constness: "runtime", mutable: false } as const;
  b.declare({ ...entry, shadowable, counts: true });
  return name;
}

/** A number of turns, mostly known at run time, from 0 (or 1) to `most`. */
function bound(b: Body, most: number, signed = false): string {
  const { rng } = b.kernel;
  const kind = rng.between(0, 3);
  if (kind === 0) return literalCount(b, most, signed);
  const at = atom(b, "u32");
  const mask = 2 ** Math.floor(Math.log2(most + 1)) - 1;
  const text = kind === 1
    ? `min(${at}, ${most}u)`
    : kind === 2
    ? `${at} % ${most + 1}u`
    : `${at} & ${mask}u`;
  return signed ? `i32(${text})` : kind === 1 ? text : `(${text})`;
}

function literalCount(b: Body, most: number, signed: boolean): string {
  return `${b.kernel.rng.between(1, most)}${b.kernel.rng.pick(["", signed ? "i" : "u"])}`;
}

/** An extra condition for some loops, to end them early. */
function maybe(b: Body, op: string): string {
  if (!b.kernel.rng.chance(0.25)) return "";
  return ` ${op} (${lending(b, () => condition(b, 1))})`;
}

function body(b: Body, inner: Inner): string[] {
  return b.scoped(() => inner(b.kernel.rng.between(1, 4)));
}

function forUp(b: Body, turns: number, inner: Inner): string[] {
  const { rng } = b.kernel;
  const signed = rng.chance(0.4);
  const most = bound(b, turns, signed);
  const i = counter(b, signed);
  const one = signed ? "1" : "1u";
  // What it reads is outside of the body, whatever the body hides.
  const some = `(${atom(b, "u32")} & 1u)`;
  const reads = `${i} += ${signed ? `1 + i32${some}` : `1u + ${some}`}`;
  const step = rng.pick([`${i}++`, `${i} += ${one}`, `${i} = ${i} + ${one}`, `${i} += 2`, reads]);
  const start = rng.pick(["0", "1"]) + (signed ? "" : "u");
  const head = `for (var ${i} = ${start}; ${i} < ${most}${maybe(b, "&&")}; ${step}) {`;
  const skip = rng.chance(0.15)
    ? [`if (${lending(b, () => condition(b, 1))}) {`, `${i} += 1${signed ? "" : "u"};`, "}"]
    : [];
  return [head, ...skip, ...body(b, inner), "}"];
}

function forDown(b: Body, turns: number, inner: Inner): string[] {
  const signed = b.kernel.rng.chance(0.5);
  const most = bound(b, turns, signed);
  const i = counter(b, signed);
  const test = signed ? `${i} >= 0` : `${i} > 0u`;
  const written = signed ? ": i32" : ": u32";
  const step = b.kernel.rng.pick([`${i}--`, `${i} -= 1`, ...(signed ? [] : [`${i} >>= 1u`])]);
  return [`for (var ${i}${written} = ${most}; ${test}; ${step}) {`, ...body(b, inner), "}"];
}

function forOpen(b: Body, turns: number, inner: Inner): string[] {
  const most = bound(b, turns);
  const i = counter(b, false);
  const exit = [`if (${i} >= ${most}${maybe(b, "||")}) {`, "break;", "}"];
  return [`for (var ${i} = 0u; ; ${i}++) {`, ...exit, ...body(b, inner), "}"];
}

function whileLoop(b: Body, turns: number, inner: Inner): string[] {
  const { rng } = b.kernel;
  const most = bound(b, turns);
  const i = counter(b, false);
  const test = `${i} ${rng.pick([">", "!="])} 0u${maybe(b, "&&")}`;
  const step = rng.pick([`${i}--;`, `${i} -= 1u;`, `${i} /= 2u;`, `${i} &= ${i} - 1u;`]);
  const head = `while ${rng.chance(0.8) ? `(${test})` : test} {`;
  return [`var ${i}: u32 = ${most};`, head, step, ...body(b, inner), "}"];
}

function plainLoop(b: Body, turns: number, inner: Inner): string[] {
  const most = bound(b, turns);
  const i = counter(b, false);
  const exit = [`if (${i} >= ${most}${maybe(b, "||")}) {`, "break;", "}"];
  return [`var ${i} = 0u;`, "loop {", ...exit, `${i}++;`, ...body(b, inner), "}"];
}

/** A loop whose `continuing` steps, works with names of the body, and may end it. */
function continuingLoop(b: Body, turns: number, inner: Inner): string[] {
  const { rng } = b.kernel;
  const most = b.kernel.name("n");
  const first = [`let ${most}: u32 = ${bound(b, turns)};`];
  const fixed = { constness: "runtime", mutable: false, shadowable: false } as const;
  b.declare({ ...fixed, name: most, text: most, type: U32 });
  const i = counter(b, false, false);
  const breakIf = rng.chance(0.6) && b.kernel.note("break_if");
  const early = !breakIf || rng.chance(0.3)
    ? [`if (${i} >= ${most}${maybe(b, "||")}) {`, "break;", "}"]
    : [];
  const body = b.scoped(() => {
    const lines = reliably(b, inner);
    return [...lines, ...continuing(b, i, breakIf ? most : "")];
  });
  return [...first, `var ${i} = 0u;`, "loop {", ...early, ...body, "}"];
}

/** A body whose names `continuing` may say, but for those that a `continue` may pass by. */
function reliably(b: Body, inner: Inner): string[] {
  const { rng } = b.kernel;
  const { entries, skipped } = b.scopes[b.scopes.length - 1];
  const kept = b.kernel.name("k");
  const type = rng.pick(SCALARS);
  const mutable = rng.chance(0.7);
  const lines = [`${mutable ? "var" : "let"} ${kept} = ${atom(b, type.scalar)};`];
  const entry = { name: kept, type, text: kept, constness: "runtime", mutable } as const;
  b.declare({ ...entry, shadowable: false, pointer: mutable ? `&${kept}` : undefined });
  let reliable = entries.length;
  for (let count = rng.between(1, 4); count > 0; count--) {
    lines.push(...inner(1));
    if (!b.continued) reliable = entries.length;
    if (rng.chance(0.2)) lines.push(...skip(b));
  }
  if (mutable && rng.chance(0.7)) {
    lines.push(lending(b, () => `${kept} = ${expression(b, type, 2, { anchored: true }).text};`));
  }
  for (const { name } of entries.slice(reliable)) skipped.add(name);
  return lines;
}

/** A `continue` that only some invocations take. */
function skip(b: Body): string[] {
  if (!b.kernel.note("continue")) return [];
  b.continued = true;
  return [`if (${lending(b, () => condition(b, 1))}) {`, "continue;", "}"];
}

function continuing(b: Body, i: string, most: string): string[] {
  const { rng } = b.kernel;
  const outer = b.scopes[b.scopes.length - 1];
  return b.scoped(() => {
    const lines = [`${i}++;`, ...bodyName(b, outer)];
    if (rng.chance(0.6)) lines.push(...b.kernel.choose(simpleMenu(b)));
    if (most) lines.push(`break if ${i} >= ${most}${maybe(b, "||")};`);
    return ["continuing {", ...lines, "}"];
  }, false);
}

/** Adds a variable of the body to one from outside of it, so that what it holds is seen. */
function bodyName(b: Body, { entries, skipped }: Scope): string[] {
  const { rng } = b.kernel;
  const target = place(b, (type) => type.name === "u32");
  const able = entries.filter(({ name, type, mutable }) =>
    mutable && type.kind === "plain" && type.size === 1 && !skipped.has(name)
  );
  if (!target || able.length === 0 || !rng.chance(0.8)) return [];
  b.kernel.note("body_name_in_continuing");
  return [`${target.text} += u32(${rng.pick(able).text}) * ${rng.between(1, 9)}u;`];
}
