/** What backends prove before they are trusted, and which one `auto` takes. */

import assert from "node:assert/strict";
import { chooseBackend } from "../../src/backends/choose.ts";
import { GpuEngine, openDevice } from "../../src/backends/gpu_engine.ts";
import { createSpec } from "../../src/spec.ts";
import { requestTestDevice } from "../helpers/webgpu.ts";
import { hasGpu } from "../helpers/backends.ts";

const SPEC = createSpec({ walkers: 100, seed: 7 });

Deno.test("a GPU that computes the generator wrongly is refused by its name", async () => {
  const opened = await requestTestDevice();
  if (!opened) return;
  const device = await openDevice(opened.adapter, SPEC);
  opened.device.destroy();
  // A device with a bent generator: one rotation of its first round is another.
  const createShaderModule = device.createShaderModule.bind(device);
  device.createShaderModule = ({ code }) => {
    const bent = code.replace("vec2u(10u, 26u)", "vec2u(10u, 25u)");
    assert.notEqual(bent, code);
    return createShaderModule({ code: bent });
  };
  try {
    await assert.rejects(
      GpuEngine.open(SPEC, device, { name: "Bent Graphics 3000", isSoftware: true }),
      {
        name: "BackendFault",
        message: /^Bent Graphics 3000 computes threefry wrongly/,
      },
    );
  } finally {
    device.destroy();
  }
});

Deno.test("a GPU that refuses the kernel is refused with its compiler's words", async () => {
  const opened = await requestTestDevice();
  if (!opened) return;
  const device = await openDevice(opened.adapter, SPEC);
  opened.device.destroy();
  const createShaderModule = device.createShaderModule.bind(device);
  device.createShaderModule = ({ code }) =>
    createShaderModule({ code: code.replace("fn threefry(", "fn fourfry(") });
  device.addEventListener("uncapturederror", (event) => event.preventDefault());
  try {
    await assert.rejects(GpuEngine.open(SPEC, device, { name: "any", isSoftware: true }), {
      name: "BackendFault",
      message: /the GPU refuses the kernel: .*threefry/s,
    });
  } finally {
    device.destroy();
  }
});

/** Lets `navigator.gpu` offer one adapter, or none, while it is in use. */
function pretendGpu(info: Partial<GPUAdapterInfo> | undefined): Disposable {
  const adapter = info && { info };
  const gpu = { requestAdapter: () => Promise.resolve(adapter ?? null) };
  Object.defineProperty(navigator, "gpu", { value: gpu, configurable: true });
  return {
    [Symbol.dispose]: () => void Reflect.deleteProperty(navigator, "gpu"),
  };
}

const HARDWARE = { description: "Fast Graphics 9000", isFallbackAdapter: false };
const SOFTWARE = { description: "llvmpipe", isFallbackAdapter: true };
const LARGE = createSpec({ walkers: 1e12, seed: 7 });

Deno.test("auto takes a hardware GPU for a large run, and names it", async () => {
  using _gpu = pretendGpu(HARDWARE);
  const { name, reason } = await chooseBackend(LARGE, 2);
  assert.equal(name, "gpu");
  assert.match(reason, /Fast Graphics 9000/);
});

Deno.test("auto never takes a software adapter for a GPU, and says so", async () => {
  using _gpu = pretendGpu(SOFTWARE);
  for (const walkers of [1, 1e5, 1e9, 1e12, 2 ** 53 - 1]) {
    assert.notEqual((await chooseBackend(createSpec({ walkers }), 2)).name, "gpu");
  }
  const { name, reason } = await chooseBackend(LARGE, 2);
  assert.equal(name, "workers");
  assert.match(reason, /llvmpipe.*software/);
});

Deno.test("auto takes the workers for a large run where there is no adapter", async () => {
  using _gpu = pretendGpu(undefined);
  const { name, reason } = await chooseBackend(LARGE, 2);
  assert.equal(name, "workers");
  assert.match(reason, /no GPU adapter/);
});

Deno.test("auto grows from serial over workers to a GPU as runs grow, and never back", async () => {
  using _gpu = pretendGpu(HARDWARE);
  const order: string[] = [];
  for (let walkers = 1; walkers <= 1e12; walkers *= 10) {
    const { name, reason } = await chooseBackend(createSpec({ walkers }), 2);
    assert.notEqual(reason, "");
    if (name !== order[order.length - 1]) order.push(name);
  }
  assert.deepEqual(order, ["serial", "workers", "gpu"]);
});

Deno.test("the pretence of a GPU ends with its test", async () => {
  assert.equal(typeof (navigator.gpu as GPU | undefined)?.requestAdapter, "function");
  await hasGpu();
});
