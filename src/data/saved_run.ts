/** A run as a file: its spec, its tally, the walkers in it and how it came about, all checked. */

import { checkArgument, list, text as anyText } from "../options/options.ts";
import { type RunSpec, specFromJson, specToJson } from "../spec.ts";
import type { Range } from "../tally/ranges.ts";
import { digest, SUM_NAMES, type Sums, sumsToJson, tallyOf } from "../tally/tally.ts";
import { checkCounts, COVERED_RUN, type CoveredRun } from "./check_counts.ts";
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

const PROVENANCES = list<Provenance>("use a list, such as result.provenance");

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
 * @param provenance Where the walkers come from, if not the run itself says it; the walkers of all
 * entries are the tally's.
 * @throws {TypeError} If it is no run, or nothing says where its walkers come from.
 * @throws {DataError} If ranges, tally and provenance contradict each other, or there are so many
 * ranges that the text would be too long.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { decodeRun, encodeRun, simulate } from "hexwalk";
 *
 * const result = await simulate({ walkers: 1000, steps: 100, seed: 7 });
 * const again = await decodeRun(await encodeRun(result));
 * assert.equal(again.digest, result.digest);
 * ```
 */
export async function encodeRun(
  run: CoveredRun & { readonly provenance?: readonly Provenance[] },
  provenance: readonly Provenance[] | undefined = run?.provenance,
): Promise<string> {
  checkArgument("save", "run", run, COVERED_RUN);
  checkArgument("save", "provenance", provenance, PROVENANCES);
  const { spec, ranges, tally } = run;
  checkCounts(run);
  checkProvenances(provenance, tally.walkers);
  return seal({
    spec: specToJson(spec),
    ranges: ranges.map(({ first, end }) => [first, end]),
    provenance,
    walkers: tally.walkers,
    outside: tally.outside,
    sums: sumsToJson(tally.sums),
    cells: await compressCounts(tally.cells),
    digest: await digest(tally),
  });
}

/**
 * Reads what {@linkcode encodeRun} wrote.
 *
 * @throws {TypeError} If it is no text.
 * @throws {DataError} If the text is too long, altered, cut short, of another format or version,
 * or holds what no run can give; the message is one line and names the remedy.
 *
 * Cost: 10 ms for 1000 steps, whatever the number of walkers. No text, however made, takes more than
 * about 200 MB of memory beside itself.
 */
export async function decodeRun(text: string): Promise<SavedRun> {
  checkArgument("read a run", "text", text, anyText);
  const found = checkMembers("it", await unseal(text), MEMBERS);
  const spec = readSpec(found.spec);
  const ranges = readRanges(found.ranges);
  const { window } = spec;
  const tally = tallyOf({
    window,
    walkers: found.walkers as number,
    outside: found.outside as number,
    cells: await decompressCounts(found.cells as string, window.columns * window.rows),
    sums: readSums(found.sums),
  });
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
