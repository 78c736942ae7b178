/** Running one WGSL kernel on the host's WebGPU adapter, for tests. */

/** What to say to someone whose host has no adapter. */
export const ADAPTER_REMEDY =
  "no WebGPU adapter on this host: install a GPU driver or `apt-get install mesa-vulkan-drivers`";

/** A storage or uniform buffer of group 0, with the words it starts from. */
export interface KernelBuffer {
  readonly binding: number;
  readonly type: "uniform" | "read-only-storage" | "storage";
  readonly words: Uint32Array;
}

/** A kernel, its data and the number of workgroups to dispatch, along x or along each dimension. */
export interface KernelRun {
  readonly source: string;
  /** Defaults to "main". */
  readonly entryPoint?: string;
  readonly overrides?: Readonly<Record<string, number>>;
  readonly buffers: readonly KernelBuffer[];
  readonly workgroups: number | readonly [number, number, number];
}

/** An adapter with a device opened on it; whoever asked destroys the device. */
export interface TestDevice {
  readonly adapter: GPUAdapter;
  readonly device: GPUDevice;
}

/**
 * Opens a device for a test, or says on stderr what to install and returns `undefined`, so that
 * the test can return early.
 *
 * @throws {Error} If there is no adapter and the environment has `HEXWALK_REQUIRE_WEBGPU=1`.
 */
export async function requestTestDevice(): Promise<TestDevice | undefined> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (adapter) return { adapter, device: await adapter.requestDevice() };
  if (Deno.env.get("HEXWALK_REQUIRE_WEBGPU") === "1") {
    throw new Error(`Cannot test on WebGPU: ${ADAPTER_REMEDY} (HEXWALK_REQUIRE_WEBGPU=1)`);
  }
  console.warn(`SKIPPED, not tested on WebGPU: ${ADAPTER_REMEDY}`);
  return undefined;
}

/**
 * Runs one kernel once and reads its writable storage buffers back.
 *
 * @returns The words of every "storage" buffer after the dispatch, by binding.
 * @throws {Error} If the module, the pipeline or the dispatch is refused; a compilation error
 * comes with its line of the source.
 */
export async function runOnAdapter(
  device: GPUDevice,
  run: KernelRun,
): Promise<Map<number, Uint32Array>> {
  device.pushErrorScope("validation");
  const module = device.createShaderModule({ code: run.source });
  const info = await module.getCompilationInfo();
  const errors = info.messages.filter((message) => message.type === "error");
  const refused = await device.popErrorScope();
  if (errors.length > 0 || refused) {
    throw new Error(describeErrors(errors, run.source) || refused?.message);
  }
  const held: GPUBuffer[] = [];
  try {
    return await dispatch(device, module, run, held);
  } finally {
    for (const buffer of held) buffer.destroy();
  }
}

/** Makes pipeline and buffers, runs, and maps the results; every buffer it makes goes to `held`. */
async function dispatch(
  device: GPUDevice,
  module: GPUShaderModule,
  run: KernelRun,
  held: GPUBuffer[],
): Promise<Map<number, Uint32Array>> {
  device.pushErrorScope("validation");
  const layout = createLayout(device, run);
  const pipeline = device.createComputePipeline({
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module, entryPoint: run.entryPoint ?? "main", constants: { ...run.overrides } },
  });
  const buffers = run.buffers.map((buffer) => upload(device, buffer));
  held.push(...buffers);
  const entries = run.buffers.map(({ binding }, i) => ({
    binding,
    resource: { buffer: buffers[i] },
  }));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout, entries }));
  const [x, y, z] = [run.workgroups].flat();
  pass.dispatchWorkgroups(x, y, z);
  pass.end();
  const reads = run.buffers.flatMap(({ binding, type }, i) =>
    type === "storage" ? [[binding, copyBack(device, encoder, buffers[i])] as const] : []
  );
  held.push(...reads.map(([, buffer]) => buffer));
  device.queue.submit([encoder.finish()]);
  const refused = await device.popErrorScope();
  if (refused) throw new Error(refused.message);
  return new Map(
    await Promise.all(
      reads.map(async ([binding, buffer]) => [binding, await read(buffer)] as const),
    ),
  );
}

// An explicit layout: an automatic one drops the bindings that a kernel does not use.
function createLayout(device: GPUDevice, run: KernelRun): GPUBindGroupLayout {
  return device.createBindGroupLayout({
    entries: run.buffers.map(({ binding, type }) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type },
    })),
  });
}

function upload(device: GPUDevice, { type, words }: KernelBuffer): GPUBuffer {
  const kind = type === "uniform" ? GPUBufferUsage.UNIFORM : GPUBufferUsage.STORAGE;
  const buffer = device.createBuffer({
    size: words.byteLength,
    usage: kind | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(buffer, 0, words.slice());
  return buffer;
}

function copyBack(device: GPUDevice, encoder: GPUCommandEncoder, from: GPUBuffer): GPUBuffer {
  const to = device.createBuffer({
    size: from.size,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  encoder.copyBufferToBuffer(from, 0, to, 0, from.size);
  return to;
}

async function read(buffer: GPUBuffer): Promise<Uint32Array> {
  await buffer.mapAsync(GPUMapMode.READ);
  return new Uint32Array(buffer.getMappedRange().slice(0));
}

function describeErrors(errors: readonly GPUCompilationMessage[], source: string): string {
  const lines = source.split("\n");
  return errors.map(({ message, lineNum, linePos }) =>
    `${lineNum}:${linePos}: ${message}\n  ${lines[lineNum - 1] ?? ""}`
  ).join("\n");
}
