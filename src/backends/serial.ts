/** Walks on the calling thread: for runs too small to repay a worker, and for a debugger. */

import type { RunSpec } from "../spec.ts";
import type { Backend, BackendInfo, Part, Range } from "./backend.ts";
import { compileKernel, CpuKernel, type KernelImage, vectorOptions } from "./cpu_kernel.ts";
import { WALKER_STEPS } from "./walker_steps.ts";
import { MAX_ENDPOINTS, type Raw, readPart } from "./program.ts";

/** Between breaths of the event loop, in which timers and signals are heard. */
const BREATH_MS = 50;
/** Steps of a part, about 50 ms: bounds what is lost when a run ends early. */
const PART_STEPS = 5e8;

/** Opens the serial backend. @throws {BackendFault} If this CPU fails the generator's proof. */
export function openSerial(spec: RunSpec, hasEndpoints = false): Backend {
  const vectors = vectorOptions();
  return new SerialBackend(spec, compileKernel(spec, hasEndpoints, vectors), vectors.wide);
}

class SerialBackend implements Backend {
  readonly info: BackendInfo;
  readonly #kernel: CpuKernel;
  #lastBreath = performance.now();

  constructor(readonly spec: RunSpec, readonly image: KernelImage, wide: boolean) {
    this.info = { name: "serial", ...wide ? { wide } : {} };
    this.#kernel = new CpuKernel(spec, image);
  }

  async *walk(range: Range, signal?: AbortSignal): AsyncGenerator<Part> {
    const size = Math.max(
      this.image.lanes,
      Math.floor(PART_STEPS / (this.spec.steps + WALKER_STEPS)),
    );
    const most = this.image.hasEndpoints ? Math.min(size, MAX_ENDPOINTS) : size;
    let spare: Raw | undefined;
    for (let first = range.first; first < range.end; first += most) {
      const part = { first, end: Math.min(range.end, first + most) };
      const work = this.#kernel.walk(part, spare);
      let turn = work.next();
      while (!turn.done) {
        await this.#breathe();
        if (signal?.aborted) return;
        turn = work.next();
      }
      const { raw, slices } = turn.value;
      yield readPart(this.image, this.spec, part, slices, raw);
      spare = raw;
    }
  }

  async #breathe(): Promise<void> {
    if (performance.now() - this.#lastBreath < BREATH_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#lastBreath = performance.now();
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
