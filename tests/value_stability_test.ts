/**
 * What a seed gives never changes: digests that every version and every backend must give. A change
 * that breaks this test breaks every published result; CONTRIBUTING.md says what that takes.
 */

import assert from "node:assert/strict";
import { createSpec } from "../src/spec.ts";
import { digest } from "../src/tally/tally.ts";
import { GPU, hasGpu, SERIAL, walkOn, workers } from "./helpers/backends.ts";

const PINNED = [
  {
    seed: 7,
    walkers: 100_000,
    steps: 1,
    digest: "db11a43cba809d941b1e8f03bdbe3ea90e718d46a2825c57c4a93404fa4590ec",
  },
  {
    seed: 7,
    walkers: 100_000,
    steps: 33,
    digest: "fed945642a3b1a00d0a605ebc7357d3c73d58f21fd0c719afdf1f64ae7d11462",
  },
  {
    seed: 7,
    walkers: 100_000,
    steps: 1000,
    digest: "71041b48aff47788391ffc20ac3484b1a95dbff9f624ac2d73ca8e48eb1a2660",
  },
  {
    seed: 7,
    walkers: 2000,
    steps: 100_003,
    digest: "c4b14b64b138ea6fbbb81820b98eddbe39c3e8cbf79e0cfba12eff8e4fa00729",
  },
  {
    seed: "hexwalk",
    walkers: 50_000,
    steps: 64,
    digest: "24a135383fe25d169c16eaac81582a9d9166bfe009f279329ed5f58165b1b1e4",
  },
  {
    seed: "18446744073709551615",
    walkers: 10_007,
    steps: 129,
    digest: "111fe41b561f3b85d2cc962506536329426b23fc07986423e492153e4c876d77",
  },
];

for (const { digest: pinned, ...input } of PINNED) {
  const { seed, walkers, steps } = input;
  Deno.test(`seed ${seed}, ${walkers} walkers, ${steps} steps: the digest of old`, async () => {
    const spec = createSpec(input);
    const among = [SERIAL, workers(2), ...await hasGpu() ? [GPU] : []];
    for (const candidate of among) {
      const tally = await walkOn(candidate, spec, { first: 0, end: spec.walkers });
      assert.equal(await digest(tally), pinned, candidate.name);
    }
  });
}
