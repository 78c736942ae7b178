/** Chunks: several tasks in one message, and what came of them. */

import { Random, type Stream } from "./random.ts";
import { argumentAt, type RuleForm } from "./rules.ts";
import { packThrown, type Thrown } from "./task_error.ts";

/** The arguments of a chunk's tasks, written out or as a rule. */
export type Arguments =
  | { readonly kind: "list"; readonly list: readonly unknown[] }
  | { readonly kind: "rule"; readonly form: RuleForm };

/** Tasks to run, numbered from `first` on. */
export interface Chunk {
  readonly task: string;
  readonly first: number;
  readonly count: number;
  readonly arguments: Arguments;
  /** Whether an argument is a list of several, as for `starmap`. */
  readonly isSpread: boolean;
  readonly stream: Stream;
  /** Whether to go on after a task that fails. */
  readonly isSettled: boolean;
}

/** What came of a chunk's tasks. */
export interface Outcome {
  /** One value a task; undefined where it failed. Numbers alone come as a typed array. */
  readonly values: readonly unknown[] | Float64Array<ArrayBuffer>;
  readonly failures: readonly { readonly index: number; readonly thrown: Thrown }[];
  /** How long the tasks took. */
  readonly ms: number;
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

/** Runs a chunk's tasks one after the other. Tasks may be asynchronous. */
export async function runChunk(run: AnyTask, chunk: Chunk): Promise<Outcome> {
  const start = performance.now();
  const values: unknown[] = [];
  const failures: { index: number; thrown: Thrown }[] = [];
  let areNumbers = true;
  for (let i = 0; i < chunk.count; i++) {
    const index = chunk.first + i;
    try {
      let value = call(run, chunk, i, new Context(chunk.stream, index));
      if (isThenable(value)) value = await value;
      areNumbers &&= typeof value === "number";
      values.push(value);
    } catch (error) {
      values.push(undefined);
      areNumbers = false;
      failures.push({ index, thrown: packThrown(error) });
      if (!chunk.isSettled) break;
    }
  }
  const ms = performance.now() - start;
  return { values: areNumbers ? Float64Array.from(values as number[]) : values, failures, ms };
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

function call(run: AnyTask, chunk: Chunk, i: number, context: TaskContext): unknown {
  const argument = argumentOf(chunk, i);
  return chunk.isSpread ? run(...argument as unknown[], context) : run(argument, context);
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
