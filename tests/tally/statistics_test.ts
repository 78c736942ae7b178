import assert from "node:assert/strict";
import fc from "fast-check";
import { ratio } from "../../src/tally/ratio.ts";
import { createSpec } from "../../src/spec.ts";
import { simulate } from "../../src/run.ts";
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

/** Σ (a − ā)(b − b̄) / n from whole numbers: n² times it is Σ (n·a − Σa)(n·b − Σb) / n. */
function central(points: readonly Point[], a: 0 | 1, b: 0 | 1): number {
  const n = BigInt(points.length);
  const total = (axis: 0 | 1) => points.reduce((sum, point) => sum + BigInt(point[axis]), 0n);
  const [sumA, sumB] = [total(a), total(b)];
  const top = points.reduce(
    (sum, point) => sum + (n * BigInt(point[a]) - sumA) * (n * BigInt(point[b]) - sumB),
    0n,
  );
  return ratio(top, n ** 3n);
}

const coordinate = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
);
const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 30 });

Deno.test("statistics() are the moments about the mean, each the float nearest to its exact value", () => {
  fc.assert(fc.property(points, (given) => {
    const { mean, variance, covariance } = statistics(tallyOf(given));
    for (const axis of [0, 1] as const) {
      const top = given.reduce((sum, point) => sum + BigInt(point[axis]), 0n);
      assert.equal(mean[axis], ratio(top, BigInt(given.length)));
      assert.equal(variance[axis], central(given, axis, axis));
    }
    assert.equal(covariance, central(given, 0, 1));
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
  const standardErrors = { mean: [0, 0], variance: [0, 0], covariance: 0 };
  assert.deepEqual(statistics(tally), {
    mean: [4, -2],
    variance: [0, 0],
    covariance: 0,
    standardErrors,
  });
});

Deno.test("statistics() of nobody are no numbers", () => {
  const { mean, variance, covariance } = statistics(tallyOf([]));
  for (const value of [...mean, ...variance, covariance]) assert.ok(Number.isNaN(value));
});

Deno.test("one walker has no standard errors", () => {
  const { mean, variance, covariance } = statistics(tallyOf([[3, -5]])).standardErrors;
  for (const error of [...mean, ...variance, covariance]) assert.ok(Number.isNaN(error));
});

Deno.test("the moments of many groups of walkers scatter as their standard errors say", async () => {
  const [groups, size, steps] = [400, 500, 100];
  const points: Point[] = [];
  await simulate(createSpec({ walkers: groups * size, steps, seed: 2026 }), {
    backend: "serial",
    onEndpoints: (ends) => {
      for (let i = 0; i < ends.length; i += 2) points.push([ends[i], ends[i + 1]]);
    },
  });
  const found = Array.from(
    { length: groups },
    (_, group) => statistics(tallyOf(points.slice(group * size, (group + 1) * size))),
  );
  // A mean square deviation about the sample's own mean falls short by its n-th part.
  const variance = steps * (size - 1) / size;
  const scores = found.map(({ mean, variance: [xx, yy], covariance, standardErrors: of }) => [
    mean[0] / of.mean[0],
    mean[1] / of.mean[1],
    (xx - variance) / of.variance[0],
    (yy - variance) / of.variance[1],
    covariance / of.covariance,
  ]);
  for (const i of scores[0].keys()) {
    const chi2 = scores.reduce((sum, score) => sum + score[i] ** 2, 0);
    // χ² with 400 degrees of freedom is outside these with a chance of 10^−6.
    assert.ok(chi2 > 276 && chi2 < 555, `${i}: ${chi2}`);
  }
});
