/** How much is measured, and in which words. */

/** Cores that the pools are measured on. */
export const WORKERS = 2;
/** Tasks that do nothing. */
export const TRIVIAL = 1_000_000;
/** Walks of the tutorial's program. */
export const WALKS = 10_000;

/** What a contestant prints, in milliseconds; what it has no way to do is left out. */
export interface Times {
  /** To open a pool and have it run one task. */
  readonly first?: number;
  /** To open a pool, run one task and then all walks: a whole program. */
  readonly whole: number;
  /** All walks on a pool that is open and has run them before. */
  readonly open: number;
  /** The trivial tasks, their arguments told by a rule. */
  readonly rule?: number;
  /** The trivial tasks, their arguments written out. */
  readonly list?: number;
}

/** The median time of several runs. */
export async function median(run: () => unknown, runs = 5): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return middle(times);
}

/** The median of numbers; at least one. */
export function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}
