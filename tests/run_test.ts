import assert from "node:assert/strict";
import { type Backend, BackendFault, type Range } from "../src/backends/backend.ts";
import { gaps, join, sizeOf } from "../src/tally/ranges.ts";
import { openBackend } from "../src/backends/choose.ts";
import { RunFault, type RunResult, simulate } from "../src/run.ts";
import { createSpec, type RunSpec, walkersOf } from "../src/spec.ts";
import { digest, merge, zero } from "../src/tally/tally.ts";
import { provenanceOf } from "./data/runs.ts";
import { hasGpu } from "./helpers/backends.ts";
import { endpoint, oracleTally } from "./helpers/oracle.ts";
import { WorkerWatch } from "./helpers/watch_workers.ts";

const SMALL = createSpec({ walkers: 1000, steps: 65, seed: 7 });
/** Weeks of work. */
const ENDLESS = createSpec({ walkers: 1e12, steps: 1000, seed: 7 });
/** Weeks of work for one walker on one thread, and for one dispatch. */
const FAR = createSpec({ walkers: 1e6, steps: 2 ** 31 - 1, seed: 7 });

async function names(): Promise<("serial" | "workers" | "gpu")[]> {
  return await hasGpu() ? ["serial", "workers", "gpu"] : ["serial", "workers"];
}

function countCells({ tally }: RunResult): number {
  return Array.from(tally.cells).reduce((sum, count) => sum + count, tally.outside);
}

Deno.test("simulate() gives the oracle's tally, its digest, and what made it", async () => {
  const wanted = oracleTally(SMALL, { first: 0, end: SMALL.walkers });
  for (const backend of [...await names(), "auto" as const]) {
    const result = await simulate(SMALL, { backend, workers: 2 });
    assert.deepEqual(result.tally, wanted);
    assert.equal(result.digest, await digest(wanted));
    assert.equal(result.spec, SMALL);
    assert.equal(result.isComplete, true);
    assert.equal(result.backend.name, backend === "auto" ? "serial" : backend);
    assert.equal(result.reason === "as asked", backend !== "auto");
    assert.ok(result.walkMs > 0);
  }
});

Deno.test("a run of other walkers is those walkers, on every backend", async () => {
  // The numbers' low halves overflow within the run.
  const spec = createSpec({ walkers: 1000, first: 2 ** 32 - 300, steps: 65, seed: 7 });
  const wanted = oracleTally(spec, walkersOf(spec));
  for (const backend of await names()) {
    const ends: Int32Array[] = [];
    const firsts: number[] = [];
    const onEndpoints = (endpoints: Int32Array, first: number) => {
      firsts.push(first);
      ends.push(endpoints);
    };
    const result = await simulate(spec, { backend, workers: 2, onEndpoints });
    assert.deepEqual(result.tally, wanted);
    assert.ok(result.isComplete);
    assert.deepEqual(result.ranges, [walkersOf(spec)]);
    assert.equal(firsts[0], spec.first);
    assert.deepEqual([...ends[0].subarray(0, 2)], endpoint(7n, spec.first, spec.steps));
    assert.equal(ends.reduce((sum, { length }) => sum + length, 0), 2 * spec.walkers);
  }
});

Deno.test("simulate() tells its progress, which grows to all walkers", async () => {
  const spec = createSpec({ walkers: 2_000_000, steps: 1000, seed: 7 });
  for (const backend of ["serial", "workers"] as const) {
    const seen: number[] = [];
    await simulate(spec, { backend, onProgress: (walkers) => seen.push(walkers) });
    assert.ok(seen.length > 1);
    seen.forEach((walkers, i) => assert.ok(walkers > (seen[i - 1] ?? 0)));
    assert.equal(seen[seen.length - 1], spec.walkers);
  }
});

Deno.test("an abort ends a run within a second, and what was walked stands", async () => {
  using watch = new WorkerWatch();
  for (const backend of await names()) {
    for (const spec of [ENDLESS, FAR]) {
      const controller = new AbortController();
      let aborted = NaN;
      const abort = () => {
        aborted = performance.now();
        controller.abort();
      };
      // One run has parts to keep, the other is stopped before its first.
      const timer = spec === FAR ? setTimeout(abort, 400) : undefined;
      const onProgress = () => controller.signal.aborted || abort();
      const result = await simulate(spec, { backend, signal: controller.signal, onProgress });
      const ms = performance.now() - aborted;
      clearTimeout(timer);
      assert.ok(ms < 1000, `${backend} took ${ms} ms to stop`);
      assert.equal(result.isComplete, false);
      assert.equal(countCells(result), result.tally.walkers);
      assert.equal(result.digest, await digest(result.tally));
      if (spec === ENDLESS) assert.ok(result.tally.walkers > 0, `${backend} kept nothing`);
    }
    assert.equal(watch.open, 0, `${backend} leaves workers behind`);
  }
});

/** A run of a spec's walkers in some ranges, as if it had been stopped. */
function stoppedRun(spec: RunSpec, ranges: readonly Range[]) {
  const tally = ranges.map((range) => oracleTally(spec, range)).reduce(merge, zero(spec.window));
  const provenance = tally.walkers > 0 ? [provenanceOf(tally.walkers)] : [];
  return { spec, tally, ranges, provenance };
}

Deno.test("a run that goes on from a stopped one walks the gaps alone, and is the whole run", async () => {
  const spec = createSpec({ walkers: 1000, first: 500, steps: 65, seed: 7 });
  const wanted = await digest(oracleTally(spec, walkersOf(spec)));
  const cases = [[], [[500, 700]], [[501, 502], [600, 900], [1499, 1500]], [[500, 1500]]];
  for (const backend of await names()) {
    for (const pairs of cases) {
      const from = stoppedRun(spec, pairs.map(([first, end]) => ({ first, end })));
      const before = structuredClone(from.tally);
      const result = await simulate(spec, { backend, workers: 2, from });
      assert.equal(result.digest, wanted);
      assert.ok(result.isComplete);
      assert.deepEqual(result.ranges, [walkersOf(spec)]);
      const walked = result.shares.reduce((sum, { walkers }) => sum + walkers, 0);
      assert.equal(walked, 1000 - from.tally.walkers);
      assert.deepEqual(result.provenance.slice(0, from.provenance.length), from.provenance);
      const known = result.provenance.reduce((sum, { walkers }) => sum + walkers, 0);
      assert.equal(known, 1000);
      assert.deepEqual(from.tally, before, "the run that it goes on from is left alone");
    }
  }
});

Deno.test("a run that goes on is stopped like any other", async () => {
  const from = stoppedRun(ENDLESS, [{ first: 5, end: 50 }]);
  const controller = new AbortController();
  const result = await simulate(ENDLESS, {
    ...{ backend: "workers", workers: 2, signal: controller.signal, from },
    onProgress: () => controller.abort(),
  });
  assert.ok(!result.isComplete && result.tally.walkers > 45);
  assert.equal(sizeOf(result.ranges), result.tally.walkers);
});

Deno.test("a run goes on from runs of its own walkers only", async () => {
  const other = createSpec({ walkers: 1000, steps: 65, seed: 8 });
  const cases = [
    [stoppedRun(other, []), {}, /^Cannot go on from a run with seed 7 and 8: use that run's spec$/],
    [stoppedRun(SMALL, [{ first: 990, end: 1001 }]), {}, /not those from 0 to 999/],
    [{ ...stoppedRun(SMALL, []), ranges: [{ first: 0, end: 1 }] }, {}, /not those of its tally/],
    [stoppedRun(SMALL, []), { onEndpoints: () => {} }, /endpoints of walkers walked before/],
  ] as const;
  for (const [from, options, message] of cases) {
    const run = simulate(SMALL, { backend: "serial", from, ...options });
    await assert.rejects(run, { name: "RangeError", message });
  }
});

Deno.test("an abort before the start gives an empty, incomplete result", async () => {
  for (const backend of await names()) {
    const result = await simulate(ENDLESS, { backend, signal: AbortSignal.abort() });
    assert.equal(result.isComplete, false);
    assert.equal(result.tally.walkers, countCells(result));
  }
});

Deno.test("a run leaves no worker behind", async () => {
  for (const backend of await names()) {
    using watch = new WorkerWatch();
    await simulate(SMALL, { backend, workers: 3 });
    assert.equal(watch.started, { serial: 0, workers: 3, gpu: 1 }[backend]);
    assert.equal(watch.open, 0);
  }
});

/** A serial backend that gives up after some parts of ten walkers. */
class Tired implements Backend {
  readonly info = { name: "workers" } as const;
  constructor(readonly sound: Backend, readonly parts: number) {}

  async *walk(range: Range, signal?: AbortSignal) {
    // Every other part, so that holes are left.
    for (let part = 0; part < this.parts; part++) {
      const first = range.first + 20 * part;
      yield* this.sound.walk({ first, end: first + 10 }, signal);
    }
    throw new BackendFault("tired");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.sound[Symbol.asyncDispose]();
  }
}

Deno.test("a second backend walks what the first left, each walker once", async () => {
  const wanted = await digest(oracleTally(SMALL, { first: 0, end: SMALL.walkers }));
  const notices: string[] = [];
  const result = await simulate(SMALL, {
    backend: "workers",
    open: async (name) => {
      const serial = await openBackend("serial", SMALL, 1);
      return name === "workers" ? new Tired(serial, 7) : serial;
    },
    onNotice: (notice) => notices.push(notice),
  });
  assert.equal(result.digest, wanted);
  assert.equal(result.backend.name, "serial");
  assert.match(result.reason, /workers failed: tired/);
  assert.deepEqual(notices, ["workers failed (tired); going on with serial"]);
});

Deno.test("a run whose backends all fail is a BackendFault that says why", async () => {
  const open = async () => new Tired(await openBackend("serial", SMALL, 1), 1);
  await assert.rejects(simulate(SMALL, { backend: "workers", open }), {
    name: "BackendFault",
    message: "tired",
  });
});

Deno.test("what was walked before all backends failed is in the fault, to go on from", async () => {
  const open = async (name: string) => {
    if (name === "serial") throw new BackendFault("no room");
    return new Tired(await openBackend("serial", SMALL, 1), 7);
  };
  const fault = await simulate(SMALL, { backend: "workers", open }).catch((error) => error);
  assert.ok(fault instanceof RunFault && fault instanceof BackendFault);
  assert.equal(fault.message, "no room");
  const { result } = fault;
  const ranges = [0, 20, 40, 60, 80, 100, 120].map((first) => ({ first, end: first + 10 }));
  assert.deepEqual(result.ranges, ranges);
  assert.equal(result.isComplete, false);
  assert.deepEqual([result.backend.name, result.reason], ["workers", "as asked"]);
  assert.deepEqual(result.tally, ranges.map((range) => oracleTally(SMALL, range)).reduce(merge));
  const whole = await simulate(SMALL, { from: result });
  assert.equal(whole.digest, await digest(oracleTally(SMALL, walkersOf(SMALL))));
});

Deno.test("a fault before any walker has no result", async () => {
  const open = () => Promise.reject(new BackendFault("no room"));
  const fault = await simulate(SMALL, { open }).catch((error) => error);
  assert.ok(fault instanceof BackendFault && !(fault instanceof RunFault));
});

Deno.test("a fault that is no BackendFault is not hidden", async () => {
  const open = () => Promise.reject(new TypeError("a mistake of ours"));
  await assert.rejects(simulate(SMALL, { backend: "workers", open }), TypeError);
});

Deno.test("gaps() and what is done are the range, each walker once", () => {
  const parts = [{ first: 7, end: 9 }, { first: 2, end: 4 }, { first: 4, end: 5 }];
  const done = parts.reduce<readonly Range[]>(join, []);
  assert.deepEqual(done, [{ first: 2, end: 5 }, { first: 7, end: 9 }]);
  assert.deepEqual(gaps({ first: 0, end: 12 }, done), [
    { first: 0, end: 2 },
    { first: 5, end: 7 },
    { first: 9, end: 12 },
  ]);
  assert.deepEqual(gaps({ first: 2, end: 5 }, done.slice(0, 1)), []);
  assert.deepEqual(gaps({ first: 0, end: 3 }, []), [{ first: 0, end: 3 }]);
});

Deno.test("a backend that ends without all walkers is a fault, not a result", async () => {
  const lazy = {
    info: { name: "serial" as const },
    async *walk() {},
    async [Symbol.asyncDispose]() {},
  };
  await assert.rejects(simulate(SMALL, { backend: "serial", open: () => Promise.resolve(lazy) }), {
    name: "BackendFault",
    message: "only 0 walkers were walked",
  });
});

Deno.test("walks of few steps come in parts too", async () => {
  const spec = createSpec({ walkers: 1.2e7, steps: 1, seed: 7 });
  let parts = 0;
  await simulate(spec, { backend: "serial", onProgress: () => parts++ });
  assert.ok(parts > 1, `${parts} parts`);
});
