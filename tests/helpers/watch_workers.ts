/** Counts the workers that a test leaves behind, which Deno's sanitizers do not see. */

/** Workers started since the watch began and not ended yet. */
export class WorkerWatch implements Disposable {
  readonly #sound = globalThis.Worker;
  readonly #open = new Set<Worker>();
  /** Workers started so far. */
  started = 0;

  constructor() {
    const [open, count] = [this.#open, () => this.started++];
    globalThis.Worker = class extends this.#sound {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        open.add(this);
        count();
      }
      override terminate(): void {
        open.delete(this);
        super.terminate();
      }
    };
  }

  get open(): number {
    return this.#open.size;
  }

  [Symbol.dispose](): void {
    globalThis.Worker = this.#sound;
  }
}
