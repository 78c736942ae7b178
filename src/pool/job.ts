/** A request to a pool on its way: its answer, its time limit, its giving up. */

/** A timer that is set to more goes off at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;
/** How long an answer may wait to be heard. */
const GRACE_MS = 20;

/** What may be said of one request. */
export interface RequestOptions {
  /** Buffers in the request that are moved rather than copied. */
  readonly transfer?: Transferable[];
  /** Gives the request up. A worker that is at it is ended and replaced, as nothing else stops it. */
  readonly signal?: AbortSignal;
  /** Likewise, so long after a worker was sent it. */
  readonly timeoutMs?: number;
}

/** A request that waits for a worker or for its answer. */
export class Job<Request, Reply> {
  readonly #answer = Promise.withResolvers<Reply>();
  readonly #giveUp: () => void;
  #timer?: ReturnType<typeof setTimeout>;
  #isSettled = false;

  constructor(
    readonly request: Request,
    readonly options: RequestOptions,
    /** Whether it takes a worker's time, as a setup does not. */
    readonly isRequest: boolean,
    /** Called when the request is given up. */
    readonly stop: (job: Job<Request, Reply>, reason: unknown) => void,
  ) {
    this.#giveUp = () => stop(this, options.signal?.reason);
    options.signal?.addEventListener("abort", this.#giveUp, { once: true });
  }

  get answer(): Promise<Reply> {
    return this.#answer.promise;
  }

  /** Starts to wait for `timeoutMs`, once a worker is at it. */
  startClock(): void {
    const { timeoutMs } = this.options;
    if (this.#isSettled) return;
    const late = () => new DOMException(`no answer within ${timeoutMs} ms`, "TimeoutError");
    const delay = Math.min(timeoutMs ?? Infinity, LONGEST_DELAY_MS);
    const stop = () => this.stop(this, late());
    // An answer that came while this thread was busy is heard first.
    this.#timer = setTimeout(() => this.#timer = setTimeout(stop, GRACE_MS), delay);
  }

  resolve(reply: Reply): void {
    this.#end();
    this.#answer.resolve(reply);
  }

  reject(reason: unknown): void {
    this.#end();
    this.#answer.reject(reason);
  }

  #end(): void {
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.options.signal?.removeEventListener("abort", this.#giveUp);
  }
}
