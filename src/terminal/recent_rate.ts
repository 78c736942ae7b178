/** How fast something gets on, as of late. */

/** A rate is of so long at least: beginnings are slow, and single steps uneven. */
const SPAN_MS = 5000;
/** One of a beginning is shown after so long. */
const FIRST_MS = 1000;

interface Sample {
  readonly ms: number;
  readonly done: number;
}

/** The rate of the last seconds, or of the last steps where those take longer. */
export class RecentRate {
  /** Ascending in time; all but the first are within the span. */
  #samples: Sample[] = [];

  /** Takes note of how much is done at a time in milliseconds; the first time is where it begins. */
  add(ms: number, done: number): void {
    this.#samples.push({ ms, done });
    while (this.#samples.length > 2 && ms - this.#samples[1].ms >= SPAN_MS) this.#samples.shift();
  }

  /** What gets done in a second; undefined until that is known. */
  perSecond(): number | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!last || last.ms - first.ms < FIRST_MS || last.done === first.done) return undefined;
    return 1000 * (last.done - first.done) / (last.ms - first.ms);
  }
}
