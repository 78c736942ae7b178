/** How fast a backend walks, learnt as it goes, to size what it is given next. */

/** What a walker costs besides its steps, in steps: start, tally, memory. A rough measure. */
export const WALKER_STEPS = 100;

/** A running estimate of steps in a millisecond. */
export class Pace {
  #stepsPerMs: number;

  /** @param stepsPerMs A low first guess; the first piece of work corrects it. */
  constructor(stepsPerMs: number, readonly targetMs: number) {
    this.#stepsPerMs = stepsPerMs;
  }

  /** Steps that take about the target time. */
  get steps(): number {
    return this.#stepsPerMs * this.targetMs;
  }

  /** Takes note of a piece of work; one piece moves the pace by a factor of four at most. */
  learn(steps: number, ms: number): void {
    const seen = steps / Math.max(ms, 1e-3);
    const bounded = Math.min(Math.max(seen, this.#stepsPerMs / 4), this.#stepsPerMs * 4);
    this.#stepsPerMs = (this.#stepsPerMs + 3 * bounded) / 4;
  }
}
