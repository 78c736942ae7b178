/** range() beside exact arithmetic with whole numbers. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { range } from "../../src/pool/mod.ts";

/** Numbers a · 10^-places from `start` to `end` in steps of `step`, each rounded once. */
function decimals(start: number, end: number, step: number, places: number): number[] {
  const items = [];
  for (let a = BigInt(start); step > 0 ? a < end : a > end; a += BigInt(step)) {
    items.push(Number(`${a}e-${places}`));
  }
  return items;
}

Deno.test("range() of decimals is that of exact arithmetic", () => {
  const whole = fc.integer({ min: -300, max: 300 });
  const step = whole.filter((step) => step !== 0);
  const law = (start: number, end: number, step: number, places: number) => {
    const [a, b, c] = [start, end, step].map((x) => Number(`${x}e-${places}`));
    const expected = decimals(start, end, step, places);
    assert.deepEqual([...range(a, b, c)].map((x) => x + 0), expected);
    assert.equal(range(a, b, c).length, expected.length);
  };
  fc.assert(fc.property(whole, whole, step, fc.nat(20), law), { numRuns: 3000, seed: 21 });
});

Deno.test("range() stops before its end for all tenths", () => {
  for (let start = -20; start <= 20; start++) {
    for (let end = start; end <= 20; end++) {
      for (let step = 1; step <= 20; step++) {
        const rule = range(start / 10, end / 10, step / 10);
        assert.equal(rule.length, Math.ceil((end - start) / step));
      }
    }
  }
});

Deno.test("range() of any numbers has those before its end, all of them, and none twice", () => {
  const number = fc.double({ min: -1e3, max: 1e3, noNaN: true }).map(coarse);
  const step = fc.double({ min: 1, max: 500, noNaN: true }).map(coarse);
  const law = (start: number, end: number, size: number) => {
    const step = start <= end ? size : -size;
    const items = [...range(start, end, step)];
    const isBefore = (x: number) => step > 0 ? x < end : x > end;
    assert.ok(items.every(isBefore));
    assert.ok(!isBefore(start + step * items.length));
    assert.equal(new Set(items).size, items.length);
    for (const [i, x] of items.entries()) {
      const error = exact(x) - (exact(start) + BigInt(i) * exact(step));
      // Twice rounded, at numbers up to 1000.
      assert.ok(error <= 2n ** 37n && error >= -(2n ** 37n), `${x} is ${error} / 2^80 off`);
    }
  };
  fc.assert(fc.property(number, number, step, law), { numRuns: 2000, seed: 22 });
});

Deno.test("range() refuses steps that numbers are too coarse for", () => {
  const refused: Parameters<typeof range>[] = [
    [2 ** 53, 2 ** 53 + 10],
    [-(2 ** 53) - 8, 0],
    [2 ** 53, 2 ** 53 + 10, 1.5],
    [1e16, Infinity],
    [-1e16, -Infinity, -1],
    [0, 1e300, 1e-300],
    [1, 1 + 1e-14, 1e-17],
    [0, Number.MAX_VALUE],
    [-Number.MAX_VALUE, Number.MAX_VALUE, 1e290],
    // A difference of 2^54.
    [-(2 ** 53), 2 ** 53, 3],
  ];
  for (const bounds of refused) {
    assert.throws(() => range(...bounds), {
      name: "RangeError",
      message: /^range\(.*\) would give numbers twice: numbers of that size are further apart/,
    });
  }
  assert.deepEqual([...range(2 ** 53 - 2, 2 ** 53)], [2 ** 53 - 2, 2 ** 53 - 1]);
  assert.deepEqual([...range(2 ** 53, 2 ** 53 + 6, 2)], [2 ** 53, 2 ** 53 + 2, 2 ** 53 + 4]);
  assert.deepEqual([...range(2 ** 53, 0)], []);
  assert.equal(range(-(2 ** 52), 2 ** 52, 3).length, 3002399751580331);
  assert.equal(range(0, 2 ** 60, 2 ** 30).length, 2 ** 30);
  assert.equal(range(0, Infinity).length, Infinity);
  assert.equal(range(5e-324, 1, 0.25).length, 4);
  for (const [bad, shown] of [["7", '"7"'], [7n, "7n"], [null, "null"]]) {
    assert.throws(() => range(0, bad as unknown as number), {
      name: "RangeError",
      message: `range(0, ${shown}, 1) needs numbers and a step that is not 0`,
    });
  }
});

/** A number of which 2^80 times is whole. */
function coarse(x: number): number {
  return Math.abs(x) < 2 ** -27 ? 0 : x;
}

/** 2^80 times a number. */
function exact(x: number): bigint {
  return BigInt(x * 2 ** 80);
}
