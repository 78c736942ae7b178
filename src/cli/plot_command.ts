/** `deno task plot`: draws saved runs again, or several as one, without walking. */

import { decodeRun, MAX_FILE_BYTES, type SavedRun } from "../data/saved_run.ts";
import { type Command, HELP, UsageError, type Values, VERSION } from "./args.ts";
import { FIGURE_FLAGS } from "./figure_flags.ts";
import { PRODUCT_FLAGS, Products } from "./products.ts";
import { describeSaved, jsonOfSaved } from "./summary.ts";

export const command: Command = {
  name: "plot",
  summary: "Draws runs that were kept with --save; several of one spec are added up.",
  files: "run.json …",
  flags: [
    ...PRODUCT_FLAGS,
    ...FIGURE_FLAGS,
    { name: "json", help: "print the result as one JSON object" },
    { name: "quiet", help: "print no summary" },
    HELP,
    VERSION,
  ],
};

/** Runs the command and returns the program's exit status. */
export async function execute(values: Values, files: readonly string[]): Promise<number> {
  if (files.length === 0) throw new UsageError("plot needs a file: deno task plot run.json");
  const run = await readRuns(files);
  const products = await Products.check(values, run.spec);
  await products.write(run, run.provenance);
  const finished = { result: run, figure: products.figure, totalMs: performance.now() };
  const isJson = values.json !== undefined;
  if (values.quiet === undefined) (isJson ? console.error : console.log)(describeSaved(finished));
  if (isJson) console.log(jsonOfSaved(finished));
  return 0;
}

async function readRuns(files: readonly string[]): Promise<SavedRun> {
  let sum: SavedRun | undefined;
  for (const file of files) {
    const run = await readRun(file);
    try {
      sum = sum ? await (await import("../data/merge_runs.ts")).mergeRuns(sum, run) : run;
    } catch (error) {
      throw refusal("add", file, error);
    }
  }
  return sum as SavedRun;
}

async function readRun(file: string): Promise<SavedRun> {
  try {
    // To open a pipe would be to wait for whoever writes to it.
    if (!(await Deno.stat(file)).isFile) throw new TypeError("it is no file");
    return await decodeRun(await readText(file));
  } catch (error) {
    throw refusal("read", file, error);
  }
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

function refusal(what: string, file: string, error: unknown): UsageError {
  if (error instanceof Deno.errors.NotFound) return new UsageError(`There is no file ${file}`);
  return new UsageError(
    `Cannot ${what} ${file}: ${error instanceof Error ? error.message : error}`,
  );
}
