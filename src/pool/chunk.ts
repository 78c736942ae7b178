/** Chunks: several tasks in one message, and what came of them. */

import { shown } from "../options/options.ts";
import { copies, copyOf } from "./copy.ts";
import { Random, type Stream } from "./random.ts";
import { argumentAt, type RuleForm } from "./rules.ts";
import { lineOf, TaskCrash } from "./task_error.ts";
import { packThrown, type Thrown } from "./thrown.ts";

/** The arguments of a chunk's tasks, written out or as a rule. */
export type Arguments =
  | {
    readonly kind: "list";
    readonly list: readonly unknown[];
    /** Whether several tasks may be given one object, so that each needs a copy. */
    readonly isShared: boolean;
  }
  | { readonly kind: "rule"; readonly form: RuleForm };

/** Tasks to run, numbered from `first` on. */
export interface Chunk {
  /** The task's name, and its code where the call was made. */
  readonly task: string;
  readonly text: string;
  readonly first: number;
  readonly count: number;
  readonly arguments: Arguments;
  /** Whether an argument is a list of several, as for `starmap`. */
  readonly isSpread: boolean;
  readonly stream: Stream;
  /** Whether to go on after a task that fails. */
  readonly isSettled: boolean;
  /** After so many milliseconds no further task is begun. */
  readonly budgetMs: number;
  /** The longest that a task may take, in milliseconds. */
  readonly timeoutMs?: number;
}

/** What came of a chunk's tasks. */
export interface Outcome {
  /** One value a task; undefined where it failed. Numbers alone come as a typed array. */
  readonly values: readonly unknown[] | Float64Array<ArrayBuffer>;
  readonly failures: readonly { readonly index: number; readonly thrown: Thrown }[];
  /** How long the tasks took. */
  readonly ms: number;
  /** Arguments of tasks that were not begun, of a list; they may have been moved here. */
  readonly rest?: readonly unknown[];
}

/** What a task is given besides its arguments. */
export interface TaskContext {
  /** The task's own random numbers. */
  readonly random: Random;
  /** Its index among the arguments, from 0. */
  readonly index: number;
}

// deno-lint-ignore no-explicit-any -- whatever its arguments are, they come from the caller's own types
export type AnyTask = (...args: any[]) => unknown;

/** A function's code, the same in every thread that loads its module. */
export function textOfTask(task: AnyTask): string {
  return Function.prototype.toString.call(task);
}

/** Tasks between two looks at the clock, which is slower than some tasks. */
const LOOK_EVERY = 16;

/** Runs a chunk's tasks one after the other. Tasks may be asynchronous. */
export async function runChunk(run: AnyTask, chunk: Chunk): Promise<Outcome> {
  const start = performance.now();
  const values: unknown[] = [];
  const failures: { index: number; thrown: Thrown }[] = [];
  let areNumbers = true;
  const argumentAt = ownArguments(chunk);
  for (let i = 0; i < chunk.count; i++) {
    const index = chunk.first + i;
    try {
      const began = chunk.timeoutMs === undefined ? 0 : performance.now();
      const context = new Context(chunk.stream, index);
      const argument = argumentAt(i);
      let value = chunk.isSpread ? run(...listOf(argument), context) : run(argument, context);
      if (isThenable(value)) value = await value;
      checkTime(chunk, index, began);
      areNumbers &&= typeof value === "number";
      // A later task may change what this one gave.
      values.push(typeof value === "number" ? value : copied(chunk, i, value));
    } catch (error) {
      values.push(undefined);
      areNumbers = false;
      failures.push({ index, thrown: packThrown(error) });
      if (!chunk.isSettled) break;
    }
    const isTime = chunk.timeoutMs !== undefined || i % LOOK_EVERY === 0;
    if (isTime && performance.now() - start > chunk.budgetMs) break;
  }
  const { arguments: args } = chunk;
  return {
    values: areNumbers ? Float64Array.from(values as number[]) : values,
    failures,
    ms: performance.now() - start,
    rest: args.kind === "list" && values.length < chunk.count
      ? args.list.slice(values.length)
      : undefined,
  };
}

/** The arguments of a task that takes several. @throws {TypeError} If they are in no list. */
function listOf(argument: unknown): readonly unknown[] {
  if (Array.isArray(argument)) return argument;
  throw new TypeError(
    `Cannot starmap with argument ${shown(argument)}: use a list of the task's arguments`,
  );
}

/** @throws {DOMException} A `TimeoutError` if a task, done as it is, took too long. */
function checkTime({ task, timeoutMs }: Chunk, index: number, began: number): void {
  if (timeoutMs === undefined || performance.now() - began <= timeoutMs) return;
  throw new DOMException(
    `task ${task} at index ${index} took more than ${timeoutMs} ms`,
    "TimeoutError",
  );
}

/** The argument of a chunk's i-th task. */
export function argumentOf(chunk: Chunk, i: number): unknown {
  const { arguments: args } = chunk;
  return args.kind === "list" ? args.list[i] : argumentAt(args.form, chunk.first + i);
}

/** A part of a chunk. */
export function part(chunk: Chunk, from: number, to: number): Chunk {
  const { arguments: args } = chunk;
  const own = args.kind === "list" ? { ...args, list: args.list.slice(from, to) } : args;
  return { ...chunk, first: chunk.first + from, count: to - from, arguments: own };
}

/**
 * A chunk's part that was done, and the part that was not begun, if there is any.
 *
 * @param rest Arguments of what was not begun, if they came back.
 */
export function split(chunk: Chunk, done: number, rest?: readonly unknown[]): [Chunk, Chunk?] {
  if (done === chunk.count) return [chunk];
  const left = part(chunk, done, chunk.count);
  const { arguments: args } = left;
  const own = rest && args.kind === "list" ? { ...args, list: rest } : args;
  return [part(chunk, 0, done), { ...left, arguments: own }];
}

/** Gives each task of a chunk an argument that no other has, so that each may change its own. */
function ownArguments(chunk: Chunk): (i: number) => unknown {
  const { arguments: args, count } = chunk;
  const isShared = args.kind === "list" ? args.isShared : args.form.kind === "repeat" && count > 1;
  if (!isShared) return (i) => argumentOf(chunk, i);
  const copy = copies();
  return (i) => copied(chunk, i, argumentOf(chunk, i), copy);
}

/** A copy of an argument or a result. @throws {TaskCrash} If there can be none. */
function copied(
  { task, first }: Chunk,
  i: number,
  value: unknown,
  copy: (value: unknown) => unknown = copyOf,
): unknown {
  try {
    return copy(value);
  } catch (error) {
    throw new TaskCrash(`task ${task} at index ${first + i} cannot be run: ${lineOf(error)}`);
  }
}

class Context implements TaskContext {
  #random?: Random;

  constructor(readonly stream: Stream, readonly index: number) {}

  get random(): Random {
    return this.#random ??= new Random(this.stream, this.index);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value;
}
