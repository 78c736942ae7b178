/** `deno task plot`: draws saved runs again, or several as one, without walking. */

import type { SavedRun } from "../data/saved_run.ts";
import { type Command, HELP, type Invocation, UsageError, VERSION } from "./args.ts";
import { FIGURE_FLAGS } from "./figure_flags.ts";
import { PRODUCT_FLAGS, Products } from "./products.ts";
import { readRuns } from "./read_run.ts";
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
export async function execute(invocation: Invocation): Promise<number> {
  const { files } = invocation;
  if (files.length === 0) throw new UsageError("plot needs a file: deno task plot run.json");
  await draw(await readRuns(files), invocation);
  return 0;
}

/** Makes what was asked for of a run that was read, and says what that is. */
export async function draw(run: SavedRun, invocation: Invocation): Promise<void> {
  // Nobody asked for a part to take the place of the figure of a whole run.
  const figure = invocation.place(run.isComplete ? "walk.svg" : "walk.partial.svg");
  const products = await Products.check(invocation, run.spec, { figure });
  try {
    await products.write(run);
  } finally {
    const finished = { result: run, files: products.files, totalMs: performance.now() };
    products.tell(describeSaved(finished), () => jsonOfSaved(finished));
  }
}
