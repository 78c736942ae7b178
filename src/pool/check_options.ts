/** What the options of a pool and of its calls may be. */

import { callback, kindOf, type Kinds, listOf, number, signal, truth } from "../options/options.ts";
import { parseSeed, type SeedInput } from "../seed.ts";
import type { ErrorClass } from "./error_classes.ts";
import type { MapOptions, ParallelOptions } from "./task_types.ts";

/** Of a pool. */
export const POOL: Kinds<ParallelOptions> = {
  workers: number(
    "use a whole number from 0",
    (value) => Number.isSafeInteger(value) && value >= 0,
  ),
  seed: { check: (value) => void parseSeed(value as SeedInput) },
  errors: listOf(
    kindOf<ErrorClass>("use a class", (value) => typeof value === "function"),
    "use a list of classes",
  ),
};

/** Of a call. */
export const CALL: Kinds<MapOptions> = {
  chunkSize: number(
    "use a whole number above 0",
    (value) => Number.isSafeInteger(value) && value > 0,
  ),
  timeoutMs: number("use a number above 0", (value) => value > 0 && value < Infinity),
  signal,
  onProgress: callback(),
  progress: truth,
};
