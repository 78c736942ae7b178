/** Sources are asked and closed as ECMAScript's own loops ask and close them. */

import assert from "node:assert/strict";
import { fail, openFaulty } from "../helpers/faulty_tasks.ts";
import { within } from "../helpers/pool_sources.ts";

const LIMIT_MS = 30_000;

/** What `return` of an iterator does: what it gives or throws, or none. */
const CLOSINGS: Record<string, unknown> = {
  "gives a result": () => ({ done: true }),
  "gives nothing": () => undefined,
  "gives no object": () => 5,
  "gives a promise": () => Promise.resolve({ done: true }),
  "gives a promise of nothing": () => Promise.resolve(),
  throws: () => {
    throw new RangeError("cannot be closed");
  },
  rejects: () => Promise.reject(new RangeError("cannot be closed")),
  "is null": null,
  "is missing": undefined,
};
/** What `next` does after the second item, and what is done with the items. */
const ENDS = [
  "ends",
  "throws",
  "gives no object",
  "goes on and is left",
  "has a bad item",
] as const;
type End = typeof ENDS[number];

/** A source that notes what it is asked. */
function source(end: End, closing: string, isAsync: boolean, asked: string[]) {
  let count = 0;
  const step = () => {
    asked.push("next");
    const value = count++;
    if (value < 2) return { done: false, value };
    if (end === "throws") throw new RangeError("no more");
    if (end === "gives no object") return 5;
    if (end === "ends") return { done: true, value };
    return { done: false, value: end === "has a bad item" ? "built-in" : value };
  };
  const close = CLOSINGS[closing] as (() => unknown) | null | undefined;
  const iterator = {
    next: isAsync ? () => new Promise((resolve) => resolve(step())) : step,
    return: close && (() => {
      asked.push("return");
      return close();
    }),
  };
  const own: unknown = { [isAsync ? Symbol.asyncIterator : Symbol.iterator]: () => iterator };
  return own as Iterable<number> | AsyncIterable<number>;
}

/** What ECMAScript does, and how it ends. */
async function expected(end: End, closing: string, isAsync: boolean): Promise<unknown[]> {
  const asked: string[] = [];
  const own = source(end, closing, isAsync, asked);
  const take = (x: number): boolean => {
    fail(x);
    return end === "goes on and is left" && x === 2;
  };
  const loop = async () => {
    if (isAsync) {
      for await (const x of own as AsyncIterable<number>) if (take(x)) break;
    } else {
      for (const x of own as Iterable<number>) if (take(x)) break;
    }
  };
  return [await outcome(loop()), asked.at(-1) === "return"];
}

async function outcome(running: Promise<unknown>): Promise<string> {
  const error = await running.then(() => undefined, (error) => error);
  // What is no object is named in words that differ.
  return error instanceof RangeError ? `${error}` : error === undefined ? "ends" : error.name;
}

for (const isAsync of [false, true]) {
  for (const end of ENDS) {
    const kind = isAsync ? "an asynchronous" : "a synchronous";
    Deno.test(`a call over ${kind} source that ${end} closes it as a loop does`, async () => {
      await using pool = openFaulty({ workers: 1 });
      for (const closing of Object.keys(CLOSINGS)) {
        // A loop over a synchronous source leaves this promise alone, and it ends the program.
        if (closing === "rejects" && !isAsync) continue;
        const asked: string[] = [];
        const own = source(end, closing, isAsync, asked);
        const call = async () => {
          for await (const x of pool.imap(fail, own, { chunkSize: 1 })) {
            if (end === "goes on and is left" && x === 2) break;
          }
        };
        const ended = await within(LIMIT_MS, outcome(call()));
        const closed = asked.filter((what) => what === "return").length;
        const [wanted, isClosed] = await expected(end, closing, isAsync);
        assert.deepEqual([ended, closed], [wanted, Number(isClosed)], `return() ${closing}`);
        if (isClosed) assert.equal(asked.at(-1), "return");
        else if (end !== "goes on and is left") {
          assert.equal(asked.length, 3, "asked after its end");
        }
      }
    });
  }
}

Deno.test("a source is asked no more once it has ended, whatever the chunks", async () => {
  await using pool = openFaulty({ workers: 2 });
  for (const isAsync of [false, true]) {
    for (const chunkSize of [1, 2, 3, undefined]) {
      const asked: string[] = [];
      const own = source("ends", "throws", isAsync, asked);
      assert.deepEqual(await within(LIMIT_MS, pool.map(fail, own, { chunkSize })), [0, 1]);
      assert.deepEqual(asked, ["next", "next", "next"]);
    }
  }
});

Deno.test("a source that is silent when a call ends is closed, and not waited for", async () => {
  await using pool = openFaulty();
  // The workers are there, so that the source is opened.
  await pool.map(fail, [1]);
  let closed = 0;
  const silent = (answer: () => unknown) => ({
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<IteratorResult<number>>(() => {}),
      return: () => {
        closed++;
        return answer() as Promise<IteratorResult<number>>;
      },
    }),
  });
  const answers = [() => new Promise(() => {}), () => Promise.reject(new Error("late")), () => 5];
  for (const answer of answers) {
    const call = pool.map(fail, silent(answer), { signal: AbortSignal.timeout(50) });
    await assert.rejects(within(LIMIT_MS, call), { name: "TimeoutError" });
  }
  assert.equal(closed, 3);
});

Deno.test("what gives no iterator ends the call with a TypeError", async () => {
  await using pool = openFaulty();
  for (const symbol of [Symbol.iterator, Symbol.asyncIterator]) {
    const own = { [symbol]: () => 5 } as unknown as Iterable<number>;
    await assert.rejects(within(LIMIT_MS, pool.map(fail, own)), {
      name: "TypeError",
      message: "A source of arguments gave 5 for an iterator",
    });
  }
});
