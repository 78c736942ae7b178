import assert from "node:assert/strict";
import fc from "fast-check";
import { ratio } from "../../src/tally/ratio.ts";

/** A fraction of whole numbers, its bottom above 0. */
type Fraction = readonly [top: bigint, bottom: bigint];

/** A finite float of 0 or more is this fraction exactly, from the bits of IEEE 754. */
function exactly(value: number): Fraction {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const [exponent, fraction] = [bits >> 52n, bits & (2n ** 52n - 1n)];
  const [significand, power] = exponent === 0n
    ? [fraction, -1074n]
    : [fraction | 2n ** 52n, exponent - 1075n];
  return power < 0n ? [significand, 2n ** -power] : [significand << power, 1n];
}

/** The float before or after one that is above 0. */
function neighbour(value: number, by: 1n | -1n): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) + by);
  return view.getFloat64(0);
}

function half([a, b]: Fraction, [c, d]: Fraction): Fraction {
  return [a * d + c * b, 2n * b * d];
}

function compare([a, b]: Fraction, [c, d]: Fraction): number {
  return Number(a * d > c * b) - Number(a * d < c * b);
}

/** Whether a float has an even last bit. */
function isEven(value: number): boolean {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0) % 2n === 0n;
}

/** Neither neighbour is nearer, and where one is as near the found float is the even one. */
function assertNearest(found: number, wanted: Fraction): void {
  const says = `${wanted[0]} / ${wanted[1]} is not ${found}`;
  assert.ok(Number.isFinite(found) && found >= 0, says);
  const above = compare(wanted, half(exactly(found), exactly(neighbour(found, 1n))));
  assert.ok(above < 0 || above === 0 && isEven(found), says);
  if (found === 0) return;
  const below = compare(wanted, half(exactly(found), exactly(neighbour(found, -1n))));
  assert.ok(below > 0 || below === 0 && isEven(found), says);
}

const top = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 12n }),
  fc.bigInt({ min: 0n, max: 2n ** 128n }),
);
const bottom = fc.oneof(
  fc.bigInt({ min: 1n, max: 2n ** 12n }),
  fc.bigInt({ min: 1n, max: 2n ** 106n }),
);

Deno.test("ratio() is the nearest float, the even one of two", () => {
  fc.assert(
    fc.property(top, bottom, (a, b) => {
      assertNearest(ratio(a, b), [a, b]);
      assert.equal(ratio(-a, b), a === 0n ? 0 : -ratio(a, b));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("ratio() rounds what is the middle between two floats, or just beside it", () => {
  const float = fc.bigInt({ min: 1n, max: 0x7fe0000000000000n }).map((bits) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, bits);
    return view.getFloat64(0);
  });
  const small = fc.bigInt({ min: 1n, max: 2n ** 54n }).map((units) => Number(units) * 2 ** -1074);
  fc.assert(
    fc.property(fc.oneof(float, small), fc.integer({ min: 70, max: 200 }), (value, bits) => {
      const [a, b] = half(exactly(value), exactly(neighbour(value, 1n)));
      const scale = 2n ** BigInt(bits);
      for (const change of [-1n, 0n, 1n]) {
        const wanted = [a * scale + change, b * scale] as const;
        assertNearest(ratio(...wanted), wanted);
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test("ratio() is a division of small whole numbers as IEEE 754 has it", () => {
  assert.equal(ratio(11n, 1659n), 11 / 1659);
  for (let a = 0; a < 200; a++) {
    for (let b = 1; b < 200; b++) assert.equal(ratio(BigInt(a), BigInt(b)), a / b);
  }
});

Deno.test("ratio() of nothing is no number, too small a one 0 and too large a one infinite", () => {
  assert.ok(Number.isNaN(ratio(1n, 0n)));
  assert.equal(ratio(1n, 2n ** 1075n), 0);
  assert.equal(ratio(3n, 2n ** 1076n), 2 ** -1074);
  assert.equal(ratio(2n ** 1024n, 1n), Infinity);
});
