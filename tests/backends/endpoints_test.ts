/** Every walker's endpoint, in order, the same from every backend. */

import assert from "node:assert/strict";
import { simulate } from "../../src/run.ts";
import { createSpec, type RunSpec } from "../../src/spec.ts";
import { digest } from "../../src/tally/tally.ts";
import { hasGpu } from "../helpers/backends.ts";
import { endpoint } from "../helpers/oracle.ts";

async function endpointsOf(spec: RunSpec, backend: "serial" | "workers" | "gpu") {
  const all = new Int32Array(2 * spec.walkers);
  let next = 0;
  const { tally } = await simulate(spec, {
    backend,
    workers: 2,
    onEndpoints: (endpoints, first) => {
      assert.equal(first, next);
      all.set(endpoints, 2 * first);
      next += endpoints.length / 2;
    },
  });
  assert.equal(next, spec.walkers);
  return { all, digest: await digest(tally) };
}

for (const [walkers, steps] of [[1, 1], [70_001, 33], [200_000, 1000], [3, 4_000_000]]) {
  Deno.test(`${walkers} walkers of ${steps} steps: every backend gives the same endpoints in order`, async () => {
    const spec = createSpec({ walkers, steps, seed: "ends" });
    const wanted = await endpointsOf(spec, "serial");
    const others = ["workers", ...await hasGpu() ? ["gpu"] : []] as ("workers" | "gpu")[];
    for (const name of others) assert.deepEqual(await endpointsOf(spec, name), wanted, name);
    const { tally } = await simulate(spec, { backend: "serial" });
    assert.equal(wanted.digest, await digest(tally));
    if (steps > 1000) return;
    for (const walker of [0, walkers - 1]) {
      const at = endpoint(spec.seed.value, walker, steps);
      assert.deepEqual([...wanted.all.subarray(2 * walker, 2 * walker + 2)], at);
    }
  });
}
