/**
 * The kernel on a GPU, through WebGPU. A range is one dispatch; walks too long for one are carried
 * over several. Whoever asks proves what a range gives; the dispatches on the way are proven here,
 * since a lost device says nothing and leaves zeros or what was there before.
 */

import type { RunSpec } from "../spec.ts";
import { findWalk, kernelSource, knownAnswersSource } from "../walks.ts";
import type { Source } from "../wgsl/source.ts";
import { writeZeros } from "../wgsl/zeros.ts";
import { BackendFault, type Range } from "./backend.ts";
import { describeAdapter } from "./adapter.ts";
import type { TimedWalk } from "./feed.ts";
import { GpuFrame } from "./gpu_frame.ts";
import { ANSWER_WORDS, proveAnswers, questions } from "./known_answers.ts";
import { Pace } from "../pool/pace.ts";
import {
  checkKernel,
  drawNonce,
  type KernelFacts,
  kernelFacts,
  kernelLengths,
  MAX_ENDPOINTS,
  packParams,
  proveSlices,
  type Raw,
  type Slice,
} from "./program.ts";

/** Invocations of a dispatch: several times what the largest GPUs run at once. */
const MAX_INVOCATIONS = 2 ** 18;
/** Turns of all loops that an invocation may make; Mesa's llvmpipe ends loops after 65,535. */
const MAX_TURNS = 60_000;
/**
 * Walkers of a range whose walks are carried. A walk's steps follow one another, so a GPU is filled by
 * walkers alone; what plays a GPU on a CPU needs few, and would take long for many.
 */
const CARRIED_WALKERS = { hardware: 2 ** 17, software: 2 ** 10 };
/** Dispatches under way at a time, so that the GPU never waits for the host. */
export const FRAMES = 3;
/** How long a dispatch takes: long beside its overhead, short of every driver's watchdog. */
const DISPATCH_MS = 75;
/** A low guess at a GPU's pace, for the first dispatch. */
const FIRST_STEPS_PER_MS = 2e6;

/** A pace for sizing dispatches. */
export function dispatchPace(): Pace {
  return new Pace(FIRST_STEPS_PER_MS, DISPATCH_MS);
}

/**
 * Opens a device with the limits that a spec's kernel needs.
 *
 * @param isTimed Whether dispatches are timed by the GPU's own clock, where it has one.
 * @throws {BackendFault} If refused.
 */
export async function openDevice(
  adapter: GPUAdapter,
  spec: RunSpec,
  isTimed = false,
): Promise<GPUDevice> {
  const largest = 4 * Math.max(spec.window.columns * spec.window.rows, 2 * MAX_INVOCATIONS);
  const requiredLimits = { maxStorageBufferBindingSize: largest, maxBufferSize: 2 * largest };
  const hasClock = adapter.features.has("timestamp-query");
  const requiredFeatures: GPUFeatureName[] = isTimed && hasClock ? ["timestamp-query"] : [];
  try {
    return await adapter.requestDevice({ requiredFeatures, requiredLimits });
  } catch (error) {
    throw new BackendFault(`${describeAdapter(adapter)} gives no device: ${error}`);
  }
}

/** A device with a spec's kernel on it. */
export class GpuEngine {
  readonly #idle: GpuFrame[];
  readonly #waiting: ((frame: GpuFrame) => void)[] = [];
  #lastMap: Promise<unknown> = Promise.resolve();
  #lastDone = 0;
  readonly #pace = dispatchPace();

  private constructor(
    readonly spec: RunSpec,
    readonly device: GPUDevice,
    readonly pipeline: GPUComputePipeline,
    readonly facts: KernelFacts,
    readonly isSoftware: boolean,
    readonly hasEndpoints: boolean,
  ) {
    const carried = this.#isCarried || hasEndpoints ? this.maxWalkers : 0;
    const lengths = kernelLengths(spec, facts, carried);
    this.#idle = Array.from(
      { length: FRAMES },
      () => new GpuFrame(device, pipeline, facts, lengths, hasEndpoints),
    );
  }

  /**
   * Compiles a spec's kernel and proves the generator on the device.
   *
   * @param adapter Its name, for errors, and whether it is software.
   * @param hasEndpoints Whether ranges give every endpoint, besides the tally.
   * @throws {BackendFault} If the device refuses the kernel or fails the proof; it is destroyed then.
   */
  static async open(
    spec: RunSpec,
    device: GPUDevice,
    adapter: { readonly name: string; readonly isSoftware: boolean },
    hasEndpoints = false,
  ): Promise<GpuEngine> {
    try {
      await proveGenerator(device, adapter.name);
      const source = kernelSource(findWalk(spec.walk));
      const pipeline = await createPipeline(device, source, { ENDPOINTS: Number(hasEndpoints) });
      const facts = kernelFacts(checkKernel(spec));
      return new GpuEngine(spec, device, pipeline, facts, adapter.isSoftware, hasEndpoints);
    } catch (error) {
      device.destroy();
      throw error;
    }
  }

  /** Walkers that a range has a multiple of, where it can. */
  get grain(): number {
    return this.#isCarried ? this.#carriedWalkers : this.facts.constants.WORKGROUP;
  }

  /** Walkers that one dispatch can take. */
  get maxWalkers(): number {
    if (this.#isCarried) return this.#carriedWalkers;
    if (this.hasEndpoints) return MAX_ENDPOINTS;
    const turns = Math.floor(MAX_TURNS / (this.#blocks(this.spec.steps) + 1));
    return Math.min(2 ** 31, MAX_INVOCATIONS * turns);
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
      let ms = 0;
      let kernelMs: number | undefined;
      for (let fromStep = 0;;) {
        const { slice, raw, tookMs } = await this.#dispatch(frame, range, fromStep, spare);
        ms += tookMs;
        const clocked = await frame.kernelMs();
        if (clocked !== undefined) kernelMs = (kernelMs ?? 0) + clocked;
        if (slice.toStep === this.spec.steps) return { raw, slices: [slice], ms, kernelMs };
        proveSlices(this.facts, [slice], raw.sums);
        fromStep = slice.toStep;
        spare = raw;
      }
    } finally {
      this.#giveFrame(frame);
    }
  }

  /** Frees the device's memory, and the device. */
  destroy(): void {
    for (const frame of this.#idle) frame.destroy();
    this.device.destroy();
  }

  /** Makes a stretch of steps, waits for it, and learns how long the GPU took. */
  async #dispatch(frame: GpuFrame, range: Range, fromStep: number, spare?: Raw) {
    const { WORKGROUP } = this.facts.constants;
    const walkers = range.end - range.first;
    const workgroups = Math.ceil(Math.min(walkers, MAX_INVOCATIONS) / WORKGROUP);
    const toStep = Math.min(this.spec.steps, fromStep + this.#stepsFor(walkers));
    const invocations = workgroups * WORKGROUP;
    const slice: Slice = { range, fromStep, toStep, invocations, nonce: drawNonce() };
    const start = performance.now();
    frame.submit(packParams(this.facts, this.spec, slice), workgroups);
    const raw = await this.#read(frame, walkers, spare);
    const now = performance.now();
    // Dispatches are made in turn, so this one began when the one before was done.
    const tookMs = now - Math.max(start, this.#lastDone);
    this.#lastDone = now;
    this.#pace.learn(walkers * (toStep - fromStep), tookMs);
    return { slice, raw, tookMs };
  }

  /** Steps of a dispatch: all, unless the walks are carried; then as many as fit the time. */
  #stepsFor(walkers: number): number {
    if (!this.#isCarried) return this.spec.steps;
    const { BLOCK_STEPS } = this.facts.constants;
    const fitting = Math.ceil(this.#pace.units / walkers / BLOCK_STEPS) * BLOCK_STEPS;
    return Math.min(fitting, this.#maxSteps);
  }

  /**
   * Maps a frame after those before it. Deno blocks its thread in a mapping, so the event loop gets
   * a turn in between: requests that came in are submitted before the next wait.
   */
  #read(frame: GpuFrame, walkers: number, spare?: Raw): Promise<Raw> {
    const read = this.#lastMap.then(breathe).then(() => frame.read(walkers, spare));
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
    return this.spec.steps > this.#maxSteps;
  }

  get #carriedWalkers(): number {
    return CARRIED_WALKERS[this.isSoftware ? "software" : "hardware"];
  }

  get #maxSteps(): number {
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
async function createPipeline(
  device: GPUDevice,
  source: Source,
  constants: Record<string, number> = {},
): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ code: writeZeros(source) });
  const compute = { module, constants };
  try {
    return await device.createComputePipelineAsync({ layout: "auto", compute });
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
