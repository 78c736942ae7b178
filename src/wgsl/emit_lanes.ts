/**
 * Vectors taken apart into lanes and put together again, through memory: the vectors of all blocks
 * are stored one after the other. V8 pairs vectors of 128 bits into ones of 256 only from adjacent
 * stores and loads on, and lanes that are extracted or replaced stop it.
 */

import type { Code } from "./encode.ts";

export const LANES = 4;

const WORD_BYTES = 4;
const VECTOR_BYTES = LANES * WORD_BYTES;
/** Vectors a block that lie in memory at the same time: at most two operands, or index and value. */
const SLOTS = 2;

/**
 * Bytes at the start of the memory that so many blocks need. There a constant address lies within the
 * first page, which needs no check of bounds: a check between two stores keeps them from being paired.
 */
export function scratchBytes(blocks: number): number {
  return SLOTS * VECTOR_BYTES * blocks;
}

export class Lanes {
  constructor(readonly code: Code, readonly blocks: number) {}

  /** Lanes of all blocks together. */
  get count(): number {
    return LANES * this.blocks;
  }

  /** Stores a vector a block; `vector` leaves it on the stack. */
  store(slot: number, vector: (block: number) => void): void {
    for (let block = 0; block < this.blocks; block++) {
      this.code.constant(0);
      vector(block);
      this.code.storeVector(this.#offset(slot, LANES * block));
    }
  }

  /** Leaves the word of a lane, counted over all blocks, on the stack. */
  load(slot: number, lane: number): void {
    this.code.constant(0);
    this.code.load(this.#offset(slot, lane));
  }

  /** Puts a local's word where that of a lane is. */
  put(slot: number, lane: number, word: number): void {
    this.code.constant(0);
    this.code.get(word);
    this.code.store(this.#offset(slot, lane));
  }

  /** Sets a vector local a block to the words of its lanes. */
  gather(slot: number, locals: readonly number[]): void {
    locals.forEach((local, block) => {
      this.code.constant(0);
      this.code.loadVector(this.#offset(slot, LANES * block));
      this.code.set(local);
    });
  }

  /** Makes a vector local a block of what `word` leaves on the stack for each lane. */
  compute(word: (lane: number) => void): number[] {
    for (let lane = 0; lane < this.count; lane++) {
      this.code.constant(0);
      word(lane);
      // The operands of this lane are not needed any more.
      this.code.store(this.#offset(0, lane));
    }
    const locals = Array.from({ length: this.blocks }, () => this.code.local("v128"));
    this.gather(0, locals);
    return locals;
  }

  #offset(slot: number, lane: number): number {
    return slot * VECTOR_BYTES * this.blocks + WORD_BYTES * lane;
  }
}
