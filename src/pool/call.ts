/** One call on a task pool: its chunks on their way to the workers and back. */

import type { CallOptions, Done } from "./call_options.ts";
import { argumentOf, type Chunk, type Outcome, split } from "./chunk.ts";
import { Chunker } from "./chunker.ts";
import { Inbox } from "./inbox.ts";
import { fairShare, Pace } from "./pace.ts";
import { blame, TaskCrash, TaskFailure } from "./task_error.ts";
import { unpackThrown } from "./thrown.ts";
import { Unsendable } from "./transfer.ts";
import { crashOf, retries, type Trial } from "./trial.ts";

/** How long a chunk takes: long beside a message, short beside a user's patience. */
const CHUNK_MS = 30;
/** A chunk that has taken so many times its time gives back what it has not begun. */
const BUDGET = 4;
/** Chunks that are out or wait to be taken, for each worker: what bounds the memory. */
const AHEAD = 3;

export class Call {
  readonly #chunker: Chunker;
  readonly #done = new Inbox<Done>();
  readonly #stop = new AbortController();
  readonly #pace: Pace;
  /** Parts of chunks that failed as a whole, to be tried before anything else. */
  readonly #again: Trial[] = [];
  /** Chunks that were done before others that they come after, by their first index. */
  readonly #early = new Map<number, Done>();
  #next = 0;
  #running = 0;
  /** Chunks that were given out and not taken back. */
  #out = 0;
  #isEmpty = false;
  #isPumping = false;

  constructor(readonly options: CallOptions) {
    this.#chunker = new Chunker(options.source);
    // A chunk must not take as long as its tasks may each.
    const targetMs = Math.min(CHUNK_MS, (options.timeoutMs ?? Infinity) / 4);
    this.#pace = new Pace(1 / targetMs, targetMs);
  }

  /** How many tasks there are, if that is known. */
  get total(): number | undefined {
    return this.#chunker.length;
  }

  /** The chunks as they are done, or in order. Ending it early gives up what is under way. */
  async *chunks(): AsyncGenerator<Done> {
    const { signal } = this.options;
    const abort = () => this.#fail(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted) abort();
    let isFailed = false;
    try {
      this.#pump();
      for (let done = await this.#done.take(); done; done = await this.#done.take()) {
        for (const ready of this.options.isOrdered ? this.#inOrder(done) : [done]) {
          this.#out--;
          this.#pump();
          yield ready;
        }
      }
    } catch (error) {
      isFailed = true;
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
      this.#stop.abort(new DOMException("the call has ended", "AbortError"));
      await this.#chunker.close(isFailed);
    }
  }

  /** The chunks that need not wait any longer, now that one more is done. */
  *#inOrder(done: Done): Generator<Done> {
    this.#early.set(done.chunk.first, done);
    for (let ready; (ready = this.#early.get(this.#next)); this.#next += ready.chunk.count) {
      this.#early.delete(this.#next);
      yield ready;
    }
  }

  /** Gives chunks out as long as a worker is free and not too many wait to be taken. */
  async #pump(): Promise<void> {
    const { workers } = this.options;
    // First, and at once: a source may be silent for long, or end meanwhile.
    if (this.#stop.signal.aborted) return;
    for (let next; this.#running < workers && (next = this.#again.shift());) {
      this.#start(next);
    }
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      while (this.#running < workers && !this.#isEmpty && this.#out < AHEAD * workers) {
        const start = performance.now();
        const chunk = await this.#cut();
        if (this.#stop.signal.aborted) break;
        if (chunk) this.#start({ chunk, attempt: 1, pullMs: performance.now() - start });
      }
      if (this.#isEmpty && this.#running === 0) this.#done.close();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isPumping = false;
    }
  }

  /** Ends the call with an error, whatever is still in it. */
  #fail(error: unknown): void {
    this.#done.abort(error);
    this.#stop.abort(error);
  }

  #start(trial: Trial): void {
    this.#running++;
    this.#run(trial).catch((error) => this.#fail(error));
  }

  async #cut(): Promise<Chunk | undefined> {
    const { task, text, isSpread, isSettled, stream } = this.options;
    const taken = await this.#chunker.take(this.#size());
    this.#isEmpty = taken === undefined;
    if (taken === undefined) return undefined;
    this.#out++;
    const limits = { budgetMs: BUDGET * this.#pace.targetMs, timeoutMs: this.options.timeoutMs };
    return { task, text, isSpread, isSettled, stream, ...limits, ...taken };
  }

  #size(): number {
    const { chunkSize, workers } = this.options;
    const full = this.#pace.units;
    return chunkSize ??
      Math.max(1, Math.floor(fairShare(full, this.#chunker.left ?? Infinity, workers)));
  }

  async #run(trial: Trial): Promise<void> {
    const { chunk, pullMs = 0 } = trial;
    const { run, timeoutMs } = this.options;
    let outcome: Outcome | undefined;
    let fault: unknown;
    const start = performance.now();
    let ownMs = pullMs;
    try {
      // One task may take so long; several stop to ask when their budget is spent, so the last may begin then.
      const patienceMs = timeoutMs && timeoutMs + (chunk.count > 1 ? chunk.budgetMs : 0);
      const limits = { signal: this.#stop.signal, timeoutMs: patienceMs };
      const running = run(chunk, limits, this.#chunker.shared);
      ownMs += performance.now() - start;
      outcome = await running;
    } catch (error) {
      fault = error;
    }
    this.#running--;
    if (this.#stop.signal.aborted) return;
    if (outcome) this.#read(chunk, outcome, ownMs);
    else this.#tryAgain(trial, fault);
    this.#pump();
  }

  #tryAgain(trial: Trial, error: unknown): void {
    const { chunk } = trial;
    const next = retries(trial, error);
    this.#again.unshift(...next);
    this.#out += Math.max(0, next.length - 1);
    if (next.length > 0) return;
    const crash = this.#blame(chunk, chunk.first, crashOf(trial, error, this.options.timeoutMs));
    if (!this.options.isSettled) throw crash;
    this.#done.put({ chunk, values: [undefined], failures: new Map([[chunk.first, crash]]) });
  }

  /**
   * @param ownMs What the chunk cost this thread, which bounds its size as the tasks' time does.
   * @throws The error of a task, unless the call goes on after it.
   */
  #read(chunk: Chunk, { values, failures, ms, rest }: Outcome, ownMs: number): void {
    this.#pace.learn(values.length, Math.max(ms, ownMs));
    const classes = [...this.options.errors, TaskCrash];
    const errors = new Map(
      failures.map(({ index, thrown }) =>
        [index, this.#blame(chunk, index, unpackThrown(thrown, classes))] as const
      ),
    );
    for (const error of errors.values()) if (!this.options.isSettled) throw error;
    const [done, left] = split(chunk, values.length, rest);
    this.#done.put({ chunk: done, values, failures: errors });
    if (left === undefined) return;
    this.#again.push({ chunk: left, attempt: 1 });
    this.#out++;
  }

  #blame(chunk: Chunk, index: number, error: unknown): Error {
    const sent = argumentOf(chunk, index - chunk.first);
    const argument = sent instanceof Unsendable ? sent.value : sent;
    return blame(error, (cause) => new TaskFailure(chunk.task, index, argument, cause));
  }
}
