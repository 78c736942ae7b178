import assert from "node:assert/strict";
import fc from "fast-check";
import type { Range } from "../../src/backends/backend.ts";
import { openBackend } from "../../src/backends/choose.ts";
import { createSpec, type RunSpec } from "../../src/spec.ts";
import { digest, merge, zero } from "../../src/tally/tally.ts";
import { candidates, GPU, hasGpu, SERIAL, walkAll, walkOn, workers } from "../helpers/backends.ts";
import { endpoint } from "../helpers/oracle.ts";

const whole = (spec: RunSpec): Range => ({ first: 0, end: spec.walkers });

Deno.test("serial, 1, 2 and 7 workers and gpu give one digest", async () => {
  const among = await candidates();
  const sizes = [[1, 20_000], [31, 20_000], [32, 20_000], [33, 20_000], [1000, 20_000]];
  for (const [steps, walkers] of [...sizes, [100_003, 2000]]) {
    const spec = createSpec({ walkers, steps, seed: 7 });
    const digests = new Map<string, string>();
    for (const one of among) {
      digests.set(one.name, await digest(await walkOn(one, spec, whole(spec))));
    }
    assert.equal(new Set(digests.values()).size, 1, `${steps} steps: ${[...digests].join(" ")}`);
  }
});

Deno.test("any cut of a run into ranges merges to the same tally", async () => {
  const spec = createSpec({ walkers: 3000, steps: 97, seed: "cut" });
  for (const name of await hasGpu() ? ["serial", "workers", "gpu"] as const : ["serial"] as const) {
    await using backend = await openBackend(name, spec, 2);
    const wanted = await digest(await walkAll(backend, spec, whole(spec)));
    const cuts = fc.array(fc.integer({ min: 0, max: spec.walkers }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cuts, async (inner) => {
        const edges = [0, ...inner.toSorted((a, b) => a - b), spec.walkers];
        const tally = zero(spec.window);
        // Last range first: the order must not matter either.
        for (let i = edges.length - 1; i > 0; i--) {
          merge(tally, await walkAll(backend, spec, { first: edges[i - 1], end: edges[i] }));
        }
        assert.equal(await digest(tally), wanted, `${name}, cut at ${edges}`);
      }),
      { numRuns: 10, seed: 7 },
    );
  }
});

Deno.test("parts come each walker once, whatever their order", async () => {
  const spec = createSpec({ walkers: 2_000_003, steps: 1000, seed: 7 });
  for (const { name, open } of [workers(3), SERIAL]) {
    await using backend = await open(spec);
    const ranges: Range[] = [];
    for await (const part of backend.walk(whole(spec))) {
      assert.equal(part.tally.walkers, part.range.end - part.range.first, name);
      ranges.push(part.range);
    }
    assert.ok(ranges.length > 1, `${name} cut nothing`);
    ranges.sort((a, b) => a.first - b.first);
    ranges.forEach(({ first }, i) => assert.equal(first, i === 0 ? 0 : ranges[i - 1].end));
    assert.equal(ranges[ranges.length - 1].end, spec.walkers);
  }
});

Deno.test("walks carried from dispatch to dispatch end where uncarried ones do", async () => {
  if (!await hasGpu()) return;
  // A dispatch takes 3,839,872 steps of a walk at most, so these take two and three.
  for (const steps of [5_000_000, 7_679_745]) {
    const spec = createSpec({ walkers: 70, steps, seed: 7 });
    const [gpu, cpu] = [
      await walkOn(GPU, spec, whole(spec)),
      await walkOn(SERIAL, spec, whole(spec)),
    ];
    assert.deepEqual(gpu.sums, cpu.sums);
    assert.equal(await digest(gpu), await digest(cpu));
  }
});

Deno.test("one walker of 3e7 steps, carried from slice to slice, ends where the oracle's does", async () => {
  const spec = createSpec({ walkers: 1, steps: 30_000_001, seed: 7 });
  const [x, y] = endpoint(7n, 0, spec.steps).map(BigInt);
  const wanted = { x, y, xx: x * x, yy: y * y, xy: x * y };
  for (const candidate of [SERIAL, workers(2)]) {
    assert.deepEqual((await walkOn(candidate, spec, whole(spec))).sums, wanted, candidate.name);
  }
});

Deno.test("one walker of 3e8 steps ends at the same site on serial and gpu", async () => {
  if (!await hasGpu()) return;
  const spec = createSpec({ walkers: 1, steps: 300_000_000, seed: 7 });
  const [gpu, cpu] = [
    await walkOn(GPU, spec, whole(spec)),
    await walkOn(SERIAL, spec, whole(spec)),
  ];
  assert.equal(await digest(gpu), await digest(cpu));
});
