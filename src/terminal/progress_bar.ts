/** The progress bar: for what takes longer than a moment. */

import type { Terminal } from "./host.ts";
import { progressText } from "./progress_text.ts";
import { RecentRate } from "./recent_rate.ts";
import { StatusLine } from "./status_line.ts";

/** Before this nobody has begun to wonder. */
const FIRST_MS = 500;
const EVERY_MS = 100;

export class ProgressBar {
  readonly #start: number;
  #next: number;
  readonly #rate = new RecentRate();
  readonly #line: StatusLine;

  /**
   * @param unit What is counted, as "walkers".
   * @param total What is to be done in all, where that is known.
   * @param terminal Where to show it; standard error by default.
   */
  constructor(
    readonly unit: string,
    readonly total?: number,
    terminal?: Terminal,
    readonly now: () => number = () => performance.now(),
  ) {
    this.#line = new StatusLine(terminal, now);
    this.#start = now();
    this.#next = this.#start + FIRST_MS;
  }

  /** Takes note of how much is done. */
  update(done: number): void {
    const now = this.now();
    if (now < this.#next) return;
    this.#next = now + EVERY_MS;
    this.#rate.add(now, done);
    const progress = {
      done,
      total: this.total,
      unit: this.unit,
      perSecond: this.#rate.perSecond(),
      elapsedMs: now - this.#start,
    };
    this.#line.show((columns) => progressText(progress, columns));
  }

  /** Takes the bar off the screen. */
  clear(): void {
    this.#line.clear();
  }
}
