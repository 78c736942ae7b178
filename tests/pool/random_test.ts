/** A task's random numbers: their law, and the generator's definition. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { Random } from "../../src/pool/mod.ts";
import { fillWords } from "../../src/pool/threefry.ts";
import { chiSquared, criticalValue } from "../helpers/chi_squared.ts";
import { threefry4x32 } from "../helpers/oracle.ts";

const word = fc.integer({ min: 0, max: 0xffffffff });
/** Arbitrary, and fixed. */
const STREAM = { key: [20_260_727, 0], call: 3 } as const;
const DRAWS = 200_000;

Deno.test("fillWords() gives Threefry4x32 with 13 rounds, block by block", () => {
  const counter = fc.tuple(word, word, word);
  const law = ([k0, k1]: number[], [c0, c1, c3]: number[], block: number, blocks: number) => {
    const words = new Uint32Array(4 * blocks);
    fillWords([k0, k1], [c0, c1, c3], block, words);
    const expected = Array.from(
      { length: blocks },
      (_, i) => threefry4x32([c0, c1, (block + i) >>> 0, c3], [k0, k1, 0, 0]),
    );
    assert.deepEqual([...words], expected.flat());
  };
  const property = fc.property(
    fc.tuple(word, word),
    counter,
    word,
    fc.integer({ max: 5, min: 1 }),
    law,
  );
  fc.assert(property, { numRuns: 500, seed: 1 });
});

Deno.test("uniform() takes 53 bits of the words at index, call + 1 and block", () => {
  const index = fc.oneof(fc.nat(), fc.maxSafeNat());
  const law = (key: [number, number], call: number, index: number) => {
    const random = new Random({ key, call }, index);
    for (let block = 0; block < 20; block++) {
      const [low, high] = [index % 2 ** 32, Math.floor(index / 2 ** 32)];
      const [a, b, c, d] = threefry4x32([low, high, block, call + 1], [...key, 0, 0]);
      assert.equal(random.uniform(), bits53(a, b));
      assert.equal(random.uniform(), bits53(c, d));
    }
  };
  fc.assert(fc.property(fc.tuple(word, word), fc.nat(), index, law), { numRuns: 100, seed: 2 });
});

Deno.test("uniform() is uniform on [0, 1)", () => {
  const random = new Random(STREAM, 0);
  const counts = new Array(256).fill(0);
  for (let i = 0; i < DRAWS; i++) {
    const drawn = random.uniform();
    assert.ok(drawn >= 0 && drawn < 1);
    counts[Math.floor(drawn * 256)]++;
  }
  assertLaw(counts);
});

Deno.test("the first draws of neighbouring tasks, and of neighbouring calls, are independent", () => {
  const byTask = new Array(256).fill(0);
  const byCall = new Array(256).fill(0);
  const first = (call: number, index: number) =>
    Math.floor(16 * new Random({ key: STREAM.key, call }, index).uniform());
  for (let i = 0; i < 20_000; i++) {
    byTask[16 * first(0, i) + first(0, i + 1)]++;
    byCall[16 * first(i, 0) + first(i + 1, 0)]++;
  }
  assertLaw(byTask);
  assertLaw(byCall);
});

Deno.test("integer() gives every number below its bound equally often", () => {
  for (const bound of [1, 2, 3, 10, 1000]) {
    const random = new Random(STREAM, bound);
    const counts = new Array(bound).fill(0);
    for (let i = 0; i < DRAWS; i++) counts[random.integer(bound)]++;
    if (bound > 1) assertLaw(counts);
    else assert.deepEqual(counts, [DRAWS]);
  }
});

Deno.test("integer() is not biased where the bound is near what a draw can give", () => {
  // A plain remainder would give the lower half, or third, twice as often.
  for (const bound of [3 * 2 ** 30, 2 ** 32 - 1, 2 ** 32, 3 * 2 ** 51, Number.MAX_SAFE_INTEGER]) {
    const random = new Random(STREAM, bound % 1000);
    const counts = new Array(12).fill(0);
    for (let i = 0; i < DRAWS / 4; i++) {
      const drawn = random.integer(bound);
      assert.ok(Number.isSafeInteger(drawn) && drawn >= 0 && drawn < bound);
      counts[Math.floor(12 * (drawn / bound))]++;
    }
    assertLaw(counts);
  }
});

Deno.test("normal() is normal, and one draw is independent of the next", () => {
  const random = new Random(STREAM, 1);
  const drawn = Float64Array.from({ length: DRAWS }, () => random.normal());
  const pairs = [0, 0, 0, 0];
  for (let i = 0; i < DRAWS; i += 2) pairs[Number(drawn[i] > 0) + 2 * Number(drawn[i + 1] > 0)]++;
  assertLaw(pairs);
  const distance = kolmogorovSmirnov(drawn.sort(), normalLaw);
  // P(√n D > x) ≈ 2 exp(-2x²), which is 1e-6 at 2.694: Kolmogorov (1933).
  assert.ok(Math.sqrt(DRAWS) * distance < 2.694, `D = ${distance}`);
});

Deno.test("choice() gives each item equally often", () => {
  const random = new Random(STREAM, 2);
  const counts: Record<string, number> = { a: 0, b: 0, c: 0 };
  for (let i = 0; i < DRAWS; i++) counts[random.choice("abc")]++;
  assertLaw(Object.values(counts));
  assert.equal(random.choice(new Uint8Array([9])), 9);
});

Deno.test("shuffle() gives each order equally often, in place", () => {
  const random = new Random(STREAM, 4);
  const counts = new Map<string, number>();
  for (let i = 0; i < DRAWS / 4; i++) {
    const items = [1, 2, 3, 4];
    assert.equal(random.shuffle(items), items);
    counts.set(items.join(""), (counts.get(items.join("")) ?? 0) + 1);
  }
  assert.equal(counts.size, 24);
  assertLaw([...counts.values()]);
  for (const items of [[], [1], new Uint8Array([5])]) assert.equal(random.shuffle(items), items);
});

Deno.test("Random refuses what has no answer", () => {
  const random = new Random(STREAM, 5);
  for (const bound of [0, -1, 1.5, NaN, Infinity, 2 ** 53]) {
    assert.throws(() => random.integer(bound), {
      name: "RangeError",
      message: `integer() needs a whole bound from 1 to 2^53 - 1, not ${bound}`,
    });
  }
  assert.throws(() => random.choice([]), { name: "RangeError", message: /needs an item/ });
});

function bits53(high: number, low: number): number {
  return Number((BigInt(high >>> 5) << 26n) | BigInt(low >>> 6)) / 2 ** 53;
}

/** That counts are as chance makes them where all cells are alike. */
function assertLaw(observed: readonly number[]): void {
  const total = observed.reduce((a, b) => a + b, 0);
  const expected = observed.map(() => total / observed.length);
  const { chi2, freedom, critical } = chiSquared({ observed, expected });
  assert.ok(chi2 < critical, `χ² = ${chi2} with ${freedom} degrees of freedom`);
  // Too even is not by chance either.
  if (freedom > 10) assert.ok(chi2 > criticalValue(freedom, -4.753424), `χ² = ${chi2}`);
}

/** The largest distance between a law and the shares of sorted numbers. */
function kolmogorovSmirnov(sorted: Float64Array, law: (x: number) => number): number {
  const count = sorted.length;
  return sorted.reduce((worst, x, i) => {
    const expected = law(x);
    return Math.max(worst, expected - i / count, (i + 1) / count - expected);
  }, 0);
}

/** The normal law, by its series: Marsaglia, "Evaluating the normal distribution" (2004). */
function normalLaw(x: number): number {
  let [sum, term] = [x, x];
  for (let i = 3; sum + term !== sum; i += 2) sum += term *= x * x / i;
  return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
}

Deno.test("Random refuses streams that there are not, and what is no list, by its value", () => {
  const streams: [unknown, string][] = [
    [undefined, "key[0] from 0 to 4294967295, not undefined"],
    [{ key: 5, call: 0 }, "key[0] from 0 to 4294967295, not undefined"],
    [{ key: [0, 2 ** 40], call: 0 }, "key[1] from 0 to 4294967295, not 1099511627776"],
    [{ key: [0, "1"], call: 0 }, 'key[1] from 0 to 4294967295, not "1"'],
    [{ key: [0, 1], call: -1 }, "call from 0 to 4294967294, not -1"],
  ];
  for (const [stream, fault] of streams) {
    assert.throws(() => new Random(stream as typeof STREAM, 0), {
      name: "RangeError",
      message: `Random numbers need a whole ${fault}`,
    });
  }
  const random = new Random(STREAM, 0);
  for (const [items, shown] of [[5, "5"], [new Set([1]), "of class Set"], [{}, "{}"]]) {
    const refused = (task: string) => ({
      name: "TypeError",
      message: `Cannot ${task} with items ${shown}: use a list`,
    });
    assert.throws(() => random.choice(items as unknown as number[]), refused("choose"));
    assert.throws(() => random.shuffle(items as unknown as number[]), refused("shuffle"));
  }
});
