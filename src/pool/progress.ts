/** How far a call is, for whoever asked. */

/** How far a call is. */
export interface Progress {
  /** Tasks that are done. */
  readonly done: number;
  /** Tasks in all, where that is known. */
  readonly total?: number;
  /** Tasks done a second, so far. */
  readonly perSecond: number;
  /** Time left in milliseconds at that rate, where the total is known. */
  readonly msLeft?: number;
}

/** Who is told how far a call is; nobody by default. */
export interface ProgressOptions {
  /** Called as tasks are done, ten times a second at most, and at the end. */
  readonly onProgress?: (progress: Progress) => void;
  /** Shows a bar on the terminal; a line every half minute or more where there is none. */
  readonly progress?: boolean;
}

const EVERY_MS = 100;

/** Counts tasks and tells, not too often. */
export class ProgressMeter {
  readonly #start = performance.now();
  #done = 0;
  #next = this.#start + EVERY_MS;

  #tell: ((progress: Progress) => void) | undefined;

  private constructor(
    readonly total: number | undefined,
    tell: ((progress: Progress) => void) | undefined,
    readonly bar?: { update(done: number): void; clear(): void },
  ) {
    this.#tell = tell;
  }

  static async start(total: number | undefined, options: ProgressOptions): Promise<ProgressMeter> {
    const known = total === Infinity ? undefined : total;
    if (!options.progress) return new ProgressMeter(known, options.onProgress);
    const { ProgressBar } = await import("../terminal/progress_bar.ts");
    return new ProgressMeter(known, options.onProgress, new ProgressBar("tasks", known));
  }

  /** Takes note of tasks that are done. @throws What the listener throws. */
  add(tasks: number): void {
    this.#done += tasks;
    this.bar?.update(this.#done);
    const now = performance.now();
    if (now < this.#next) return;
    this.#next = now + EVERY_MS;
    this.#report();
  }

  /** Takes the bar away and tells a last time; the second time nothing. @throws What the listener throws. */
  end(): void {
    this.bar?.clear();
    this.#report(true);
  }

  #report(isLast = false): void {
    const tell = this.#tell;
    if (tell === undefined) return;
    const ms = performance.now() - this.#start;
    const [done, { total }] = [this.#done, this];
    const perSecond = ms > 0 ? 1000 * done / ms : 0;
    const msLeft = total === undefined || done === 0 ? undefined : ms * (total - done) / done;
    // A listener that throws ends the call, and is told nothing more.
    this.#tell = undefined;
    tell({ done, total, perSecond, msLeft });
    if (!isLast) this.#tell = tell;
  }
}
