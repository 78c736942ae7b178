/**
 * The kernel as all backends see it: its parameters by name, what its sums mean, and the proof that
 * a dispatch did what it was asked. Names and places come from the WGSL itself.
 */

import type { RunSpec } from "../spec.ts";
import { keyOf } from "../seed.ts";
import { SUM_NAMES, type Sums, type Tally } from "../tally/tally.ts";
import { findWalk, kernelSource } from "../walks.ts";
import { check, type Overrides } from "../wgsl/check.ts";
import { pack } from "../wgsl/pack.ts";
import { parse } from "../wgsl/parse.ts";
import type { Program } from "../wgsl/typed.ts";
import type { Type } from "../wgsl/types.ts";
import { BackendFault, type Part, type Range } from "./backend.ts";

/** Steps of one dispatch: all of a walk, or a stretch of it. */
export interface Slice {
  readonly range: Range;
  readonly fromStep: number;
  readonly toStep: number;
  /** Invocations dispatched, the idle ones counted. */
  readonly invocations: number;
  readonly nonce: number;
}

/** Words in each storage buffer of the kernel. */
export type KernelLengths = { cells: number; sums: number; carried: number };

/** Words of memory as a dispatch, or several of one range, left them. */
export interface Raw {
  readonly cells: Uint32Array<ArrayBuffer>;
  readonly sums: Uint32Array<ArrayBuffer>;
  /** Where the range's walkers ended, shape [walkers, 2], if that is wanted. */
  readonly endpoints?: Int32Array<ArrayBuffer>;
}

/** Walkers of a range, at most, where every endpoint is wanted: half a MiB. */
export const MAX_ENDPOINTS = 2 ** 16;
/** How far walkers may run ahead of others, where endpoints wait for those before them: 128 MiB. */
export const MAX_AHEAD = 2 ** 24;

/** Copies words into those of an earlier range, or into new ones: memory must not grow with n. */
export function copyRaw(
  cells: Uint32Array,
  sums: Uint32Array,
  spare?: Raw,
  endpoints?: Int32Array<ArrayBuffer>,
): Raw {
  const raw = {
    cells: spare?.cells ?? new Uint32Array(cells.length),
    sums: spare?.sums ?? new Uint32Array(sums.length),
    endpoints,
  };
  raw.cells.set(cells);
  raw.sums.set(sums);
  return raw;
}

/** The buffers of words, to be moved to another thread. */
export function buffersOf(raw?: Raw): ArrayBuffer[] {
  if (!raw) return [];
  return [raw.cells, raw.sums, raw.endpoints].flatMap((words) => words ? [words.buffer] : []);
}

/** What a backend needs of the checked kernel: plain data, which can be sent to a worker. */
export interface KernelFacts {
  readonly params: Type & { kind: "struct" };
  /** The module's integer constants, by name: places of sums, steps of a block. */
  readonly constants: Readonly<Record<string, number>>;
}

/** The kernel's facts from its checked text. */
export function kernelFacts({ buffers, constants }: Program): KernelFacts {
  const params = buffers.find(({ name }) => name === "params")?.type;
  if (params?.kind !== "struct") throw new TypeError("The kernel has no struct params");
  return { params, constants };
}

/** The kernel of a spec's walk, checked but not compiled. */
export function checkKernel(spec: RunSpec, overrides: Overrides = {}): Program {
  const source = kernelSource(findWalk(spec.walk));
  return check(source, parse(source), overrides);
}

/** @param carried Walkers that may be carried from one dispatch to the next. */
export function kernelLengths(
  { window }: RunSpec,
  { constants }: Pick<KernelFacts, "constants">,
  carried: number,
): KernelLengths {
  return {
    cells: window.columns * window.rows,
    sums: constants.SLOTS * constants.SLOT_WORDS,
    carried: 2 * Math.max(1, carried),
  };
}

/** The uniform of a slice, as words. */
export function packParams(
  facts: KernelFacts,
  spec: RunSpec,
  slice: Slice,
): Uint32Array<ArrayBuffer> {
  const { window } = spec;
  const { first, end } = slice.range;
  return pack(facts.params, {
    key: keyOf(spec.seed),
    first: [first % 2 ** 32, Math.floor(first / 2 ** 32)],
    walkers: end - first,
    invocations: slice.invocations,
    from_step: slice.fromStep,
    to_step: slice.toStep,
    steps: spec.steps,
    nonce: slice.nonce,
    origin: window.origin,
    shape: [window.columns, window.rows],
    cell_shift: Math.log2(window.cellSize),
  });
}

/** Invocations that a slot's sums have room for: their words hold 16 bits of each (tally.wgsl). */
const MAX_ADDITIONS = 65_536;

/** A nonce that no earlier dispatch is likely to have left behind; never zero. */
export function drawNonce(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] | 1) >>> 0;
}

/**
 * Reads what the slices of one range left, and proves it: the nonces, the invocations, the steps
 * made, and that every walker is counted once.
 *
 * @throws {BackendFault} If anything is not as the slices demand.
 */
export function readPart(
  facts: KernelFacts,
  spec: RunSpec,
  range: Range,
  slices: readonly Slice[],
  raw: Raw,
): Part {
  const walkers = range.end - range.first;
  const found = proveSlices(facts, slices, raw.sums);
  expect("cells", raw.cells.length, spec.window.columns * spec.window.rows);
  let counted = found.outside;
  for (let i = 0; i < raw.cells.length; i++) counted += raw.cells[i];
  expect("walkers", found.walkers, walkers);
  expect("counts", counted, walkers);
  const { sums, outside } = found;
  const tally: Tally = { window: spec.window, walkers, outside, cells: raw.cells, sums };
  if (raw.endpoints) proveEndpoints(raw.endpoints, walkers, sums);
  return { range, tally, endpoints: raw.endpoints };
}

/** Endpoints must sum to what the kernel summed on its own way. */
function proveEndpoints(endpoints: Int32Array, walkers: number, sums: Sums): void {
  expect("endpoints", endpoints.length, 2 * walkers);
  let [x, y, xy] = [0, 0, 0n];
  for (let i = 0; i < endpoints.length; i += 2) {
    x += endpoints[i];
    y += endpoints[i + 1];
    xy += BigInt(endpoints[i]) * BigInt(endpoints[i + 1]);
  }
  expect("sum of x", BigInt(x), sums.x);
  expect("sum of y", BigInt(y), sums.y);
  expect("sum of products", xy, sums.xy);
}

/** What the sums of some slices say, once nonce, invocations and steps are proven. */
export function proveSlices(
  facts: KernelFacts,
  slices: readonly Slice[],
  words: Uint32Array,
): { walkers: number; outside: number; sums: Sums } {
  const { constants } = facts;
  const total = (of: (slice: Slice) => number) => slices.reduce((sum, s) => sum + of(s), 0);
  const word = (at: number) => sumSlots(words, constants.SLOT_WORDS, at);
  const wide = (at: number) =>
    [0, 1, 2, 3].reduce((sum, limb) => sum + (BigInt(word(at + limb)) << BigInt(16 * limb)), 0n);
  const invocations = total((slice) => slice.invocations);
  const steps = slices.reduce(
    (sum, { range, fromStep, toStep }) =>
      sum + BigInt(range.end - range.first) * BigInt(toStep - fromStep),
    0n,
  );
  expect("nonce", words[constants.NONCE], total((slice) => slice.nonce) % 2 ** 32);
  expect("invocations", word(constants.INVOCATIONS), invocations);
  if (invocations > MAX_ADDITIONS * constants.SLOTS) {
    throw new BackendFault(`a range of ${invocations} invocations overflows its sums`);
  }
  expect("steps", wide(constants.STEPS), steps);
  // Every invocation added 2^63 to each signed sum.
  const bias = BigInt(invocations) << 63n;
  const sums = Object.fromEntries(
    SUM_NAMES.map((name) => [name, wide(constants[`SUM_${name.toUpperCase()}`]) - bias]),
  ) as unknown as Sums;
  return { walkers: word(constants.WALKERS), outside: word(constants.OUTSIDE), sums };
}

function sumSlots(words: Uint32Array, slotWords: number, at: number): number {
  let sum = 0;
  for (let i = at; i < words.length; i += slotWords) sum += words[i];
  return sum;
}

function expect(what: string, found: number | bigint, wanted: number | bigint): void {
  if (found === wanted) return;
  throw new BackendFault(`a dispatch is unproven: ${what} ${found} instead of ${wanted}`);
}
