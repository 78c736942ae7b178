/** The flags that say what to walk and where, read and checked. */

import { BACKEND_NAMES, type BackendName, MAX_WORKERS } from "../backends/choose.ts";
import { createSpec, type RunSpec } from "../spec.ts";
import { asUsage, parseNumber, UsageError, type Values } from "./args.ts";

/** The spec of the flags `n`, `first`, `steps` and `seed`. @throws {UsageError} If one is out of bounds. */
export function parseSpec({ n = "100000", first = "0", steps = "1000", seed }: Values): RunSpec {
  const input = {
    walkers: parseNumber("n", n),
    first: parseNumber("first", first),
    steps: parseNumber("steps", steps),
    seed,
  };
  return asUsage(() => createSpec(input));
}

/** @throws {UsageError} If there is no backend of that name. */
export function parseBackend(text: string): BackendName {
  const name = BACKEND_NAMES.find((known) => known === text);
  if (name) return name;
  throw new UsageError(`There is no backend ${text}: use ${BACKEND_NAMES.join(", ")}`);
}

/** @throws {UsageError} If it is no number of workers. */
export function parseWorkers(text: string): number {
  const workers = parseNumber("workers", text);
  if (Number.isInteger(workers) && workers >= 1 && workers <= MAX_WORKERS) return workers;
  throw new UsageError(`--workers ${text}: use a whole number from 1 to ${MAX_WORKERS}`);
}
