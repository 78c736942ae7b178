/** Writing files: whole or not at all, and only where the user and the permissions allow. */

import { basename, dirname, extname, join } from "node:path";
import { UsageError } from "./args.ts";

/**
 * Makes sure, before the work, that a figure can be written.
 *
 * @throws {UsageError} If the folder is missing or cannot be written to, or the name is not an SVG's.
 */
export async function checkFigurePath(path: string): Promise<void> {
  if (extname(path).toLowerCase() !== ".svg") {
    throw new UsageError(`Cannot write ${path}: figures are SVG, so use a name that ends in .svg`);
  }
  const folder = dirname(path);
  await askFor(path, folder);
  if (await isFolder(path)) throw new UsageError(`Cannot write ${path}: it is a folder`);
  if (!await isFolder(folder)) {
    throw new UsageError(
      `Cannot write ${path}: there is no folder ${folder}; make it, or choose another with --out`,
    );
  }
  const draft = draftOf(path);
  try {
    await Deno.writeTextFile(draft, "");
    await Deno.remove(draft);
  } catch (error) {
    throw new UsageError(`Cannot write ${path}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Writes a text beside its place and moves it there, so that no reader ever sees half of it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = draftOf(path);
  try {
    await Deno.writeTextFile(draft, text);
    await Deno.rename(draft, path);
  } catch (error) {
    await Deno.remove(draft).catch(() => {});
    throw new Error(`Cannot write ${path}: ${error instanceof Error ? error.message : error}`);
  }
}

function draftOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${crypto.randomUUID().slice(0, 8)}.tmp`);
}

/** A run may write inside the project; for a place elsewhere the user is asked. */
async function askFor(path: string, folder: string): Promise<void> {
  for (const name of ["read", "write"] as const) {
    const wanted = { name, path: folder };
    let { state } = await Deno.permissions.query(wanted);
    if (state === "prompt" && Deno.stdin.isTerminal()) {
      state = (await Deno.permissions.request(wanted)).state;
    }
    if (state !== "granted") {
      throw new UsageError(
        `Cannot write ${path}: a run may write inside the project only; choose a file there, or ` +
          `use deno run --allow-read=.,${folder} --allow-write=.,${folder} main.ts run`,
      );
    }
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw new UsageError(`Cannot use ${path}: ${error instanceof Error ? error.message : error}`);
  }
}
