/** What is said of a file that cannot be used: one line, whatever the file holds. */

import { oneLine } from "./one_line.ts";

const MAX_CHARS = 240;

/** A file of ours, or a run meant for one, that cannot be used; the message is one line. */
export class DataError extends Error {
  /** Stands before the message where the error is printed. */
  override readonly name = "DataError";
}

/**
 * Refuses a saved run.
 *
 * @param why May quote the file: it is cut, and what could move a terminal's cursor is replaced.
 * @throws {DataError} Always.
 */
export function refuse(why: string, remedy = "take an unaltered copy, or walk again"): never {
  throw new DataError(`Cannot use the saved run: ${quote(why)}; ${remedy}`);
}

function quote(text: string): string {
  return oneLine(text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}…` : text);
}
