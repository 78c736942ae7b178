/** What to run: checked once, frozen, and the same thing as an object, as JSON and as a hash. */

import { parseSeed, randomSeed, type Seed } from "./seed.ts";
import type { Range } from "./tally/ranges.ts";
import { checkWindow, type Window, windowFor } from "./tally/window.ts";
import { findWalk } from "./walks.ts";

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
  /** A number in [0, 2^64) or a text; without one, a random number is drawn. */
  readonly seed?: string | number | bigint;
  /** Six standard deviations around the start by default. */
  readonly window?: Window;
}

const MAX_WALKERS = Number.MAX_SAFE_INTEGER;
const MAX_COORDINATE = 2 ** 31 - 1;

/**
 * Checks a run's description and fills in its defaults.
 *
 * @throws {RangeError} If a value is out of bounds; the message names value, bound and remedy.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createSpec } from "./spec.ts";
 *
 * const spec = createSpec({ walkers: 100_000, seed: 7 });
 * assert.equal(spec.steps, 1000);
 * assert.deepEqual(spec.window, { origin: [-190, -190], cellSize: 2, columns: 191, rows: 191 });
 * ```
 */
export function createSpec(input: SpecInput): RunSpec {
  const walk = findWalk(input.walk ?? "diagonal");
  const { dimensions = 2, first = 0, steps = 1000, walkers } = input;
  if (dimensions !== 2) {
    throw new RangeError(`Cannot walk in ${dimensions} dimensions: only 2 are possible so far`);
  }
  checkCount("walkers", walkers, MAX_WALKERS);
  checkFirst(first, walkers);
  checkCount("steps", steps, Math.floor(MAX_COORDINATE / walk.reach));
  const seed = Object.freeze(input.seed === undefined ? randomSeed() : parseSeed(input.seed));
  const window = checkWindow(input.window ?? windowFor(walk, steps), walk);
  return Object.freeze({ walk: walk.name, dimensions, first, walkers, steps, seed, window });
}

/** The walkers of a spec, by their numbers. */
export function walkersOf({ first, walkers }: RunSpec): Range {
  return { first, end: first + walkers };
}

/**
 * A spec as plain data for JSON. The seed is a string, as JSON has no 64-bit numbers; `first` is left
 * out where it is 0, so that files and hashes from before there was one stay what they are.
 */
export function specToJson({ walk, dimensions, first, ...rest }: RunSpec): Record<string, unknown> {
  return { walk, dimensions, ...first > 0 && { first }, ...rest, seed: rest.seed.text };
}

/**
 * A spec from what {@linkcode specToJson} gave, checked again.
 *
 * @throws {TypeError} If it is no object, or a member is missing, unknown or of another type.
 * @throws {RangeError} If a value is out of bounds.
 */
export function specFromJson(json: unknown): RunSpec {
  const members: Record<string, string> = {
    walk: "string",
    dimensions: "number",
    first: "number?",
    walkers: "number",
    steps: "number",
    seed: "string",
    window: "object",
  };
  const found = checkMembers("a run", json, members);
  const window = checkMembers("a window", found.window, {
    origin: "object",
    cellSize: "number",
    columns: "number",
    rows: "number",
  });
  if (!Array.isArray(window.origin) || window.origin.length !== 2) {
    throw new TypeError("Cannot read a window: origin must be two numbers");
  }
  return createSpec(found as unknown as SpecInput);
}

/** SHA-256 of the spec's canonical JSON, in hexadecimal: equal hashes are equal runs. */
export async function hashSpec(spec: RunSpec): Promise<string> {
  const json = JSON.stringify({ ...specToJson(spec), seed: String(spec.seed.value) });
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(json));
  return new Uint8Array(hash).toHex();
}

function checkCount(name: string, value: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return;
  throw new RangeError(`Cannot run ${value} ${name}: use a whole number from 1 to ${most}`);
}

function checkFirst(first: number, walkers: number): void {
  const most = MAX_WALKERS - walkers;
  if (Number.isSafeInteger(first) && first >= 0 && first <= most) return;
  throw new RangeError(
    `Cannot begin with walker ${first}: for ${walkers} walkers use a whole number from 0 to ${most}`,
  );
}

function checkMembers(what: string, json: unknown, members: Record<string, string>) {
  if (typeof json !== "object" || json === null) {
    throw new TypeError(`Cannot read ${what}: expected an object, found ${json}`);
  }
  const found = json as Record<string, unknown>;
  for (const [name, type] of Object.entries(members)) {
    const wanted = type.replace("?", "");
    if (wanted !== type && !(name in found)) continue;
    if (typeof found[name] === wanted && found[name] !== null) continue;
    throw new TypeError(`Cannot read ${what}: ${name} must be a ${wanted}, found ${found[name]}`);
  }
  const unknown = Object.keys(found).find((name) => !(name in members));
  if (unknown !== undefined) throw new TypeError(`Cannot read ${what}: unknown member ${unknown}`);
  return found;
}
