/** Reading saved runs, for those commands that go on from them. */

import { decodeRun, MAX_FILE_BYTES, type SavedRun } from "../data/saved_run.ts";
import { UsageError } from "./args.ts";
import { isThere, partialNameOf } from "./place.ts";
import { brief } from "./say.ts";

/** Reads a saved run. @throws {UsageError} If the file is none. */
export async function readRun(file: string): Promise<SavedRun> {
  try {
    // To open a pipe would be to wait for whoever writes to it.
    if (!(await Deno.stat(file)).isFile) throw new TypeError("it is no file");
    return await decodeRun(await readText(file));
  } catch (error) {
    throw await refusal("read", file, error);
  }
}

/** Reads saved runs and adds them up. @throws {UsageError} If one is none, or cannot be added. */
export async function readRuns(files: readonly string[]): Promise<SavedRun> {
  let sum: SavedRun | undefined;
  for (const file of files) {
    const run = await readRun(file);
    try {
      sum = sum ? await (await import("../data/merge_runs.ts")).mergeRuns(sum, run) : run;
    } catch (error) {
      throw await refusal("add", file, error);
    }
  }
  return sum as SavedRun;
}

/** A file's text, of which no more is read than a saved run may have. */
async function readText(path: string): Promise<string> {
  using file = await Deno.open(path);
  const bytes = new Uint8Array(MAX_FILE_BYTES + 1);
  let size = 0;
  while (size < bytes.length) {
    const read = await file.read(bytes.subarray(size));
    if (read === null) break;
    size += read;
  }
  if (size > MAX_FILE_BYTES) {
    throw new RangeError(`it has more than ${MAX_FILE_BYTES} bytes, as no saved run has`);
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, size));
}

async function refusal(what: string, file: string, error: unknown): Promise<UsageError> {
  if (error instanceof Deno.errors.NotFound) {
    const part = partialNameOf(file);
    const hint = await isThere(part) ? `: did you mean ${brief(part)}, of a stopped run?` : "";
    return new UsageError(`There is no file ${brief(file)}${hint}`);
  }
  // Deno names the call and the file again, and the library that it cannot.
  const reason = (error instanceof Error ? error.message : String(error))
    .replace(/: \w+ '[^]*$/, "")
    .replace(/^Cannot (use the saved run: |add runs: |add )/, "");
  return new UsageError(`Cannot ${what} ${brief(file)}: ${reason}`);
}
