/** What to run: checked once, frozen, and the same thing as an object, as JSON and as a hash. */

import {
  bigint,
  checkArgument,
  checkOptions,
  having,
  type Kind,
  type Kinds,
  number,
  oneOf,
  record,
  required,
  text,
  wholeNumber,
} from "./options/options.ts";
import { parseSeed, randomSeed, type Seed, type SeedInput } from "./seed.ts";
import type { Range } from "./tally/ranges.ts";
import { checkWindow, WINDOW, type Window, windowFor } from "./tally/window.ts";
import { withJson } from "./to_json.ts";
import { findWalk, WALK_NAMES } from "./walks.ts";

/** A checked, frozen description of a run; `createSpec` alone makes it. */
export interface RunSpec {
  /** Name of the walk, such as "diagonal". */
  readonly walk: string;
  /** How many axes the lattice has; 2 so far. */
  readonly dimensions: number;
  /** The number of the first walker; with `walkers` at most 2^53 − 1. */
  readonly first: number;
  /** How many walkers, 1 to 2^53 − 1. */
  readonly walkers: number;
  /** Steps of each walk, 1 to 2^31 − 1, so that no coordinate leaves i32. */
  readonly steps: number;
  /** What the random numbers are made of; equal seeds walk alike. */
  readonly seed: Seed;
  /** Where endpoints are counted by cell. */
  readonly window: Window;
}

/** What a user says of a run; the rest has defaults. */
export interface SpecInput {
  /** "diagonal" by default. */
  readonly walk?: string;
  /** 2, the one number of axes so far. */
  readonly dimensions?: number;
  /** The number of the first walker, 0 by default: runs of other walkers add up to one of all. */
  readonly first?: number;
  /** How many walkers, 1 to 2^53 − 1. */
  readonly walkers: number;
  /** 1000 by default. */
  readonly steps?: number;
  /** A number in [0, 2^64) or a text, or another spec's; without one, a random number is drawn. */
  readonly seed?: SeedInput;
  /** Six standard deviations around the start by default. */
  readonly window?: Window;
}

const MAX_WALKERS = Number.MAX_SAFE_INTEGER;
const MAX_COORDINATE = 2 ** 31 - 1;

/** Bounds that depend on other members are checked after these. */
const SPEC_INPUT: Kinds<SpecInput> = {
  walk: oneOf(WALK_NAMES),
  dimensions: number("use 2, as no other is possible so far", (value) => value === 2),
  first: number("use a whole number from 0"),
  walkers: required(wholeNumber(1, MAX_WALKERS)),
  steps: number("use a whole number from 1"),
  seed: { check: (value) => void parseSeed(value as SeedInput) },
  window: record(WINDOW),
};

const FROM_CREATE_SPEC = "use what createSpec() gave";

/** What is taken for a spec. */
export const SPEC: Kind<RunSpec> = having(
  {
    walk: text,
    ...{ dimensions: number(FROM_CREATE_SPEC), first: number(FROM_CREATE_SPEC) },
    ...{ walkers: number(FROM_CREATE_SPEC), steps: number(FROM_CREATE_SPEC) },
    seed: having<Seed>({ text, value: bigint }, FROM_CREATE_SPEC),
    window: record(WINDOW),
  },
  FROM_CREATE_SPEC,
);

/** Every spec that was made here, and so needs no other check. */
const made = new WeakSet<object>();

/**
 * Checks a run's description and fills in its defaults. A spec is its own description: it is given
 * back, and `{ ...spec, steps: 10 }` describes another.
 *
 * @throws {TypeError} If an option is unknown, missing or of another type.
 * @throws {RangeError} If a value is out of bounds. Both messages name option, value and remedy.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createSpec } from "hexwalk";
 *
 * const spec = createSpec({ walkers: 100_000, seed: 7 });
 * assert.equal(spec.steps, 1000);
 * assert.deepEqual(spec.window, { origin: [-190, -190], cellSize: 2, columns: 191, rows: 191 });
 * assert.throws(() => createSpec({ walkers: 0 }), /Cannot run with walkers 0: use a whole number/);
 * ```
 */
export function createSpec(input: SpecInput | RunSpec): RunSpec {
  if (made.has(input)) return input as RunSpec;
  checkOptions("run", input, SPEC_INPUT);
  const walk = findWalk(input.walk ?? "diagonal");
  const { dimensions = 2, first = 0, steps = 1000, walkers } = input;
  checkArgument(
    "run",
    "first",
    first,
    wholeNumber(0, MAX_WALKERS - walkers, `for ${walkers} walkers `),
  );
  checkArgument("run", "steps", steps, wholeNumber(1, Math.floor(MAX_COORDINATE / walk.reach)));
  const seed = Object.freeze(input.seed === undefined ? randomSeed() : parseSeed(input.seed));
  const window = checkWindow(input.window ?? windowFor(walk, steps), walk);
  const spec = { walk: walk.name, dimensions, first, walkers, steps, seed, window };
  made.add(spec);
  return Object.freeze(withJson(spec, specToJson));
}

/** The walkers of a spec, by their numbers. */
export function walkersOf({ first, walkers }: RunSpec): Range {
  return { first, end: first + walkers };
}

/**
 * What two specs differ in besides their walkers, as in "seed 7 and 8"; undefined if their walkers
 * walk alike. A seed is its number, whatever text it was made from.
 */
export function differenceOf(a: RunSpec, b: RunSpec): string | undefined {
  const facts = ({ walk, dimensions, steps, seed, window }: RunSpec) => ({
    walk,
    dimensions,
    steps,
    seed: String(seed.value),
    window: JSON.stringify(window),
  });
  const other: Record<string, unknown> = facts(b);
  const different = Object.entries(facts(a)).find(([name, value]) => value !== other[name]);
  return different && `${different.join(" ")} and ${other[different[0]]}`;
}

/**
 * A spec as plain data for JSON. The seed is a string, as JSON has no 64-bit numbers; `first` is left
 * out where it is 0, so that files and hashes from before there was one stay what they are.
 *
 * @throws {TypeError} If it is no spec.
 */
export function specToJson(spec: RunSpec): Record<string, unknown> {
  checkArgument("write", "spec", spec, SPEC);
  const { walk, dimensions, first, ...rest } = spec;
  return { walk, dimensions, ...first > 0 && { first }, ...rest, seed: rest.seed.text };
}

/** What {@linkcode specToJson} gives. */
const JSON_SPEC: Kinds<Required<Omit<SpecInput, "first">> & Pick<SpecInput, "first">> = {
  ...SPEC_INPUT,
  walk: required(SPEC_INPUT.walk),
  dimensions: required(SPEC_INPUT.dimensions),
  steps: required(SPEC_INPUT.steps),
  seed: required(text),
  window: required(SPEC_INPUT.window),
};

/**
 * A spec from what {@linkcode specToJson} gave, checked again.
 *
 * @throws {TypeError} If it is no object, or a member is missing, unknown or of another type.
 * @throws {RangeError} If a value is out of bounds.
 */
export function specFromJson(json: unknown): RunSpec {
  checkOptions("read a run", json, JSON_SPEC);
  return createSpec(json as SpecInput);
}

/**
 * SHA-256 of the spec's canonical JSON, in hexadecimal: equal hashes are equal runs.
 *
 * @throws {TypeError} If it is no spec.
 */
export async function hashSpec(spec: RunSpec): Promise<string> {
  const json = JSON.stringify({ ...specToJson(spec), seed: String(spec.seed.value) });
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(json));
  return new Uint8Array(hash).toHex();
}
