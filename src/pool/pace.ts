/** How fast work goes, learnt as it goes, to size what is given out next. */

/** A running estimate of units of work in a millisecond: steps, tasks. */
export class Pace {
  #perMs: number;

  /** @param perMs A low first guess; the first piece of work corrects it. */
  constructor(perMs: number, readonly targetMs: number) {
    this.#perMs = perMs;
  }

  /** Units that take about the target time. */
  get units(): number {
    return this.#perMs * this.targetMs;
  }

  /** Takes note of a piece of work; one piece moves the pace by a factor of four at most. */
  learn(units: number, ms: number): void {
    const seen = units / Math.max(ms, 1e-3);
    const bounded = Math.min(Math.max(seen, this.#perMs / 4), this.#perMs * 4);
    this.#perMs = (this.#perMs + 3 * bounded) / 4;
  }
}

/**
 * The size of the next piece: the full one, or smaller towards the end, so that all who work at once
 * end together.
 */
export function fairShare(full: number, left: number, atOnce: number): number {
  return Math.min(full, Math.max(left / (2 * atOnce - 1), full / 8));
}
