import assert from "node:assert/strict";
import { endpointLaw } from "../src/endpoint_law.ts";
import { binomialLaw } from "./plot/data.ts";

const lawOf = (steps: number) => endpointLaw({ walk: "diagonal", steps });

Deno.test("mass() is the binomial law's, site by site and over any stretch", () => {
  for (const steps of [1, 2, 3, 10, 101, 1000, 5001]) {
    const { x } = lawOf(steps), law = binomialLaw(steps);
    for (const ends of [[-steps, steps + 1], [-1, 1], [0, 3.5], [-50.25, 7], [3, 3], [-1e6, 0]]) {
      const expected = law.reduce((sum, p, ups) => {
        const at = 2 * ups - steps;
        return at >= ends[0] && at < ends[1] ? sum + p : sum;
      }, 0);
      const held = x.mass(ends[0], ends[1]);
      assert.ok(Math.abs(held - expected) < 1e-9, `${steps} steps, ${ends}: ${held} ${expected}`);
    }
    // Where no walk can end there is nothing, whatever the curve between the sites.
    assert.equal(x.mass(steps - 1, steps - 0.5), 0);
  }
});

Deno.test("mass() of cells of many sites adds up to all walkers", () => {
  for (
    const [steps, size, accuracy] of [[1e5, 8, 1e-8], [1e6, 2000, 1e-8], [2 ** 31 - 1, 512, 1e-5]]
  ) {
    const { x } = lawOf(steps);
    let sum = 0;
    const first = -Math.ceil(9 * Math.sqrt(steps) / size);
    for (let k = first; k < -first; k++) sum += x.mass(k * size, (k + 1) * size);
    assert.ok(Math.abs(sum - 1) < accuracy, `${steps} steps in cells of ${size}: ${sum}`);
  }
});

Deno.test("contours hold what they say of the exact law to a percent, and others are left out", () => {
  for (const steps of [1, 2, 3, 4, 5, 7, 10, 11, 20, 51, 100, 333, 999, 1000, 1001, 2000]) {
    const law = binomialLaw(steps);
    const held = [0.5, 0.9, 0.99].filter((share) => {
      const radius = Math.sqrt(-2 * steps * Math.log(1 - share));
      return Math.abs(massWithin(law, radius) - share) <= 0.01;
    });
    assert.deepEqual(lawOf(steps).contours, held, `${steps} steps`);
  }
});

/** The probability of all sites within a radius of the start, by looking at each. */
function massWithin(law: Float64Array, radius: number): number {
  const steps = law.length - 1;
  let sum = 0;
  law.forEach((p, x) =>
    law.forEach((q, y) => {
      if (Math.hypot(2 * x - steps, 2 * y - steps) <= radius) sum += p * q;
    })
  );
  return sum;
}
