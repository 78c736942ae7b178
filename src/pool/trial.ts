/** Chunks that fail as a whole: they are halved and tried again until the task to blame is alone. */

import { type Chunk, part } from "./chunk.ts";
import { WorkerFault } from "./pool.ts";
import { lineOf, TaskCrash } from "./task_error.ts";
import { MovedBefore } from "./transfer.ts";

/** So many workers may die over one task before it is given up. */
const ATTEMPTS = 3;

/** A chunk on its way, and what went wrong with it so far. */
export interface Trial {
  readonly chunk: Chunk;
  readonly attempt: number;
  /** How long its arguments took to come together, in milliseconds. */
  readonly pullMs?: number;
  /** The first fault of it, or of the chunk that it was part of. */
  readonly fault?: unknown;
}

/** What to try in place of a chunk that took its worker down, or too long; nothing if one task is to blame. */
export function retries({ chunk, attempt, fault }: Trial, error: unknown): Trial[] {
  const first = { fault: fault ?? error };
  if (chunk.count > 1) {
    const half = Math.ceil(chunk.count / 2);
    const parts = [part(chunk, 0, half), part(chunk, half, chunk.count)];
    return parts.map((chunk) => ({ chunk, attempt: 1, ...first }));
  }
  // What the worker lived to say, or what cannot be sent, it would say again.
  const isFinal = !(error instanceof WorkerFault) || error.isFinal;
  return isFinal || attempt === ATTEMPTS ? [] : [{ chunk, attempt: attempt + 1, ...first }];
}

/** The error of a task that is given up. */
export function crashOf({ chunk, fault }: Trial, error: unknown, timeoutMs?: number): Error {
  const task = `task ${chunk.task} at index ${chunk.first}`;
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return new DOMException(`${task} took more than ${timeoutMs} ms`, "TimeoutError");
  }
  const reason = error instanceof MovedBefore && fault !== undefined
    ? `${lineOf(fault)} (and not again: ${lineOf(error)})`
    : lineOf(error);
  return new TaskCrash(`${task} cannot be run: ${reason}`);
}
