/** Arguments are those of the moment of the call, and each task has its own. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { type MapOptions, type Parallel, range, repeat } from "../../src/pool/mod.ts";
import { within } from "../helpers/pool_sources.ts";
import * as tasks from "../helpers/tasks.ts";

const LIMIT_MS = 30_000;

/** Pools, and ways to cut calls up, that must not show in results. */
async function everyWay(
  law: (pool: Parallel, options: MapOptions) => Promise<void>,
): Promise<void> {
  for (const workers of [0, 2]) {
    await using pool = tasks.openTasks({ workers });
    for (const chunkSize of [1, 3, 20, undefined]) await within(LIMIT_MS, law(pool, { chunkSize }));
  }
}

Deno.test("a batch that is emptied, refilled or sorted after the call is as it was", async () => {
  await everyWay(async (pool, options) => {
    const batch: unknown[] = [];
    const jobs: Promise<unknown>[] = [];
    for (let i = 0; i < 3; i++) {
      batch.push(i, { i }, [i, [i]], new Map([[i, { i }]]), new Date(i));
      jobs.push(pool.map(tasks.echo, batch, options));
      jobs.push(pool.starmap(tasks.together, [batch.slice(0, 2) as [unknown, unknown]], options));
      jobs.push(pool.mapSettled(tasks.echo, batch, options).then((all) => all.length));
      jobs.push(Array.fromAsync(pool.imap(tasks.echo, batch, options)));
      batch.length = 0;
    }
    for (let i = 0; i < 3; i++) {
      const expected = [i, { i }, [i, [i]], new Map([[i, { i }]]), new Date(i)];
      assert.deepEqual(await Promise.all(jobs.slice(4 * i, 4 * i + 4)), [
        expected,
        [[{ i }, i]],
        5,
        expected,
      ]);
    }
  });
});

Deno.test("every source that can be copied is, with all that stands in it", async () => {
  const point = () => ({ x: 1, at: [1, { deep: [1] }], map: new Map([["a", { b: 1 }]]) });
  await everyWay(async (pool, options) => {
    const one = point();
    const list = [one, 1, one.at];
    const set = new Set<unknown>([one, "two"]);
    const map = new Map<unknown, unknown>([["a", one]]);
    const [floats, bytes] = [Float64Array.of(1, 2, 3), Buffer.from([1, 2, 3])];
    const rule = repeat(one, 5);
    const calls: Promise<unknown>[] = [list, set, map, floats, bytes, rule].map((source) =>
      pool.map(tasks.echo, source as unknown[], options)
    );
    const lazy = pool.imap(tasks.echo, list, options);
    one.x = 2;
    one.at.push(3);
    (one.at[1] as { deep: number[] }).deep[0] = 2;
    one.map.clear();
    list.pop();
    set.clear();
    map.set("b", 2);
    floats.fill(0);
    bytes.fill(0);
    const expected = [[point(), 1, point().at], [point(), "two"], [["a", point()]]];
    assert.deepEqual(await Promise.all(calls), [
      ...expected,
      [1, 2, 3],
      [1, 2, 3],
      new Array(5).fill(point()),
    ]);
    assert.deepEqual(await Array.fromAsync(lazy), expected[0]);
  });
});

Deno.test("options are those of the moment of the call", async () => {
  await using pool = tasks.openTasks({ workers: 1 });
  let heard = 0;
  const options = { chunkSize: 1, onProgress: () => heard++ } as {
    -readonly [K in keyof MapOptions]: MapOptions[K];
  };
  const calls = [
    pool.map(tasks.square, [1, 2], options),
    Array.fromAsync(pool.imap(tasks.square, [1, 2], options)),
  ];
  options.chunkSize = -1;
  options.signal = AbortSignal.abort();
  options.onProgress = () => assert.fail("this listener came later");
  assert.deepEqual(await Promise.all(calls), [[1, 4], [1, 4]]);
  assert.ok(heard >= 2);
});

Deno.test("a generator may refill one object: tasks get what it was when it was given", async () => {
  await everyWay(async (pool, options) => {
    const flat = { x: 0 };
    const deep = { at: [0, { y: 0 }] as [number, { y: number }] };
    const source = function* () {
      for (let i = 0; i < 12; i++) {
        flat.x = i;
        deep.at[0] = i;
        deep.at[1].y = i;
        yield [flat, deep] as const;
      }
    };
    const later = async function* () {
      yield* source();
    };
    const expected = Array.from(range(12), (i) => [{ at: [i, { y: i }] }, { x: i }]);
    assert.deepEqual(await pool.starmap(tasks.together, source(), options), expected);
    assert.deepEqual(await pool.starmap(tasks.together, later(), options), expected);
  });
});

Deno.test("a task may change its argument: no other task sees it, however they are cut up", async () => {
  await everyWay(async (pool, options) => {
    const list = ["one"];
    const more = '["one","more"]';
    assert.deepEqual(await pool.map(tasks.append, [list, list, list], options), [more, more, more]);
    assert.deepEqual(
      await pool.map(tasks.append, repeat(list, 4), options),
      new Array(4).fill(more),
    );
    assert.deepEqual(list, ["one"]);
    const shared = { list: [1, 2] };
    const holders = Array.from({ length: 5 }, () => ({ times: 0, deep: shared }));
    const once = new Array(5).fill([1, 3]);
    assert.deepEqual(await pool.map(tasks.count, holders, options), once);
    assert.deepEqual(await pool.map(tasks.count, repeat(holders[0], 5), options), once);
    const table = { list: Array.from(range(100)) };
    const readers = Array.from({ length: 5 }, () => ({ times: 0, deep: table }));
    const read = new Array(5).fill([1, 101]);
    assert.deepEqual(await pool.map(tasks.count, readers, options), read);
    assert.deepEqual(await pool.map(tasks.count, repeat(readers[0], 5), options), read);
    const map = new Map([["a", 1]]);
    assert.deepEqual(await pool.map(tasks.enlarge, [map, map, map], options), [2, 2, 2]);
    assert.deepEqual(await pool.map(tasks.enlarge, repeat(map, 3), options), [2, 2, 2]);
    const long = Array.from(range(1000));
    const length = (text: string) => JSON.parse(text).length;
    const longer = await pool.map(tasks.append, [long, long, long], options);
    assert.deepEqual(longer.map(length), [1001, 1001, 1001]);
    const again = await pool.map(tasks.append, repeat(long, 3), options);
    assert.deepEqual(again.map(length), [1001, 1001, 1001]);
  });
});

Deno.test("a long list of numbers is copied for each task without being cloned anew", async () => {
  await using pool = tasks.openTasks({ workers: 0 });
  const args: [number[], number] = [Array.from(range(10_000)), 3];
  const clone = globalThis.structuredClone;
  let clones = 0;
  globalThis.structuredClone = new Proxy(clone, {
    apply: (...call) => (clones++, Reflect.apply(...call)),
  });
  try {
    for (const source of [new Array<typeof args>(50).fill(args), repeat(args, 50)]) {
      clones = 0;
      const results = await pool.starmap(tasks.addOneAt, source, { chunkSize: 25 });
      assert.deepEqual(results, new Array(50).fill(4));
      // One for each chunk and one for its results, and one for the call.
      assert.ok(clones <= 5, `${clones} clones`);
    }
  } finally {
    globalThis.structuredClone = clone;
  }
});

Deno.test("a typed array that stands in several arguments is copied for each", async () => {
  await everyWay(async (pool, options) => {
    const array = Float64Array.of(1, 2, 3);
    assert.deepEqual(await pool.map(tasks.addOne, [array, array, array], options), [2, 2, 2]);
    const table = Float64Array.of(1, 2, 3);
    const args = Array.from({ length: 7 }, (_, i) => [table, i % 3] as const);
    assert.deepEqual(await pool.starmap(tasks.addOneAt, args, options), [2, 3, 4, 2, 3, 4, 2]);
    const views = Float64Array.of(1, 2, 3, 4);
    const parts = [views, views.subarray(1), views.subarray(2), views];
    assert.deepEqual(await pool.map(tasks.addOne, parts, options), [2, 3, 4, 2]);
    assert.deepEqual(await pool.map(tasks.addOne, repeat(Float64Array.of(5), 4), options), [
      6,
      6,
      6,
      6,
    ]);
  });
});

Deno.test("what a task gives is as it was then, whatever later tasks make of it", async () => {
  await everyWay(async (pool, options) => {
    const results = await pool.map(tasks.reuse, range(10), options);
    assert.deepEqual(results, Array.from(range(10), (x) => ({ x, at: [x] })));
    results[0].at.push(1);
    assert.deepEqual(results[1].at, [1]);
    const memories = await pool.map(tasks.giveMemory, range(5), options);
    assert.deepEqual(
      memories.map((bytes) => [bytes[0], bytes.length]),
      [0, 1, 2, 3, 4].map((x) => [
        x,
        65536,
      ]),
    );
  });
});

Deno.test("objects within one argument stay one object, also in a circle", async () => {
  await using pool = tasks.openTasks();
  for (
    const source of [
      (x: unknown) => [x],
      (x: unknown) => repeat(x, 3),
      (x: unknown) => new Set([x]),
    ]
  ) {
    const one = { x: 1 };
    const round: unknown[] = [one, one];
    round.push(round);
    for (const echoed of await pool.map(tasks.echo, source(round)) as unknown[][]) {
      assert.equal(echoed[0], echoed[1]);
      assert.equal(echoed[2], echoed);
    }
  }
});

Deno.test("copies are those of structuredClone(), whatever is copied", async () => {
  await using pool = tasks.openTasks({ workers: 1 });
  const odd = fc.constantFrom<() => unknown>(
    () => Object.assign([1, 2], { columns: ["a"] }),
    () => Object.assign(Array.from(range(100)), { columns: ["a"] }),
    () => /(a)(?<b>b)/.exec("ab"),
    () => [, 1, , 3],
    () => Object.assign([, 1], { x: 1 }),
    () => JSON.parse('{"__proto__": [1], "a": {"__proto__": 2}}'),
    () => Object.assign(Object.create(null), { a: [1] }),
    () => Object.create({ inherited: 1 }, { own: { value: [2], enumerable: true } }),
    () =>
      new (class Point {
        x = [1];
      })(),
    () => new (class List extends Array<number> {})(3).fill(1),
    () => [new Date(5), /x/gi, new Error("text"), new Boolean(false), 10n],
    () => new Map<unknown, unknown>([[{ a: 1 }, new Set([[1]])]]),
    () => ({
      [Symbol("ignored")]: 1,
      get computed() {
        return [7];
      },
    }),
    () => [new Float32Array(2), new DataView(new ArrayBuffer(8), 2, 3), new ArrayBuffer(3)],
    () => [Array.from(range(100)), Array.from({ length: 100 }, () => [1])],
    () => [Object.assign(Array.from(range(100)), { columns: ["a"] }), 1],
    () => [Object.assign(Array.from(range(100)), { length: 200 }), Array.from(range(100))],
  );
  const anything = fc.anything({
    withSparseArray: true,
    withTypedArray: true,
    withNullPrototype: true,
  });
  const law = async (make: () => unknown) => {
    const expected = structuredClone(make());
    assert.deepEqual(await pool.map(tasks.echo, [make(), make()]), [expected, expected]);
    assert.deepEqual(await pool.map(tasks.echo, [make(), make()].values()), [expected, expected]);
    assert.deepEqual(await pool.map(tasks.echo, repeat(make(), 2)), [expected, expected]);
  };
  await fc.assert(fc.asyncProperty(odd, law), { numRuns: 60, seed: 15 });
  const cloned = fc.asyncProperty(anything, (value) => law(() => structuredClone(value)));
  await fc.assert(cloned, { numRuns: 100, seed: 16 });
});

Deno.test("what is no source is refused at once", async () => {
  await using pool = tasks.openTasks();
  for (const source of [5, null, undefined, {}, () => [1], new DataView(new ArrayBuffer(8))]) {
    await assert.rejects(pool.map(tasks.echo, source as unknown as unknown[]), {
      name: "TypeError",
      message:
        `Arguments must be in a list, a set, a generator or a stream, not in ${typeof source}`,
    });
  }
});

Deno.test("starmap() refuses arguments that are no list", async () => {
  for (const workers of [0, 1]) {
    await using pool = tasks.openTasks({ workers });
    for (const [argument, shown] of [[1, "1"], ["ab", '"ab"'], [new Set([1, 2]), "of class Set"]]) {
      await assert.rejects(pool.starmap(tasks.together, [argument as unknown as [1, 2]]), {
        name: "TypeError",
        message: `Cannot starmap with argument ${shown}: use a list of the task's arguments`,
      });
    }
  }
});
