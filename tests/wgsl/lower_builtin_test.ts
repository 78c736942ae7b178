import assert from "node:assert/strict";
import { runCompiled } from "../helpers/run_compiled.ts";
import { module } from "./modules.ts";

/** A builtin of u32 or i32, as WGSL writes it, and what its spec says it gives; words in and out. */
interface Builtin {
  readonly call: string;
  readonly scalar: "u32" | "i32";
  readonly oracle: (a: number, b: number, c: number) => number;
}

const bits = (word: number) => (word >>> 0).toString(2).padStart(32, "0");
const reversed = (text: string) => [...text].reverse().join("");
const word = (digits: string) => parseInt(digits, 2) >>> 0;

/** Digits of a word, lowest first, from `offset` on; both arguments clipped to the word. */
function range(offset: number, count: number): [from: number, to: number] {
  const from = Math.min(offset >>> 0, 32);
  return [from, from + Math.min(count >>> 0, 32 - from)];
}

function extract(value: number, offset: number, count: number, fill: (digits: string) => string) {
  const digits = reversed(bits(value)).slice(...range(offset, count));
  return word(reversed(digits.padEnd(32, digits === "" ? "0" : fill(digits))));
}

function insert(value: number, newBits: number, offset: number, count: number) {
  const [from, to] = range(offset, count);
  const digits = reversed(bits(value));
  const put = reversed(bits(newBits)).slice(0, to - from);
  return word(reversed(digits.slice(0, from) + put + digits.slice(to)));
}

const BOTH: readonly Omit<Builtin, "scalar">[] = [
  { call: "countOneBits(a)", oracle: (a) => bits(a).replaceAll("0", "").length },
  { call: "countLeadingZeros(a)", oracle: (a) => (bits(a) + "1").indexOf("1") },
  { call: "countTrailingZeros(a)", oracle: (a) => (reversed(bits(a)) + "1").indexOf("1") },
  { call: "reverseBits(a)", oracle: (a) => word(reversed(bits(a))) },
  { call: "firstTrailingBit(a)", oracle: (a) => reversed(bits(a)).indexOf("1") },
  { call: "insertBits(a, b, u32(c), u32(b))", oracle: (a, b, c) => insert(a, b, c, b) },
  {
    call: "insertBits(a, b, u32(c) % 32u, 7u)",
    oracle: (a, b, c) => insert(a, b, (c >>> 0) % 32, 7),
  },
  {
    call: "dot(vec3(a, b, c), vec3(c, b, a))",
    oracle: (a, b, c) => 2 * Math.imul(a, c) + Math.imul(b, b),
  },
];

const BUILTINS: readonly Builtin[] = [
  ...BOTH.map((builtin) => ({ ...builtin, scalar: "u32" as const })),
  ...BOTH.map((builtin) => ({ ...builtin, scalar: "i32" as const })),
  { call: "abs(a)", scalar: "u32", oracle: (a) => a },
  { call: "abs(a)", scalar: "i32", oracle: (a) => Math.abs(a) },
  { call: "sign(a)", scalar: "i32", oracle: Math.sign },
  { call: "min(a, b)", scalar: "u32", oracle: (a, b) => Math.min(a, b) },
  { call: "min(a, b)", scalar: "i32", oracle: (a, b) => Math.min(a, b) },
  { call: "max(a, b)", scalar: "u32", oracle: (a, b) => Math.max(a, b) },
  { call: "max(a, b)", scalar: "i32", oracle: (a, b) => Math.max(a, b) },
  { call: "clamp(a, b, c)", scalar: "u32", oracle: (a, b, c) => Math.min(Math.max(a, b), c) },
  { call: "clamp(a, b, c)", scalar: "i32", oracle: (a, b, c) => Math.min(Math.max(a, b), c) },
  { call: "firstLeadingBit(a)", scalar: "u32", oracle: (a) => 31 - (bits(a) + "1").indexOf("1") },
  {
    call: "firstLeadingBit(a)",
    scalar: "i32",
    oracle: (a) => 31 - (bits(a < 0 ? ~a : a) + "1").indexOf("1"),
  },
  {
    call: "extractBits(a, u32(b), u32(c))",
    scalar: "u32",
    oracle: (a, b, c) => extract(a, b, c, () => "0"),
  },
  {
    call: "extractBits(a, u32(b) % 32u, 9u)",
    scalar: "i32",
    oracle: (a, b) => extract(a, (b >>> 0) % 32, 9, (digits) => digits[digits.length - 1]),
  },
  {
    call: "extractBits(a, u32(b), u32(c))",
    scalar: "i32",
    oracle: (a, b, c) => extract(a, b, c, (digits) => digits[digits.length - 1]),
  },
  { call: "bitcast<i32>(a) >> 1u", scalar: "u32", oracle: (a) => (a | 0) >> 1 },
  { call: "bitcast<u32>(a) >> 1u", scalar: "i32", oracle: (a) => a >>> 1 },
];

const EDGES = [0, 1, 2, 3, 7, 31, 32, 33, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const INVOCATIONS = 64;

/** Three words an invocation: edges in all mixtures, and Weyl's sequence. */
const INPUT = Uint32Array.from(
  { length: 3 * INVOCATIONS },
  (_, i) => i % 5 < 3 ? EDGES[(i * 7 + (i >> 3)) % EDGES.length] : Math.imul(i, 0x9e3779b9) >>> 0,
);

/** A kernel that writes a builtin's word for each invocation. */
function source({ call, scalar }: Builtin): string {
  const [a, b, c] = [0, 1, 2].map((i) => `${scalar}(input[3u * id.x + ${i}u])`);
  return module(`let a = ${a}; let b = ${b}; let c = ${c}; out[id.x] = u32(${call});`);
}

for (const builtin of BUILTINS) {
  Deno.test(`${builtin.call} of ${builtin.scalar} gives what WGSL says`, () => {
    const as = (word: number) => builtin.scalar === "u32" ? word : word | 0;
    const wanted = Uint32Array.from({ length: INVOCATIONS }, (_, id) => {
      const [a, b, c] = INPUT.slice(3 * id, 3 * id + 3);
      return builtin.oracle(as(a), as(b), as(c)) >>> 0;
    });
    const buffers = {
      params: new Uint32Array(12),
      input: INPUT,
      counts: new Uint32Array(1),
      out: new Uint32Array(INVOCATIONS),
    };
    for (const blocks of [0, 2]) {
      const { out } = runCompiled(source(builtin), buffers, INVOCATIONS, { blocks });
      assert.deepEqual(out, wanted);
    }
  });
}
