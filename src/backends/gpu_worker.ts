/** The worker of the GPU backend: the thread that waits for the GPU. */

import { serve } from "../pool/serve.ts";
import type { RunSpec } from "../spec.ts";
import { ADAPTER_REMEDY, describeAdapter, findAdapter, isSoftware } from "./adapter.ts";
import { BackendFault } from "./backend.ts";
import type { GpuOpened, GpuOptions, GpuReply, GpuRequest } from "./gpu.ts";
import { GpuEngine, openDevice } from "./gpu_engine.ts";
import { buffersOf } from "./program.ts";

/** The engine and what the host is told of it; a promise, as ranges may come before it is open. */
let opening: Promise<{ engine: GpuEngine; opened: GpuOpened }> | undefined;

serve<GpuRequest, GpuReply>(async (request) => {
  if ("spec" in request) {
    opening = open(request.spec, request.options);
    return { reply: (await opening).opened };
  }
  if (opening === undefined) throw new TypeError("The GPU worker was given a range before a spec");
  const { engine } = await opening;
  if ("close" in request) {
    engine.destroy();
    return { reply: undefined };
  }
  const reply = await engine.walk(request.range, request.spare);
  return { reply, transfer: buffersOf(reply.raw) };
});

async function open(
  spec: RunSpec,
  { powerPreference, isTimed, hasEndpoints }: GpuOptions,
): Promise<{ engine: GpuEngine; opened: GpuOpened }> {
  const adapter = await findAdapter(powerPreference);
  if (!adapter) throw new BackendFault(`There is no GPU adapter: ${ADAPTER_REMEDY}`);
  const name = describeAdapter(adapter);
  const software = isSoftware(adapter);
  const device = await openDevice(adapter, spec, isTimed);
  const engine = await GpuEngine.open(spec, device, { name, isSoftware: software }, hasEndpoints);
  const { facts, maxWalkers, grain } = engine;
  return { engine, opened: { adapter: name, software, facts, maxWalkers, grain } };
}
