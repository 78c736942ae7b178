/**
 * The kernel on a GPU, through WebGPU. A range is one dispatch; walks too long for one are carried
 * over several. Whoever asks proves what a range gives; the dispatches on the way are proven here,
 * since a lost device says nothing and leaves zeros or what was there before.
 */

import type { RunSpec } from "../spec.ts";
import { findWalk, kernelSource, knownAnswersSource } from "../walks.ts";
import type { Source } from "../wgsl/source.ts";
import { BackendFault, type Range } from "./backend.ts";
import { describeAdapter } from "./adapter.ts";
import type { TimedWalk } from "./feed.ts";
import { GpuFrame } from "./gpu_frame.ts";
import { ANSWER_WORDS, proveAnswers, questions } from "./known_answers.ts";
import {
  checkKernel,
  drawNonce,
  type KernelFacts,
  kernelFacts,
  kernelLengths,
  packParams,
  proveSlices,
  type Raw,
  type Slice,
} from "./program.ts";

/** Invocations of a dispatch: several times what the largest GPUs run at once. */
const MAX_INVOCATIONS = 2 ** 18;
/** Turns of all loops that an invocation may make; Mesa's llvmpipe ends loops after 65,535. */
const MAX_TURNS = 60_000;
/** Dispatches under way at a time, so that the GPU never waits for the host. */
export const FRAMES = 3;

/** Opens a device with the limits that a spec's kernel needs. @throws {BackendFault} If refused. */
export async function openDevice(adapter: GPUAdapter, spec: RunSpec): Promise<GPUDevice> {
  const largest = 4 * Math.max(spec.window.columns * spec.window.rows, 2 * MAX_INVOCATIONS);
  const requiredLimits = { maxStorageBufferBindingSize: largest, maxBufferSize: 2 * largest };
  try {
    return await adapter.requestDevice({ requiredLimits });
  } catch (error) {
    throw new BackendFault(`${describeAdapter(adapter)} gives no device: ${error}`);
  }
}

export class GpuEngine {
  readonly #idle: GpuFrame[];
  readonly #waiting: ((frame: GpuFrame) => void)[] = [];
  #lastMap: Promise<unknown> = Promise.resolve();
  #lastDone = 0;

  private constructor(
    readonly spec: RunSpec,
    readonly device: GPUDevice,
    readonly pipeline: GPUComputePipeline,
    readonly facts: KernelFacts,
  ) {
    const lengths = kernelLengths(spec, facts, this.#isCarried ? MAX_INVOCATIONS : 0);
    this.#idle = Array.from(
      { length: FRAMES },
      () => new GpuFrame(device, pipeline, facts, lengths),
    );
  }

  /**
   * Compiles a spec's kernel and proves the generator on the device.
   *
   * @param name The adapter's, for errors.
   * @throws {BackendFault} If the device refuses the kernel or fails the proof.
   */
  static async open(spec: RunSpec, device: GPUDevice, name: string): Promise<GpuEngine> {
    await proveGenerator(device, name);
    const pipeline = await createPipeline(device, kernelSource(findWalk(spec.walk)));
    return new GpuEngine(spec, device, pipeline, kernelFacts(checkKernel(spec)));
  }

  /** Walkers that one dispatch can take. */
  get maxWalkers(): number {
    if (this.#isCarried) return MAX_INVOCATIONS;
    return MAX_INVOCATIONS * Math.floor(MAX_TURNS / (this.#blocks(this.spec.steps) + 1));
  }

  /**
   * Walks a range of at most `maxWalkers`. Several may be under way; they are done in order.
   *
   * @param spare Words of an earlier range, to be written over.
   * @throws {BackendFault} If a dispatch on the way fails its proof, or the device is lost.
   */
  async walk(range: Range, spare?: Raw): Promise<TimedWalk> {
    const frame = await this.#takeFrame();
    try {
      const start = performance.now();
      let slice = this.#dispatch(frame, range, 0);
      while (slice.toStep < this.spec.steps) {
        spare = await this.#read(frame, spare);
        proveSlices(this.facts, [slice], spare.sums);
        slice = this.#dispatch(frame, range, slice.toStep);
      }
      const raw = await this.#read(frame, spare);
      const now = performance.now();
      const ms = now - Math.max(start, this.#lastDone);
      this.#lastDone = now;
      return { raw, slices: [slice], ms };
    } finally {
      this.#giveFrame(frame);
    }
  }

  /** Frees the device's memory, and the device. */
  destroy(): void {
    for (const frame of this.#idle) frame.destroy();
    this.device.destroy();
  }

  #dispatch(frame: GpuFrame, range: Range, fromStep: number): Slice {
    const { WORKGROUP } = this.facts.constants;
    const walkers = Math.min(range.end - range.first, MAX_INVOCATIONS);
    const workgroups = Math.ceil(walkers / WORKGROUP);
    const toStep = Math.min(this.spec.steps, fromStep + this.#stepsPerDispatch);
    const invocations = workgroups * WORKGROUP;
    const slice = { range, fromStep, toStep, invocations, nonce: drawNonce() };
    frame.submit(packParams(this.facts, this.spec, slice), workgroups);
    return slice;
  }

  /**
   * Maps a frame after those before it. Deno blocks its thread in a mapping, so the event loop gets
   * a turn in between: requests that came in are submitted before the next wait.
   */
  #read(frame: GpuFrame, spare?: Raw): Promise<Raw> {
    const read = this.#lastMap.then(breathe).then(() => frame.read(spare));
    this.#lastMap = read.catch(() => {});
    return read;
  }

  #takeFrame(): Promise<GpuFrame> {
    const frame = this.#idle.pop();
    if (frame) return Promise.resolve(frame);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #giveFrame(frame: GpuFrame): void {
    const next = this.#waiting.shift();
    if (next) next(frame);
    else this.#idle.push(frame);
  }

  get #isCarried(): boolean {
    return this.spec.steps > this.#stepsPerDispatch;
  }

  get #stepsPerDispatch(): number {
    return (MAX_TURNS - 2) * this.facts.constants.BLOCK_STEPS;
  }

  #blocks(steps: number): number {
    return Math.ceil(steps / this.facts.constants.BLOCK_STEPS);
  }
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** @throws {BackendFault} With the compiler's message, if the text is refused. */
async function createPipeline(device: GPUDevice, { text }: Source): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ code: text });
  try {
    return await device.createComputePipelineAsync({ layout: "auto", compute: { module } });
  } catch (error) {
    const { messages } = await module.getCompilationInfo();
    throw new BackendFault(`the GPU refuses the kernel: ${messages[0]?.message ?? error}`);
  }
}

async function proveGenerator(device: GPUDevice, name: string): Promise<void> {
  const pipeline = await createPipeline(device, knownAnswersSource());
  const asked = questions();
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
  const inputs = device.createBuffer({ size: asked.byteLength, usage });
  const outputs = device.createBuffer({ size: 4 * ANSWER_WORDS, usage });
  const staging = device.createBuffer({
    size: 4 * ANSWER_WORDS,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  try {
    device.queue.writeBuffer(inputs, 0, asked);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    const entries = [inputs, outputs].map((buffer, binding) => ({ binding, resource: { buffer } }));
    pass.setBindGroup(
      0,
      device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }),
    );
    pass.dispatchWorkgroups(1);
    pass.end();
    encoder.copyBufferToBuffer(outputs, 0, staging, 0, 4 * ANSWER_WORDS);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    proveAnswers(name, new Uint32Array(staging.getMappedRange()));
  } finally {
    for (const buffer of [inputs, outputs, staging]) buffer.destroy();
  }
}
