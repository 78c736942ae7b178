/** The time of a compute pass as the GPU's own clock has it: WebGPU, "Timestamp Query". */

const STAMPS = 2;
const STAMP_BYTES = 8;

/** Two timestamps around a pass. Its device has the feature `timestamp-query`. */
export class Stopwatch {
  /** How to begin the pass that is timed. */
  readonly pass: GPUComputePassDescriptor;
  readonly #stamps: GPUQuerySet;
  readonly #resolved: GPUBuffer;
  readonly #staging: GPUBuffer;

  constructor(device: GPUDevice) {
    const size = STAMPS * STAMP_BYTES;
    const { COPY_DST, COPY_SRC, MAP_READ, QUERY_RESOLVE } = GPUBufferUsage;
    this.#stamps = device.createQuerySet({ type: "timestamp", count: STAMPS });
    this.#resolved = device.createBuffer({ size, usage: QUERY_RESOLVE | COPY_SRC });
    this.#staging = device.createBuffer({ size, usage: COPY_DST | MAP_READ });
    this.pass = {
      timestampWrites: {
        querySet: this.#stamps,
        beginningOfPassWriteIndex: 0,
        endOfPassWriteIndex: 1,
      },
    };
  }

  /** Copies the timestamps to where the host can read them, behind the pass. */
  stop(encoder: GPUCommandEncoder): void {
    encoder.resolveQuerySet(this.#stamps, 0, STAMPS, this.#resolved, 0);
    encoder.copyBufferToBuffer(this.#resolved, 0, this.#staging, 0, this.#staging.size);
  }

  /** Milliseconds between the timestamps, which are in nanoseconds. */
  async read(): Promise<number> {
    await this.#staging.mapAsync(GPUMapMode.READ);
    const [start, end] = new BigUint64Array(this.#staging.getMappedRange());
    const elapsed = Number(end - start);
    this.#staging.unmap();
    return elapsed / 1e6;
  }

  destroy(): void {
    this.#stamps.destroy();
    this.#resolved.destroy();
    this.#staging.destroy();
  }
}
