/** Runs that show themselves: in a Jupyter notebook with Deno's kernel a result is its figure. */

import { drawFigure } from "./figure.ts";
import { checkOptions } from "./options/options.ts";
import { RUN_OPTIONS, type RunOptions, type RunResult, simulate as run } from "./run.ts";
import type { RunSpec, SpecInput } from "./spec.ts";

/** What Deno's kernel asks a value for (Deno manual, "Jupyter notebooks"). */
const DISPLAY = Symbol.for("Jupyter.display");

/**
 * Walks all walkers of a spec and tallies where they end.
 *
 * @param spec What `createSpec` gave, or what it would be given.
 * @throws {TypeError | RangeError} As `createSpec`; and if an option is unknown, of another type or out
 * of bounds.
 * @throws {BackendFault} If the backend asked for cannot be had, or fails and no other can go on: a
 * `RunFault`, which has the result so far, if walkers were walked.
 * @throws {MissingPermission} If it takes workers and they may not read their files; it names the flag.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { simulate } from "hexwalk";
 *
 * const result = await simulate({ walkers: 1000, steps: 100, seed: 7 });
 * assert.equal(result.tally.walkers, 1000);
 * assert.match(result[Symbol.for("Jupyter.display")]()["image/svg+xml"], /^<svg/);
 * ```
 */
export async function simulate(
  spec: RunSpec | SpecInput,
  options: RunOptions = {},
): Promise<ShownResult> {
  checkOptions("simulate", options, RUN_OPTIONS);
  const result = await run(spec, options);
  const show = () => ({ "image/svg+xml": drawFigure(result) });
  return Object.defineProperty(result, DISPLAY, { value: show }) as ShownResult;
}

/** A run's result that a notebook shows as its figure. */
export type ShownResult = RunResult & {
  readonly [display: symbol]: () => { readonly "image/svg+xml": string };
};
