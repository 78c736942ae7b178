/** The random numbers of a task: a stream of its own, addressed by seed, call and task. */

import { shown } from "../options/options.ts";
import { fillWords } from "./threefry.ts";

/** Blocks, of four words each, that are made at a time. */
const BUFFER = 16;
const TWO_32 = 2 ** 32;
/** The upper half of an index takes 21 bits of its counter word, as an index is below 2^53. */
const INDEX_BITS = 21;
/** Blocks of a task: 32 bits of the counter's own word and the 11 that an index leaves free. */
const MAX_BLOCKS = 2 ** (32 + 32 - INDEX_BITS);
/** The last call that a stream's number can tell apart; number 0 is the walkers'. */
const LAST_CALL = TWO_32 - 2;

/** Where a stream is: the seed's key and the number of the call on the pool. */
export interface Stream {
  /** The seed's low and high word, each from 0 to 2^32 - 1. */
  readonly key: readonly [number, number];
  /** Number of the call, a whole number from 0 to 2^32 - 2. */
  readonly call: number;
}

/**
 * A stream of random numbers. It depends on nothing but the seed, the call's number and the task's
 * index, so neither on workers nor on chunks; no two tasks share numbers, and none share them with
 * the walkers of a run, whose streams are number 0. docs/reproducibility.md says which words it has and
 * how they become numbers.
 *
 * @example
 * ```ts
 * import { Random } from "hexwalk/parallel";
 * import { equal, ok } from "node:assert/strict";
 *
 * const stream = { key: [7, 0], call: 0 } as const;
 * const [one, again] = [new Random(stream, 5), new Random(stream, 5)];
 * equal(one.uniform(), again.uniform());
 * ok([-1, 1].includes(one.choice([-1, 1])));
 * ```
 */
export class Random {
  /** Made when it is first wanted: many tasks draw nothing. */
  #words?: Uint32Array;
  #at: number;
  #block: number;
  #spare?: number;

  /**
   * Begins at the start of a task's numbers, or further on.
   *
   * @param index The task's index, a whole number from 0.
   * @param block Where to begin, in blocks of four words, from 0 to 2^43 - 1.
   * @throws {RangeError} If the key, the call, the index or the block is out of bounds.
   */
  constructor(readonly stream: Stream, readonly index: number, block = 0) {
    for (let i = 0; i < 2; i++) checkWhole(`key[${i}]`, stream?.key?.[i], TWO_32 - 1);
    checkWhole("call", stream.call, LAST_CALL);
    checkWhole("index", index, Number.MAX_SAFE_INTEGER);
    checkWhole("block", block, MAX_BLOCKS - 1);
    // Buffers lie side by side, so that none goes beyond a carry.
    this.#block = block - block % BUFFER;
    this.#at = 4 * (BUFFER + block % BUFFER);
  }

  /** Uniform on [0, 1), a multiple of 2^-53. */
  uniform(): number {
    return ((this.#word() >>> 5) * 2 ** 26 + (this.#word() >>> 6)) / 2 ** 53;
  }

  /**
   * A whole number from 0 to `bound` - 1, each as likely as the others.
   *
   * @throws {RangeError} If the bound is no whole number from 1 to 2^53 - 1.
   */
  integer(bound: number): number {
    if (!(Number.isSafeInteger(bound) && bound >= 1)) {
      throw new RangeError(`integer() needs a whole bound from 1 to 2^53 - 1, not ${shown(bound)}`);
    }
    // Draws above the last whole multiple of the bound are drawn again, or some would be likelier.
    if (bound <= TWO_32) {
      const limit = TWO_32 - TWO_32 % bound;
      for (;;) {
        const drawn = this.#word();
        if (drawn < limit) return drawn % bound;
      }
    }
    const limit = 2 ** 53 - 2 ** 53 % bound;
    for (;;) {
      const drawn = this.uniform() * 2 ** 53;
      if (drawn < limit) return drawn % bound;
    }
  }

  /**
   * Normal with mean 0 and standard deviation 1, by the polar method (Marsaglia and Bray, "A convenient
   * method for generating normal variables", 1964). It takes a logarithm, whose last bit is up to the
   * JavaScript engine.
   */
  normal(): number {
    const spare = this.#spare;
    if (spare !== undefined) {
      this.#spare = undefined;
      return spare;
    }
    for (;;) {
      const [x, y] = [2 * this.uniform() - 1, 2 * this.uniform() - 1];
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const scale = Math.sqrt(-2 * Math.log(square) / square);
      this.#spare = y * scale;
      return x * scale;
    }
  }

  /**
   * One of the items, each as likely as the others.
   *
   * @throws {RangeError} If there is none.
   * @throws {TypeError} If it is no list.
   */
  choice<T>(items: ArrayLike<T>): T {
    if (lengthOf(items, "choose") === 0) throw new RangeError("choice() needs an item to choose");
    return items[this.integer(items.length)];
  }

  /**
   * Brings the items into a random order, each as likely as the others, in place; gives them back.
   *
   * @throws {TypeError} If it is no list.
   */
  shuffle<T extends { readonly length: number; [index: number]: unknown }>(items: T): T {
    // Durstenfeld's form of the Fisher-Yates shuffle.
    for (let last = lengthOf(items, "shuffle") - 1; last > 0; last--) {
      const other = this.integer(last + 1);
      [items[last], items[other]] = [items[other], items[last]];
    }
    return items;
  }

  #word(): number {
    const words = this.#at >= 4 * BUFFER ? this.#fill() : this.#words as Uint32Array;
    return words[this.#at++];
  }

  /** @throws {RangeError} At the end of the task's numbers. */
  #fill(): Uint32Array {
    if (this.#block === MAX_BLOCKS) {
      throw new RangeError(
        `Task ${this.index} has drawn all of its 2^45 random words: give the rest to other tasks`,
      );
    }
    this.#words ??= new Uint32Array(4 * BUFFER);
    const carry = Math.floor(this.#block / TWO_32);
    const [low, high] = [this.index % TWO_32, Math.floor(this.index / TWO_32)];
    const counter = [low, high + carry * 2 ** INDEX_BITS, this.stream.call + 1] as const;
    fillWords(this.stream.key, counter, this.#block, this.#words);
    this.#block += BUFFER;
    this.#at -= 4 * BUFFER;
    return this.#words;
  }
}

/** @throws {TypeError} If it is no list. */
function lengthOf(items: { readonly length: number }, task: string): number {
  const length = items?.length;
  if (typeof length === "number") return length;
  throw new TypeError(`Cannot ${task} with items ${shown(items)}: use a list`);
}

function checkWhole(name: string, value: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= 0 && value <= most) return;
  throw new RangeError(
    `Random numbers need a whole ${name} from 0 to ${most}, not ${shown(value)}`,
  );
}
