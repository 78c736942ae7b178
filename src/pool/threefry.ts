/** Threefry4x32 with 13 rounds in TypeScript: the generator of shaders/threefry.wgsl, for tasks. */

// Skein's key-schedule constant for 32-bit words, as Random123 has it.
const PARITY = 0x1BD11BDA;

/** A key; the generator's other two key words are zero, as in the walks. */
export type Key = readonly [number, number];

/**
 * Writes the words of consecutive blocks, four a block, each uniform on [0, 2^32).
 *
 * @param counter Words 0, 1 and 3 of the counter; word 2 is the block's number.
 * @param block Number of the first block; of a larger one the lower 32 bits.
 * @param words Filled as a whole; its length is a multiple of 4.
 */
export function fillWords(
  key: Key,
  [c0, c1, c3]: readonly [number, number, number],
  block: number,
  words: Uint32Array,
): void {
  const [k0, k1] = key;
  const k4 = PARITY ^ k0 ^ k1;
  for (let at = 0; at < words.length; at += 4, block++) {
    let a = (c0 + k0) | 0, b = (c1 + k1) | 0, c = block | 0, d = c3 | 0;
    a = a + b | 0, b = (b << 10 | b >>> 22) ^ a, c = c + d | 0, d = (d << 26 | d >>> 6) ^ c;
    a = a + d | 0, d = (d << 11 | d >>> 21) ^ a, c = c + b | 0, b = (b << 21 | b >>> 11) ^ c;
    a = a + b | 0, b = (b << 13 | b >>> 19) ^ a, c = c + d | 0, d = (d << 27 | d >>> 5) ^ c;
    a = a + d | 0, d = (d << 23 | d >>> 9) ^ a, c = c + b | 0, b = (b << 5 | b >>> 27) ^ c;
    a = a + k1 | 0, d = d + k4 + 1 | 0;
    a = a + b | 0, b = (b << 6 | b >>> 26) ^ a, c = c + d | 0, d = (d << 20 | d >>> 12) ^ c;
    a = a + d | 0, d = (d << 17 | d >>> 15) ^ a, c = c + b | 0, b = (b << 11 | b >>> 21) ^ c;
    a = a + b | 0, b = (b << 25 | b >>> 7) ^ a, c = c + d | 0, d = (d << 10 | d >>> 22) ^ c;
    a = a + d | 0, d = (d << 18 | d >>> 14) ^ a, c = c + b | 0, b = (b << 20 | b >>> 12) ^ c;
    c = c + k4 | 0, d = d + k0 + 2 | 0;
    a = a + b | 0, b = (b << 10 | b >>> 22) ^ a, c = c + d | 0, d = (d << 26 | d >>> 6) ^ c;
    a = a + d | 0, d = (d << 11 | d >>> 21) ^ a, c = c + b | 0, b = (b << 21 | b >>> 11) ^ c;
    a = a + b | 0, b = (b << 13 | b >>> 19) ^ a, c = c + d | 0, d = (d << 27 | d >>> 5) ^ c;
    a = a + d | 0, d = (d << 23 | d >>> 9) ^ a, c = c + b | 0, b = (b << 5 | b >>> 27) ^ c;
    b = b + k4 | 0, c = c + k0 | 0, d = d + k1 + 3 | 0;
    a = a + b | 0, b = (b << 6 | b >>> 26) ^ a, c = c + d | 0, d = (d << 20 | d >>> 12) ^ c;
    words[at] = a, words[at + 1] = b, words[at + 2] = c, words[at + 3] = d;
  }
}
