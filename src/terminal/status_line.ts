/** A line that says what is being done and goes away; where none can go away, one now and then. */

import { standardError, type Terminal } from "./host.ts";

/** Between two lines that stay: long enough for a log, short enough that nobody thinks it hangs. */
const LINE_MS = 30_000;
/** And a share of the time since the first, so that a run of days does not fill the log. */
const LINE_SHARE = 0.1;

/** A status, for a width in characters. */
export type Status = (columns: number) => string;

export class StatusLine {
  /** What is on the screen. */
  #shown = "";
  readonly #start: number;
  #nextLine: number;

  /** @param terminal Where to show it; nowhere if undefined. */
  constructor(
    readonly terminal: Terminal | undefined = standardError(),
    readonly now: () => number = () => performance.now(),
  ) {
    this.#start = now();
    this.#nextLine = this.#start + LINE_MS;
  }

  /** Shows a status in place of the last. */
  show(status: Status): void {
    if (!this.terminal) return;
    if (!this.terminal.isLive) return this.#log(status);
    const columns = this.terminal.columns();
    // The last column is left free: there some terminals wrap at once.
    const text = clip(status(columns - 1), columns - 1);
    this.terminal.write(`${this.#back(columns)}${text}\x1b[K`);
    this.#shown = text;
  }

  /** Takes the line off the screen. */
  clear(): void {
    if (this.#shown === "" || !this.terminal) return;
    this.terminal.write(`${this.#back(this.terminal.columns())}\x1b[K`);
    this.#shown = "";
  }

  #log(status: Status): void {
    const now = this.now();
    if (now < this.#nextLine) return;
    this.#nextLine = now + Math.max(LINE_MS, LINE_SHARE * (now - this.#start));
    this.terminal?.write(`${status(Infinity)}\n`);
  }

  /** To the beginning of what is shown, which most terminals wrap when they become narrower. */
  #back(columns: number): string {
    const rows = Math.ceil(this.#shown.length / columns) - 1;
    return rows > 0 ? `\r\x1b[${rows}A\x1b[J` : "\r";
  }
}

function clip(text: string, columns: number): string {
  if (text.length <= columns) return text;
  return columns < 1 ? "" : `${text.slice(0, columns - 1)}…`;
}
