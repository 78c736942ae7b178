import assert from "node:assert/strict";
import type { Range } from "../../src/backends/backend.ts";
import { createSpec, type RunSpec } from "../../src/spec.ts";
import { digest } from "../../src/tally/tally.ts";
import { type Candidate, candidates, GPU, SERIAL, walkOn, workers } from "../helpers/backends.ts";
import { oracleTally } from "../helpers/oracle.ts";

const LARGEST_SEED = 2n ** 64n - 1n;

async function assertAgree(among: Candidate[], spec: RunSpec, range: Range): Promise<void> {
  const wanted = oracleTally(spec, range);
  for (const candidate of among) {
    const found = await walkOn(candidate, spec, range);
    const what = `${candidate.name}, ${spec.steps} steps, seed ${spec.seed.text}`;
    assert.equal(found.walkers, wanted.walkers, what);
    assert.equal(found.outside, wanted.outside, what);
    assert.deepEqual(found.sums, wanted.sums, what);
    assert.deepEqual(found.cells, wanted.cells, what);
    assert.equal(await digest(found), await digest(wanted), what);
  }
}

/** One backend of each kind: how many workers there are is the matter of another law. */
async function kinds(): Promise<Candidate[]> {
  const all = await candidates();
  return [SERIAL, workers(2), GPU].filter(({ name }) => all.some((one) => one.name === name));
}

Deno.test("every backend gives the oracle's tally, around the ends of words and blocks", async () => {
  const among = await kinds();
  for (const steps of [1, 2, 31, 32, 33, 63, 64, 65, 95, 96, 97, 100, 128, 1000]) {
    const spec = createSpec({ walkers: 2001, steps, seed: 7 });
    await assertAgree(among, spec, { first: 0, end: spec.walkers });
  }
});

Deno.test("every backend gives the oracle's tally for seeds of one word, two words and text", async () => {
  const among = await kinds();
  for (const seed of [0, 0xffffffff, 2n ** 32n, LARGEST_SEED, "a", "déjà vu", "Γειά σου"]) {
    const spec = createSpec({ walkers: 1001, steps: 100, seed });
    await assertAgree(among, spec, { first: 0, end: spec.walkers });
  }
});

Deno.test("every backend gives the oracle's tally for walkers whose numbers take two words", async () => {
  const among = await kinds();
  const spec = createSpec({ walkers: Number.MAX_SAFE_INTEGER, steps: 97, seed: LARGEST_SEED });
  for (const middle of [2 ** 32, 2 ** 52 + 2 ** 32, Number.MAX_SAFE_INTEGER - 50]) {
    await assertAgree(among, spec, { first: middle - 50, end: middle + 50 });
  }
});

Deno.test("every backend gives the oracle's tally where walkers end outside the window", async () => {
  const among = await kinds();
  const window = { origin: [-3, -40] as const, cellSize: 4, columns: 5, rows: 3 };
  const spec = createSpec({ walkers: 2000, steps: 401, seed: 7, window });
  await assertAgree(among, spec, { first: 0, end: spec.walkers });
});

Deno.test("every backend gives the oracle's tally where a cell holds several sites", async () => {
  const spec = createSpec({ walkers: 60, steps: 100_003, seed: 7 });
  assert.equal(spec.window.cellSize, 4);
  await assertAgree(await kinds(), spec, { first: 0, end: spec.walkers });
});
