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

Deno.test("an array that a generator gives again, or that another call was given, is named", async () => {
  for (const workers of [0, 1, 2]) {
    await using pool = tasks.openTasks({ workers });
    for (const chunkSize of [1, 2, 5]) {
      const array = numbers(5);
      const assertNamed = async (call: Promise<unknown>, index: number) => {
        await assert.rejects(within(LIMIT_MS, call), (error: Error) => {
          assert.ok(error instanceof TaskCrash);
          assert.match(
            error.message,
            new RegExp(`^task measure at index ${index} cannot be run: `),
          );
          assert.match(error.message, MOVED);
          return true;
        });
      };
      await assertNamed(pool.map(tasks.measure, [array, array].values(), { chunkSize }), 1);
      await assertNamed(pool.map(tasks.measure, [array, array], { chunkSize }), 0);
    }
  }
});

Deno.test("an array is moved by the call, so that later writes change nothing", async () => {
  await using pool = tasks.openTasks();
  const array = numbers(5);
  const call = pool.map(tasks.measure, [array]);
  array[0] = 100;
  assert.equal(array.length, 0);
  assert.deepEqual(await call, [[5, 10]]);
});

Deno.test("memory that cannot be moved, and shared memory, is sent as part of it is", async () => {
  for (const workers of [0, 2]) {
    await using pool = tasks.openTasks({ workers });
    const memory = new WebAssembly.Memory({ initial: 1 });
    const bytes = new Uint8Array(memory.buffer);
    bytes[0] = 7;
    const shared = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
    new Uint8Array(shared.buffer)[0] = 9;
    for (const chunkSize of [1, 3]) {
      const whole = [bytes, new Uint8Array(shared.buffer), bytes, new Uint8Array(shared.buffer)];
      assert.deepEqual(await pool.map(tasks.firstOf, whole, { chunkSize }), [7, 9, 7, 9]);
      const nested = [[bytes, memory.buffer, new DataView(memory.buffer)], [bytes.subarray(0, 2)]];
      const kinds = [[["Uint8Array", "ArrayBuffer", "DataView"]], [["Uint8Array"]]];
      const seen = await pool.map(tasks.kindsOf, nested, { chunkSize });
      assert.deepEqual(seen.map((kind) => [kind]), kinds);
      const resizable = new Uint8Array(new ArrayBuffer(4, { maxByteLength: 8 }));
      assert.deepEqual(await pool.map(tasks.sizeOf, [resizable, bytes], { chunkSize }), [4, 65536]);
      assert.deepEqual(await pool.map(tasks.firstOf, repeat(bytes, 3), { chunkSize }), [7, 7, 7]);
    }
    assert.equal(bytes.length, 65536);
    const results = await pool.map(tasks.giveMemory, [1, 2, 3], { chunkSize: 3 });
    assert.deepEqual(results.map((bytes) => [bytes[0], bytes.length]), [
      [1, 65536],
      [2, 65536],
      [3, 65536],
    ]);
  }
});

Deno.test("tasks write to shared memory, and the program sees it", async () => {
  await using pool = tasks.openTasks();
  const counts = new Float64Array(new SharedArrayBuffer(16));
  await pool.starmap(tasks.addOneAt, [[counts, 0], [counts, 1]]);
  assert.deepEqual([...counts], [1, 1]);
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
  for (const chunkSize of [1, 2]) {
    const call = pool.map(tasks.giveTable, repeat(0, 2), { chunkSize });
    await assert.rejects(within(LIMIT_MS, call), { name: "TaskCrash", message: MOVED });
  }
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
