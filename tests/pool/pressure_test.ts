/** Arguments are taken only as fast as results are; and a call says how far it is. */

import assert from "node:assert/strict";
import { type Progress, range, repeat } from "../../src/pool/mod.ts";
import { fail, failLater, openFaulty } from "../helpers/faulty_tasks.ts";
import { WAYS, within } from "../helpers/pool_sources.ts";
import { echo, openTasks, square, wait } from "../helpers/tasks.ts";

const LIMIT_MS = 30_000;
/** The most arguments that a source may be ahead: chunks that are out or wait, as in call.ts. */
function bound(workers: number, chunkSize: number): number {
  const ahead = 3 * Math.max(1, workers);
  // And the chunk whose results are being taken.
  return (ahead + 1) * chunkSize;
}

Deno.test("a slow loop over results keeps a source a few chunks ahead, and no more", async () => {
  for (const [workers, chunkSize] of [[0, 1], [1, 4], [2, 1], [3, 5]] as const) {
    await using pool = openTasks({ workers });
    for (const call of ["imap", "imapUnordered"] as const) {
      let taken = 0;
      const source = function* () {
        for (;;) yield taken++;
      };
      let [seen, most] = [0, 0];
      for await (const _ of pool[call](square, source(), { chunkSize })) {
        if (++seen % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
        most = Math.max(most, taken - seen);
        if (seen === 100) break;
      }
      const allowed = bound(workers, chunkSize);
      assert.ok(most <= allowed, `${call}: ${most} ahead with ${workers} workers, over ${allowed}`);
    }
  }
});

Deno.test("a slow first task keeps a source a few chunks ahead, and no more", async () => {
  await using pool = openTasks({ workers: 2 });
  let taken = 0;
  const source = function* () {
    for (;;) yield taken++ === 0 ? 300 : 0;
  };
  for await (const _ of pool.imap(wait, source(), { chunkSize: 2 })) break;
  assert.ok(taken <= bound(2, 2), `${taken} were taken`);
});

Deno.test("an asynchronous source that is slow holds nothing back", async () => {
  await using pool = openTasks();
  const gate = Promise.withResolvers<void>();
  const source = async function* () {
    yield* [1, 2, 3];
    await gate.promise;
    yield 4;
  };
  const seen: number[] = [];
  const run = async () => {
    for await (const value of pool.imap(square, source(), { chunkSize: 100 })) {
      // The fourth comes only when the first three are here.
      if (seen.push(value) === 3) gate.resolve();
    }
  };
  await within(LIMIT_MS, run());
  assert.deepEqual(seen, [1, 4, 9, 16]);
});

Deno.test("onProgress hears of rising numbers, and in the end of all", async () => {
  for (const workers of [0, 2]) {
    await using pool = openTasks({ workers });
    for (const from of ["list", "generator"] as const) {
      const heard: Progress[] = [];
      const list = new Array(40).fill(10);
      await pool.map(wait, WAYS[from](list), { onProgress: (progress) => heard.push(progress) });
      assert.ok(heard.length >= 2, `heard ${heard.length} times`);
      const total = from === "list" ? 40 : undefined;
      for (const [i, progress] of heard.entries()) {
        assert.equal(progress.total, total);
        if (i > 0) assert.ok(progress.done >= heard[i - 1].done);
        assertSensible(progress);
      }
      assert.equal(heard.at(-1)?.done, 40);
      assert.equal(heard.at(-1)?.msLeft, total && 0);
    }
  }
});

Deno.test("onProgress hears the end of an empty call, of failed tasks and of calls that fail", async () => {
  await using pool = openFaulty();
  const last: Progress[] = [];
  const onProgress = (progress: Progress) => last[0] = progress;
  await pool.map(fail, [], { onProgress });
  assert.deepEqual(last, [{ done: 0, total: 0, perSecond: 0, msLeft: undefined }]);
  await pool.mapSettled(fail, ["text", 1, "text"] as const, { onProgress });
  assert.deepEqual([last[0].done, last[0].total], [3, 3]);
  await assert.rejects(pool.map(fail, [1, "built-in", 3] as const, { onProgress, chunkSize: 1 }));
  assert.ok(last[0].done < 3);
  assert.equal(last[0].total, 3);
});

Deno.test("an error of onProgress ends a call as it is, and it is not called again", async () => {
  await using pool = openFaulty();
  const fault = new RangeError("enough");
  const isFault = (thrown: unknown) => thrown === fault;
  let heard = 0;
  const onProgress = () => {
    heard++;
    throw fault;
  };
  const calls = {
    "at the end": () => pool.map(fail, [1, 2], { onProgress }),
    "while it goes on": () => pool.map(failLater, repeat(60, 10), { onProgress, chunkSize: 1 }),
    "of results as they come": () =>
      Array.fromAsync(pool.imap(failLater, repeat(60, 10), { onProgress, chunkSize: 1 })),
    "when the loop is left": async () => {
      for await (const _ of pool.imap(fail, repeat(1), { onProgress })) break;
    },
  };
  for (const [when, call] of Object.entries(calls)) {
    heard = 0;
    await assert.rejects(within<unknown>(LIMIT_MS, call()), isFault, when);
    assert.equal(heard, 1, when);
  }
});

Deno.test("a call that fails says so, whatever onProgress says", async () => {
  await using pool = openFaulty();
  const onProgress = () => {
    throw new Error("not so important");
  };
  const call = pool.map(fail, [1, "built-in"] as const, { onProgress });
  await assert.rejects(within(LIMIT_MS, call), { name: "RangeError", message: "out of range" });
});

Deno.test("onProgress hears ten times a second at most, and of endless rules no total", async () => {
  await using pool = openTasks();
  const start = performance.now();
  const heard: Progress[] = [];
  const onProgress = (progress: Progress) => heard.push(progress);
  await pool.map(echo, range(100_000), { onProgress, chunkSize: 100 });
  assert.ok(heard.length <= 1 + (performance.now() - start) / 100);
  for await (const _ of pool.imap(square, repeat(3), { onProgress })) break;
  assert.equal(heard.at(-1)?.total, undefined);
});

/** Tasks of 10 ms on two workers at most. */
function assertSensible({ done, total, perSecond, msLeft }: Progress): void {
  assert.ok(perSecond >= 0 && perSecond <= 250, `${perSecond} a second`);
  if (total === undefined || done === 0) return assert.equal(msLeft, undefined);
  const expected = 1000 * (total - done) / perSecond;
  assert.ok(msLeft !== undefined && Math.abs(msLeft - expected) < 1e-6 * (1 + expected));
}
