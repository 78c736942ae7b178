/** Which task an error came from. */

import { define, textOf } from "./thrown.ts";

/** Says which task an error came from; it is the error's `cause`. */
export class TaskFailure extends Error {
  /** Stands before the message where the error is printed. */
  override readonly name = "TaskFailure";

  /** Says it of the task that failed. */
  constructor(
    /** The task's name. */
    readonly task: string,
    /** Its index among the arguments. */
    readonly index: number,
    /** Its argument; one that was moved to the worker is empty. */
    readonly argument: unknown,
    /** The cause that the error had of its own. */
    cause?: unknown,
  ) {
    super(`task ${task} failed at index ${index}`, cause === undefined ? {} : { cause });
    // It is made where an answer comes in: where that is says nothing.
    this.stack = `TaskFailure: ${this.message}`;
  }
}

/** A task that takes a worker down each time, or cannot be sent or answered. */
export class TaskCrash extends Error {
  /** Stands before the message where the error is printed. */
  override readonly name = "TaskCrash";

  /** Says which task, and why. */
  constructor(message: string) {
    super(message);
    // It is made where an answer comes in: where that is says nothing.
    this.stack = `TaskCrash: ${message}`;
  }
}

/** Characters of a reason that are told. */
const LONGEST_REASON = 300;

/** An error's message in one line: that of what cannot be cloned may hold a function's whole text. */
export function lineOf(error: unknown): string {
  const line = (error instanceof Error ? error.message : textOf(error)).replace(/\s+/g, " ").trim();
  return line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON)}…` : line;
}

/** An error whose cause says which task threw it; what is no error is wrapped. */
export function blame(thrown: unknown, failure: (cause: unknown) => TaskFailure): Error {
  if (!(thrown instanceof Error)) {
    return new Error(`a task threw ${textOf(thrown)}`, { cause: failure(thrown) });
  }
  define(thrown, "cause", failure(thrown.cause));
  return thrown;
}
