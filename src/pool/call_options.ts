/** What a call is about, and what comes of it. */

import type { Chunk, Outcome } from "./chunk.ts";
import type { Source } from "./chunker.ts";
import type { ErrorClass } from "./error_classes.ts";
import type { ProgressOptions } from "./progress.ts";
import type { Stream } from "./random.ts";

/** Runs a chunk somewhere. */
export type Runner = (
  chunk: Chunk,
  limits: { readonly signal: AbortSignal; readonly timeoutMs?: number },
  shared: ReadonlySet<Transferable>,
) => Promise<Outcome>;

/** What a call is about. */
export interface CallOptions {
  readonly task: string;
  /** The task's own code, as it is here. */
  readonly text: string;
  readonly source: Source<unknown>;
  readonly isSpread: boolean;
  readonly isSettled: boolean;
  /** Whether chunks come back in the order of their arguments, or as they are done. */
  readonly isOrdered: boolean;
  readonly stream: Stream;
  readonly run: Runner;
  /** Chunks that run at once. */
  readonly workers: number;
  /** Tasks in a chunk; by measurement if not given. */
  readonly chunkSize?: number;
  /** The longest that a task may take. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly errors: readonly ErrorClass[];
  /** Waits until tasks can be run. */
  readonly ready: (signal?: AbortSignal) => Promise<void>;
  readonly progress: ProgressOptions;
}

/** A chunk that was run. */
export interface Done {
  readonly chunk: Chunk;
  readonly values: Outcome["values"];
  /** Errors of tasks by their index, if the call goes on after them. */
  readonly failures: ReadonlyMap<number, Error>;
}
