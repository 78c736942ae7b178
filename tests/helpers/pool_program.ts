/** A program with a pool, as a user would write it; its argument says what it does. */

import { Buffer } from "node:buffer";
import { parallel, range, repeat } from "../../src/pool/mod.ts";

/** Computes for so long; a signal or a message does not stop it. */
export function compute(ms: number): number {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return ms;
}

export function fail(x: number): number {
  if (x === 2) throw new RangeError("out of range");
  return x;
}

export const size = (bytes: Uint8Array) => bytes.length;

/** A list of a few hundred bytes. */
export const list = (x: number) => Array.from({ length: 20 }, (_, i) => x + i);

const PROGRAMS: Record<string, () => Promise<unknown>> = {
  "a task hangs": async () => {
    await using pool = parallel(import.meta, { workers: 2 });
    return await pool.map(compute, [1, 1e9, 1], { timeoutMs: 200 });
  },
  "all tasks hang": async () => {
    await using pool = parallel(import.meta, { workers: 2 });
    const settled = await pool.mapSettled(compute, repeat(1e9, 3), { timeoutMs: 200 });
    return settled.map(({ status }) => status);
  },
  "a task fails": async () => {
    await using pool = parallel(import.meta, { workers: 2 });
    return await pool.map(fail, range(10));
  },
  "a loop is left": async () => {
    await using pool = parallel(import.meta, { workers: 2 });
    for await (const square of pool.imap(compute, repeat(1))) return square;
  },
  "a map goes on": async () => {
    await using pool = parallel(import.meta, { workers: 2 });
    console.log("begun");
    return await pool.map(compute, repeat(5, 1e6));
  },
  "nobody sees its progress": async () => {
    await using pool = parallel(import.meta, { workers: 2 });
    return (await pool.map(compute, repeat(1, 300), { progress: true })).length;
  },
  "buffers are arguments": async () => {
    await using pool = parallel(import.meta, { workers: 2 });
    const buffers = [Buffer.from("abc"), Buffer.alloc(3), Buffer.from("abcdef").subarray(2)];
    return await pool.map(size, [...buffers, ...buffers]);
  },
  "three million tasks": async () => {
    await using pool = parallel(import.meta, { workers: 2 });
    const heap: number[] = [];
    let seen = 0;
    for await (const _ of pool.imap(list, range(3e6))) {
      if (++seen % 1e5 === 0) heap.push(Deno.memoryUsage().rss);
    }
    return { seen, heap };
  },
};

if (import.meta.main) console.log(JSON.stringify(await PROGRAMS[Deno.args[0]]()));
