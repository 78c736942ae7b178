/** The workers of a task pool: they hold the tasks' module, and some can be stopped. */

import { type AnyTask, type Chunk, type Outcome, runChunk } from "./chunk.ts";
import { requireReadable } from "./may_read.ts";
import { Pool } from "./pool.ts";
import type { TaskReply, TaskRequest } from "./serve_tasks.ts";
import { openThread, type Thread } from "./threads.ts";
import { buffersIn } from "./transfer.ts";

export class TaskWorkers implements Disposable {
  readonly #pool?: Pool<TaskRequest, TaskReply>;
  #loaded?: Promise<unknown>;
  /** Whether tasks may have to be stopped, which takes other workers. */
  #isStoppable = false;

  /**
   * @param module Address of the module whose functions are tasks.
   * @param size How many workers; with 0 tasks run on the calling thread.
   * @throws {WorkerFault} If workers may not read their files.
   */
  constructor(readonly module: string, readonly size: number) {
    if (size === 0) return;
    // The module imports more of this library than the workers themselves do.
    requireReadable(new URL("..", import.meta.url), module);
    this.#pool = new Pool({ open: () => this.#open(), size });
    this.#load();
  }

  /** Has tasks run where they can be stopped, from now on. */
  makeStoppable(): void {
    if (this.#isStoppable) return;
    this.#isStoppable = true;
    this.#load();
  }

  /** Waits until the workers have the module, also those that they were replaced by meanwhile. */
  async ready(signal?: AbortSignal): Promise<void> {
    const loaded = this.#loaded;
    const stopped = Promise.withResolvers<never>();
    const stop = () => stopped.reject(signal?.reason);
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted) stop();
    try {
      await Promise.race([loaded, stopped.promise]);
    } catch (error) {
      if (signal?.aborted || loaded === this.#loaded) throw error;
      await this.ready(signal);
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  /** Runs a chunk on a worker that is free. Buffers that others need too are copied. */
  async run(
    task: AnyTask,
    chunk: Chunk,
    limits: { signal: AbortSignal; timeoutMs?: number },
    shared: ReadonlySet<Transferable>,
  ): Promise<Outcome> {
    const buffers = [...buffersIn(chunk)].filter((buffer) => !shared.has(buffer));
    // A rule's value is needed again, for the next chunk.
    const transfer = chunk.arguments.kind === "rule" ? [] : buffers;
    if (this.#pool) return await this.#pool.run(chunk, { ...limits, transfer }) as Outcome;
    // Between threads everything is a copy; on one thread too, so that results are the same.
    const outcome = await runChunk(task, structuredClone(chunk, { transfer }));
    // A breath for timers and signals.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return structuredClone(outcome, { transfer: [...buffersIn(outcome)] });
  }

  /** Ends the workers at once. */
  [Symbol.dispose](): void {
    this.#pool?.[Symbol.dispose]();
  }

  #open(): Thread {
    const thread = this.#isStoppable
      ? openThread(new URL("./task_thread.ts", import.meta.url))
      : undefined;
    // In one expression, as bundlers look for it.
    return thread ?? new Worker(new URL("./task_worker.ts", import.meta.url), { type: "module" });
  }

  #load(): void {
    // It is there before anything is begun: Deno runs what waits for promises while it starts a thread.
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.#loaded = promise;
    // Whoever runs a task is told.
    promise.catch(() => {});
    if (this.#isStoppable) this.#pool?.restart();
    resolve(this.#pool?.setup({ module: this.module }));
  }
}
