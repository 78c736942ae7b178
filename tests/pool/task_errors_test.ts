/** Errors of tasks arrive as what they are, and say which task they came from. */

import assert from "node:assert/strict";
import { type ErrorClass, type Parallel, TaskFailure } from "../../src/pool/mod.ts";
import { packThrown, unpackThrown } from "../../src/pool/thrown.ts";
import * as faulty from "../helpers/faulty_tasks.ts";
import { within } from "../helpers/pool_sources.ts";
import { WorkerWatch } from "../helpers/watch_workers.ts";

/** Long enough for a busy machine; a test that takes it has failed. */
const LIMIT_MS = 30_000;

const POOLS = [{ workers: 0 }, { workers: 2 }];

/** What a call throws over a task of index 2 that fails. */
async function failureOf(pool: Parallel, kind: faulty.Kind): Promise<Error> {
  const call = pool.map(faulty.fail, [0, 1, kind, 3], { chunkSize: 2 });
  const error = await within(LIMIT_MS, call).then(() => undefined, (error) => error);
  assert.ok(error instanceof Error, String(error));
  return error;
}

function causeOf(error: Error): TaskFailure {
  const { cause } = error;
  assert.ok(cause instanceof TaskFailure);
  assert.equal(cause.message, "task fail failed at index 2");
  assert.deepEqual([cause.task, cause.index], ["fail", 2]);
  return cause;
}

Deno.test("a built-in error keeps class, message and stack, and names its task", async () => {
  for (const options of POOLS) {
    await using pool = faulty.openFaulty(options);
    const error = await failureOf(pool, "built-in");
    assert.ok(error instanceof RangeError);
    assert.equal(error.name, "RangeError");
    assert.equal(error.message, "out of range");
    assert.match(error.stack ?? "", /^RangeError: out of range\n.*faulty_tasks\.ts/s);
    assert.equal(causeOf(error).argument, "built-in");
    assert.equal(causeOf(error).cause, undefined);
  }
});

Deno.test("an error of one's own keeps its class if the pool was given it", async () => {
  for (const options of POOLS) {
    await using pool = faulty.openFaulty({ ...options, errors: [faulty.Overheated] });
    const error = await failureOf(pool, "own");
    assert.ok(error instanceof faulty.Overheated);
    assert.equal(error.message, "too hot: 451 degrees");
    assert.equal(error.degrees, 451);
    causeOf(error);
  }
});

Deno.test("an error of one's own is an Error with its name and fields if the pool was not", async () => {
  for (const options of POOLS) {
    await using pool = faulty.openFaulty(options);
    const error = await failureOf(pool, "own");
    assert.equal(Object.getPrototypeOf(error), Error.prototype);
    assert.equal(error.name, "Overheated");
    assert.equal(error.message, "too hot: 451 degrees");
    assert.equal((error as faulty.Overheated).degrees, 451);
    assert.match(error.stack ?? "", /faulty_tasks\.ts/);
    causeOf(error);
  }
});

Deno.test("a DOMException stays one", async () => {
  await using pool = faulty.openFaulty();
  const error = await failureOf(pool, "DOMException");
  assert.ok(error instanceof DOMException);
  assert.deepEqual([error.name, error.message], ["NotSupportedError", "not so"]);
  causeOf(error);
});

Deno.test("a DOMException keeps its stack, its cause and its fields", async () => {
  for (const options of POOLS) {
    await using pool = faulty.openFaulty(options);
    const error = await failureOf(pool, "a rich DOMException");
    assert.ok(error instanceof DOMException);
    assert.deepEqual([error.name, error.message], ["DataError", "not so"]);
    assert.match(error.stack ?? "", /^DataError: not so\n.*faulty_tasks\.ts/s);
    assert.equal((error as DOMException & { code7: string }).code7, "E7");
    const inner = causeOf(error).cause;
    assert.ok(inner instanceof RangeError && inner.message === "inner");
  }
});

Deno.test("an error of a class that hosts have keeps it, wherever they have it", async () => {
  const classes: [faulty.Kind, ErrorClass][] = [
    ["host", Deno.errors.NotFound],
    ["WebAssembly", WebAssembly.RuntimeError],
    // The nearest class that is known here.
    ["a host's subclass", Deno.errors.NotFound],
  ];
  for (const options of POOLS) {
    await using pool = faulty.openFaulty(options);
    for (const [kind, expected] of classes) {
      const error = await failureOf(pool, kind);
      assert.equal(Object.getPrototypeOf(error), expected.prototype);
      assert.match(error.stack ?? "", /faulty_tasks\.ts/);
      causeOf(error);
    }
  }
});

Deno.test("every error class of the host, of WebAssembly and of the language survives the way", () => {
  const homes = [globalThis, WebAssembly, Deno.errors] as unknown as Record<string, unknown>[];
  const classes = homes.flatMap((home) =>
    Object.getOwnPropertyNames(home).map((name) => home[name]).filter((value) =>
      value === Error || (value as typeof Error)?.prototype instanceof Error
    )
  ) as typeof Error[];
  assert.ok(classes.length > 30);
  for (const ErrorClass of classes) {
    const made: Error = Object.setPrototypeOf(new Error("text"), ErrorClass.prototype);
    const thrown =
      ErrorClass.prototype instanceof DOMException || ErrorClass.name === "DOMException"
        ? Reflect.construct(DOMException, ["text", "a name"], ErrorClass)
        : made;
    const again = unpackThrown(structuredClone(packThrown(thrown))) as Error;
    assert.equal(Object.getPrototypeOf(again), ErrorClass.prototype);
    assert.equal(again.message, "text");
  }
});

Deno.test("an own class that is named like a host's is not taken for it", () => {
  class NotFound extends Error {}
  const again = unpackThrown(structuredClone(packThrown(new NotFound("mine")))) as Error;
  assert.equal(Object.getPrototypeOf(again), Error.prototype);
  assert.equal(again.name, "NotFound");
  const known = unpackThrown(structuredClone(packThrown(new NotFound("mine"))), [NotFound]);
  assert.ok(known instanceof NotFound);
});

Deno.test("what an error is made of arrives with it: suppressed, several, in fields", async () => {
  for (const options of POOLS) {
    await using pool = faulty.openFaulty({ ...options, errors: [faulty.Overheated] });
    const pair = await failureOf(pool, "SuppressedError") as SuppressedError;
    assert.ok(pair instanceof SuppressedError && pair.error instanceof Deno.errors.Busy);
    assert.ok(pair.suppressed instanceof faulty.Overheated && pair.suppressed.degrees === 7);
    assert.deepEqual([pair.message, Object.keys(pair)], ["two at once", []]);
    const several = await failureOf(pool, "AggregateError") as AggregateError;
    assert.ok(several instanceof AggregateError && several.errors[0] instanceof TypeError);
    assert.equal(several.errors[1], 2);
    const field = await failureOf(pool, "with an error in a field") as Error & { first: Error };
    assert.ok(field.first instanceof TypeError && field.first.message === "in");
  }
});

Deno.test("whatever is thrown arrives as an error of its task, never as a crash", async () => {
  for (const options of POOLS) {
    await using pool = faulty.openFaulty(options);
    const odd = await failureOf(pool, "all but sendable");
    assert.deepEqual([odd.name, odd.message.replaceAll(" ", "")], ["Symbol(a name)", "()=>1"]);
    assert.deepEqual(Object.entries(odd), [["code", 7]]);
    causeOf(odd);
    const round = await failureOf(pool, "circular");
    assert.ok((causeOf(round).cause as Error).message === "round");
    const texts = {
      "an object without a text": "[object Object]",
      "a symbol": "Symbol(a symbol)",
      "a function": "()=>1",
    } as const;
    for (const [kind, text] of Object.entries(texts)) {
      const error = await failureOf(pool, kind as faulty.Kind);
      assert.equal(error.message.replace("() => 1", "()=>1"), `a task threw ${text}`);
      causeOf(error);
    }
  }
});

Deno.test("what is thrown and no error is the cause of one", async () => {
  await using pool = faulty.openFaulty();
  for (const [kind, thrown] of [["text", "just text"], ["object", { code: 7 }]] as const) {
    const error = await failureOf(pool, kind);
    assert.equal(error.message, `a task threw ${thrown}`);
    assert.deepEqual(causeOf(error).cause, thrown);
  }
  const error = await failureOf(pool, "undefined");
  assert.equal(error.message, "a task threw undefined");
  causeOf(error);
});

Deno.test("an error keeps its own fields and its causes", async () => {
  await using pool = faulty.openFaulty();
  const error = await failureOf(pool, "caused");
  assert.ok(error instanceof TypeError);
  assert.equal((error as TypeError & { code: string }).code, "E7");
  const inner = causeOf(error).cause;
  assert.ok(inner instanceof RangeError);
  assert.deepEqual([inner.message, inner.cause], ["inner", "root"]);
});

Deno.test("a field that cannot be sent is left out, and the others are not", async () => {
  await using pool = faulty.openFaulty();
  const error = await failureOf(pool, "unsendable");
  assert.equal(error.message, "has a function");
  assert.deepEqual(Object.entries(error), [["code", 7]]);
});

Deno.test("an asynchronous task that rejects fails as one that throws", async () => {
  await using pool = faulty.openFaulty();
  const call = pool.map(faulty.failLater, [0, "built-in", 2] as const);
  await assert.rejects(within(LIMIT_MS, call), (error: Error) => {
    assert.ok(error instanceof RangeError);
    assert.deepEqual((error.cause as TaskFailure).index, 1);
    return true;
  });
});

Deno.test("imap(), imapUnordered() and starmap() throw what map() does", async () => {
  await using pool = faulty.openFaulty();
  const expected = { name: "RangeError", message: "out of range" };
  const args = [0, 1, "built-in"] as const;
  const calls = [
    () => Array.fromAsync<unknown>(pool.imap(faulty.fail, args)),
    () => Array.fromAsync<unknown>(pool.imapUnordered(faulty.fail, args)),
    () => pool.starmap(faulty.fail, args.map((arg) => [arg] as const)),
  ];
  for (const call of calls) await assert.rejects(within<unknown>(LIMIT_MS, call()), expected);
});

Deno.test("imap() gives what was done before a task failed", async () => {
  await using pool = faulty.openFaulty({ workers: 1 });
  const seen: number[] = [];
  const run = async () => {
    const args = [0, 1, 2, "built-in", 4] as const;
    for await (const value of pool.imap(faulty.failLater, args, { chunkSize: 1 })) seen.push(value);
  };
  await assert.rejects(within(LIMIT_MS, run()), { name: "RangeError" });
  assert.deepEqual(seen, [0, 1, 2]);
});

Deno.test("mapSettled() goes on after tasks that fail, also within their chunk", async () => {
  for (const chunkSize of [1, 2, 10]) {
    await using pool = faulty.openFaulty();
    const args = [0, "built-in", 2, "text", 4] as const;
    const settled = await within(LIMIT_MS, pool.mapSettled(faulty.fail, args, { chunkSize }));
    const statuses = settled.map((one) =>
      one.status === "fulfilled" ? one.value : one.reason.message
    );
    assert.deepEqual(statuses, [0, "out of range", 2, "a task threw just text", 4]);
    const reasons = settled.flatMap((one) => one.status === "rejected" ? [one.reason.cause] : []);
    assert.deepEqual(reasons.map(({ index, argument }) => [index, argument]), [
      [1, "built-in"],
      [3, "text"],
    ]);
  }
});

Deno.test("a pool works on after a task failed, and leaves no worker behind", async () => {
  using watch = new WorkerWatch();
  {
    await using pool = faulty.openFaulty();
    await failureOf(pool, "built-in");
    assert.deepEqual(await within(LIMIT_MS, pool.map(faulty.fail, [1, 2])), [1, 2]);
    assert.equal(watch.open, 2);
  }
  assert.equal(watch.open, 0);
});
