import assert from "node:assert/strict";
import { Pool } from "../../src/pool/pool.ts";
import type { EchoRequest } from "../helpers/echo_worker.ts";
import { WorkerWatch } from "../helpers/watch_workers.ts";

const ECHO = new URL("../helpers/echo_worker.ts", import.meta.url).href;

function openPool(size: number, depth?: number): Pool<EchoRequest, string> {
  return new Pool({ open: () => new Worker(ECHO, { type: "module" }), size, depth });
}

Deno.test("a pool answers every request with its own reply", async () => {
  using pool = openPool(2);
  assert.deepEqual(await pool.setup({ setup: "hello" }), ["hello", "hello"]);
  const words = ["a", "b", "c", "d", "e"];
  const replies = await Promise.all(words.map((echo) => pool.run({ echo })));
  replies.forEach((reply, i) => assert.ok(reply.startsWith(`hello ${words[i]} `), reply));
});

Deno.test("a pool gives a request to the worker with the least to do", async () => {
  using pool = openPool(2);
  await pool.setup({ setup: "hello" });
  const slow = pool.run({ wait: 300 });
  const order: string[] = [];
  const quick = [1, 2].map(async () => {
    await pool.run({ wait: 0 });
    order.push("quick");
  });
  await Promise.all([slow.then(() => order.push("slow")), ...quick]);
  assert.deepEqual(order, ["quick", "quick", "slow"]);
});

Deno.test("a request that throws is rejected with what it said, and its worker lives", async () => {
  using watch = new WorkerWatch();
  using pool = openPool(1);
  await assert.rejects(pool.run({ fail: "too much" }), {
    name: "WorkerFault",
    message: "too much",
  });
  await pool.run({ echo: "still here" });
  assert.equal(watch.started, 1);
});

Deno.test("a worker that dies is replaced by one that is set up, and its requests are rejected", async () => {
  using watch = new WorkerWatch();
  using pool = openPool(1, 2);
  await pool.setup({ setup: "hello" });
  const pending = [pool.run({ die: "out of heart" }), pool.run({ wait: 10_000 })];
  for (const request of pending) {
    await assert.rejects(request, { name: "WorkerFault", message: /out of heart/ });
  }
  assert.equal(watch.open, 1);
  assert.equal(await pool.run({ echo: "again" }), "hello again 1");
});

Deno.test("a dead worker leaves the requests of others alone", async () => {
  using pool = openPool(2);
  await pool.setup({ setup: "hello" });
  const dying = pool.run({ die: "out of heart" });
  const living = pool.run({ wait: 50 });
  await assert.rejects(dying, { name: "WorkerFault" });
  assert.equal(await living, "hello");
});

Deno.test("setup() fails if a worker does", async () => {
  using pool = openPool(2);
  await assert.rejects(pool.setup({ fail: "no" }), { name: "WorkerFault", message: "no" });
});

Deno.test("a pool's end rejects what is under way, ends every worker and takes no more", async () => {
  using watch = new WorkerWatch();
  const pool = openPool(3);
  const pending = pool.run({ wait: 10_000 });
  assert.equal(watch.open, 3);
  pool[Symbol.dispose]();
  await assert.rejects(pending, { name: "WorkerFault", message: /closed/ });
  await assert.rejects(pool.run({ echo: "anyone?" }), { name: "WorkerFault", message: /closed/ });
  assert.equal(watch.open, 0);
});
