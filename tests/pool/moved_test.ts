/** Typed arrays are moved between threads, not copied, where nobody else may look at them. */

import assert from "node:assert/strict";
import { repeat, TaskCrash, type TaskFailure } from "../../src/pool/mod.ts";
import * as faulty from "../helpers/faulty_tasks.ts";
import { within } from "../helpers/pool_sources.ts";
import * as tasks from "../helpers/tasks.ts";

const LIMIT_MS = 30_000;
const MOVED = /its buffer was moved to another thread before; send a copy/;

function numbers(count: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: count }, (_, i) => i);
}

Deno.test("an argument that has its buffer to itself is moved", async () => {
  for (const workers of [0, 1]) {
    await using pool = tasks.openTasks({ workers });
    const arrays = [numbers(5), numbers(3)];
    assert.deepEqual(await pool.map(tasks.measure, arrays), [[5, 10], [3, 3]]);
    assert.deepEqual(arrays.map(({ length }) => length), [0, 0]);
  }
});

Deno.test("arrays in an argument's fields, or beside others, are moved too", async () => {
  await using pool = tasks.openTasks();
  const [field, one, other] = [numbers(5), numbers(3), numbers(4)];
  assert.deepEqual(await pool.map(tasks.measureField, [{ data: field }]), [[5, 10]]);
  assert.deepEqual(await pool.starmap(tasks.measureBoth, [[one, other]]), [[3, 3, 4, 6]]);
  assert.deepEqual([field, one, other].map(({ length }) => length), [0, 0, 0]);
});

Deno.test("an argument that is part of a buffer is copied, and the buffer stays", async () => {
  for (const workers of [0, 1]) {
    await using pool = tasks.openTasks({ workers });
    const all = numbers(10);
    const parts = [all.subarray(0, 4), all.subarray(4, 9), all.subarray(2, 6)];
    assert.deepEqual(await pool.map(tasks.measure, parts), [[4, 6], [5, 30], [4, 14]]);
    const both = await pool.starmap(tasks.measureBoth, [[parts[0], parts[1]]]);
    assert.deepEqual(both, [[4, 6, 5, 30]]);
    assert.deepEqual(all, numbers(10));
  }
});

Deno.test("an array that is repeated is copied for every chunk, and stays", async () => {
  for (const workers of [0, 2]) {
    await using pool = tasks.openTasks({ workers });
    const all = numbers(5);
    const results = await pool.map(tasks.measure, repeat(all, 7), { chunkSize: 2 });
    assert.deepEqual(results, new Array(7).fill([5, 10]));
    assert.deepEqual(all, numbers(5));
  }
});

Deno.test("one array twice in a chunk is moved once; in two chunks, the second is named", async () => {
  for (const workers of [0, 1, 2]) {
    await using pool = tasks.openTasks({ workers });
    const inOne = numbers(5);
    const call = pool.map(tasks.measure, [inOne, inOne], { chunkSize: 2 });
    assert.deepEqual(await within(LIMIT_MS, call), [[5, 10], [5, 10]]);
    const inTwo = numbers(5);
    const bad = pool.map(tasks.measure, [inTwo, inTwo], { chunkSize: 1 });
    await assert.rejects(within(LIMIT_MS, bad), (error: Error) => {
      assert.ok(error instanceof TaskCrash);
      assert.match(error.message, /^task measure at index 1 cannot be run: .*$/);
      assert.match(error.message, MOVED);
      return true;
    });
  }
});

Deno.test("results are moved, and are whole; also those in fields", async () => {
  for (const workers of [0, 2]) {
    await using pool = tasks.openTasks({ workers });
    const filled = await pool.map(tasks.fill, [3, 1, 2]);
    assert.deepEqual(filled.map((array) => [...array]), [[3, 3, 3], [1], [2, 2]]);
    const inFields = await pool.map(tasks.fillField, [2, 1]);
    assert.deepEqual(inFields.map(({ data }) => [...data]), [[2, 2], [1]]);
  }
});

Deno.test("a task that gives the same array again is told that it was moved", async () => {
  await using pool = tasks.openTasks({ workers: 1 });
  const call = pool.map(tasks.giveTable, repeat(0, 2), { chunkSize: 1 });
  await assert.rejects(within(LIMIT_MS, call), { name: "TaskCrash", message: MOVED });
});

Deno.test("where a worker dies with moved arguments, they are lost, and the reason is told", async () => {
  await using pool = faulty.openFaulty();
  const args = [numbers(2), numbers(0), numbers(3)];
  const call = pool.mapSettled(faulty.dieIfEmpty, args, { chunkSize: 3 });
  const settled = await within(LIMIT_MS, call);
  for (const [index, one] of settled.entries()) {
    assert.ok(one.status === "rejected" && one.reason instanceof TaskCrash);
    assert.equal((one.reason.cause as TaskFailure).index, index);
    assert.match(one.reason.message, /: Uncaught Error: out of heart \(and not again: its buffer/);
  }
});
