/** A run as a file: its spec, its tally, the walkers in it and how it came about, all checked. */

import { type RunSpec, specFromJson, specToJson } from "../spec.ts";
import type { Range } from "../tally/ranges.ts";
import { digest, SUM_NAMES, type Sums, type Tally } from "../tally/tally.ts";
import { checkCounts, type CoveredRun } from "./check_counts.ts";
import { compressCounts, decompressCounts } from "./compressed.ts";
import { refuse } from "./error.ts";
import { checkMembers } from "./members.ts";
import { checkProvenances, type Provenance } from "./provenance.ts";
import { seal, unseal } from "./seal.ts";

export type { CoveredRun } from "./check_counts.ts";
export { DataError } from "./error.ts";
export type { Provenance } from "./provenance.ts";
export { MAX_FILE_BYTES } from "./seal.ts";

/** A run that was read from a file, or added up of such. */
export interface SavedRun extends CoveredRun {
  /** SHA-256 of the tally's canonical bytes: equal digests are equal results. */
  readonly digest: string;
  /** Whether all walkers of the spec are in the tally. */
  readonly isComplete: boolean;
  /** Where the walkers come from; several if the run was added up. */
  readonly provenance: readonly Provenance[];
}

const MEMBERS = {
  format: "string",
  version: "number",
  spec: "object",
  ranges: "object",
  provenance: "object",
  walkers: "number",
  outside: "number",
  sums: "object",
  cells: "string",
  digest: "string",
  checksum: "string",
} as const;

/**
 * A run as the text of a file, ASCII, of about 60,000 characters for 1000 steps.
 *
 * @param provenance Where the walkers come from; those of all entries are the tally's.
 * @throws {DataError} If ranges, tally and provenance contradict each other, or there are so many
 * ranges that the text would be too long.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createSpec } from "../spec.ts";
 * import { zero } from "../tally/tally.ts";
 * import { decodeRun, encodeRun } from "./saved_run.ts";
 *
 * const spec = createSpec({ walkers: 1, steps: 1, seed: 7 });
 * const tally = zero(spec.window);
 * tally.walkers = tally.cells[3] = 1; // One walker, at (1, 1).
 * Object.assign(tally.sums, { x: 1n, y: 1n, xx: 1n, yy: 1n, xy: 1n });
 * const finished = new Date().toISOString();
 * const text = await encodeRun({ spec, ranges: [{ first: 0, end: 1 }], tally }, [
 *   { version: "0.1.0", backend: "serial", walkers: 1, walkMs: 0.1, finished },
 * ]);
 * assert.deepEqual((await decodeRun(text)).tally, tally);
 * ```
 */
export async function encodeRun(
  run: CoveredRun,
  provenance: readonly Provenance[],
): Promise<string> {
  const { spec, ranges, tally } = run;
  checkCounts(run);
  checkProvenances(provenance, tally.walkers);
  const sums = SUM_NAMES.map((name) => [name, String(tally.sums[name])]);
  return seal({
    spec: specToJson(spec),
    ranges: ranges.map(({ first, end }) => [first, end]),
    provenance,
    walkers: tally.walkers,
    outside: tally.outside,
    sums: Object.fromEntries(sums),
    cells: await compressCounts(tally.cells),
    digest: await digest(tally),
  });
}

/**
 * Reads what {@linkcode encodeRun} wrote.
 *
 * @throws {DataError} If the text is too long, altered, cut short, of another format or version,
 * or holds what no run can give; the message is one line and names the remedy.
 *
 * Cost: 10 ms for 1000 steps, whatever the number of walkers. No text, however made, takes more than
 * about 200 MB of memory beside itself.
 */
export async function decodeRun(text: string): Promise<SavedRun> {
  const found = checkMembers("it", await unseal(text), MEMBERS);
  const spec = readSpec(found.spec);
  const ranges = readRanges(found.ranges);
  const { window } = spec;
  const tally: Tally = {
    window,
    walkers: found.walkers as number,
    outside: found.outside as number,
    cells: await decompressCounts(found.cells as string, window.columns * window.rows),
    sums: readSums(found.sums),
  };
  const run = { spec, ranges, tally };
  checkCounts(run);
  const provenance = checkProvenances(found.provenance, tally.walkers);
  if (found.digest !== await digest(tally)) refuse("its digest is not its tally's");
  return {
    ...run,
    digest: found.digest,
    isComplete: tally.walkers === spec.walkers,
    provenance,
  };
}

function readSpec(json: unknown): RunSpec {
  try {
    return specFromJson(json);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function readRanges(json: unknown): Range[] {
  if (!Array.isArray(json)) refuse("its ranges are no list");
  return json.map((pair: unknown) => {
    if (!Array.isArray(pair) || pair.length !== 2) refuse("a range is no pair of numbers");
    return { first: pair[0], end: pair[1] };
  });
}

function readSums(json: unknown): Sums {
  const types = { x: "string", y: "string", xx: "string", yy: "string", xy: "string" } as const;
  const found = checkMembers("the sums", json, types);
  const sums = { x: 0n, y: 0n, xx: 0n, yy: 0n, xy: 0n };
  for (const name of SUM_NAMES) {
    const text = found[name] as string;
    // At most 2^53 walkers with squares below 2^62: 35 digits.
    if (!/^(0|-?[1-9]\d{0,39})$/.test(text)) refuse(`the sum ${name} is no whole number`);
    sums[name] = BigInt(text);
  }
  return sums;
}
