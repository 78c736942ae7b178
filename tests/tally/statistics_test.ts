import assert from "node:assert/strict";
import fc from "fast-check";
import { statistics } from "../../src/tally/statistics.ts";
import { type Tally, zero } from "../../src/tally/tally.ts";
import { windowFor } from "../../src/tally/window.ts";
import { findWalk } from "../../src/walks.ts";

type Point = readonly [number, number];

/** The tally of some endpoints. */
function tallyOf(points: readonly Point[]): Tally {
  const tally = zero(windowFor(findWalk("diagonal"), 1));
  for (const [x, y] of points.map((point) => point.map(BigInt))) {
    tally.walkers++;
    tally.sums.x += x;
    tally.sums.y += y;
    tally.sums.xx += x * x;
    tally.sums.yy += y * y;
    tally.sums.xy += x * y;
  }
  return tally;
}

/** Σ (a − ā)(b − b̄) / n in whole numbers: n² times it is Σ (n·a − Σa)(n·b − Σb) / n. */
function central(points: readonly Point[], a: 0 | 1, b: 0 | 1): { top: bigint; bottom: bigint } {
  const n = BigInt(points.length);
  const total = (axis: 0 | 1) => points.reduce((sum, point) => sum + BigInt(point[axis]), 0n);
  const [sumA, sumB] = [total(a), total(b)];
  const top = points.reduce(
    (sum, point) => sum + (n * BigInt(point[a]) - sumA) * (n * BigInt(point[b]) - sumB),
    0n,
  );
  return { top, bottom: n ** 3n };
}

/** Whether a float is a ratio of whole numbers to within two units in its last place. */
function assertNear(found: number, { top, bottom }: { top: bigint; bottom: bigint }): void {
  if (top === 0n) return assert.equal(found, 0);
  const scale = 10n ** 40n;
  const exact = top * scale / bottom;
  // A float is a whole number over a power of two, so this is its exact value.
  const shift = 2n ** 200n;
  const value = BigInt(found * 2 ** 200) * scale / shift;
  const error = exact > value ? exact - value : value - exact;
  const magnitude = exact < 0n ? -exact : exact;
  assert.ok(error * 2n ** 52n <= 2n * magnitude + 2n ** 53n, `${found}: ${top} / ${bottom}`);
}

const coordinate = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
);
const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 30 });

Deno.test("statistics() are the moments about the mean, exact to the last place", () => {
  fc.assert(fc.property(points, (given) => {
    const { mean, variance, covariance } = statistics(tallyOf(given));
    for (const axis of [0, 1] as const) {
      const top = given.reduce((sum, point) => sum + BigInt(point[axis]), 0n);
      assertNear(mean[axis], { top, bottom: BigInt(given.length) });
      assertNear(variance[axis], central(given, axis, axis));
    }
    assertNear(covariance, central(given, 0, 1));
  }));
});

Deno.test("statistics() of far points close to one another keep their small variance", () => {
  const far = 2 ** 31 - 8;
  const { variance, covariance } = statistics(tallyOf([[far, -far], [far + 2, -far - 2]]));
  assert.deepEqual(variance, [1, 1]);
  assert.equal(covariance, -1);
});

Deno.test("statistics() stay exact for the most walkers there can be", () => {
  const walkers = 2 ** 53 - 1;
  const n = BigInt(walkers);
  const tally = tallyOf([]);
  // All at (4, −2).
  Object.assign(tally, { walkers });
  Object.assign(tally.sums, { x: 4n * n, y: -2n * n, xx: 16n * n, yy: 4n * n, xy: -8n * n });
  assert.deepEqual(statistics(tally), { mean: [4, -2], variance: [0, 0], covariance: 0 });
});

Deno.test("statistics() of nobody are no numbers", () => {
  const { mean, variance, covariance } = statistics(tallyOf([]));
  for (const value of [...mean, ...variance, covariance]) assert.ok(Number.isNaN(value));
});
