/**
 * Hexwalk as a library: random walks on any GPU or every core, the same bits everywhere.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createSpec, drawFigure, simulate, statistics } from "./mod.ts";
 *
 * const spec = createSpec({ walkers: 10_000, steps: 100, seed: 7 });
 * const result = await simulate(spec, { backend: "serial" });
 * assert.equal(result.tally.walkers, 10_000);
 * assert.ok(Math.abs(statistics(result.tally).variance[0] - 100) < 10);
 * assert.match(drawFigure(result), /^<svg/);
 * ```
 *
 * @module
 */

export { BackendFault, type BackendInfo } from "./backends/backend.ts";
export type { BackendName } from "./backends/choose.ts";
export * from "./pool/mod.ts";
export { drawFigure } from "./figure.ts";
export { type RunOptions, type RunResult, simulate } from "./run.ts";
export type { Seed } from "./seed.ts";
export {
  createSpec,
  hashSpec,
  type RunSpec,
  specFromJson,
  type SpecInput,
  specToJson,
} from "./spec.ts";
export { type Statistics, statistics } from "./tally/statistics.ts";
export { digest, encode, merge, type Sums, type Tally, zero } from "./tally/tally.ts";
export type { Window } from "./tally/window.ts";
