/** Counting the bits set in each lane of a vector. */

import type { Code } from "./encode.ts";

/**
 * Takes a vector from the stack and leaves the counts of its lanes.
 *
 * @param constant Leaves a vector of one word on the stack.
 * @param wide Whether the engine pairs vectors.
 */
export function countBits(code: Code, constant: (word: number) => void, wide: boolean): void {
  if (wide) countByArithmetic(code, constant);
  else code.op("i8x16.popcnt");
  code.op("i16x8.extadd_pairwise_i8x16_u");
  // A product with ones adds pairs in one instruction on x86; the extending addition takes three.
  constant(0x00010001);
  code.op("i32x4.dot_i16x8_s");
}

/** The bits set in each byte, by sums of ever wider fields: V8 pairs no i8x16.popcnt. */
function countByArithmetic(code: Code, constant: (word: number) => void): void {
  const x = code.local("v128");
  const shifted = (bits: number) => {
    code.get(x);
    code.constant(bits);
    code.op("i32x4.shr_u");
  };
  const and = (word: number) => {
    constant(word);
    code.op("v128.and");
  };
  code.tee(x);
  shifted(1);
  and(0x55555555);
  code.op("i32x4.sub");
  code.tee(x);
  and(0x33333333);
  shifted(2);
  and(0x33333333);
  code.op("i32x4.add");
  code.tee(x);
  shifted(4);
  code.op("i32x4.add");
  and(0x0f0f0f0f);
  code.release(x);
}
