/**
 * What a run must give, worked out a second time: by the generator's published definition, one step
 * after the other, in plain numbers. It shares no code with the kernel. Slow and plain on purpose.
 */

import type { Range } from "../../src/backends/backend.ts";
import type { RunSpec } from "../../src/spec.ts";
import { type Tally, zero } from "../../src/tally/tally.ts";

export type Words = readonly [number, number, number, number];

/** Rotations of Threefry4x32 by round, modulo 8. Salmon et al., SC 2011, table 3. */
const ROTATIONS = [
  [10, 26],
  [11, 21],
  [13, 27],
  [23, 5],
  [6, 20],
  [17, 11],
  [25, 10],
  [18, 20],
] as const;

/** Skein's key-schedule constant for 32-bit words, as Random123 has it. */
const PARITY = 0x1bd11bda;

/** Threefry4x32 as the paper defines it: rounds in a loop, a key injection after every fourth. */
export function threefry4x32(counter: Words, key: Words, rounds = 13): Words {
  const schedule = [...key, key[0] ^ key[1] ^ key[2] ^ key[3] ^ PARITY];
  const x = counter.map((word, i) => (word + key[i]) >>> 0);
  for (let round = 0; round < rounds; round++) {
    const [first, second] = ROTATIONS[round % 8];
    // Even rounds mix words 0, 1 and 2, 3; odd rounds 0, 3 and 2, 1.
    const [a, b] = round % 2 === 0 ? [1, 3] : [3, 1];
    mix(x, 0, a, first);
    mix(x, 2, b, second);
    if (round % 4 === 3) inject(x, schedule, (round + 1) / 4);
  }
  return [x[0], x[1], x[2], x[3]];
}

function mix(x: number[], i: number, j: number, bits: number): void {
  x[i] = (x[i] + x[j]) >>> 0;
  x[j] = (((x[j] << bits) | (x[j] >>> (32 - bits))) ^ x[i]) >>> 0;
}

function inject(x: number[], schedule: readonly number[], s: number): void {
  for (let i = 0; i < 4; i++) x[i] = (x[i] + schedule[(s + i) % 5]) >>> 0;
  x[3] = (x[3] + s) >>> 0;
}

/** The four words of a walker's block of 64 steps. */
export function blockOf(seed: bigint, walker: number, block: number): Words {
  const number = BigInt(walker);
  return threefry4x32(
    [Number(number & 0xffffffffn), Number(number >> 32n), block, 0],
    [Number(seed & 0xffffffffn), Number(seed >> 32n), 0, 0],
  );
}

/** Where a walker of the walk `diagonal` ends. */
export function endpoint(seed: bigint, walker: number, steps: number): [number, number] {
  let [x, y] = [0, 0];
  let words: Words = [0, 0, 0, 0];
  for (let t = 0; t < steps; t++) {
    if (t % 64 === 0) words = blockOf(seed, walker, t / 64);
    // Words 0 and 1 hold the first 32 steps of x and y, words 2 and 3 the next 32.
    const at = t % 64 < 32 ? 0 : 2;
    x += (words[at] >>> t % 32) & 1 ? 1 : -1;
    y += (words[at + 1] >>> t % 32) & 1 ? 1 : -1;
  }
  return [x, y];
}

/** The tally of a range of walkers. */
export function oracleTally({ seed, steps, window }: RunSpec, { first, end }: Range): Tally {
  const tally = zero(window);
  const { origin, cellSize, columns, rows } = window;
  for (let walker = first; walker < end; walker++) {
    const [x, y] = endpoint(seed.value, walker, steps);
    const column = Math.floor((x - origin[0]) / cellSize);
    const row = Math.floor((y - origin[1]) / cellSize);
    const isInside = column >= 0 && column < columns && row >= 0 && row < rows;
    if (isInside) tally.cells[row * columns + column]++;
    else tally.outside++;
    tally.walkers++;
    const [bigX, bigY] = [BigInt(x), BigInt(y)];
    tally.sums.x += bigX;
    tally.sums.y += bigY;
    tally.sums.xx += bigX * bigX;
    tally.sums.yy += bigY * bigY;
    tally.sums.xy += bigX * bigY;
  }
  return tally;
}
