/** Showing a file in the system's viewer, which takes a permission that a run does not have. */

import { resolve } from "node:path";
import { openCommand } from "../raster/open.ts";
import { UsageError } from "./args.ts";
import { isAllowed } from "./permission.ts";

/** Asks for the permission before the work. @throws {UsageError} If it is not to be had. */
export async function canOpen(path: string): Promise<void> {
  const [command] = openCommand(Deno.build.os, resolve(path));
  if (await isAllowed({ name: "run", command })) return;
  throw new UsageError(
    `--open starts ${command}, which takes --allow-run=${command}: allow it on a terminal, or leave --open out`,
  );
}

/** Opens a file in its viewer and does not wait for that. @throws {Error} If there is no viewer. */
export async function openFile(path: string): Promise<void> {
  const [command, ...args] = openCommand(Deno.build.os, resolve(path));
  try {
    const options = { args, stdin: "null", stdout: "null", stderr: "null" } as const;
    const { success } = await new Deno.Command(command, options).output();
    if (success) return;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  throw new Error(`Cannot open ${path}: ${command} found no viewer for it`);
}
