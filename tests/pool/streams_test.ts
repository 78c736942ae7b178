/** Random numbers of tasks depend on seed, call and index, and on nothing else. */

import assert from "node:assert/strict";
import { Random, range, repeat } from "../../src/pool/mod.ts";
import { keyOf, parseSeed } from "../../src/seed.ts";
import { blockOf } from "../helpers/oracle.ts";
import { draw, drawAll, openTasks } from "../helpers/tasks.ts";

Deno.test("a task draws the same numbers whatever the workers, chunks and kind of call", async () => {
  const all: unknown[] = [];
  for (const [workers, chunkSize] of [[0, 1], [0, 7], [1, undefined], [2, 3], [3, 40]] as const) {
    await using pool = openTasks({ workers, seed: "a text" });
    const unordered = await Array.fromAsync(pool.imapUnordered(drawAll, range(20), { chunkSize }));
    const settled = await pool.mapSettled(drawAll, range(20), { chunkSize });
    all.push([
      unordered.sort((a, b) => a.index - b.index).map(({ value }) => value),
      settled.map((result) => result.status === "fulfilled" && result.value),
      await Array.fromAsync(pool.imap(drawAll, range(20), { chunkSize })),
      await pool.map(drawAll, range(20), { chunkSize }),
      await pool.starmap(drawAll, Array.from(range(20), (i) => [i] as const), { chunkSize }),
    ]);
  }
  for (const one of all) assert.deepEqual(one, all[0]);
});

Deno.test("a task's stream is the one of the pool's seed, its call's number and its index", async () => {
  await using pool = openTasks({ seed: 7 });
  for (const call of [0, 1, 2]) {
    const drawn = await pool.map(draw, repeat(50, 10), { chunkSize: 3 });
    const key = keyOf(parseSeed(7));
    const expected = drawn.map((_, index) => {
      const random = new Random({ key, call }, index);
      return Array.from({ length: 50 }, () => random.uniform());
    });
    assert.deepEqual(drawn, expected);
  }
});

Deno.test("no two tasks, calls or seeds share a number, and none is a walker's", async () => {
  const drawn = new Set<number>();
  for (const seed of [7, 8]) {
    await using pool = openTasks({ seed });
    for (let call = 0; call < 3; call++) {
      for (const some of await pool.map(draw, repeat(40, 25))) {
        for (const number of some) drawn.add(number);
      }
    }
    for (let walker = 0; walker < 25; walker++) {
      for (let block = 0; block < 20; block++) {
        const [a, b, c, d] = blockOf(BigInt(seed), walker, block);
        drawn.add(((a >>> 5) * 2 ** 26 + (b >>> 6)) / 2 ** 53);
        drawn.add(((c >>> 5) * 2 ** 26 + (d >>> 6)) / 2 ** 53);
      }
    }
  }
  // Of 8000 numbers of 53 bits no two are alike, but once in 10^8.
  assert.equal(drawn.size, 2 * (3 * 25 * 40 + 25 * 40));
});

Deno.test("without a seed, pools draw different numbers", async () => {
  await using one = openTasks({ workers: 0 });
  await using other = openTasks({ workers: 0 });
  assert.notDeepEqual(await one.map(draw, [5]), await other.map(draw, [5]));
});
