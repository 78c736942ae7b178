/** Faults of a GPU: what a run makes of them, and that no bit of its result changes. */

import assert from "node:assert/strict";
import type { Backend } from "../../src/backends/backend.ts";
import { openBackend } from "../../src/backends/choose.ts";
import { openGpu } from "../../src/backends/gpu.ts";
import { type RunResult, simulate } from "../../src/run.ts";
import { createSpec, type RunSpec } from "../../src/spec.ts";
import { hasGpu } from "../helpers/backends.ts";
import { type Fault, FaultyGpu } from "../helpers/faulty_gpu.ts";
import { WorkerWatch } from "../helpers/watch_workers.ts";

/** Enough for a dozen dispatches. */
const MANY = createSpec({ walkers: 3_000_000, steps: 1000, seed: 7 });
/** One range of three dispatches, the walks carried from one to the next. */
const LONG = createSpec({ walkers: 60, steps: 8_000_000, seed: 7 });

const FAULTS: Readonly<Record<string, Fault>> = {
  "zeros": ({ cells, sums }) => {
    cells.fill(0);
    sums.fill(0);
  },
  "the buffers of the dispatch before": ({ cells, sums }, last) => {
    cells.set(last.cells);
    sums.set(last.sums);
  },
  "a walker too many": ({ cells }) => {
    cells[0]++;
  },
  "counts that wrap around": ({ cells }) => {
    cells[0] -= 1;
  },
  "no counts": ({ cells }) => {
    cells.fill(0);
  },
  "steps that were not made": ({ sums }) => {
    // STEPS of shaders/tally.wgsl, its lowest word.
    sums[4]--;
  },
};

interface Faulted {
  readonly result: RunResult;
  readonly notices: readonly string[];
  readonly gpu: FaultyGpu;
}

/** Runs a spec on a GPU that has a fault; other backends are sound. */
async function runWith(spec: RunSpec, fault: Fault): Promise<Faulted> {
  const gpu = new FaultyGpu(fault);
  const notices: string[] = [];
  const open = (name: "gpu" | "workers" | "serial"): Promise<Backend> =>
    name === "gpu" ? openGpu(spec, gpu) : openBackend(name, spec, 2);
  const onNotice = (notice: string) => void notices.push(notice);
  const result = await simulate(spec, { backend: "gpu", open, onNotice });
  return { result, notices, gpu };
}

async function cleanDigest(spec: RunSpec): Promise<string> {
  return (await simulate(spec, { backend: "workers", workers: 2 })).digest;
}

function assertFellBack({ result, notices }: Faulted, reason: RegExp): void {
  assert.equal(result.backend.name, "workers");
  assert.equal(notices.length, 1);
  assert.match(notices[0], /^gpu failed .* going on with workers$/s);
  assert.match(notices[0], reason);
  assert.match(result.reason, /^gpu failed/);
}

for (const [what, fault] of Object.entries(FAULTS)) {
  Deno.test(`a dispatch that leaves ${what} is made again, and the digest stays`, async () => {
    if (!await hasGpu()) return;
    const wanted = await cleanDigest(MANY);
    const once: Fault = (raw, last, dispatch, device) => {
      if (dispatch === 2) fault(raw, last, dispatch, device);
    };
    const { result, notices, gpu } = await runWith(MANY, once);
    assert.ok(gpu.dispatches > 3, "the fault never came");
    assert.equal(result.backend.name, "gpu");
    assert.deepEqual(notices, []);
    assert.equal(result.digest, wanted);
  });

  Deno.test(`a GPU that from some time on leaves ${what} is given up, and the digest stays`, async () => {
    if (!await hasGpu()) return;
    const wanted = await cleanDigest(MANY);
    const always: Fault = (raw, last, dispatch, device) => {
      if (dispatch >= 2) fault(raw, last, dispatch, device);
    };
    const faulted = await runWith(MANY, always);
    assertFellBack(faulted, /unproven/);
    assert.ok(faulted.result.isComplete);
    assert.equal(faulted.result.digest, wanted);
  });
}

Deno.test("a dispatch on a long walk's way that fails its proof is made again from the start", async () => {
  if (!await hasGpu()) return;
  const wanted = await cleanDigest(LONG);
  for (const name of ["zeros", "the buffers of the dispatch before", "steps that were not made"]) {
    // Dispatch 0 has none before it, so the middle one of three.
    const { result, gpu } = await runWith(LONG, (raw, last, dispatch, device) => {
      if (dispatch === 1) FAULTS[name](raw, last, dispatch, device);
    });
    assert.equal(result.backend.name, "gpu");
    assert.equal(gpu.dispatches, 2 + 3, `${name}: noticed at once, then made again`);
    assert.equal(result.digest, wanted);
  }
});

Deno.test("a device lost in the middle of a run leaves the rest to workers, and the digest stays", async () => {
  if (!await hasGpu()) return;
  const wanted = await cleanDigest(MANY);
  using watch = new WorkerWatch();
  const faulted = await runWith(MANY, (_raw, _last, dispatch, device) => {
    if (dispatch === 2) device.destroy();
  });
  assertFellBack(faulted, /./);
  assert.ok(faulted.result.isComplete);
  assert.equal(faulted.result.digest, wanted);
  assert.equal(watch.started, 2);
  assert.equal(watch.open, 0);
});

Deno.test("a device lost on a long walk's way leaves it to workers, and the digest stays", async () => {
  if (!await hasGpu()) return;
  const wanted = await cleanDigest(LONG);
  const faulted = await runWith(LONG, (_raw, _last, dispatch, device) => {
    if (dispatch === 0) device.destroy();
  });
  assertFellBack(faulted, /./);
  assert.equal(faulted.result.digest, wanted);
});

Deno.test("a GPU that was asked for and cannot be opened is an error, not a fallback", async () => {
  const none = () => Promise.reject(new Error("no GPU adapter"));
  const spec = createSpec({ walkers: 10, seed: 7 });
  const open = (name: "gpu" | "workers" | "serial"): Promise<Backend> =>
    name === "gpu"
      ? openGpu(spec, { open: none, walk: none, close: () => Promise.resolve() })
      : openBackend(name, spec, 1);
  const notices: string[] = [];
  const onNotice = (notice: string) => void notices.push(notice);
  await assert.rejects(simulate(spec, { backend: "gpu", open, onNotice }), {
    name: "BackendFault",
    message: "no GPU adapter",
  });
  assert.deepEqual(notices, []);
});
