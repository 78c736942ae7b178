/** Runs that show themselves: in a Jupyter notebook with Deno's kernel a result is its figure. */

import { drawFigure } from "./figure.ts";
import { type RunOptions, type RunResult, simulate as run } from "./run.ts";
import type { RunSpec } from "./spec.ts";

/** What Deno's kernel asks a value for (Deno manual, "Jupyter notebooks"). */
const DISPLAY = Symbol.for("Jupyter.display");

/**
 * Walks all walkers of a spec and tallies where they end.
 *
 * @throws {BackendFault} If the backend asked for cannot be had, or fails and no other can go on.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { simulate } from "./notebook.ts";
 * import { createSpec } from "./spec.ts";
 *
 * const result = await simulate(createSpec({ walkers: 1000, steps: 100, seed: 7 }));
 * assert.equal(result.tally.walkers, 1000);
 * assert.match(result[Symbol.for("Jupyter.display")]()["image/svg+xml"], /^<svg/);
 * ```
 */
export async function simulate(spec: RunSpec, options: RunOptions = {}): Promise<ShownResult> {
  const result = await run(spec, options);
  const show = () => ({ "image/svg+xml": drawFigure(result) });
  return Object.defineProperty(result, DISPLAY, { value: show }) as ShownResult;
}

/** A run's result that a notebook shows as its figure. */
export type ShownResult = RunResult & {
  readonly [display: symbol]: () => { readonly "image/svg+xml": string };
};
