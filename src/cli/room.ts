/** Whether there is room for a large file, found out before it is begun. */

import { dirname } from "node:path";
// @ts-types="@types/d3-format"
import { format } from "d3-format";
import { UsageError } from "./args.ts";
import type { Place } from "./place.ts";
import { brief } from "./say.ts";

/** Below this there is always room, or too little for anything. */
const MIN_BYTES = 1e6;
/** From this on it is said how much it is. */
const LARGE_BYTES = 1e9;

/** What a file will take. */
export interface Need {
  readonly bytes: number;
  /** Whether it may be more. */
  readonly isLeast: boolean;
}

/**
 * Makes sure that there is room for a file.
 *
 * @returns What should be said of a large one.
 * @throws {UsageError} If there is too little.
 */
export async function checkRoom(
  place: Place,
  { bytes, isLeast }: Need,
): Promise<string | undefined> {
  if (place.kind !== "file" || bytes < MIN_BYTES) return undefined;
  const free = await freeBytes(dirname(place.path));
  const name = brief(place.name);
  const taken = `takes ${isLeast ? "at least " : ""}${size(bytes)}`;
  if (free !== undefined && free < bytes) {
    throw new UsageError(
      `Cannot write ${name}: it ${taken}, and ${size(free)} are free there; ` +
        `make room, choose another place or fewer walkers`,
    );
  }
  if (bytes < LARGE_BYTES) return undefined;
  const left = free === undefined ? "how much is free is not known" : `${size(free)} are free`;
  return `${name} ${taken}; ${left}`;
}

/** Bytes that may be written in a folder; undefined where the program may not look, or nobody can. */
async function freeBytes(folder: string): Promise<number | undefined> {
  const { state } = await Deno.permissions.query({ name: "sys", kind: "statfs" });
  if (state !== "granted") return undefined;
  const { statfs } = await import("node:fs/promises");
  return await statfs(folder).then(({ bavail, bsize }) => bavail * bsize, () => undefined);
}

/** A number of bytes with three digits and a unit. */
function size(bytes: number): string {
  return format(".3~s")(bytes).replace(/[^\d.]?$/, " $&B");
}
