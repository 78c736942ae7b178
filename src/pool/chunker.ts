/** Arguments → chunks, each about as long as the tasks so far say it should be. */

import type { Arguments } from "./chunk.ts";
import { isRule } from "./rules.ts";

/** Arguments from anywhere: a list, a rule, a generator, a stream. */
export type Source<T> = Iterable<T> | AsyncIterable<T>;

/** Some of the arguments, in order. */
export interface Taken {
  readonly first: number;
  readonly count: number;
  readonly arguments: Arguments;
}

/** How long a chunk waits for an asynchronous source before it goes out with what it has. */
const WAIT_MS = 10;

/** How many arguments a source has, if it is known without asking for them. */
export function lengthOf(source: Source<unknown>): number | undefined {
  if (Array.isArray(source) || isRule(source) || ArrayBuffer.isView(source)) {
    return (source as unknown as { length: number }).length;
  }
  return source instanceof Set || source instanceof Map ? source.size : undefined;
}

/** Takes arguments off a source, as many at a time as are wanted. */
export class Chunker {
  #next = 0;
  readonly #iterator?: Iterator<unknown>;
  readonly #stream?: AsyncIterator<unknown>;
  /** Asked of the stream, and not yet there. */
  #coming?: Promise<IteratorResult<unknown>>;
  readonly length?: number;

  constructor(readonly source: Source<unknown>) {
    this.length = lengthOf(source);
    if (isRule(source)) return;
    // A text is iterable, but no object.
    const stream = (source as AsyncIterable<unknown>)[Symbol.asyncIterator]?.();
    if (stream) this.#stream = stream;
    else this.#iterator = (source as Iterable<unknown>)[Symbol.iterator]();
  }

  /** How many arguments are left, if that is known. */
  get left(): number | undefined {
    return this.length === undefined ? undefined : this.length - this.#next;
  }

  /** At most `count` arguments; undefined when there are no more. @throws What the source throws. */
  async take(count: number): Promise<Taken | undefined> {
    const { source } = this;
    const first = this.#next;
    if (isRule(source)) {
      const taken = Math.min(count, source.length - first);
      this.#next += taken;
      const args = { kind: "rule", form: source.form } as const;
      return taken > 0 ? { first, count: taken, arguments: args } : undefined;
    }
    const list = await this.#list(count);
    this.#next += list.length;
    if (list.length === 0) return undefined;
    return { first, count: list.length, arguments: { kind: "list", list } };
  }

  /** Tells the source that no more is wanted. */
  async close(): Promise<void> {
    this.#iterator?.return?.();
    // A stream that has been asked and is silent would never answer this either.
    if (this.#coming === undefined) await this.#stream?.return?.();
  }

  #list(count: number): unknown[] | Promise<unknown[]> {
    const { source } = this;
    // Far faster than one by one.
    if (Array.isArray(source)) return source.slice(this.#next, this.#next + count);
    return this.#iterator ? this.#pull(this.#iterator, count) : this.#await(count);
  }

  #pull(iterator: Iterator<unknown>, count: number): unknown[] {
    const list: unknown[] = [];
    while (list.length < count) {
      const { done, value } = iterator.next();
      if (done) break;
      list.push(value);
    }
    return list;
  }

  async #await(count: number): Promise<unknown[]> {
    const list: unknown[] = [];
    let deadline: Promise<undefined> | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    while (list.length < count) {
      this.#coming ??= this.#stream?.next();
      const came = await (deadline ? Promise.race([this.#coming, deadline]) : this.#coming);
      if (came === undefined) break;
      this.#coming = undefined;
      if (came.done) break;
      list.push(came.value);
      deadline ??= new Promise((resolve) => timer = setTimeout(() => resolve(undefined), WAIT_MS));
    }
    clearTimeout(timer);
    return list;
  }
}
