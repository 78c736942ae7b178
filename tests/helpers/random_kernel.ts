/**
 * Random WGSL compute kernels within Hexwalk's subset, for property tests: a compiler of that
 * subset must give the same bits as a WebGPU adapter. A pure function of the seed.
 */

import { statements } from "./random_kernel_branches.ts";
import {
  declareAlias,
  declareConst,
  declareHelper,
  declareOverride,
  declarePrivate,
  declareStruct,
  paramsStruct,
  recordStruct,
  structText,
  structWords,
} from "./random_kernel_declarations.ts";
import { declare } from "./random_kernel_statements.ts";
import { Body, type Entry, Kernel } from "./random_kernel_state.ts";
import { plain, type Scalar, type Struct, type Type, U32 } from "./random_kernel_types.ts";

/** A kernel and all that a host needs to run it. */
export interface RandomKernel {
  readonly source: string;
  /** Values for some overrides, by name or by `@id`, as WebGPU takes them. */
  readonly overrides: Readonly<Record<string, number>>;
  /** Words of the uniform at binding 0. */
  readonly params: Uint32Array<ArrayBuffer>;
  /** Words of the read-only array at binding 1. */
  readonly input: Uint32Array<ArrayBuffer>;
  /** First words of the atomics at binding 2. */
  readonly counts: Uint32Array<ArrayBuffer>;
  /**
   * Invocations along x, a multiple of the 16 of a workgroup. Binding 3 takes 4 words for each, binding
   * 4 {@linkcode RECORD_WORDS} at most, binding 5 one.
   */
  readonly invocations: number;
  /** How often each construct was written. */
  readonly constructs: Readonly<Record<string, number>>;
}

/** How to write a kernel. */
export interface RandomKernelOptions {
  /**
   * Constructs to do without, by their names in {@linkcode RandomKernel.constructs}: all but the
   * ways to name a part of a variable (index, member, swizzle, dereference and their assignments),
   * the compound operators such as `+=`, and variables and literals.
   */
  readonly omit?: readonly string[];
}

/** The most words that an invocation keeps at binding 4. */
export const RECORD_WORDS = 64;

const INVOCATIONS = 64;
const INPUT_WORDS = 64;
const COUNT_WORDS = 17;

/**
 * Writes a random kernel.
 *
 * Every loop turns 12 times at most and an invocation stays under 10,000 turns in all: llvmpipe
 * silently ends loops after 65,535.
 */
export function randomKernel(seed: number, options: RandomKernelOptions = {}): RandomKernel {
  const kernel = new Kernel(seed, options.omit ?? []);
  const { rng } = kernel;
  const overrides: Record<string, number> = {};
  const params = paramsStruct(kernel);
  const record = recordStruct(kernel);
  const some = (construct: string, most: number, make: () => string) =>
    kernel.allows(construct) ? times(rng.between(0, most), make) : [];
  const parts = [
    ...some("struct", 3, () => declareStruct(kernel)),
    ...some("const", 4, () => declareConst(kernel)),
    ...some("alias", 2, () => declareAlias(kernel)),
    ...some("override", 3, () => declareOverride(kernel, overrides)),
    ...some("private", 2, () => declarePrivate(kernel)),
    ...some("helper", 5, () => declareHelper(kernel)),
    mainText(kernel, record),
    structText(record),
    structText(params),
    "@group(0) @binding(0) var<uniform> params: Params;",
    "@group(0) @binding(1) var<storage, read> input: array<u32>;",
    "@group(0) @binding(2) var<storage, read_write> counts: array<atomic<u32>>;",
    "@group(0) @binding(3) var<storage, read_write> output: array<u32>;",
    "@group(0) @binding(4) var<storage, read_write> records: array<Record>;",
    "@group(0) @binding(5) var<storage, read_write> own: array<atomic<u32>>;",
  ];
  // WGSL takes module-scope declarations in any order.
  const lines = indent(rng.chance(0.3) ? rng.shuffle(parts) : parts);
  const source = lines.map((line) => line + comment(kernel, line)).join("\n");
  return { source, overrides, ...randomData(kernel, structWords(params)) };
}

function randomData(
  kernel: Kernel,
  paramsWords: number,
): Omit<RandomKernel, "source" | "overrides"> {
  const { rng, constructs } = kernel;
  const words = (count: number) => Uint32Array.from({ length: count }, () => rng.datum());
  const params = words(paramsWords);
  params[0] = rng.between(INVOCATIONS / 2, 2 * INVOCATIONS);
  const input = words(INPUT_WORDS);
  return { params, input, counts: words(COUNT_WORDS), invocations: INVOCATIONS, constructs };
}

function mainText(kernel: Kernel, record: Struct): string {
  const { rng } = kernel;
  const b = new Body(kernel, undefined, true, rng.between(20, 80), { turns: 10_000, size: 250 });
  return b.scoped(() => {
    const fixed = { mutable: false, shadowable: false, constness: "runtime" } as const;
    b.declare({ ...fixed, name: "id", text: "id", type: plain("u32", 3) });
    b.declare({ ...fixed, name: "base", text: "base", type: U32 });
    const own = { name: "records", text: "records[id.x]", type: record } as const;
    if (kernel.note("record")) b.declare({ ...fixed, ...own, mutable: true });
    const guard = rng.chance(0.1) ? ["if (id.x >= params.size) {", "return;", "}"] : [];
    const first = ["let base = id.x * 4u;", ...guard, ...seedVariables(b)];
    const lines = statements(b, 80, 4);
    return [
      `@compute @workgroup_size(${rng.pick(["16", "16", "16, 1", "16, 1, 1", "8 + 8"])})`,
      `fn main(@builtin(global_invocation_id) id: ${rng.pick(["vec3u", "vec3<u32>"])}) {`,
      ...first,
      ...lines,
      ...digest([...visiblePrivates(b), ...b.scopes[0].entries]),
      "}",
    ].join("\n");
  });
}

/** Variables of every scalar type that differ between invocations, for all the rest to work on. */
function seedVariables(b: Body): string[] {
  const { rng } = b.kernel;
  const scalars: Scalar[] = ["u32", "u32", "i32", "bool", rng.pick(["u32", "i32", "bool"])];
  const lines = scalars.map((scalar, i) => {
    const type = plain(scalar, i < 4 ? 1 : rng.between(2, 4));
    const name = b.kernel.name("v");
    const words = times(type.size, () => `input[(id.x * ${rng.between(1, 9)}u + ${i}u) & 63u]`);
    const bits = scalar === "bool" ? words.map((word) => `(${word} & 1u) == 0u`) : words;
    const parts = scalar === "i32" ? bits.map((bit) => `i32(${bit})`) : bits;
    const entry = { name, type, text: name, constness: "runtime", mutable: true } as const;
    b.declare({ ...entry, shadowable: true, pointer: `&${name}` });
    return `var ${name} = ${type.size === 1 ? parts[0] : `${type.name}(${parts.join(", ")})`};`;
  });
  const pointed = b.kernel.helpers.flatMap(({ parameters }) =>
    parameters.flatMap(({ type, pointer }) => pointer ? [type] : [])
  );
  return [...lines, ...pointed.slice(0, 3).flatMap((type) => declare(b, type))];
}

function visiblePrivates({ kernel, scopes }: Body): Entry[] {
  const hidden = scopes[0].entries.map(({ name }) => name);
  return kernel.globals.filter(({ name, mutable }) => mutable && !hidden.includes(name));
}

/** Folds every variable of `main` into its output, so that no difference stays hidden. */
function digest(entries: readonly Entry[]): string[] {
  const lines = ["var hash = 2166136261u;"];
  entries.forEach(({ text, type }, n) => {
    const parts = wordsOf(type).map((part, i) => `${part(text)} * ${2 * i + 3}u`);
    lines.push(`hash = (hash ^ (${parts.join(" + ")})) * 16777619u;`, "hash ^= hash >> 15u;");
    const last = entries.length - n <= 4;
    if (last) lines.push(`output[base + ${entries.length - n - 1}u] ^= hash;`);
  });
  return lines;
}

/** How to write each scalar in a value, as a u32, given the value's text. */
function wordsOf(type: Type): ((text: string) => string)[] {
  if (type.kind === "struct") {
    return type.members.flatMap(({ name, type }) =>
      wordsOf(type).map((part) => (text: string) => part(`${text}.${name}`))
    );
  }
  if (type.kind === "array") {
    return times(type.length, (i) => i).flatMap((i) =>
      wordsOf(type.element).map((part) => (text: string) => part(`${text}[${i}]`))
    );
  }
  const wrap = (text: string) => type.scalar === "u32" ? text : `u32(${text})`;
  if (type.size === 1) return [wrap];
  return times(type.size, (i) => (text: string) => wrap(`${text}.${"xyzw"[i]}`));
}

function times<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

/** Now and then a comment, with what a careless lexer would trip over. */
function comment(kernel: Kernel, line: string): string {
  if (!line.endsWith(";") || !kernel.rng.chance(0.02) || !kernel.note("comment")) return "";
  return kernel.rng.pick([" // } */", " /* ; /* nested } */ // */", "//"]);
}

function indent(parts: readonly string[]): string[] {
  let depth = 0;
  return parts.flatMap((part) => [...part.split("\n"), ""]).map((line) => {
    const text = line.trim();
    if (text.startsWith("}")) depth--;
    const indented = text && "  ".repeat(depth) + text;
    if (text.endsWith("{")) depth++;
    return indented;
  });
}
