/** A worker of the workers backend: walks the ranges it is sent, each into a tally of its own. */

import { serve } from "../pool/serve.ts";
import { CpuKernel } from "./cpu_kernel.ts";
import { buffersOf } from "./program.ts";
import type { WalkReply, WalkRequest } from "./workers.ts";

let kernel: CpuKernel | undefined;

// deno-lint-ignore require-await
serve<WalkRequest, WalkReply>(async (request) => {
  if ("image" in request) {
    kernel = new CpuKernel(request.spec, request.image);
    return { reply: undefined };
  }
  if (kernel === undefined) throw new TypeError("A walk worker was given a range before a kernel");
  const start = performance.now();
  const { raw, slices } = finish(kernel.walk(request.range, request.spare));
  const reply = { raw, slices, ms: performance.now() - start };
  return { reply, transfer: buffersOf(raw) };
});

/** Runs a generator to its end, without a pause. */
function finish<T>(work: Generator<void, T>): T {
  let turn = work.next();
  while (!turn.done) turn = work.next();
  return turn.value;
}
