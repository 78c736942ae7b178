/** What ends a call early: signals, time limits, sources that fail, the pool's end; and what is refused. */

import assert from "node:assert/strict";
import { type MapOptions, parallel, range, repeat } from "../../src/pool/mod.ts";
import { compute, failLater, openFaulty } from "../helpers/faulty_tasks.ts";
import { within } from "../helpers/pool_sources.ts";
import { openTasks, square, wait } from "../helpers/tasks.ts";
import { WorkerWatch } from "../helpers/watch_workers.ts";

const LIMIT_MS = 30_000;

Deno.test("a signal that has aborted, or does, ends any call with its reason", async () => {
  using watch = new WorkerWatch();
  for (const workers of [0, 2]) {
    await using pool = openTasks({ workers });
    const calls = {
      map: (options: MapOptions) => pool.map(wait, repeat(5, 100_000), options),
      starmap: (options: MapOptions) => pool.starmap(wait, repeat([5] as const, 1e5), options),
      mapSettled: (options: MapOptions) => pool.mapSettled(wait, repeat(5, 100_000), options),
      imap: (options: MapOptions) => Array.fromAsync(pool.imap(wait, repeat(5), options)),
      unordered: (o: MapOptions) => Array.fromAsync(pool.imapUnordered(wait, repeat(5), o)),
    };
    for (const call of Object.values(calls)) {
      const reason = { why: "enough" };
      const isReason = (thrown: unknown) => thrown === reason;
      await assert.rejects(
        within<unknown>(LIMIT_MS, call({ signal: AbortSignal.abort(reason) })),
        isReason,
      );
      const controller = new AbortController();
      setTimeout(() => controller.abort(reason), 30);
      const running = call({ signal: controller.signal, chunkSize: 3 });
      await assert.rejects(within<unknown>(LIMIT_MS, running), isReason);
    }
    assert.deepEqual(await within(LIMIT_MS, pool.map(square, [1, 2])), [1, 4]);
  }
  assert.equal(watch.open, 0);
});

Deno.test("a signal ends a call that waits for a silent source, or a module that never loads", async () => {
  await using pool = openTasks();
  const silent = async function* () {
    await new Promise(() => {});
    yield 1;
  };
  const call = pool.map(square, silent(), { signal: AbortSignal.timeout(100) });
  await assert.rejects(within(LIMIT_MS, call), { name: "TimeoutError" });
  await using never = parallel({ url: "data:text/javascript,await new Promise(() => {})" });
  const waiting = never.map(square, [1], { signal: AbortSignal.timeout(100) });
  await assert.rejects(within(LIMIT_MS, waiting), { name: "TimeoutError" });
});

Deno.test("a signal that aborts after the end changes nothing", async () => {
  await using pool = openTasks();
  const controller = new AbortController();
  const { signal } = controller;
  assert.deepEqual(await pool.map(square, [1, 2, 3], { signal }), [1, 4, 9]);
  controller.abort();
  assert.deepEqual(await pool.map(square, [1, 2, 3]), [1, 4, 9]);
});

Deno.test("a task that takes longer than timeoutMs is named, and the others are given", async () => {
  await using pool = openFaulty();
  const times = [0, 0, 60_000, 0, 0];
  const options = { timeoutMs: 300, chunkSize: 5 };
  const call = pool.map(compute, times, options);
  const late = {
    name: "TimeoutError",
    message: "task compute at index 2 took more than 300 ms",
  };
  await assert.rejects(within(LIMIT_MS, call), late);
  const settled = await within(LIMIT_MS, pool.mapSettled(compute, times, options));
  assert.deepEqual(settled.map(({ status }) => status[0]).join(""), "ffrff");
});

Deno.test("timeoutMs is for each task, not for a chunk, and may be as long as one likes", async () => {
  await using pool = openTasks({ workers: 1 });
  const call = pool.map(wait, [150, 150, 150, 150], { timeoutMs: 400, chunkSize: 4 });
  assert.deepEqual(await within(LIMIT_MS, call), [150, 150, 150, 150]);
  assert.deepEqual(await within(LIMIT_MS, pool.map(wait, [20], { timeoutMs: 1e12 })), [20]);
});

Deno.test("a source that throws, at once or later, or rejects, ends the call with its error", async () => {
  using watch = new WorkerWatch();
  const fault = new RangeError("no more");
  const isFault = (thrown: unknown) => thrown === fault;
  for (const workers of [0, 2]) {
    await using pool = openTasks({ workers });
    for (const length of [0, 100]) {
      const sources = [
        function* () {
          yield* range(length);
          throw fault;
        },
        async function* () {
          yield* range(length);
          await new Promise((resolve) => setTimeout(resolve, 20));
          throw fault;
        },
      ];
      for (const source of sources) {
        await assert.rejects(within(LIMIT_MS, pool.map(square, source())), isFault);
        const results = Array.fromAsync(pool.imap(square, source()));
        await assert.rejects(within(LIMIT_MS, results), isFault);
      }
    }
  }
  assert.equal(watch.open, 0);
});

Deno.test("a source is closed once, whether a call ends, fails or is left", async () => {
  await using pool = openTasks();
  let closed = 0;
  const source = function* (count: number) {
    try {
      yield* range(count);
    } finally {
      closed++;
    }
  };
  await pool.map(square, source(10));
  assert.equal(closed, 1);
  for await (const _ of pool.imap(square, source(1e9))) break;
  assert.equal(closed, 2);
  const signal = AbortSignal.timeout(50);
  await assert.rejects(within(LIMIT_MS, pool.map(wait, source(1e9), { signal })));
  assert.equal(closed, 3);
});

Deno.test("a call that fails, or is left, gives up what is under way and what is to come", async () => {
  await using pool = openFaulty({ workers: 1 });
  const args = ["built-in", 60_000] as const;
  const failing = pool.map(failLater, args, { chunkSize: 2 });
  await assert.rejects(within(LIMIT_MS, failing), { name: "RangeError" });
  for await (const _ of pool.imap(failLater, [1, 60_000], { chunkSize: 1 })) break;
  assert.deepEqual(await within(LIMIT_MS, pool.map(failLater, [1])), [1]);
});

Deno.test("the pool's end fails calls under way and later ones, and ends every worker", async () => {
  using watch = new WorkerWatch();
  const closed = { name: "WorkerFault", message: "the pool is closed" };
  for (const workers of [0, 2]) {
    const pool = openTasks({ workers });
    const calls = [
      pool.map(wait, repeat(5, 100_000)),
      pool.mapSettled(wait, repeat(5, 100_000)),
      Array.fromAsync(pool.imap(wait, repeat(5))),
    ];
    const ends = calls.map((call) => assert.rejects(within<unknown>(LIMIT_MS, call), closed));
    setTimeout(() => pool[Symbol.dispose](), workers === 0 ? 0 : 50);
    await Promise.all(ends);
    for (const call of [() => pool.map(square, [1]), () => pool.mapSettled(square, [])]) {
      await assert.rejects(call, closed);
    }
    assert.equal(watch.open, 0);
    pool[Symbol.dispose]();
  }
});

Deno.test("options and arguments out of bounds are refused", async () => {
  using watch = new WorkerWatch();
  for (const workers of [-1, 1.5, NaN, Infinity]) {
    assert.throws(() => openTasks({ workers }), {
      name: "RangeError",
      message: `Cannot open a pool with workers ${workers}: use a whole number from 0`,
    });
  }
  assert.throws(() => openTasks({ seed: -1 }), {
    name: "RangeError",
    message: /^Cannot use the seed -1/,
  });
  assert.throws(() => openTasks({ threads: 2 } as object), {
    name: "TypeError",
    message: "Cannot open a pool with threads 2: there is no such option; possible are workers, " +
      "seed, errors",
  });
  assert.throws(() => openTasks({ workers: "2" } as object), { name: "TypeError" });
  for (const meta of [undefined, null, {}, "file:///tasks.ts"]) {
    assert.throws(() => parallel(meta as ImportMeta), {
      name: "TypeError",
      message: /^Cannot take tasks from the module undefined: use import\.meta, or /,
    });
  }
  assert.equal(watch.started, 0);
  await using pool = openTasks();
  for (const options of [{ chunksize: 5 }, { timeoutMs: "5" }, { signal: 5 }, { progress: 1 }]) {
    const [[name]] = Object.entries(options);
    await assert.rejects(pool.map(square, [1], options as object), {
      name: "TypeError",
      message: new RegExp(`^Cannot run tasks with ${name} `),
    });
  }
  const bad: [MapOptions, RegExp][] = [
    ...[0, -1, 1.5, NaN, Infinity].map((size) => bound("chunkSize", size)),
    ...[0, -1, NaN, Infinity].map((ms) => bound("timeoutMs", ms)),
  ];
  for (const [options, message] of bad) {
    await assert.rejects(pool.map(square, [1], options), { name: "RangeError", message });
  }
  const endless = {
    name: "RangeError",
    message: /^There is no end to these arguments: use imap\(\)/,
  };
  const calls = [
    () => pool.map(square, repeat(1)),
    () => pool.mapSettled(square, range(0, Infinity)),
    () => pool.starmap(square, repeat([1] as const)),
  ];
  for (const call of calls) await assert.rejects(within<unknown>(LIMIT_MS, call()), endless);
  for (const count of [-1, 1.5, NaN]) assert.throws(() => repeat(1, count), { name: "RangeError" });
  for (const [start, end, step] of [[0, NaN, 1], [0, 1, 0], [Infinity, 1, 1], [0, 1, NaN]]) {
    assert.throws(() => range(start, end, step), { name: "RangeError" });
  }
});

function bound(name: "chunkSize" | "timeoutMs", value: number): [MapOptions, RegExp] {
  return [
    { [name]: value },
    new RegExp(`^Cannot run tasks with ${name} ${value}: use a .*above 0$`),
  ];
}
