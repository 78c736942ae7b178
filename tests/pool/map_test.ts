/** A pool's calls give what a loop would, however they are cut up. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { type Parallel, range, repeat, type Rule } from "../../src/pool/mod.ts";
import { Pools, split, value, values, way, WAYS } from "../helpers/pool_sources.ts";
import * as tasks from "../helpers/tasks.ts";

const LAWS = { numRuns: 60, seed: 20_260_727 };

async function assertAlways<T extends unknown[]>(
  arbitraries: { [I in keyof T]: fc.Arbitrary<T[I]> },
  law: (pool: Parallel, chunkSize: number | undefined, ...drawn: T) => Promise<void>,
): Promise<void> {
  await using pools = new Pools();
  const property = fc.asyncProperty(
    split,
    fc.tuple(...arbitraries) as unknown as fc.Arbitrary<T>,
    ({ workers, chunkSize }, drawn) => law(pools.of(workers), chunkSize, ...drawn),
  );
  await fc.assert(property, LAWS);
}

Deno.test("map() is Array.map(), for any arguments from any source", async () => {
  await assertAlways([values, way], async (pool, chunkSize, list, from) => {
    // What is moved is empty afterwards.
    const expected = structuredClone(list).map(tasks.describe);
    const results = await pool.map(tasks.describe, WAYS[from](list), { chunkSize });
    assert.deepEqual(results, expected);
  });
});

Deno.test("map() gives values alone as they are: numbers, texts, mixtures, nothing", async () => {
  const number = fc.double();
  const text = fc.string();
  const lists = fc.oneof(
    fc.array(number),
    fc.array(text),
    fc.array(fc.constantFrom(undefined, null, 0, -0, NaN)),
  );
  await assertAlways([lists], async (pool, chunkSize, list) => {
    const results = await pool.map(tasks.echo, list as unknown[], { chunkSize });
    assert.deepEqual(results, list);
    const awaited = await pool.map(tasks.give, list as unknown[], { chunkSize });
    assert.deepEqual(awaited, list);
  });
});

Deno.test("map() takes sets, maps, typed arrays and texts for what they iterate", async () => {
  await using pool = tasks.openTasks();
  assert.deepEqual(await pool.map(tasks.square, new Set([3, 1, 3, 2])), [9, 1, 4]);
  assert.deepEqual(await pool.map(tasks.square, new Float32Array([3, 1, 2])), [9, 1, 4]);
  assert.deepEqual(await pool.map(tasks.echo, "añ🙂"), ["a", "ñ", "🙂"]);
  assert.deepEqual(await pool.starmap(tasks.together, new Map([["a", 1], ["b", 2]])), [
    [1, "a"],
    [2, "b"],
  ]);
});

Deno.test("a rule is the list of its items", async () => {
  const small = fc.integer({ min: -9, max: 9 });
  type Items = [Rule<unknown>, unknown[]];
  const repeats = fc.tuple(value, fc.nat(20)).map(
    ([item, count]): Items => [repeat<unknown>(item, count), new Array(count).fill(item)],
  );
  const ranges = fc.tuple(small, small, fc.constantFrom(1, -1, 0.5, 3)).map(
    (bounds): Items => [range(...bounds), steps(...bounds)],
  );
  const rules = fc.oneof(repeats, ranges);
  await assertAlways([rules], async (pool, chunkSize, [rule, items]) => {
    assert.deepEqual([...rule], items);
    assert.equal(rule.length, items.length);
    assert.deepEqual(await pool.map(tasks.echo, rule, { chunkSize }), items);
  });
});

Deno.test("starmap() hands over each list of arguments", async () => {
  const pairs = fc.array(fc.tuple(value, value), { maxLength: 12 });
  await assertAlways([pairs, way], async (pool, chunkSize, list, from) => {
    const expected = structuredClone(list).map(([a, b]) => [b, a]);
    const results = await pool.starmap(tasks.together, WAYS[from](list), { chunkSize });
    assert.deepEqual(results, expected);
  });
});

Deno.test("imap() gives what map() gives, in order", async () => {
  await assertAlways([values, way], async (pool, chunkSize, list, from) => {
    const expected = structuredClone(list);
    const results = pool.imap(tasks.echo, WAYS[from](list), { chunkSize });
    assert.deepEqual(await Array.fromAsync(results), expected);
  });
});

Deno.test("imap() keeps the order where later tasks are done before earlier ones", async () => {
  await using pool = tasks.openTasks({ workers: 3 });
  const delays = [60, 1, 30, 1, 1, 1, 20, 1, 1];
  const results = pool.imap(tasks.wait, delays, { chunkSize: 1 });
  assert.deepEqual(await Array.fromAsync(results), delays);
});

Deno.test("imapUnordered() gives every index once, with its value", async () => {
  await assertAlways([values, way], async (pool, chunkSize, list, from) => {
    const expected = structuredClone(list);
    const seen = new Map<number, unknown>();
    const results = pool.imapUnordered(tasks.echo, WAYS[from](list), { chunkSize });
    for await (const { index, value } of results) {
      assert.ok(!seen.has(index), `index ${index} came twice`);
      seen.set(index, value);
    }
    assert.deepEqual(expected.map((_, index) => seen.get(index)), expected);
    assert.equal(seen.size, expected.length);
  });
});

Deno.test("imapUnordered() does not wait for what is slow", async () => {
  await using pool = tasks.openTasks();
  const results = pool.imapUnordered(tasks.wait, [400, 1, 1, 1], { chunkSize: 1 });
  const indices = (await Array.fromAsync(results)).map(({ index }) => index);
  assert.deepEqual(indices, [1, 2, 3, 0]);
});

Deno.test("mapSettled() fulfils what map() gives", async () => {
  await assertAlways([values, way], async (pool, chunkSize, list, from) => {
    const expected = structuredClone(list).map((value) => ({ status: "fulfilled", value }));
    const settled = await pool.mapSettled(tasks.echo, WAYS[from](list), { chunkSize });
    assert.deepEqual(settled, expected);
  });
});

Deno.test("imap() and imapUnordered() take from an endless source until the loop is left", async () => {
  for (const workers of [0, 2]) {
    await using pool = tasks.openTasks({ workers });
    let closed = 0;
    const endless = function* () {
      try {
        for (let i = 0;; i++) yield i;
      } finally {
        closed++;
      }
    };
    for (const source of [endless(), range(0, Infinity)]) {
      const squares: number[] = [];
      for await (const square of pool.imap(tasks.square, source)) {
        if (squares.push(square) === 5000) break;
      }
      assert.deepEqual(squares, Array.from({ length: 5000 }, (_, i) => i * i));
    }
    for await (const { index, value } of pool.imapUnordered(tasks.square, endless())) {
      assert.equal(value, index * index);
      if (index > 1000) break;
    }
    assert.equal(closed, 2);
    // The pool is as good as new.
    assert.deepEqual(await pool.map(tasks.square, [1, 2, 3]), [1, 4, 9]);
  }
});

Deno.test("two calls at once on one pool do not disturb each other", async () => {
  await using pool = tasks.openTasks();
  const [a, b, c] = await Promise.all([
    pool.map(tasks.square, range(1000)),
    pool.map(tasks.wait, repeat(1, 20)),
    pool.starmap(tasks.together, [[1, 2]], { timeoutMs: 10_000 }),
  ]);
  assert.deepEqual(a, Array.from({ length: 1000 }, (_, i) => i * i));
  assert.deepEqual(b, new Array(20).fill(1));
  assert.deepEqual(c, [[2, 1]]);
});

Deno.test("a task without parameters, and one exported as default, are tasks too", async () => {
  await using pool = tasks.openTasks();
  assert.deepEqual(await pool.map(tasks.constant, repeat(0, 2)), ["constant", "constant"]);
  assert.deepEqual(await pool.map(tasks.default, [1, 2]), [-1, -2]);
  assert.deepEqual(await pool.map(tasks.indexOf, "abc"), [0, 1, 2]);
});

function steps(start: number, end: number, step: number): number[] {
  const items = [];
  for (let x = start; step > 0 ? x < end : x > end; x += step) items.push(x);
  return items;
}
