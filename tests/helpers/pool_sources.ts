/** Arguments and pools for property tests. */

import fc from "fast-check";
import type { Parallel } from "../../src/pool/mod.ts";
import { openTasks } from "./tasks.ts";

/** Whatever can be sent to another thread and comes out the same. */
export const value = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  maxDepth: 2,
});

export const values = fc.array(value, { maxLength: 12 });

/** How a call is cut up: workers by their number, tasks a chunk, or by measurement. */
export const split = fc.record({
  workers: fc.integer({ min: 0, max: 3 }),
  chunkSize: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
});

/** Ways to hand a list over. */
export const WAYS = {
  list: <T>(list: readonly T[]) => list,
  generator: <T>(list: readonly T[]) => generate(list),
  iterator: <T>(list: readonly T[]) => list.values(),
  "async generator": <T>(list: readonly T[]) => trickle(list),
  stream: <T>(list: readonly T[]) => ReadableStream.from(list),
} as const;

export const way = fc.constantFrom(...Object.keys(WAYS) as (keyof typeof WAYS)[]);

/** Pools of 0 to 3 workers, opened once for all cases of a property. */
export class Pools implements AsyncDisposable {
  readonly #pools = [0, 1, 2, 3].map((workers) => openTasks({ workers, seed: 7 }));

  of(workers: number): Parallel {
    return this.#pools[workers];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const pool of this.#pools) await pool[Symbol.asyncDispose]();
  }
}

/** A promise that shall not take long; a test says so rather than hang. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no end within ${ms} ms`)), ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function* generate<T>(list: readonly T[]): Generator<T> {
  yield* list;
}

/** Items that come at once, and now and then one that takes its time. */
async function* trickle<T>(list: readonly T[]): AsyncGenerator<T> {
  for (const [i, item] of list.entries()) {
    if (i % 5 === 4) await new Promise((resolve) => setTimeout(resolve, 1));
    yield item;
  }
}
