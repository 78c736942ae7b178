/** What a user of a pool may say, and what follows from the type of a task. */

import type { TaskContext } from "./chunk.ts";
import type { ProgressOptions } from "./progress.ts";
import type { ErrorClass } from "./error_classes.ts";

/** A function that a pool can run: it is exported by the module, and may be asynchronous. */
export type Task = (...args: never[]) => unknown;

/** What a task's argument is: its first parameter. A second can only take the context. */
export type ArgumentOf<F extends Task> = F extends
  (argument: infer A, context: TaskContext) => unknown ? A : never;

/**
 * What a task's arguments are: all parameters but the context. None may be left out, and they may not be
 * any number, or the context would be taken for one.
 */
export type ArgumentsOf<F extends Task> =
  (Required<Parameters<F>> extends [...infer Own, TaskContext] ? Own
    : Required<Parameters<F>>) extends infer Own extends readonly unknown[]
    ? F extends (...args: [...Own, TaskContext]) => unknown ? Own : never
    : never;

/** What a task gives in the end. */
export type ResultOf<F extends Task> = Awaited<ReturnType<F>>;

/** How to open a pool; all of it may be left out. */
export interface ParallelOptions {
  /** How many workers; every core by default. With 0 tasks run on the calling thread, for a debugger. */
  readonly workers?: number;
  /** Seed of the tasks' random numbers: a number, or a text; random by default. */
  readonly seed?: number | bigint | string;
  /** Error classes of your own that tasks throw; others arrive as the host's that they extend. */
  readonly errors?: readonly ErrorClass[];
}

/** How to run one call's tasks; all of it may be left out. */
export interface MapOptions extends ProgressOptions {
  /** Tasks that are sent to a worker at a time; by default as many as take about 30 ms. */
  readonly chunkSize?: number;
  /** The longest that a task may take, in milliseconds. */
  readonly timeoutMs?: number;
  /** Ends the call; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** A result as it comes in. */
export interface Indexed<T> {
  /** Which argument it belongs to, from 0. */
  readonly index: number;
  /** What the task gave for it. */
  readonly value: T;
}
