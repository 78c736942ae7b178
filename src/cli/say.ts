/** Lines for whoever is there: a terminal that is gone, as after a dropped connection, is no failure. */

/** Prints what was asked for. */
export function say(text: string): void {
  heed(() => console.log(text));
}

/** Prints what else should be known, on standard error. */
export function note(text: string): void {
  heed(() => console.error(text));
}

/** A name or a value that was typed, short enough for a line. */
export function brief(text: string): string {
  return text.length <= MAX_CHARS ? text : `${text.slice(0, HALF)}…${text.slice(-HALF)}`;
}

const MAX_CHARS = 100;
const HALF = 40;

/** Writing to a terminal that hung up fails with EIO; Deno itself forgives a closed pipe. */
function heed(print: () => void): void {
  try {
    print();
  } catch (error) {
    if ((error as { code?: string }).code !== "EIO") throw error;
  }
}
