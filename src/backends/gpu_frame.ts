/** The buffers of one dispatch under way: parameters in, tally out. */

import { copyRaw, type KernelFacts, type KernelLengths, type Raw } from "./program.ts";
import { layout } from "../wgsl/types.ts";
import { Stopwatch } from "./gpu_stopwatch.ts";

/** One dispatch's buffers, used again and again. */
export class GpuFrame {
  readonly #params: GPUBuffer;
  readonly #cells: GPUBuffer;
  readonly #sums: GPUBuffer;
  readonly #carried: GPUBuffer;
  /** Where the host reads: the sums, then the cells, then the endpoints if they are wanted. */
  readonly #staging: GPUBuffer;
  readonly #bindings: GPUBindGroup;
  readonly #stopwatch?: Stopwatch;

  constructor(
    readonly device: GPUDevice,
    readonly pipeline: GPUComputePipeline,
    facts: KernelFacts,
    lengths: KernelLengths,
    readonly hasEndpoints: boolean,
  ) {
    const { COPY_DST, COPY_SRC, MAP_READ, STORAGE, UNIFORM } = GPUBufferUsage;
    const create = (size: number, usage: number) => device.createBuffer({ size, usage });
    this.#params = create(layout(facts.params).size, UNIFORM | COPY_DST);
    this.#cells = create(4 * lengths.cells, STORAGE | COPY_DST | COPY_SRC);
    this.#sums = create(4 * lengths.sums, STORAGE | COPY_DST | COPY_SRC);
    this.#carried = create(4 * lengths.carried, STORAGE | COPY_SRC);
    const kept = lengths.sums + lengths.cells + (hasEndpoints ? lengths.carried : 0);
    this.#staging = create(4 * kept, MAP_READ | COPY_DST);
    if (device.features.has("timestamp-query")) this.#stopwatch = new Stopwatch(device);
    const bound = [this.#params, this.#cells, this.#sums, this.#carried];
    this.#bindings = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
  }

  /** Clears the tally, dispatches, and copies the tally to where the host can read it. */
  submit(params: Uint32Array<ArrayBuffer>, workgroups: number): void {
    const { device } = this;
    device.queue.writeBuffer(this.#params, 0, params);
    const encoder = device.createCommandEncoder();
    encoder.clearBuffer(this.#cells);
    encoder.clearBuffer(this.#sums);
    const pass = encoder.beginComputePass(this.#stopwatch?.pass);
    pass.setPipeline(this.pipeline);
    pass.setBindGroup(0, this.#bindings);
    pass.dispatchWorkgroups(workgroups);
    pass.end();
    encoder.copyBufferToBuffer(this.#sums, 0, this.#staging, 0, this.#sums.size);
    encoder.copyBufferToBuffer(this.#cells, 0, this.#staging, this.#sums.size, this.#cells.size);
    if (this.hasEndpoints) {
      const at = this.#sums.size + this.#cells.size;
      encoder.copyBufferToBuffer(this.#carried, 0, this.#staging, at, this.#carried.size);
    }
    this.#stopwatch?.stop(encoder);
    device.queue.submit([encoder.finish()]);
  }

  /** What the last dispatch, of so many walkers, left, once it is done. */
  async read(walkers: number, spare?: Raw): Promise<Raw> {
    await this.#staging.mapAsync(GPUMapMode.READ);
    const range = this.#staging.getMappedRange();
    const words = new Uint32Array(range);
    const [cells, end] = [this.#sums.size / 4, (this.#sums.size + this.#cells.size) / 4];
    const endpoints = this.hasEndpoints
      ? new Int32Array(range, 4 * end, 2 * walkers).slice()
      : undefined;
    const raw = copyRaw(words.subarray(cells, end), words.subarray(0, cells), spare, endpoints);
    this.#staging.unmap();
    return raw;
  }

  /** Time that the last dispatch took on the GPU, in milliseconds, if the device has a clock. */
  async kernelMs(): Promise<number | undefined> {
    return await this.#stopwatch?.read();
  }

  destroy(): void {
    this.#stopwatch?.destroy();
    for (const buffer of [this.#params, this.#cells, this.#sums, this.#carried, this.#staging]) {
      buffer.destroy();
    }
  }
}
