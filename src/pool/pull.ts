/** Takes items off iterators, and closes them as ECMAScript's loops do (IteratorClose, ECMA-262). */

import { takeOver } from "./copy.ts";

/** How long a source is asked for one chunk's arguments before it goes out with what it has. */
const WAIT_MS = 10;
/** Buffers of a chunk's arguments, beyond which it takes no more. */
const MAX_BYTES = 2 ** 23;

/** A source that is asked for items, some at a time. */
export interface Pull {
  /** At most `count` items, at least one unless it has ended. @throws What the source throws. */
  take(count: number): unknown[] | Promise<unknown[]>;
  /**
   * Tells the source that no more is wanted, unless it has ended by itself.
   *
   * @param isFailed Whether an error is on its way already, which what happens here must not replace.
   * @throws What the source throws, if no error is on its way.
   */
  close(isFailed: boolean): Promise<void>;
}

/** Opens a source. @throws {TypeError} If it gives no iterator. */
export function openPull(source: Iterable<unknown> | AsyncIterable<unknown>): Pull {
  // A text is iterable, but no object.
  const openAsync = (source as AsyncIterable<unknown>)[Symbol.asyncIterator];
  if (openAsync !== undefined && openAsync !== null) {
    return new AsyncPull(checkObject(openAsync.call(source), "an iterator"));
  }
  const { [Symbol.iterator]: open } = source as Iterable<unknown>;
  return new SyncPull(checkObject(open.call(source), "an iterator"));
}

class SyncPull implements Pull {
  #isDone = false;
  readonly #next: Iterator<unknown>["next"];

  constructor(readonly iterator: Iterator<unknown>) {
    this.#next = iterator.next;
  }

  take(count: number): unknown[] {
    const list = new Filling(performance.now());
    while (list.isOpen(count) && !this.#isDone) this.#step(list);
    return list.items;
  }

  async close(isFailed: boolean): Promise<void> {
    if (this.#isDone) return;
    this.#isDone = true;
    await closeIterator(this.iterator, isFailed, false);
  }

  #step(list: Filling): void {
    // One that throws has ended.
    this.#isDone = true;
    const result = checkObject(this.#next.call(this.iterator), "a result");
    if (result.done) return;
    list.add(result.value);
    this.#isDone = false;
  }
}

class AsyncPull implements Pull {
  #isDone = false;
  readonly #next: AsyncIterator<unknown>["next"];
  /** Asked of the source, and not yet there. */
  #coming?: Promise<IteratorResult<unknown>>;

  constructor(readonly iterator: AsyncIterator<unknown>) {
    this.#next = iterator.next;
  }

  async take(count: number): Promise<unknown[]> {
    const list = new Filling();
    let deadline: Promise<undefined> | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      while (list.isOpen(count) && !this.#isDone) {
        const came = await this.#ask(deadline);
        if (came === undefined) break;
        if (came.done) this.#isDone = true;
        else list.add(came.value);
        deadline ??= new Promise((resolve) =>
          timer = setTimeout(() => resolve(undefined), WAIT_MS)
        );
      }
    } catch (error) {
      // One that throws has ended.
      this.#isDone = true;
      throw error;
    } finally {
      clearTimeout(timer);
    }
    return list.items;
  }

  async close(isFailed: boolean): Promise<void> {
    if (this.#isDone) return;
    this.#isDone = true;
    const isSilent = this.#coming !== undefined;
    const closed = closeIterator(this.iterator, isFailed || isSilent, true);
    // A generator that was asked answers this only after that, which may be never.
    if (!isSilent) await closed;
  }

  /** The next result; undefined if the deadline comes before it. */
  async #ask(deadline?: Promise<undefined>): Promise<IteratorResult<unknown> | undefined> {
    this.#coming ??= Promise.resolve(this.#next.call(this.iterator));
    const came = await (deadline ? Promise.race([this.#coming, deadline]) : this.#coming);
    if (came === undefined && deadline !== undefined) return undefined;
    this.#coming = undefined;
    return checkObject(came as IteratorResult<unknown>, "a result");
  }
}

/** The arguments of one chunk, on their way into it. */
class Filling {
  readonly items: unknown[] = [];
  #bytes = 0;

  /** @param start Since when the source is asked; since its first item if not given. */
  constructor(private start?: number) {}

  /** Whether it takes one more. */
  isOpen(count: number): boolean {
    const { length } = this.items;
    return length === 0 || length < count && this.#bytes < MAX_BYTES &&
        performance.now() - (this.start ?? Infinity) <= WAIT_MS;
  }

  /** What a source may change later is taken as it is now. */
  add(value: unknown): void {
    this.start ??= performance.now();
    this.#bytes += bytesOf(value);
    this.items.push(takeOver(value));
  }
}

/** The first items of a list, as many as a chunk may hold; at least one. */
export function fitting(list: unknown[]): unknown[] {
  let bytes = 0;
  const end = list.findIndex((item) => (bytes += bytesOf(item)) > MAX_BYTES);
  return end < 0 ? list : list.slice(0, Math.max(1, end));
}

function bytesOf(value: unknown): number {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer ? value.byteLength : 0;
}

/** Calls an iterator's `return`, where it has one. An error on its way comes before what is thrown here. */
async function closeIterator(
  iterator: Iterator<unknown> | AsyncIterator<unknown>,
  isFailed: boolean,
  isAsync: boolean,
): Promise<void> {
  try {
    const close: (() => unknown) | null | undefined = iterator.return;
    if (close === undefined || close === null) return;
    const answer: unknown = close.call(iterator);
    checkObject(isAsync ? await answer : answer, "a result");
  } catch (error) {
    if (!isFailed) throw error;
  }
}

function checkObject<T>(value: T, what: string): T {
  if (typeof value === "object" && value !== null || typeof value === "function") return value;
  throw new TypeError(`A source of arguments gave ${String(value)} for ${what}`);
}
