/** Faults of workers: what a run makes of them, and that no bit of its result changes. */

import assert from "node:assert/strict";
import type { Backend } from "../../src/backends/backend.ts";
import { openBackend } from "../../src/backends/choose.ts";
import { openWorkers } from "../../src/backends/workers.ts";
import { simulate } from "../../src/run.ts";
import { createSpec } from "../../src/spec.ts";
import { WorkerWatch } from "../helpers/watch_workers.ts";

const SPEC = createSpec({ walkers: 1_000_000, steps: 1000, seed: 7 });
const WANTED = (await simulate(SPEC, { backend: "serial" })).digest;

const FAULTS = [
  "throws",
  "dies",
  "dies later",
  "answers nothing",
  "answers garbage",
  "answers zeros",
];

const SOUND = new URL("../../src/backends/walk_worker.ts", import.meta.url).href;
const FAULTY = new URL("../helpers/faulty_walk_worker.ts", import.meta.url).href;

/** Runs on three workers, each started by `start`. */
async function runWith(start: (count: number) => Worker) {
  let count = 0;
  const open = (name: "gpu" | "workers" | "serial"): Promise<Backend> =>
    name === "workers"
      ? Promise.resolve(openWorkers(SPEC, { workers: 3, open: () => start(count++) }))
      : openBackend(name, SPEC, 1);
  const notices: string[] = [];
  const onNotice = (notice: string) => void notices.push(notice);
  const result = await simulate(SPEC, { backend: "workers", open, onNotice });
  return { result, notices };
}

for (const fault of FAULTS) {
  Deno.test(`a worker that ${fault} once has its range walked again, and the digest stays`, async () => {
    using watch = new WorkerWatch();
    const { result, notices } = await runWith((count) =>
      new Worker(count === 0 ? FAULTY : SOUND, { type: "module", name: `${fault}:once` })
    );
    assert.equal(result.digest, WANTED);
    assert.equal(result.backend.name, "workers");
    assert.deepEqual(notices, []);
    assert.equal(watch.started, fault.startsWith("dies") ? 4 : 3, "who dies is replaced");
    assert.equal(watch.open, 0);
  });

  Deno.test(`workers that ${fault} always are given up for one thread, and the digest stays`, async () => {
    using watch = new WorkerWatch();
    const { result, notices } = await runWith(() =>
      new Worker(FAULTY, { type: "module", name: `${fault}:always` })
    );
    assert.equal(result.digest, WANTED);
    assert.ok(result.isComplete);
    assert.equal(result.backend.name, "serial");
    assert.equal(notices.length, 1);
    assert.match(notices[0], /^workers failed .* going on with serial$/s);
    assert.equal(watch.open, 0);
  });
}

Deno.test("a worker that breaks as it is loaded costs the backend, not the result", async () => {
  using watch = new WorkerWatch();
  const broken = "data:text/javascript,throw new Error('broken')";
  const { result, notices } = await runWith(() => new Worker(broken, { type: "module" }));
  assert.equal(result.digest, WANTED);
  assert.equal(result.backend.name, "serial");
  assert.equal(notices.length, 1);
  assert.equal(watch.open, 0);
});
