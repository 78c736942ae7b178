/** What a worker of a task pool does: load the module that holds the tasks, and run chunks of them. */

import { type AnyTask, type Chunk, type Outcome, runChunk, textOfTask } from "./chunk.ts";
import { markWorker } from "./in_worker.ts";
import { serve } from "./serve.ts";
import { lineOf } from "./task_error.ts";
import type { Port } from "./threads.ts";
import { buffersIn } from "./transfer.ts";

/** First the module's address, then chunks. */
export type TaskRequest = { readonly module: string } | Chunk;
export type TaskReply = Outcome | undefined;

/** Answers a pool's requests to load a module and to run its tasks. */
export function serveTasks(port: Port): void {
  markWorker();
  forbidExit();
  let loading: Promise<Record<string, unknown>> | undefined;
  let address = "";
  let isAnswered: Promise<unknown> | undefined;
  serve<TaskRequest, TaskReply>(async (request) => {
    if ("module" in request) {
      address = request.module;
      loading = load(address);
      // A task may keep the thread from answering, and the pool starts its clock by this answer.
      isAnswered = loading.then(() => new Promise((resolve) => setTimeout(resolve, 0)), () => {});
      await loading;
      return { reply: undefined };
    }
    if (loading === undefined) throw new TypeError("A task worker was given tasks before a module");
    const module = await loading;
    await isAnswered;
    const outcome = await runChunk(findTask(module, address, request), request);
    return { reply: outcome, transfer: [...buffersIn(outcome)] };
  }, port);
}

async function load(module: string): Promise<Record<string, unknown>> {
  try {
    return await import(module);
  } catch (cause) {
    throw new Error(`the module ${module} cannot be loaded: ${lineOf(cause)}`, { cause });
  }
}

/**
 * The exported function of a name: its own, or that of the export if no function has it.
 *
 * @throws {TypeError} If there is none, or if it is not the one that the call was made with.
 */
function findTask(
  module: Record<string, unknown>,
  address: string,
  { task: name, text }: Chunk,
): AnyTask {
  const functions = new Set(Object.values(module).filter((value) => typeof value === "function"));
  const named = [...functions].filter((value) => value.name === name);
  const found = named.length === 0 ? module[name] : named[0];
  if (named.length > 1) {
    throw new TypeError(`${address} exports ${named.length} functions named ${name}: rename one`);
  }
  if (typeof found !== "function") {
    throw new TypeError(
      `${address} exports no function ${name}: write export before it; if it is another module's, ` +
        `open the pool with that one, parallel({ url: import.meta.resolve("./tasks.ts") })`,
    );
  }
  // Nothing else of a function is the same in every thread.
  if (textOfTask(found as AnyTask) === text) return found as AnyTask;
  throw new TypeError(
    `${address} exports another function named ${name} than the call was given: export that one, or rename it`,
  );
}

/** A web worker that closes itself says nothing to its pool, so a task that does would never be missed. */
function forbidExit(): void {
  const refuse = (name: string) => () => {
    throw new Error(`a task called ${name}(): a task ends by returning or throwing`);
  };
  const host = globalThis as unknown as { close(): void; ["Deno"]?: { exit(): void } };
  host.close = refuse("close");
  const deno = host["Deno"];
  if (deno) deno.exit = refuse("exit");
}
