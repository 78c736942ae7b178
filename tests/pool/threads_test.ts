/** Threads that can be stopped are as quick as web workers. */

import assert from "node:assert/strict";
import { openTasks, sizeOf } from "../helpers/tasks.ts";

/** Moving it takes about a millisecond; looking at each element takes half a second. */
const SIZE = 8e6;

Deno.test("a time-out does not make a large argument slower to send, then or later", async () => {
  await using plain = openTasks({ workers: 1 });
  await using timed = openTasks({ workers: 1 });
  await timed.map(sizeOf, ["now its worker can be stopped"], { timeoutMs: 60_000 });
  const calls = {
    plain: () => plain.map(sizeOf, [new Float64Array(SIZE)]),
    timed: () => timed.map(sizeOf, [new Float64Array(SIZE)], { timeoutMs: 60_000 }),
    later: () => timed.map(sizeOf, [new Float64Array(SIZE)]),
  };
  const best = { plain: Infinity, timed: Infinity, later: Infinity };
  for (let round = 0; round < 3; round++) {
    for (const name of ["plain", "timed", "later"] as const) {
      const start = performance.now();
      assert.deepEqual(await calls[name](), [SIZE]);
      best[name] = Math.min(best[name], performance.now() - start);
    }
  }
  const allowed = 10 * best.plain + 100;
  assert.ok(best.timed < allowed && best.later < allowed, JSON.stringify(best));
});
