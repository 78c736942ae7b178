/** `--preview`: a small picture of the figure on the terminal. */

import { canPreview, preview } from "../raster/preview.ts";
import { UsageError } from "./args.ts";

/** Wider than this a preview would not fit the terminal's height. */
const MAX_COLUMNS = 80;

/** Makes sure, before the work, that there is a terminal that can. @throws {UsageError} If not. */
export async function checkPreview(): Promise<void> {
  const traits = {
    isTerminal: Deno.stdout.isTerminal(),
    colorterm: await variable("COLORTERM"),
    noColor: Boolean(await variable("NO_COLOR")),
  };
  if (canPreview(traits)) return;
  throw new UsageError(
    "--preview needs a terminal with colours (COLORTERM=truecolor): leave it out",
  );
}

/** Prints a figure as wide as the terminal is, or nearly so. */
export async function showPreview(svg: string): Promise<void> {
  const columns = Math.min(MAX_COLUMNS, Deno.consoleSize().columns || MAX_COLUMNS);
  await Deno.stdout.write(new TextEncoder().encode(await preview(svg, columns)));
}

/** A variable of the environment, if it may be looked at; nobody is asked. */
async function variable(name: string): Promise<string | undefined> {
  const { state } = await Deno.permissions.query({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) : undefined;
}
