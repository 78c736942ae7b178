/** The pool that makes any loop parallel: its tasks are functions of the caller's own module. */

import { checkOptions } from "../options/options.ts";
import { keyOf, parseSeed, randomSeed } from "../seed.ts";
import { Call } from "./call.ts";
import type { CallOptions } from "./call_options.ts";
import { type AnyTask, textOfTask } from "./chunk.ts";
import { CALL, POOL } from "./check_options.ts";
import type { Source } from "./chunker.ts";
import type { ErrorClass } from "./error_classes.ts";
import { isWorker } from "./in_worker.ts";
import { WorkerFault } from "./pool.ts";
import { collect, each, settle } from "./results.ts";
import type {
  ArgumentOf,
  ArgumentsOf,
  Indexed,
  MapOptions,
  ParallelOptions,
  ResultOf,
  Task,
} from "./task_types.ts";
import { TaskWorkers } from "./task_workers.ts";

/**
 * Opens a pool for the tasks of a module.
 *
 * The module's file is the program and, loaded by the workers, the tasks; what only the program should
 * do stands behind `if (import.meta.main)`.
 *
 * @param meta The module's `import.meta`.
 * @throws {RangeError} If an option is out of bounds.
 * @throws {TypeError} If an option is unknown or of another type, or the module has no address.
 * @throws {WorkerFault} If workers may not read their files; it names the flag that is missing.
 * @throws {Error} If it is called in a worker, where `import.meta.main` is not.
 *
 * @example
 * ```ts ignore
 * import { parallel, repeat, type TaskContext } from "hexwalk/parallel";
 *
 * export function walk(steps: number, { random }: TaskContext): number {
 *   let x = 0;
 *   for (let t = 0; t < steps; t++) x += random.choice([-1, 1]);
 *   return x;
 * }
 *
 * if (import.meta.main) {
 *   await using pool = parallel(import.meta);
 *   const endpoints = await pool.map(walk, repeat(1000, 10_000));
 * }
 * ```
 */
export function parallel(meta: { readonly url: string }, options: ParallelOptions = {}): Parallel {
  if (isWorker()) {
    throw new Error(
      "parallel() was called in a worker: put what only the program does into if (import.meta.main)",
    );
  }
  return new Parallel(meta?.url, options);
}

/** A pool of workers that run a module's functions; see `parallel`. */
export class Parallel implements Disposable, AsyncDisposable {
  readonly #workers: TaskWorkers;
  readonly #key: [number, number];
  readonly #errors: readonly ErrorClass[];
  #calls = 0;
  readonly #closed = new AbortController();

  /**
   * Starts the workers; see `parallel`.
   *
   * @param module Address of the module whose functions are tasks.
   * @throws {RangeError} If an option is out of bounds.
   * @throws {TypeError} If an option is unknown or of another type.
   * @throws {TypeError} If the module has no address.
   * @throws {WorkerFault} If workers may not read their files; it names the flag that is missing.
   */
  constructor(readonly module: string, readonly options: ParallelOptions) {
    checkOptions("open a pool", options, POOL);
    const { workers = navigator.hardwareConcurrency, seed } = options;
    if (!URL.canParse(module)) {
      throw new TypeError(
        `Cannot take tasks from the module ${module}: use import.meta, or { url: import.meta.resolve("./tasks.ts") }`,
      );
    }
    this.#key = keyOf(seed === undefined ? randomSeed() : parseSeed(seed));
    this.#errors = [...options.errors ?? []];
    this.#workers = new TaskWorkers(module, workers);
  }

  /** Workers of the pool; 0 if tasks run on the calling thread. */
  get workers(): number {
    return this.#workers.size;
  }

  /**
   * Runs a task for each argument, as `Array.map` would, and gives the results in their order.
   *
   * @throws What the first task to fail throws, with a `TaskFailure` as its cause; the rest is given up.
   * @throws {TaskCrash} If a task cannot be sent, answered, or survived by its worker.
   * @throws {DOMException} A `TimeoutError` if a task takes longer than `timeoutMs`.
   */
  async map<F extends Task>(
    task: F,
    args: Source<ArgumentOf<F>>,
    options: MapOptions = {},
  ): Promise<ResultOf<F>[]> {
    return await collect(this.#call(task, args, { isSpread: false }, options));
  }

  /** As `map`, with several arguments a task: `task(...args)`. */
  async starmap<F extends Task>(
    task: F,
    args: Source<readonly [...ArgumentsOf<F>]>,
    options: MapOptions = {},
  ): Promise<ResultOf<F>[]> {
    return await collect(this.#call(task, args, { isSpread: true }, options));
  }

  /** As `map`, but goes on after tasks that fail, and says of each how it ended. */
  async mapSettled<F extends Task>(
    task: F,
    args: Source<ArgumentOf<F>>,
    options: MapOptions = {},
  ): Promise<PromiseSettledResult<ResultOf<F>>[]> {
    return await settle(this.#call(task, args, { isSpread: false, isSettled: true }, options));
  }

  /**
   * Runs a task for each argument and gives each result when its turn comes. Arguments are taken only
   * as fast as results are, so both may be endless: memory stays constant.
   */
  imap<F extends Task>(
    task: F,
    args: Source<ArgumentOf<F>>,
    options: MapOptions = {},
  ): AsyncGenerator<ResultOf<F>> {
    const call = this.#call(task, args, { isSpread: false, isOrdered: true }, options);
    return each(call, (value) => value as ResultOf<F>);
  }

  /** As `imap`, but gives each result as soon as it is there, with the index of its argument. */
  imapUnordered<F extends Task>(
    task: F,
    args: Source<ArgumentOf<F>>,
    options: MapOptions = {},
  ): AsyncGenerator<Indexed<ResultOf<F>>> {
    const call = this.#call(task, args, { isSpread: false }, options);
    return each(call, (value, index) => ({ index, value: value as ResultOf<F> }));
  }

  /** Ends the workers at once; calls under way fail. A pool that stays open keeps the program alive. */
  close(): void {
    this.#closed.abort(new WorkerFault("the pool is closed"));
    this.#workers[Symbol.dispose]();
  }

  /** As `close`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** As `close`, for `await using`. */
  // deno-lint-ignore require-await
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  #call(
    task: Task,
    source: Source<unknown>,
    kind: Pick<CallOptions, "isSpread"> & Partial<Pick<CallOptions, "isSettled" | "isOrdered">>,
    options: MapOptions,
  ): Call {
    if (typeof task !== "function" || task.name === "") {
      throw new TypeError("A task must be a function with a name, exported by the pool's module");
    }
    const { signal: closed } = this.#closed;
    closed.throwIfAborted();
    checkOptions("run tasks", options, CALL);
    if (options.timeoutMs !== undefined) this.#workers.makeStoppable();
    return new Call({
      isSettled: false,
      isOrdered: false,
      ...kind,
      task: task.name,
      text: textOfTask(task as AnyTask),
      source,
      stream: { key: this.#key, call: this.#calls++ },
      run: (chunk, limits, shared) => this.#workers.run(task as AnyTask, chunk, limits, shared),
      workers: Math.max(1, this.workers),
      chunkSize: options.chunkSize,
      timeoutMs: options.timeoutMs,
      signal: options.signal ? AbortSignal.any([options.signal, closed]) : closed,
      errors: this.#errors,
      ready: (signal) => this.#workers.ready(signal),
      progress: { progress: options.progress, onProgress: options.onProgress },
    });
  }
}
