/** Where a file goes: a file that is replaced once it is whole, or a pipe that takes what comes. */

import { basename, dirname, extname, join } from "node:path";
import { brief } from "./say.ts";

/** A place that was looked at and can be written to. */
export interface Place {
  /** As it was typed, and as it is told. */
  readonly name: string;
  /** What its links lead to. */
  readonly path: string;
  readonly kind: "file" | "pipe" | "stdout" | "nowhere";
  /** What its name ends in, and so its format. */
  readonly ending: string;
}

const PARTIAL = ".partial";

/** Where part of what was asked for goes: `walk.partial.svg` beside `walk.svg`; a pipe stays one. */
export function partialOf(place: Place): Place {
  const path = place.kind === "file" ? partialNameOf(place.path) : place.path;
  return path === place.path ? place : { ...place, name: path, path };
}

/** The name of part of what has a name; that of a part stays. */
export function partialNameOf(name: string): string {
  const ending = extname(name);
  const stem = basename(name, ending);
  return stem.endsWith(PARTIAL) ? name : join(dirname(name), `${stem}${PARTIAL}${ending}`);
}

/** The name that {@linkcode partialNameOf} made another of, or the same where it did not. */
export function wholeOf(name: string): string {
  const ending = extname(name);
  const stem = basename(name, ending);
  if (!stem.endsWith(PARTIAL)) return name;
  return join(dirname(name), `${stem.slice(0, -PARTIAL.length)}${ending}`);
}

/** Whether something is at a path, were it a link to nothing. */
export async function isThere(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

/** A file that cannot be written; the message is one line with what to do. */
export class WriteError extends Error {
  constructor({ name }: Pick<Place, "name">, cause: unknown) {
    const { code = "", message = String(cause) } = cause as { code?: string; message?: string };
    // Deno names the call and the file, which may be a draft's.
    const reason = REASONS[code] ?? message.replace(/: \w+ '[^]*$/, "");
    super(`Cannot write ${brief(name)}: ${reason}`, { cause });
  }
}

const ELSEWHERE = "or choose another place";
const REASONS: Readonly<Record<string, string>> = {
  EACCES: `you may not write there; change the permissions, ${ELSEWHERE}`,
  EPERM: `it is protected; change that, ${ELSEWHERE}`,
  EROFS: "its disk can only be read; choose another place",
  ENOSPC: `its disk is full; make room, ${ELSEWHERE}`,
  EDQUOT: `your share of its disk is used up; make room, ${ELSEWHERE}`,
  ENAMETOOLONG: "the name is too long; choose a shorter one",
  EPIPE: "nobody reads it any more",
  ELOOP: "it is a link that leads back to itself; choose another name",
};
