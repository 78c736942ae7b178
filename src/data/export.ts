/** What was counted, as a file for other programs. */

import { checkArgument, having, type Kind, oneOf } from "../options/options.ts";
import { SPEC } from "../spec.ts";
import { TALLY } from "../tally/tally.ts";
import type { ExportedRun } from "./cell_table.ts";
import { FROM_A_RUN } from "../stopped_run.ts";
import { endingOf } from "./ending.ts";

/** Endings of the files that other programs read, each with its dot; one stands for each format. */
export const EXPORT_ENDINGS = [".npy", ".npz", ".csv", ".parquet"] as const;
/** A file's ending, which says its format. */
export type ExportEnding = typeof EXPORT_ENDINGS[number];

const EXPORTED_RUN: Kind<ExportedRun> = having(
  { spec: SPEC, tally: TALLY },
  FROM_A_RUN,
);

/**
 * The format of a path, by its ending.
 *
 * @throws {TypeError} If it is no text.
 * @throws {RangeError} If there is no such format.
 */
export function exportEnding(path: string): ExportEnding {
  return endingOf(path, EXPORT_ENDINGS);
}

/**
 * A run's counts as the bytes of a file; docs/data.md says what is in each format. The bytes depend
 * on spec and tally alone.
 *
 * @throws {TypeError} If it is no run.
 * @throws {RangeError} If there is no such format.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { exportRun, simulate } from "hexwalk";
 *
 * const result = await simulate({ walkers: 1, steps: 1, seed: 7 });
 * const csv = new TextDecoder().decode(await exportRun(result, ".csv"));
 * assert.equal(csv, "x,y,cell_size,count\n1,1,2,1\n");
 * ```
 *
 * Cost: a few passes over the cells; at most about 100 MB for the largest window.
 */
export async function exportRun(
  run: ExportedRun,
  ending: ExportEnding,
): Promise<Uint8Array<ArrayBuffer>> {
  checkArgument("export", "run", run, EXPORTED_RUN);
  checkArgument("export", "format", ending, oneOf(EXPORT_ENDINGS));
  // Each is loaded when it is wanted, as start-up time is a user's time.
  switch (ending) {
    case ".npy":
      return (await import("./npy.ts")).npyOfCounts(run.tally);
    case ".npz":
      return await (await import("./npz.ts")).npzOfRun(run);
    case ".csv":
      return new TextEncoder().encode((await import("./csv.ts")).csvOfCounts(run.tally));
    case ".parquet":
      return await (await import("./parquet.ts")).parquetOfRun(run);
  }
}
