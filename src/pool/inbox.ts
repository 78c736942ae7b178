/** What comes in from several sides, taken one by one. A race of promises would keep every loser. */

export class Inbox<T> {
  readonly #items: T[] = [];
  #fault: unknown;
  #state: "open" | "closed" | "failed" = "open";
  #wake = () => {};

  put(item: T): void {
    this.#items.push(item);
    this.#wake();
  }

  /** What is in it is still taken; then `take` throws. The first fault counts. */
  fail(fault: unknown): void {
    if (this.#state !== "failed") this.#fault = fault;
    this.#state = "failed";
    this.#wake();
  }

  /** As `fail`, but what is in it is dropped, and what still comes too. */
  abort(fault: unknown): void {
    this.#items.length = 0;
    this.fail(fault);
  }

  close(): void {
    if (this.#state === "open") this.#state = "closed";
    this.#wake();
  }

  /** The next item, in the order of coming; undefined once closed. @throws What it was failed with. */
  async take(): Promise<T | undefined> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) return item;
      if (this.#state === "failed") throw this.#fault;
      if (this.#state === "closed") return undefined;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
  }
}
