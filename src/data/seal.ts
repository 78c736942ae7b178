/**
 * A JSON text that knows whether it was altered: its last member is a checksum of all characters
 * before it. The text is ASCII, a member a line, so that no editor's idea of an encoding matters.
 */

import { refuse } from "./error.ts";

/**
 * The longest file, in bytes. The largest window, filled with counts that do not compress, takes
 * 11.2 million.
 */
export const MAX_FILE_BYTES = 2 ** 24;

/** The most of it that is not one long text: a parser makes 50 bytes of one that hold lists. */
const MAX_OTHER_BYTES = 2 ** 20;
const LONG_TEXT = /^ {2}"cells": "[A-Za-z0-9+/=]*",$/m;

const FORMAT = "hexwalk-run";
const VERSION = 1;
const HEAD = /^\{\n {2}"format": "hexwalk-run",\n {2}"version": ([1-9]\d{0,8}),\n/;
const TAIL = /^ {2}"checksum": "([0-9a-f]{64})"\n\}\n$/;
const TAIL_CHARS = 83;

/**
 * Members as a sealed text, in their order, after the format's name and version.
 *
 * @throws {DataError} If the text would be longer than {@linkcode MAX_FILE_BYTES}, or than a
 * sixteenth of that without its cells.
 */
export async function seal(members: Readonly<Record<string, unknown>>): Promise<string> {
  const lines = Object.entries({ format: FORMAT, version: VERSION, ...members })
    .map(([name, value]) => `  "${name}": ${ascii(JSON.stringify(value))},\n`);
  const body = `{\n${lines.join("")}`;
  if (body.length + TAIL_CHARS > MAX_FILE_BYTES || otherThanCells(body) > MAX_OTHER_BYTES) {
    refuse("it has too many ranges or too much provenance", "add fewer parts");
  }
  return `${body}  "checksum": "${await sha256(body)}"\n}\n`;
}

/**
 * The members of a sealed text, all of them, unchecked but for the seal.
 *
 * @throws {DataError} If the text is too long, no saved run, of another version, altered or cut.
 *
 * Cost: two passes over the text before it is parsed.
 */
export async function unseal(text: string): Promise<unknown> {
  if (text.length > MAX_FILE_BYTES) {
    refuse(`it is longer than ${MAX_FILE_BYTES} bytes`, "choose a file that --save wrote");
  }
  const version = HEAD.exec(text)?.[1];
  if (version === undefined) {
    refuse("it does not begin as one", "choose a file that --save wrote, unaltered");
  }
  if (Number(version) !== VERSION) {
    refuse(`it has the format's version ${version}, not ${VERSION}`, "use a newer Hexwalk");
  }
  const checksum = TAIL.exec(text.slice(-TAIL_CHARS))?.[1];
  if (checksum === undefined || checksum !== await sha256(text.slice(0, -TAIL_CHARS))) {
    refuse("it was altered or cut short");
  }
  if (otherThanCells(text) > MAX_OTHER_BYTES) {
    refuse(`it is longer than ${MAX_OTHER_BYTES} bytes without its cells`);
  }
  try {
    return JSON.parse(text);
  } catch {
    refuse("it is not JSON");
  }
}

function otherThanCells(text: string): number {
  return text.length - (LONG_TEXT.exec(text)?.[0].length ?? 0);
}

/** A JSON text with all but ASCII escaped; only strings can hold such characters. */
function ascii(json: string): string {
  return json.replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

// UTF-8 writes every lone surrogate as U+FFFD, but no text of ours has either, and so another sum.
async function sha256(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
