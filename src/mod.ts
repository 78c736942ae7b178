/**
 * Hexwalk as a library: random walks on any GPU or every core, the same bits everywhere.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { drawFigure, simulate, statistics } from "hexwalk";
 *
 * const result = await simulate({ walkers: 10_000, steps: 100, seed: 7 });
 * assert.equal(result.tally.walkers, 10_000);
 * assert.ok(Math.abs(statistics(result.tally).variance[0] - 100) < 10);
 * assert.match(drawFigure(result), /^<svg/);
 * ```
 *
 * @module
 */

export { BackendFault, type BackendInfo } from "./backends/backend.ts";
export { BACKEND_NAMES, type BackendName } from "./backends/choose.ts";
export type { ExportedRun } from "./data/cell_table.ts";
export { EXPORT_ENDINGS, type ExportEnding, exportEnding, exportRun } from "./data/export.ts";
export { mergeRuns } from "./data/merge_runs.ts";
export {
  type CoveredRun,
  DataError,
  decodeRun,
  encodeRun,
  type Provenance,
  type SavedRun,
} from "./data/saved_run.ts";
export { encodeEndpoints, type EndpointsEnding, endpointsEnding } from "./data/endpoints.ts";
export {
  checkFigure,
  drawFigure,
  type DrawnRun,
  type FigureOptions,
  LAW_NAMES,
  type LawName,
} from "./figure.ts";
export { type ShownResult, simulate } from "./notebook.ts";
export * from "./plot/mod.ts";
export * from "./pool/mod.ts";
export { pngOf, type PngOptions } from "./raster/png.ts";
export { RunFault, type RunOptions, type RunResult, type Share } from "./run.ts";
export type { StoppedRun } from "./stopped_run.ts";
export type { Seed, SeedInput } from "./seed.ts";
export {
  createSpec,
  hashSpec,
  type RunSpec,
  specFromJson,
  type SpecInput,
  specToJson,
} from "./spec.ts";
export type { Range } from "./tally/ranges.ts";
export { type StandardErrors, type Statistics, statistics } from "./tally/statistics.ts";
export { digest, encode, merge, type Sums, type Tally, zero } from "./tally/tally.ts";
export type { Window } from "./tally/window.ts";
