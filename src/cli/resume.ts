/** `run --resume`: a saved run that was stopped, to be finished. */

import type { SavedRun } from "../data/saved_run.ts";
import type { RunSpec } from "../spec.ts";
import { UsageError, type Values } from "./args.ts";
import { isThere, wholeOf } from "./place.ts";
import { readRun } from "./read_run.ts";
import { parseSpec } from "./run_flags.ts";
import { brief } from "./say.ts";

/** A saved run to be finished. */
export interface Resumed {
  readonly file: string;
  readonly run: SavedRun;
  /** Where it is saved once it is finished, unless a flag says so. */
  readonly saved: string;
}

/**
 * Reads a saved run that is to be finished.
 *
 * @throws {UsageError} If it is none, if a flag wants another run, or if what it would be saved as is
 * there already.
 */
export async function readResumed(file: string, values: Values): Promise<Resumed> {
  const run = await readRun(file);
  checkFlags(file, run.spec, values);
  const saved = wholeOf(file);
  if (saved !== file && values.save === undefined && !run.isComplete && await isThere(saved)) {
    throw new UsageError(
      `Cannot save the finished run as ${brief(saved)}, which is there already: ` +
        `give --save a name, that one to replace it`,
    );
  }
  return { file, run, saved };
}

/** The flags that say what is walked must be left out, or say what the file does. */
function checkFlags(file: string, spec: RunSpec, values: Values): void {
  if (values.endpoints !== undefined) {
    throw new UsageError(
      `--endpoints needs all walkers, and ${brief(file)} has only counted some: ` +
        `run them again with --seed ${brief(spec.seed.text)} instead of --resume`,
    );
  }
  const kept: Values = { ...flagsOf(spec), seed: spec.seed.text };
  const asked = flagsOf(parseSpec({ ...kept, ...values }));
  for (const [name, value] of Object.entries(flagsOf(spec))) {
    if (asked[name] === value) continue;
    throw new UsageError(
      `--${name} ${brief(values[name] ?? "")} is not what ${brief(file)} is a run of, ` +
        `--${name} ${brief(kept[name] ?? "")}: leave --${name} out`,
    );
  }
}

/** What is walked, by the flags that say so. */
function flagsOf({ walkers, first, steps, seed }: RunSpec): Record<string, string> {
  return {
    n: String(walkers),
    first: String(first),
    steps: String(steps),
    seed: String(seed.value),
  };
}
