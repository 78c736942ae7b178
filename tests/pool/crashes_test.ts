/** Tasks that take their worker down, or cannot be sent or answered: named, and the others run. */

import assert from "node:assert/strict";
import { parallel, range, TaskCrash, TaskFailure } from "../../src/pool/mod.ts";
import * as faulty from "../helpers/faulty_tasks.ts";
import { within } from "../helpers/pool_sources.ts";
import { alias, echo, impostors, openTasks, square } from "../helpers/tasks.ts";
import { WorkerWatch } from "../helpers/watch_workers.ts";

const LIMIT_MS = 30_000;

/** That a call throws a TaskCrash over the task of an index. */
async function assertCrash(call: Promise<unknown>, task: string, index: number, reason: RegExp) {
  await assert.rejects(within(LIMIT_MS, call), (error: Error) => {
    assert.ok(error instanceof TaskCrash, String(error));
    assert.match(error.message, new RegExp(`^task ${task} at index ${index} cannot be run: .*$`));
    assert.match(error.message, reason);
    assert.ok(error.cause instanceof TaskFailure);
    assert.deepEqual([error.cause.task, error.cause.index], [task, index]);
    return true;
  });
}

Deno.test("a task that ends its worker by close() or exit() fails, and the worker lives", async () => {
  using watch = new WorkerWatch();
  await using pool = faulty.openFaulty({ workers: 1 });
  for (const how of ["close", "exit", "process.exit"] as const) {
    await assert.rejects(within(LIMIT_MS, pool.map(faulty.end, [how])), {
      name: "Error",
      message: `a task called ${
        how.replace("process.", "")
      }(): a task ends by returning or throwing`,
    });
  }
  assert.equal(watch.started, 1);
});

Deno.test("a worker that dies once is replaced, and all its tasks are run again", async () => {
  using watch = new WorkerWatch();
  const flag = Deno.makeTempFileSync();
  {
    await using pool = faulty.openFaulty();
    const args = [undefined, undefined, flag, undefined, undefined];
    const results = await within(LIMIT_MS, pool.map(faulty.dieOnce, args, { chunkSize: 5 }));
    assert.deepEqual(results, ["sound", "sound", "again", "sound", "sound"]);
    assert.equal(watch.started, 3);
    assert.equal(watch.open, 2);
  }
  assert.equal(watch.open, 0);
});

Deno.test("a task that always kills its worker is named by a TaskCrash", async () => {
  using watch = new WorkerWatch();
  {
    await using pool = faulty.openFaulty();
    const call = pool.map(faulty.die, [false, false, true, false], { chunkSize: 4 });
    await assertCrash(call, "die", 2, /out of heart/);
    assert.deepEqual(await within(LIMIT_MS, pool.map(faulty.die, [false])), [false]);
  }
  assert.equal(watch.open, 0);
});

Deno.test("mapSettled() gives all other tasks where some kill their workers", async () => {
  await using pool = faulty.openFaulty();
  const args = Array.from({ length: 20 }, (_, i) => i === 7 || i === 8);
  const settled = await within(LIMIT_MS, pool.mapSettled(faulty.die, args, { chunkSize: 10 }));
  const crashed = settled.flatMap((one) => one.status === "rejected" ? [one.reason] : []);
  assert.deepEqual(crashed.map(({ cause }) => cause.index), [7, 8]);
  assert.ok(crashed.every((reason) => reason instanceof TaskCrash));
  assert.equal(settled.filter(({ status }) => status === "fulfilled").length, 18);
});

Deno.test("tasks are run again while the source is silent, and after its end", async () => {
  await using pool = faulty.openFaulty();
  const flag = Deno.makeTempFileSync();
  const { promise: seen, resolve } = Promise.withResolvers<void>();
  const silent = async function* () {
    yield flag;
    await seen;
  };
  const run = async () => {
    for await (const { value } of pool.imapUnordered(faulty.dieOnce, silent(), { chunkSize: 1 })) {
      assert.equal(value, "again");
      resolve();
    }
  };
  await within(LIMIT_MS, run());
  const ending = async function* () {
    yield* [false, true];
    await new Promise((resolve) => setTimeout(resolve, 500));
  };
  const settled = await within(
    LIMIT_MS,
    pool.mapSettled(faulty.die, ending(), { chunkSize: 1 }),
  );
  assert.deepEqual(settled.map(({ status }) => status), ["fulfilled", "rejected"]);
});

Deno.test("an argument that cannot be sent is named", async () => {
  for (const workers of [0, 2]) {
    await using pool = openTasks({ workers });
    const unsendable = () => {
      return "its message would be of several lines";
    };
    const args = [1, 2, unsendable, 4];
    const call = pool.map(echo, args, { chunkSize: 4 });
    await assertCrash(call, "echo", 2, /could not be cloned/);
    const settled = await within(LIMIT_MS, pool.mapSettled(echo, args, { chunkSize: 4 }));
    assert.deepEqual(settled.map(({ status }) => status[0]).join(""), "ffrf");
  }
});

Deno.test("a result that cannot be sent is named", async () => {
  for (const workers of [0, 2]) {
    await using pool = faulty.openFaulty({ workers });
    const call = pool.map(faulty.giveFunction, range(4), { chunkSize: 4 });
    await assertCrash(call, "giveFunction", 2, /could not be cloned/);
  }
});

Deno.test("a function that the module does not export, or without a name, is refused", async () => {
  await using pool = openTasks();
  const hidden = (x: number) => x;
  await assertCrash(
    pool.map(hidden, [1]),
    "hidden",
    0,
    /: file:\S+tests\/helpers\/tasks\.ts exports no function hidden: write export before it; if it is another module's, open the pool with that one, parallel\(\{ url: import\.meta\.resolve\("\.\/tasks\.ts"\) \}\)$/,
  );
  await assertCrash(pool.map(function notATask() {}, [1]), "notATask", 0, /exports no function/);
  await assert.rejects(pool.map((() => (x: number) => x)(), [1]), {
    name: "TypeError",
    message: "A task must be a function with a name, exported by the pool's module",
  });
});

Deno.test("a function that is named as another that is exported is not taken for it", async () => {
  await using pool = openTasks();
  const other = /: file:\S+tasks\.ts exports another function named (\w+) than the call was given/;
  for (const options of [{}, { timeoutMs: 60_000 }]) {
    await assertCrash(pool.map(impostors.square, [2], options), "square", 0, other);
    await assertCrash(pool.map(impostors.echo, [2], options), "echo", 0, other);
    await assertCrash(pool.map(impostors.describe, [2], options), "describe", 0, other);
    await assertCrash(pool.map(impostors.alias, [2], options), "alias", 0, other);
    await assertCrash(pool.map(faulty.compute, [2], options), "compute", 0, /exports no function/);
    assert.deepEqual(await pool.map(alias, [1], options), [2]);
    assert.deepEqual(await pool.map(square, [2], options), [4]);
  }
});

Deno.test("a module without an address is refused", () => {
  for (const url of ["./tasks.ts", "tasks.ts", "", "/tasks.ts"]) {
    assert.throws(() => parallel({ url }), {
      name: "TypeError",
      message: `Cannot take tasks from the module ${url}: use import.meta, ` +
        `or { url: import.meta.resolve("./tasks.ts") }`,
    });
  }
});

Deno.test("a module that throws, is not there, or opens a pool when loaded is refused", async () => {
  using watch = new WorkerWatch();
  const modules = {
    "data:text/javascript,throw new RangeError('no good')": /cannot be loaded: no good$/,
    "file:///no/such/module.ts": /cannot be loaded: Module not found/,
    [new URL("../helpers/unguarded.ts", import.meta.url).href]:
      /parallel\(\) was called in a worker: put what only the program does into if \(import\.meta\.main\)$/,
  };
  for (const [url, message] of Object.entries(modules)) {
    await using pool = parallel({ url }, { workers: 2 });
    for (const timeoutMs of [undefined, 60_000]) {
      const call = pool.map(square, [1, 2], { timeoutMs });
      await assert.rejects(within(LIMIT_MS, call), (error: Error) => {
        assert.equal(error.name, "WorkerFault");
        assert.ok(error.message.startsWith(`the module ${url} cannot be loaded: `), error.message);
        assert.match(error.message, message);
        return true;
      });
    }
  }
  assert.equal(watch.open, 0);
});
