/** Writing files: whole or not at all, and only where the user and the permissions allow. */

import { basename, dirname, extname, join } from "node:path";
import { UsageError } from "./args.ts";

/**
 * Makes sure, before the work, that a file can be written.
 *
 * @param endings What its name may end in, and so which formats there are.
 * @throws {UsageError} If the folder is missing or cannot be written to, or the ending is another.
 */
export async function checkPath(path: string, endings: readonly string[]): Promise<void> {
  if (!endings.includes(extname(path).toLowerCase())) {
    throw new UsageError(`Cannot write ${path}: use a name that ends in ${endings.join(" or ")}`);
  }
  const folder = dirname(path);
  await askFor(path, folder);
  if (await isFolder(path)) throw new UsageError(`Cannot write ${path}: it is a folder`);
  if (!await isFolder(folder)) {
    throw new UsageError(
      `Cannot write ${path}: there is no folder ${folder}; make it, or choose another place`,
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

/** Writes a file beside its place and moves it there, so that no reader ever sees half of it. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await using draft = await Draft.open(path);
  await draft.write(typeof content === "string" ? new TextEncoder().encode(content) : content);
  await draft.keep();
}

/** Drafts under way, for an end that disposes of nothing. */
const drafts = new Set<string>();

/** Removes what a program that ends at once would leave behind. */
export function removeDrafts(): void {
  for (const draft of drafts) {
    try {
      Deno.removeSync(draft);
    } catch {
      // It is gone already, or cannot be removed: there is nobody to tell.
    }
  }
}

/** A file under way, which is in its place when it is kept and gone when it is not. */
export class Draft implements AsyncDisposable {
  #isKept = false;

  private constructor(readonly path: string, readonly draft: string, readonly file: Deno.FsFile) {}

  /** @throws {Error} If the file cannot be made. */
  static async open(path: string): Promise<Draft> {
    const draft = draftOf(path);
    try {
      const file = await Deno.open(draft, { write: true, createNew: true });
      drafts.add(draft);
      return new Draft(path, draft, file);
    } catch (error) {
      throw failure(path, error);
    }
  }

  /** Writes at the end, or over what is at `position`. */
  async write(bytes: Uint8Array, position?: number): Promise<void> {
    try {
      if (position !== undefined) await this.file.seek(position, Deno.SeekMode.Start);
      for (let at = 0; at < bytes.length;) at += await this.file.write(bytes.subarray(at));
    } catch (error) {
      throw failure(this.path, error);
    }
  }

  async keep(): Promise<void> {
    try {
      await Deno.rename(this.draft, this.path);
      this.#isKept = true;
    } catch (error) {
      throw failure(this.path, error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.file.close();
    if (!this.#isKept) await Deno.remove(this.draft).catch(() => {});
    drafts.delete(this.draft);
  }
}

function failure(path: string, error: unknown): Error {
  return new Error(`Cannot write ${path}: ${error instanceof Error ? error.message : error}`);
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
