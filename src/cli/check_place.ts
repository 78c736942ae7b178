/** Looking, before the work, at where files are to go. */

import { basename, dirname, extname, isAbsolute, join } from "node:path";
import { UsageError } from "./args.ts";
import { Draft } from "./output.ts";
import { isAllAllowed, isAllowed } from "./permission.ts";
import { partialOf, type Place, WriteError } from "./place.ts";
import { brief } from "./say.ts";

/** The program's own output, which takes no permission. */
const STDOUT = ["/dev/stdout", "/dev/fd/1"];
/** Where nothing is kept, which takes none either. */
const NOWHERE = "/dev/null";
/** Folders of the system, of whose files Deno lets a program write only if it may do everything. */
const SYSTEM = /^\/(dev|proc|sys)(\/|$)/;
/** Where the program is. */
const PROJECT = decodeURIComponent(new URL("../..", import.meta.url).pathname).replace(/\/$/, "");
/** Formats that a pipe can be given though its name has no ending. */
const TEXTS = [".svg", ".json", ".csv"];

/**
 * Makes sure that a file can be written: what will be done at the end is tried, without a trace.
 *
 * @param endings What its name may end in, and so which formats there are; a pipe's name that has no
 * ending stands for the one that is text.
 * @throws {UsageError} If the format is unknown, the folder missing, the place protected or the name
 * too long, or if the program has no permission.
 */
export async function checkPlace(name: string, endings: readonly string[]): Promise<Place> {
  const ending = extname(name).toLowerCase();
  const text = endings.find((ending) => TEXTS.includes(ending)) ?? endings[0];
  if (STDOUT.includes(name)) return { name, path: name, kind: "stdout", ending: text };
  if (name === NOWHERE) return { name, path: name, kind: "nowhere", ending: text };
  const isKnown = endings.includes(ending);
  if (!isKnown && ending !== "") throw wrongEnding(name, endings);
  try {
    await askFor(name, dirname(name));
    const path = await follow(name);
    if (path !== name) await askFor(name, dirname(path));
    const found = await stat(path);
    if (found?.isDirectory) throw new UsageError(`Cannot write ${brief(name)}: it is a folder`);
    const kind = found === undefined || found.isFile ? "file" : "pipe";
    if (!isKnown && kind === "file") throw wrongEnding(name, endings);
    const place = { name, path, kind, ending: isKnown ? ending : text } as const;
    if (kind === "file") await tryToWrite(place, found !== undefined);
    return place;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { message } = error instanceof WriteError ? error : new WriteError({ name }, error);
    throw new UsageError(message);
  }
}

/** @throws {UsageError} If two places are one, or would be where a run ends early. */
export async function checkDistinct(places: readonly Place[]): Promise<void> {
  const seen = new Set<string>();
  for (const place of places) {
    if (place.kind === "nowhere") continue;
    for (const path of new Set([place.path, partialOf(place).path])) {
      const whole = place.kind === "stdout"
        ? place.kind
        : join(await Deno.realPath(dirname(path)), basename(path));
      if (seen.has(whole)) {
        throw new UsageError(`Cannot write ${brief(place.name)} twice: choose two names`);
      }
      seen.add(whole);
    }
  }
}

function wrongEnding(name: string, endings: readonly string[]): UsageError {
  return new UsageError(
    `Cannot write ${brief(name)}: use a name that ends in ${endings.join(" or ")}`,
  );
}

async function tryToWrite(place: Place, isThere: boolean): Promise<void> {
  const folder = dirname(place.path);
  if (!(await stat(folder))?.isDirectory) {
    throw new UsageError(
      `Cannot write ${brief(place.name)}: there is no folder ${brief(folder)}; make it, ` +
        `or choose another place`,
    );
  }
  // A protected file is not replaced, though its folder would let it.
  if (isThere) (await Deno.open(place.path, { write: true })).close();
  // The longer name must be possible too.
  await stat(partialOf(place).path);
  await (await Draft.open(place))[Symbol.asyncDispose]();
}

/** What a name stands for, through all links; the last may lead to what is not there yet. */
async function follow(name: string): Promise<string> {
  const isLink = await Deno.lstat(name).then((info) => info.isSymlink, () => false);
  if (!isLink) return name;
  // A shell's own pipe, /dev/fd/63, is behind a link that leads to no name.
  if (await stat(name)) return await Deno.realPath(name).catch(() => name);
  const target = await Deno.readLink(name);
  return await follow(
    isAbsolute(target) ? target : join(await Deno.realPath(dirname(name)), target),
  );
}

/** A task may write inside the project; for a place elsewhere the user is asked. */
async function askFor(name: string, folder: string): Promise<void> {
  if (SYSTEM.test(folder) && !isAllAllowed()) {
    throw new UsageError(
      `Cannot write ${brief(name)}: that takes --allow-all; choose a file inside the project, ` +
        `/dev/stdout, or use deno run --cached-only --allow-all ${PROJECT}/main.ts`,
    );
  }
  const missing: string[] = [];
  for (const access of ["read", "write"] as const) {
    if (!await isAllowed({ name: access, path: folder })) {
      missing.push(`--allow-${access}=${folder}`);
    }
  }
  if (missing.length === 0) return;
  const lack = `Cannot write ${brief(name)}: that takes ${missing.join(" and ")}`;
  const isInside = !isAbsolute(folder) && !join(folder).startsWith("..");
  throw new UsageError(
    isInside
      ? `${lack}; the tasks have it`
      : `${lack}; choose a file inside the project, or use deno run --cached-only ` +
        `--allow-read=${PROJECT},${folder} --allow-write=${folder} ${PROJECT}/main.ts`,
  );
}

/** What is at a path, if anything is. */
async function stat(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    const { NotFound, NotADirectory } = Deno.errors;
    if (error instanceof NotFound || error instanceof NotADirectory) return undefined;
    throw error;
  }
}
