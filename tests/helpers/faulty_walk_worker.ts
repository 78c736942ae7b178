/**
 * A walk worker that goes wrong at its ranges. Its name says how, after a colon with "once" or
 * "always": "throws:once".
 */

import "../../src/backends/walk_worker.ts";

interface Scope {
  readonly name: string;
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
}

const scope = globalThis as unknown as Scope;
const [fault, how] = scope.name.split(":");
const sound = scope.onmessage;
let faults = 0;

scope.onmessage = (event) => {
  const { id, request } = event.data;
  const isRange = "range" in request;
  if (!isRange || (how === "once" && faults > 0)) return sound?.(event);
  faults++;
  switch (fault) {
    case "throws":
      return scope.postMessage({ id, error: "this range is too hard" });
    case "dies":
      // Outside of the promise that `serve` guards: nobody answers.
      throw new Error("the worker died");
    case "dies later":
      return void setTimeout(() => {
        throw new Error("the worker died later");
      }, 5);
    case "answers nothing":
      return scope.postMessage({ id, reply: undefined });
    case "answers garbage":
      return scope.postMessage({
        id,
        reply: { raw: { cells: [1], sums: "?" }, slices: [], ms: 1 },
      });
    case "answers zeros":
      return scope.postMessage({ id, reply: zeros(request.range) });
  }
};

/** What a worker would send that had walked nothing: right in its form alone. */
function zeros(range: unknown) {
  const raw = { cells: new Uint32Array(191 * 191), sums: new Uint32Array(32) };
  const slice = { range, fromStep: 0, toStep: 1000, invocations: 16, nonce: 1 };
  return { raw, slices: [slice], ms: 1 };
}
