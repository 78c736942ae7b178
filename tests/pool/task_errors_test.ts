/** Errors of tasks arrive as what they are, and say which task they came from. */

import assert from "node:assert/strict";
import { type Parallel, TaskFailure } from "../../src/pool/mod.ts";
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
