/** The progress bar: on a terminal only, and only for what takes longer than a moment. */

import { StatusLine } from "./status_line.ts";

/** Before this nobody has begun to wonder. */
const FIRST_MS = 500;
const EVERY_MS = 100;
const WIDTH = 30;

export class ProgressBar {
  readonly #start = performance.now();
  #next = this.#start + FIRST_MS;
  readonly #line: StatusLine;

  /** @param total What is to be done in all, where that is known. */
  constructor(readonly total?: number, isWanted?: boolean) {
    this.#line = new StatusLine(isWanted);
  }

  /** Takes note of how much is done. */
  update(done: number): void {
    const now = performance.now();
    if (now < this.#next) return;
    this.#next = now + EVERY_MS;
    if (this.total === undefined) return this.#line.show(`${done} done`);
    const share = done / this.total;
    this.#line.show(`${bar(share)} ${timeLeft(share, now - this.#start)}`);
  }

  /** Takes the bar off the screen. */
  clear(): void {
    this.#line.clear();
  }
}

function bar(share: number): string {
  const full = Math.floor(share * WIDTH);
  const percent = Math.floor(share * 100).toString().padStart(3);
  return `${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${percent} %`;
}

function timeLeft(share: number, ms: number): string {
  if (share === 0) return "";
  const seconds = Math.ceil(ms * (1 - share) / share / 1000);
  if (seconds < 120) return `${seconds} s left`;
  return seconds < 7200
    ? `${Math.ceil(seconds / 60)} min left`
    : `${Math.ceil(seconds / 3600)} h left`;
}
