/** `--preview`: a small picture of the figure on the terminal. */

import { oneLine } from "../data/one_line.ts";
import { colourDepth, preview } from "../raster/preview.ts";
import { note } from "./say.ts";

/** Wider than this a preview would not fit the terminal's height. */
const MAX_COLUMNS = 80;

/** Says before the work if there will be no preview, which is no reason not to walk. */
export async function checkPreview(): Promise<void> {
  const reason = await obstacle();
  if (reason !== undefined) note(`--preview shows nothing, as ${oneLine(reason)}`);
}

/** Prints a figure as wide as the terminal is, or nearly so, if the terminal can show it. */
export async function showPreview(svg: string): Promise<void> {
  if (await obstacle() !== undefined) return;
  const columns = Math.min(MAX_COLUMNS, Deno.consoleSize().columns || MAX_COLUMNS);
  const depth = colourDepth(await variables());
  await Deno.stdout.write(new TextEncoder().encode(await preview(svg, columns, depth)));
}

/** Why the terminal cannot show a figure; undefined if it can. */
async function obstacle(): Promise<string | undefined> {
  if (!Deno.stdout.isTerminal()) return "standard output is no terminal";
  const { NO_COLOR, ...colours } = await variables();
  // Set to anything but nothing: https://no-color.org
  if (NO_COLOR) return "NO_COLOR asks for no colours";
  if (colourDepth(colours) !== undefined) return undefined;
  if (!await mayLook("TERM")) {
    return "the program may not look at the terminal: allow --allow-env=COLORTERM,NO_COLOR,TERM";
  }
  const { COLORTERM = "not set", TERM = "not set" } = colours;
  return `this terminal says of no colours: TERM is ${TERM}, COLORTERM ${COLORTERM}; ` +
    "COLORTERM=truecolor says that it has them";
}

/** What the environment says of colours, as far as it may be looked at; nobody is asked. */
async function variables() {
  const variable = async (name: string) => await mayLook(name) ? Deno.env.get(name) : undefined;
  return {
    COLORTERM: await variable("COLORTERM"),
    NO_COLOR: await variable("NO_COLOR"),
    TERM: await variable("TERM"),
  };
}

async function mayLook(variable: string): Promise<boolean> {
  const { state } = await Deno.permissions.query({ name: "env", variable });
  return state === "granted";
}
