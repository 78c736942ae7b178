/** The laws of chance that a run must obey. Seeds are arbitrary and stay. */

import assert from "node:assert/strict";
import { simulate } from "../src/run.ts";
import { createSpec } from "../src/spec.ts";
import type { Tally } from "../src/tally/tally.ts";
import { chiSquared, criticalValue } from "./helpers/chi_squared.ts";
import { blockOf } from "./helpers/oracle.ts";

const WALKERS = 10_000_000;

/** P(k of n fair bits are set) for every k, by the ratio of neighbours from the middle outwards. */
function binomialLaw(n: number): Float64Array {
  const weights = new Float64Array(n + 1);
  const middle = n >> 1;
  weights[middle] = 1;
  for (let k = middle; k < n; k++) weights[k + 1] = weights[k] * (n - k) / (k + 1);
  for (let k = middle; k > 0; k--) weights[k - 1] = weights[k] * k / (n - k + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The law of a window's columns or rows: the walk ends at 2k − steps with k bits set. */
function axisLaw({ window }: Tally, steps: number): Float64Array {
  const law = new Float64Array(window.columns);
  binomialLaw(steps).forEach((p, k) => {
    const cell = Math.floor((2 * k - steps - window.origin[0]) / window.cellSize);
    if (cell >= 0 && cell < law.length) law[cell] += p;
  });
  return law;
}

function marginals({ window: { columns, rows }, cells }: Tally) {
  const [byColumn, byRow] = [new Float64Array(columns), new Float64Array(rows)];
  cells.forEach((count, i) => {
    byColumn[i % columns] += count;
    byRow[Math.floor(i / columns)] += count;
  });
  return { byColumn, byRow };
}

/** Sums neighbouring entries into groups. */
function coarsen(values: ArrayLike<number>, groups: number): number[] {
  const sums = Array<number>(groups).fill(0);
  for (let i = 0; i < values.length; i++) {
    sums[Math.floor(i * groups / values.length)] += values[i];
  }
  return sums;
}

/** Joint counts on groups × groups coarse cells, row-major. */
function coarseJoint({ window: { columns, rows }, cells }: Tally, groups: number): number[] {
  const sums = Array<number>(groups * groups).fill(0);
  cells.forEach((count, i) => {
    const row = Math.floor(Math.floor(i / columns) * groups / rows);
    sums[row * groups + Math.floor((i % columns) * groups / columns)] += count;
  });
  return sums;
}

function assertLaw(what: string, observed: ArrayLike<number>, law: ArrayLike<number>): void {
  const expected = Array.from(law, (p) => p * WALKERS);
  const { chi2, freedom, critical } = chiSquared({ observed, expected });
  assert.ok(freedom >= 10, `${what}: only ${freedom} degrees of freedom`);
  assert.ok(chi2 < critical, `${what}: χ² ${chi2} of ${freedom} is above ${critical}`);
  // Counts too close to the law are as suspect as counts too far from it.
  const least = criticalValue(freedom, -4.753424);
  assert.ok(chi2 > least, `${what}: χ² ${chi2} of ${freedom} is below ${least}`);
}

for (const steps of [10, 33, 1000]) {
  Deno.test(`10^7 endpoints of ${steps} steps have the binomial law, on each axis and jointly`, async () => {
    const spec = createSpec({ walkers: WALKERS, steps, seed: 20_260_101 });
    const { tally } = await simulate(spec, { backend: "workers" });
    const law = axisLaw(tally, steps);
    const { byColumn, byRow } = marginals(tally);
    assertLaw("x", byColumn, law);
    assertLaw("y", byRow, law);
    // All cells where a cell is a fair share, else as many groups as keep the tails apart.
    const groups = Math.min(law.length, 24);
    const coarse = coarsen(law, groups);
    const joint = coarse.flatMap((p) => coarse.map((q) => p * q));
    assertLaw("x and y", coarseJoint(tally, groups), joint);
  });
}

Deno.test("neighbouring walkers, and a walker's neighbouring words, are independent", () => {
  const walkers = 100_000;
  const blocks = Array.from({ length: walkers + 1 }, (_, walker) => blockOf(11n, walker, 0));
  // Quarters of a word's range, in pairs: 16 equally likely cells.
  const pairs = (of: (i: number) => [number, number]) => {
    const observed = Array<number>(16).fill(0);
    for (let i = 0; i < walkers; i++) {
      const [a, b] = of(i);
      observed[4 * (a >>> 30) + (b >>> 30)]++;
    }
    const expected = observed.map(() => walkers / 16);
    const { chi2, critical } = chiSquared({ observed, expected });
    assert.ok(chi2 < critical, `χ² ${chi2} is above ${critical}`);
  };
  for (const k of [0, 1, 2, 3]) {
    pairs((i) => [blocks[i][k], blocks[i + 1][k]]);
    pairs((i) => [blocks[i][k], blocks[i][(k + 1) % 4]]);
  }
});

Deno.test("every bit of every word is fair", () => {
  const walkers = 40_000;
  const ones = new Float64Array(128);
  for (let walker = 0; walker < walkers; walker++) {
    blockOf(13n, walker, 0).forEach((word, k) => {
      for (let bit = 0; bit < 32; bit++) ones[32 * k + bit] += (word >>> bit) & 1;
    });
  }
  // Six deviations: 128 bits together fail by chance in 2.5e-7 of all seeds.
  const most = 6 * Math.sqrt(walkers / 4);
  ones.forEach((count, bit) => {
    assert.ok(Math.abs(count - walkers / 2) < most, `bit ${bit % 32} of word ${bit >> 5}`);
  });
});

Deno.test("the critical values of χ² are those of the tables", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4: upper critical values, α = 0.001.
  for (const [freedom, value] of [[10, 29.588], [50, 86.661], [100, 149.449]]) {
    const ratio = criticalValue(freedom, 3.090232) / value;
    assert.ok(Math.abs(ratio - 1) < 1e-2, `${freedom} degrees: ${ratio}`);
  }
});
