/** Kernels that put an operation to all its cases, with operands known at different times. */

import { type Operation, type Scalar, wrap } from "./table_oracle.ts";

/** Values at which something changes: ends of the range, widths of the word, bits far apart. */
const EDGES: Readonly<Record<Scalar, readonly bigint[]>> = {
  u32: [0n, 1n, 7n, 31n, 32n, 0x7fffffffn, 0x80000000n, 0xffffffffn, 0x9e3779b9n],
  i32: [0n, 1n, -1n, -7n, 31n, 0x7fffffffn, -0x80000000n, -0x7fffffffn, -0x61c88647n],
  bool: [0n, 1n],
};

/** Cases of an operation at most: of many operands every so many-th is taken. */
const MOST_CASES = 100;

export type Case = readonly bigint[];

/** When an operand is known: as a literal, by the host, in all invocations alike, or in each. */
export type Time = "constant" | "override" | "uniform" | "varying";

/** All operands at one time, and those of two times in each order. */
export const TIMES: readonly (readonly [Time, Time])[] = [
  ["constant", "constant"],
  ["override", "override"],
  ["uniform", "uniform"],
  ["constant", "varying"],
  ["varying", "constant"],
  ["uniform", "varying"],
  ["varying", "uniform"],
];

/** An operation's cases: the product of its operands' edges, or a part of it spread evenly. */
export function casesOf({ operands }: Operation): Case[] {
  const all = operands.map((scalar) => EDGES[scalar])
    .reduce<Case[]>((cases, next) => cases.flatMap((c) => next.map((v) => [...c, v])), [[]]);
  // Odd, so that every operand takes all its values.
  const step = 2 * Math.floor(all.length / MOST_CASES / 2) + 1;
  return all.filter((_, i) => i % step === 0);
}

/** Whether WGSL takes the case with the first operand and the others known at these times. */
export function isTaken(
  operation: Operation,
  values: Case,
  [first, others]: readonly [Time, Time],
) {
  const { isError, isPartError, constantFrom } = operation;
  const isKnown = (time: Time) => time === "constant" || time === "override";
  const isOne = operation.operands.length === 1;
  const areAll = isKnown(first) && (isOne || isKnown(others));
  if (!areAll && constantFrom === 0) return false;
  if (constantFrom === 1 && !isKnown(others)) return false;
  if (areAll) return !isError?.(values);
  return !(isKnown(others) && isPartError?.(values));
}

export function literal(scalar: Scalar, value: bigint): string {
  if (scalar === "bool") return String(value !== 0n);
  if (scalar === "u32") return `${value}u`;
  return value === -(2n ** 31n) ? "i32(-2147483648)" : value < 0n ? `(${value}i)` : `${value}i`;
}

/** A word as an operand's type. */
function typed(scalar: Scalar, word: string): string {
  return scalar === "bool" ? `(${word} != 0u)` : scalar === "i32" ? `i32(${word})` : word;
}

export interface Table {
  readonly source: string;
  /** Words that the kernel reads: a case's operands, one after the other. */
  readonly input: Uint32Array<ArrayBuffer>;
  /** Words that it is to leave. */
  readonly wanted: Uint32Array<ArrayBuffer>;
  readonly invocations: number;
}

const words = (values: readonly bigint[]) =>
  Uint32Array.from(values, (v) => Number(wrap("u32", v)));

/** A kernel whose invocation i works on case i, scalar and as a vector of its neighbours. */
export function varyingTable(operation: Operation): Table | undefined {
  const cases = casesOf(operation).filter((c) => isTaken(operation, c, ["varying", "varying"]));
  if (cases.length === 0) return undefined;
  const { operands, text, value, scalarsFrom = operands.length } = operation;
  const count = cases.length;
  const read = (i: string, k: number) =>
    typed(operands[k], `input[${i} * ${operands.length}u + ${k}u]`);
  const scalar = text(operands.map((_, k) => read("id.x", k)));
  const sizes = operation.isComponentwise ? [2, 3, 4] : [];
  const neighbours = (size: number) =>
    Array.from({ length: size }, (_, c) => `((id.x + ${c}u) % ${count}u)`);
  const vectors = sizes.map((size) => {
    const args = operands.map((of, k) =>
      k < scalarsFrom
        ? `vec${size}<${of}>(${neighbours(size).map((i) => read(i, k)).join(", ")})`
        : read("id.x", k)
    );
    const parts = ["x", "y", "z", "w"].slice(0, size).map((part, c) =>
      `out[(${size}u * id.x + ${c}u) + ${offset(size)}u] = u32(v${size}.${part});`
    );
    return `let v${size} = ${text(args)};\n${parts.join("\n")}`;
  });
  function offset(size: number): number {
    return count * [0, 0, 1, 3, 6][size];
  }
  const wanted = [
    ...cases.map((c) => value(c)),
    ...sizes.flatMap((size) =>
      cases.flatMap((own, i) =>
        Array.from({ length: size }, (_, c) => {
          const other = cases[(i + c) % count];
          return value(operands.map((_, k) => k < scalarsFrom ? other[k] : own[k]));
        })
      )
    ),
  ];
  const body = `if id.x < ${count}u { out[id.x] = u32(${scalar});\n${vectors.join("\n")} }`;
  return {
    source: module(body),
    input: words(cases.flat()),
    wanted: words(wanted),
    invocations: count,
  };
}

/** A kernel that says every case in its text, with operands that are known at two times. */
export function writtenTable(
  operation: Operation,
  times: readonly [Time, Time],
): Table | undefined {
  const cases = casesOf(operation).filter((c) => isTaken(operation, c, times));
  if (cases.length === 0 || (operation.operands.length === 1 && times[0] !== times[1])) {
    return undefined;
  }
  const { operands, text, value } = operation;
  const overrides = new Set<string>();
  const lines = cases.map((values, i) => {
    const args = values.map((v, k) => {
      const of = operands[k];
      const time = times[k === 0 ? 0 : 1];
      const at = `${i * operands.length + k}u`;
      if (time === "constant") return literal(of, v);
      if (time === "uniform") return typed(of, `input[${at}]`);
      if (time === "varying") return typed(of, `input[${at} + zero]`);
      const name = `o_${of}_${v}`.replace("-", "m");
      overrides.add(`override ${name}: ${of} = ${literal(of, v)};`);
      return name;
    });
    const isConstant = times.every((time) => time === "constant") && !operation.isNoConstant;
    const use = text(args);
    return isConstant
      ? `const c${i} = ${use}; out[${i}] = u32(c${i});`
      : `out[${i}] = u32(${use});`;
  });
  // In every invocation 0, but that is for the kernel to find out.
  const body = `let zero = id.x / 64u; if id.x < 1u { ${lines.join("\n")} }`;
  const wanted = cases.map((c) => value(c));
  return {
    source: [...overrides].join("\n") + module(body),
    input: words(cases.flat()),
    wanted: words(wanted),
    invocations: 1,
  };
}

function module(body: string): string {
  return `
@group(0) @binding(0) var<storage, read> input: array<u32>;
@group(0) @binding(1) var<storage, read_write> out: array<u32>;
@compute @workgroup_size(16)
fn main(@builtin(global_invocation_id) id: vec3u) {
${body}
}`;
}
