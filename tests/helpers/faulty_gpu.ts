/** A GPU backend on the test's own thread, whose dispatches go wrong on demand. */

import { describeAdapter, findAdapter, isSoftware } from "../../src/backends/adapter.ts";
import type { Range } from "../../src/backends/backend.ts";
import type { TimedWalk } from "../../src/backends/feed.ts";
import type { GpuOpened, GpuWalker } from "../../src/backends/gpu.ts";
import { GpuEngine, openDevice } from "../../src/backends/gpu_engine.ts";
import { GpuFrame } from "../../src/backends/gpu_frame.ts";
import type { Raw } from "../../src/backends/program.ts";
import type { RunSpec } from "../../src/spec.ts";

/** What a fault makes of the words that a dispatch left; `last` are those of the one before. */
export type Fault = (raw: Raw, last: Raw, dispatch: number, device: GPUDevice) => void;

/**
 * The engine that the GPU worker runs, with a fault between the device and the host. It stands in
 * `GpuFrame.read`, where every dispatch passes, also those that carry a long walk.
 */
export class FaultyGpu implements GpuWalker {
  /** Dispatches read so far. */
  dispatches = 0;
  readonly #read = GpuFrame.prototype.read;
  #engine?: GpuEngine;

  constructor(readonly fault: Fault) {}

  async open(spec: RunSpec): Promise<GpuOpened> {
    const adapter = await findAdapter();
    if (!adapter) throw new Error("a test must ask for an adapter before it opens one");
    this.#breakReads();
    const name = describeAdapter(adapter);
    const software = isSoftware(adapter);
    const device = await openDevice(adapter, spec);
    this.#engine = await GpuEngine.open(spec, device, { name, isSoftware: software });
    const { facts, maxWalkers, grain } = this.#engine;
    return { adapter: name, software, facts, maxWalkers, grain };
  }

  walk(range: Range, spare?: Raw): Promise<TimedWalk> {
    if (!this.#engine) throw new Error("a range before a spec");
    return this.#engine.walk(range, spare);
  }

  // deno-lint-ignore require-await
  async close(): Promise<void> {
    GpuFrame.prototype.read = this.#read;
    this.#engine?.destroy();
  }

  #breakReads(): void {
    const soundRead = this.#read;
    const next = (raw: Raw, last: Raw, device: GPUDevice) =>
      this.fault(raw, last, this.dispatches++, device);
    let last: Raw | undefined;
    GpuFrame.prototype.read = async function (this: GpuFrame, walkers: number, spare?: Raw) {
      const raw = await soundRead.call(this, walkers, spare);
      const sound = copy(raw);
      next(raw, last ?? sound, this.device);
      last = sound;
      return raw;
    };
  }
}

function copy({ cells, sums }: Raw): Raw {
  return { cells: cells.slice(), sums: sums.slice() };
}
