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

/** How long a source is asked for one chunk's arguments before it goes out with what it has. */
const WAIT_MS = 10;
/** Buffers of a chunk's arguments, beyond which it takes no more. */
const MAX_BYTES = 2 ** 23;

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
  #iterator?: Iterator<unknown>;
  #stream?: AsyncIterator<unknown>;
  /** Asked of the stream, and not yet there. */
  #coming?: Promise<IteratorResult<unknown>>;
  readonly length?: number;

  constructor(readonly source: Source<unknown>) {
    this.length = lengthOf(source);
  }

  /** A source is opened when it is first asked, so that a call that does not begin leaves it alone. */
  #open(): void {
    if (this.#iterator || this.#stream) return;
    // A text is iterable, but no object.
    const stream = (this.source as AsyncIterable<unknown>)[Symbol.asyncIterator]?.();
    if (stream) this.#stream = stream;
    else this.#iterator = (this.source as Iterable<unknown>)[Symbol.iterator]();
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
  close(): void {
    this.#iterator?.return?.();
    // Not waited for: a stream that was asked and is silent answers this only after that.
    this.#stream?.return?.().catch(() => {});
  }

  #list(count: number): unknown[] | Promise<unknown[]> {
    const { source } = this;
    // Far faster than one by one.
    if (Array.isArray(source)) {
      const list = source.slice(this.#next, this.#next + count);
      return list.some(ArrayBuffer.isView) ? fitting(list) : list;
    }
    this.#open();
    return this.#iterator ? this.#pull(this.#iterator, count) : this.#await(count);
  }

  #pull(iterator: Iterator<unknown>, count: number): unknown[] {
    const list: unknown[] = [];
    const start = performance.now();
    for (let bytes = 0; list.length < count && bytes < MAX_BYTES;) {
      const { done, value } = iterator.next();
      if (done) break;
      list.push(value);
      bytes += bytesOf(value);
      if (performance.now() - start > WAIT_MS) break;
    }
    return list;
  }

  async #await(count: number): Promise<unknown[]> {
    const list: unknown[] = [];
    let deadline: Promise<undefined> | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let start = 0;
    for (let bytes = 0; list.length < count && bytes < MAX_BYTES;) {
      this.#coming ??= this.#stream?.next();
      const came = await (deadline ? Promise.race([this.#coming, deadline]) : this.#coming);
      if (came === undefined) break;
      this.#coming = undefined;
      if (came.done) break;
      list.push(came.value);
      bytes += bytesOf(came.value);
      // A stream that is always ready leaves no turn to a timer.
      start ||= performance.now();
      if (performance.now() - start > WAIT_MS) break;
      deadline ??= new Promise((resolve) => timer = setTimeout(() => resolve(undefined), WAIT_MS));
    }
    clearTimeout(timer);
    return list;
  }
}

/** The first items of a list, as many as a chunk may hold; at least one. */
function fitting(list: unknown[]): unknown[] {
  let bytes = 0;
  const end = list.findIndex((item) => (bytes += bytesOf(item)) > MAX_BYTES);
  return end < 0 ? list : list.slice(0, Math.max(1, end));
}

function bytesOf(value: unknown): number {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer ? value.byteLength : 0;
}
