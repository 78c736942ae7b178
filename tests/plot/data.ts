/** Cells to draw in tests: the same on every host. */

import type { CellCounts } from "../../src/plot/cells.ts";
import type { Law } from "../../src/plot/law.ts";

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

/** A normal law about the middle of some cells, a fifth of them wide. */
export function normalLaw({ x0, y0, cellSize, columns, rows, counts }: CellCounts): Law {
  const axis = (start: number, cells: number) => {
    const mean = start + cells * cellSize / 2, deviation = Math.max(cells, 1) * cellSize / 5;
    const height = 1 / (deviation * Math.sqrt(2 * Math.PI));
    const density = (at: number) => height * Math.exp(-(((at - mean) / deviation) ** 2) / 2);
    const mass = (from: number, to: number) => simpson(density, from, to);
    return { mean, deviation, density, mass };
  };
  const walkers = Array.from(counts).reduce((sum, count) => sum + count, 0);
  const contours = [0.5, 0.9, 0.99];
  return { walkers, x: axis(x0, columns), y: axis(y0, rows), contours };
}

function simpson(of: (at: number) => number, from: number, to: number): number {
  const parts = 8, width = (to - from) / parts;
  let sum = of(from) + of(to);
  for (let k = 1; k < parts; k++) sum += (k % 2 === 1 ? 4 : 2) * of(from + k * width);
  return sum * width / 3;
}

/** The bivariate normal law's mass in a hexagon, by 64 lines of 64 midpoints. */
export function normalOver(x: number, y: number, width: number, variance: number): number {
  const side = width / Math.sqrt(3), lines = 64;
  let mass = 0;
  for (let line = 0; line < lines; line++) {
    const dy = side * (2 * (line + 0.5) / lines - 1);
    const half = Math.min(width / 2, (side - Math.abs(dy)) * Math.sqrt(3));
    for (let point = 0; point < lines; point++) {
      const dx = half * (2 * (point + 0.5) / lines - 1);
      const density = Math.exp(-((x + dx) ** 2 + (y + dy) ** 2) / (2 * variance));
      mass += density * (2 * half / lines) * (2 * side / lines);
    }
  }
  return mass / (2 * Math.PI * variance);
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
