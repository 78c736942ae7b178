/** Cells to draw in tests: the same on every host. */

import type { CellCounts } from "../../src/plot/cells.ts";

/** Endpoints of walkers that take `steps` steps of ±1 on each axis, drawn with a small generator. */
export function walkCells(walkers: number, steps: number, seed = 1): CellCounts {
  const next = mulberry32(seed);
  const side = steps + 1;
  const counts = new Float64Array(side * side);
  for (let walker = 0; walker < walkers; walker++) {
    counts[heads(next, steps) * side + heads(next, steps)]++;
  }
  return { x0: -side, y0: -side, cellSize: 2, columns: side, rows: side, counts };
}

/** Cells all of whose counts are the same. */
export function evenCells(side: number, count: number): CellCounts {
  const counts = new Float64Array(side * side).fill(count);
  return { x0: -side, y0: -side, cellSize: 2, columns: side, rows: side, counts };
}

/** The law of one axis after `steps` steps of ±1: cell k holds P(k heads), about −steps + 2k. */
export function binomialLaw(steps: number): Float64Array {
  const law = new Float64Array(steps + 1);
  const middle = Math.floor(steps / 2);
  law[middle] = 1;
  for (let k = middle; k < steps; k++) law[k + 1] = law[k] * ((steps - k) / (k + 1));
  for (let k = middle; k > 0; k--) law[k - 1] = law[k] * (k / (steps - k + 1));
  const total = law.reduce((sum, p) => sum + p, 0);
  return law.map((p) => p / total);
}

/** A 32-bit generator by Tommy Ettinger, in the public domain; good enough for a picture. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return (word ^ (word >>> 14)) >>> 0;
  };
}

function heads(next: () => number, flips: number): number {
  let sum = 0;
  for (let left = flips; left > 0; left -= 32) {
    let bits = left < 32 ? next() >>> (32 - left) : next();
    for (; bits !== 0; bits &= bits - 1) sum++;
  }
  return sum;
}
