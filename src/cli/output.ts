/** Writing files: whole or not at all, but for pipes, which take what comes. */

import { dirname, join } from "node:path";
import { drafts } from "./ending.ts";
import { type Place, WriteError } from "./place.ts";

/** Writes a file beside its place and moves it there, so that no reader ever sees half of it. */
export async function writeWhole(place: Place, content: string | Uint8Array): Promise<void> {
  await using draft = await Draft.open(place);
  await draft.write(typeof content === "string" ? new TextEncoder().encode(content) : content);
  await draft.keep();
}

/** What could not be done while other things could. */
export class Failures {
  readonly #messages: string[] = [];

  /** Waits for what may fail. @returns Its value, if it did not. */
  async take<T>(work: Promise<T> | undefined): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      this.add(error);
    }
  }

  /** Takes what has failed already. */
  add(error: unknown): void {
    this.#messages.push(error instanceof Error ? error.message : String(error));
  }

  /** @throws {Error} With all of them in one line, if there are any. */
  throw(): void {
    if (this.#messages.length > 0) throw new Error(this.#messages.join("; "));
  }
}

/** Where bytes go. */
type Sink = Pick<Deno.FsFile, "write" | "close">;

/** A file under way: in its place when it is kept, and gone when it is not. A pipe has what it got. */
export class Draft implements AsyncDisposable {
  private constructor(
    readonly place: Place,
    readonly sink: Sink,
    /** What is beside the place until it is kept; a pipe has none. */
    readonly beside?: { readonly path: string; readonly file: Deno.FsFile },
  ) {}

  /** @throws {Error} If the file cannot be made. All messages of a draft are a line with what to do. */
  static open(place: Place): Promise<Draft> {
    return attempt(place, async () => {
      if (place.kind !== "file") return new Draft(place, await openPipe(place));
      // The file's own name, with more to it, might be too long.
      const path = join(dirname(place.path), `.hexwalk-${crypto.randomUUID().slice(0, 8)}.tmp`);
      drafts.add(path);
      const file = await openLike(place.path, path).catch((error) => {
        drafts.delete(path);
        throw error;
      });
      return new Draft(place, file, { path, file });
    });
  }

  /** Writes at the end. */
  write(bytes: Uint8Array): Promise<void> {
    return attempt(this.place, () => this.#write(bytes));
  }

  /** Ends after so many bytes, with others at the start. @throws {Error} If it is a pipe. */
  amend(size: number, start: Uint8Array): Promise<void> {
    return attempt(this.place, async () => {
      if (!this.beside) throw new Error("what a pipe was told cannot be taken back; use a file");
      await this.beside.file.truncate(size);
      await this.beside.file.seek(0, Deno.SeekMode.Start);
      await this.#write(start);
    });
  }

  /** @param place Where it goes: where it was opened for, or elsewhere in the same folder. */
  async keep(place = this.place): Promise<void> {
    const path = this.beside?.path;
    if (path === undefined) return;
    await attempt(place, () => Deno.rename(path, place.path));
    drafts.delete(path);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.sink.write(bytes.subarray(at));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.sink.close();
    const path = this.beside?.path;
    if (path === undefined || !drafts.delete(path)) return;
    await Deno.remove(path).catch(() => {});
  }
}

async function openPipe({ kind, path }: Place): Promise<Sink> {
  if (kind === "nowhere") {
    return { write: ({ length }) => Promise.resolve(length), close: () => {} };
  }
  if (kind === "stdout") return { write: (bytes) => Deno.stdout.write(bytes), close: () => {} };
  return await Deno.open(path, { write: true });
}

/** Makes a file that whoever may read and write the one it will replace may read and write. */
async function openLike(model: string, path: string): Promise<Deno.FsFile> {
  const { mode } = await Deno.stat(model).catch(() => ({ mode: null }));
  const file = await Deno.open(path, { write: true, createNew: true });
  // Some file systems have no such modes.
  if (mode !== null) await Deno.chmod(path, mode & 0o777).catch(() => {});
  return file;
}

async function attempt<T>(place: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new WriteError(place, error);
  }
}
