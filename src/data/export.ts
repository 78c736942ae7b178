/** What was counted, as a file for other programs. */

import type { ExportedRun } from "./cell_table.ts";
import { endingOf } from "./ending.ts";

/** Endings of the files that other programs read, each with its dot; one stands for each format. */
export const EXPORT_ENDINGS = [".npy", ".npz", ".csv", ".parquet"] as const;
/** A file's ending, which says its format. */
export type ExportEnding = typeof EXPORT_ENDINGS[number];

/** The format of a path, by its ending. @throws {RangeError} If there is no such format. */
export function exportEnding(path: string): ExportEnding {
  return endingOf(path, EXPORT_ENDINGS);
}

/**
 * A run's counts as the bytes of a file; docs/data.md says what is in each format. The bytes depend
 * on spec and tally alone.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createSpec } from "../spec.ts";
 * import { zero } from "../tally/tally.ts";
 * import { exportEnding, exportRun } from "./export.ts";
 *
 * const spec = createSpec({ walkers: 10, seed: 7 });
 * const bytes = await exportRun({ spec, tally: zero(spec.window) }, exportEnding("run.csv"));
 * assert.equal(new TextDecoder().decode(bytes), "x,y,cell_size,count\n");
 * ```
 *
 * Cost: a few passes over the cells; at most about 100 MB for the largest window.
 */
export async function exportRun(
  run: ExportedRun,
  ending: ExportEnding,
): Promise<Uint8Array<ArrayBuffer>> {
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
