/** The random numbers of a pool's tasks, by docs/reproducibility.md and nothing else of ours. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { Random } from "../../src/pool/mod.ts";
import { threefry4x32 } from "../helpers/oracle.ts";
import { drawAll, openTasks } from "../helpers/tasks.ts";

const PAGE = Deno.readTextFileSync(new URL("../../docs/reproducibility.md", import.meta.url));
const SECTION = PAGE.split("## The tasks of a pool")[1].split("\n## ")[0];

/** The two numbers in the page's counter of a task's block. */
const COUNTER =
  /\(i modulo 2\^32, i ÷ 2\^32 \+ 2\^(\d+) × \(b ÷ 2\^32\), b modulo 2\^32, c \+ (\d+)\)/;
const [SHIFT, NEXT] = COUNTER.exec(SECTION)?.slice(1).map((digits) => BigInt(digits)) ?? [];
const TWO_32 = 2n ** 32n;

/** A task that follows the page. */
class Follower {
  #words: number[] = [];
  #second?: number;

  constructor(
    readonly seed: bigint,
    readonly call: number,
    readonly index: number,
    public block = 0n,
  ) {}

  word(): number {
    if (this.#words.length === 0) this.#words = this.#wordsOf(this.block++);
    return this.#words.shift() as number;
  }

  #wordsOf(block: bigint): number[] {
    const i = BigInt(this.index);
    const counter = [
      i % TWO_32,
      i / TWO_32 + 2n ** SHIFT * (block / TWO_32),
      block % TWO_32,
      BigInt(this.call) + NEXT,
    ].map(Number) as [number, number, number, number];
    const key = [Number(this.seed % TWO_32), Number(this.seed / TWO_32), 0, 0] as const;
    return [...threefry4x32(counter, key)];
  }

  uniform(): number {
    const [u, v] = [this.word(), this.word()].map(BigInt);
    return Number((u / 2n ** 5n) * 2n ** 26n + v / 2n ** 6n) / 2 ** 53;
  }

  integer(n: number): number {
    const all = n > 2 ** 32 ? 2 ** 53 : 2 ** 32;
    for (;;) {
      const w = n > 2 ** 32 ? this.uniform() * 2 ** 53 : this.word();
      if (w < all - all % n) return w % n;
    }
  }

  choice<T>(items: ArrayLike<T>): T {
    return items[this.integer(items.length)];
  }

  normal(): number {
    const second = this.#second;
    this.#second = undefined;
    if (second !== undefined) return second;
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const s = x ** 2 + y ** 2;
      if (s === 0 || s >= 1) continue;
      const f = Math.sqrt(-2 * Math.log(s) / s);
      this.#second = y * f;
      return x * f;
    }
  }

  shuffle<T>(items: T[]): T[] {
    for (let k = items.length - 1; k >= 1; k--) {
      const other = this.integer(k + 1);
      const item = items[k];
      items[k] = items[other];
      items[other] = item;
    }
    return items;
  }
}

Deno.test("the page's rules give the page's draws", () => {
  const rows = [...SECTION.matchAll(/^\| (\d+) +\| (`.*`) +\| (`.*`) +\|$/gm)];
  assert.equal(rows.length, 4);
  for (const [, task, draws, given] of rows) {
    const follower = new Follower(7n, 0, Number(task));
    const values = [...given.matchAll(/`([^`]+)`/g)].map(([, value]) => JSON.parse(value));
    const drawn = [...draws.matchAll(/`(\w+)\((.*?)\)`/g)].map(([, name, arg]) =>
      follower[name as "choice"](arg === "" ? [] : JSON.parse(arg))
    );
    assert.deepEqual(drawn, values);
  }
});

Deno.test("the page's rules give what the tasks of a pool draw, call after call", async () => {
  const seed = 2n ** 64n - 3n;
  for (const workers of [0, 2]) {
    await using pool = openTasks({ workers, seed });
    for (const call of [0, 1, 2]) {
      const drawn = await pool.map(drawAll, new Array(20).fill(0), { chunkSize: 3 });
      const followed = drawn.map((_, index) =>
        drawAll(0, context(new Follower(seed, call, index)))
      );
      assert.deepEqual(drawn, followed);
    }
  }
});

Deno.test("a task's words go on beyond 2^34, as the page says, and never come again", () => {
  const block = fc.oneof(
    fc.nat(40),
    // Around the carries and the end.
    fc.tuple(fc.integer({ min: 1, max: 2 ** 11 - 1 }), fc.integer({ min: -20, max: 20 })).map(
      ([carry, offset]) => carry * 2 ** 32 + offset,
    ),
    fc.integer({ min: 2 ** 43 - 40, max: 2 ** 43 - 20 }),
  );
  const law = (key: [number, number], call: number, index: number, block: number) => {
    const random = new Random({ key, call }, index, block);
    const seed = BigInt(key[1]) * TWO_32 + BigInt(key[0]);
    const follower = new Follower(seed, call, index, BigInt(block));
    for (let i = 0; i < 40; i++) assert.equal(random.uniform(), follower.uniform());
  };
  const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  const calls = fc.oneof(fc.nat(9), fc.constant(2 ** 32 - 2));
  const property = fc.property(fc.tuple(word, word), calls, fc.maxSafeNat(), block, law);
  fc.assert(property, { numRuns: 300, seed: 17 });
});

Deno.test("a task that has drawn all of its words is told so, and no call comes round again", () => {
  const random = new Random({ key: [7, 0], call: 0 }, 3, 2 ** 43 - 1);
  random.uniform();
  random.uniform();
  assert.throws(() => random.uniform(), {
    name: "RangeError",
    message: "Task 3 has drawn all of its 2^45 random words: give the rest to other tasks",
  });
  assert.throws(() => random.uniform(), { name: "RangeError" });
  for (const call of [2 ** 32 - 1, -1, 0.5, NaN]) {
    assert.throws(() => new Random({ key: [7, 0], call }, 0), {
      name: "RangeError",
      message: `Random numbers need a whole call from 0 to 4294967294, not ${call}`,
    });
  }
  for (const index of [2 ** 53, -1, 0.5]) {
    assert.throws(() => new Random({ key: [7, 0], call: 0 }, index), { name: "RangeError" });
  }
  assert.throws(() => new Random({ key: [7, 0], call: 0 }, 0, 2 ** 43), { name: "RangeError" });
});

function context(random: Follower) {
  return { random: random as unknown as Random, index: random.index };
}
