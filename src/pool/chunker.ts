/** Arguments → chunks, each about as long as the tasks so far say it should be. */

import type { Arguments } from "./chunk.ts";
import { type Snapshot, snapshot, takeOver } from "./copy.ts";
import { fitting, openPull, type Pull } from "./pull.ts";
import { isRule, type RuleForm } from "./rules.ts";

/** Arguments from anywhere: a list, a rule, a generator, a stream. */
export type Source<T> = Iterable<T> | AsyncIterable<T>;

/** Some of the arguments, in order. */
export interface Taken {
  readonly first: number;
  readonly count: number;
  readonly arguments: Arguments;
}

const NONE: ReadonlySet<ArrayBuffer> = new Set();

/** Takes arguments off a source, as many at a time as are wanted. */
export class Chunker {
  #next = 0;
  readonly #form?: RuleForm;
  readonly #list?: Snapshot;
  #pull?: Pull;
  /** How many arguments there are, if that is known without asking for them. */
  readonly length?: number;

  /**
   * What can be copied is copied now, whatever becomes of it later.
   *
   * @throws {TypeError} If the source cannot be iterated.
   */
  constructor(readonly source: Source<unknown>) {
    if (isRule(source)) {
      const { form } = source;
      this.#form = form.kind === "repeat" ? { ...form, value: takeOver(form.value, false) } : form;
      this.length = source.length;
      return;
    }
    const held = itemsOf(source);
    if (held) this.#list = snapshot(held);
    else checkIterable(source);
    this.length = held?.length;
  }

  /** Buffers that stand in several arguments. */
  get shared(): ReadonlySet<ArrayBuffer> {
    return this.#list?.shared ?? NONE;
  }

  /** How many arguments are left, if that is known. */
  get left(): number | undefined {
    return this.length === undefined ? undefined : this.length - this.#next;
  }

  /** At most `count` arguments; undefined when there are no more. @throws What the source throws. */
  async take(count: number): Promise<Taken | undefined> {
    const first = this.#next;
    if (this.#form) {
      const taken = Math.min(count, this.left as number);
      this.#next += taken;
      const args = { kind: "rule", form: this.#form } as const;
      return taken > 0 ? { first, count: taken, arguments: args } : undefined;
    }
    const list = this.#list
      ? fitting(this.#list.items.slice(first, first + count))
      : await this.#pulled(count);
    this.#next += list.length;
    if (list.length === 0) return undefined;
    const isShared = this.#list?.isShared ?? false;
    return { first, count: list.length, arguments: { kind: "list", list, isShared } };
  }

  /** Tells the source that no more is wanted; see `Pull.close`. */
  async close(isFailed: boolean): Promise<void> {
    await this.#pull?.close(isFailed);
  }

  /** A source is opened when it is first asked, so that a call that does not begin leaves it alone. */
  #pulled(count: number): unknown[] | Promise<unknown[]> {
    this.#pull ??= openPull(this.source);
    return this.#pull.take(count);
  }
}

/** What a list, a typed array, a set or a map holds; undefined of what has to be asked. */
function itemsOf(source: Source<unknown>): unknown[] | undefined {
  if (Array.isArray(source)) return source;
  // A DataView holds no items.
  const isTyped = ArrayBuffer.isView(source) && !(source instanceof DataView);
  const isHeld = isTyped || source instanceof Set || source instanceof Map;
  return isHeld ? Array.from(source as Iterable<unknown>) : undefined;
}

function checkIterable(source: Source<unknown>): void {
  const { [Symbol.iterator]: sync, [Symbol.asyncIterator]: async } = Object(source);
  if (typeof sync === "function" || typeof async === "function") return;
  throw new TypeError(
    `Arguments must be in a list, a set, a generator or a stream, not in ${typeof source}`,
  );
}
