/** The worker of the GPU backend: the thread that waits for the GPU. */

import { serve } from "../pool/serve.ts";
import { ADAPTER_REMEDY, describeAdapter, findAdapter, isSoftware } from "./adapter.ts";
import { BackendFault } from "./backend.ts";
import type { GpuReply, GpuRequest } from "./gpu.ts";
import { GpuEngine, openDevice } from "./gpu_engine.ts";
import { buffersOf } from "./program.ts";

let engine: GpuEngine | undefined;

serve<GpuRequest, GpuReply>(async (request) => {
  if ("spec" in request) {
    const adapter = await findAdapter();
    if (!adapter) throw new BackendFault(`There is no GPU adapter: ${ADAPTER_REMEDY}`);
    const name = describeAdapter(adapter);
    engine = await GpuEngine.open(request.spec, await openDevice(adapter, request.spec), name);
    const { facts, maxWalkers } = engine;
    return { reply: { adapter: name, software: isSoftware(adapter), facts, maxWalkers } };
  }
  if (engine === undefined) throw new TypeError("The GPU worker was given a range before a spec");
  const reply = await engine.walk(request.range, request.spare);
  return { reply, transfer: buffersOf(reply.raw) };
});
