/**
 * The kernel on a CPU: WGSL compiled to WebAssembly, run on one thread in slices. A slice is short,
 * because V8 replaces no running frame: the first ones run in its baseline compiler.
 */

import type { RunSpec } from "../spec.ts";
import { knownAnswersSource } from "../walks.ts";
import { compile, compileProgram } from "../wgsl/compile.ts";
import type { Range } from "./backend.ts";
import { instantiate, type Main, memoryFor } from "./instance.ts";
import { ANSWER_WORDS, proveAnswers, questions } from "./known_answers.ts";
import { Pace } from "../pool/pace.ts";
import {
  checkKernel,
  copyRaw,
  drawNonce,
  type KernelFacts,
  kernelFacts,
  kernelLengths,
  MAX_ENDPOINTS,
  packParams,
  type Raw,
  type Slice,
} from "./program.ts";
import { hasWideVectors } from "./wide.ts";

/** A compiled kernel as plain data, which a worker can be sent. */
export interface KernelImage extends KernelFacts {
  readonly module: WebAssembly.Module;
  readonly offsets: Readonly<Record<string, number>>;
  readonly memoryBytes: number;
  /** Invocations that the module runs at a time. */
  readonly lanes: number;
  readonly lengths: { readonly cells: number; readonly sums: number };
  readonly hasEndpoints: boolean;
}

/** What slices of a range left, and what they were, so that they can be proven. */
export interface Walked {
  readonly raw: Raw;
  readonly slices: readonly Slice[];
}

/** Vectors of walkers in flight: two hide the generator's latency, whose lanes never part. */
export const BLOCKS = 2;
/** How long a slice takes once the pace is known, and a low guess at the pace before. */
const SLICE_MS = 4;
const FIRST_STEPS_PER_MS = 1e5;
/** Slices that a range may be cut into, or twice as many: its sums hold 65,536 invocations. */
const MAX_SLICES = 1024;

/** How kernels are compiled for the engine's vectors: a wide one is two blocks of four walkers. */
export function vectorOptions(wide = hasWideVectors()): { blocks: number; wide: boolean } {
  return { blocks: wide ? 2 * BLOCKS : BLOCKS, wide };
}

/**
 * Compiles a spec's kernel and proves the generator on this CPU.
 *
 * @param hasEndpoints Whether ranges give every endpoint, besides the tally.
 * @param vectors The vectors to compile for; this host's by default.
 * @throws {BackendFault} If the generator's known answers come out wrong.
 */
export function compileKernel(
  spec: RunSpec,
  hasEndpoints = false,
  vectors = vectorOptions(),
): KernelImage {
  proveGenerator();
  const program = checkKernel(spec, { SLOTS: 1, ENDPOINTS: hasEndpoints });
  const facts = kernelFacts(program);
  const lengths = kernelLengths(spec, facts, hasEndpoints ? MAX_ENDPOINTS : 4 * vectors.blocks);
  const { bytes, ...rest } = compileProgram(program, { lengths, ...vectors });
  const module = new WebAssembly.Module(bytes);
  return { ...facts, ...rest, module, lengths, hasEndpoints };
}

/** An instance of a kernel, with its memory: the private tally of a thread. */
export class CpuKernel {
  readonly #memory: WebAssembly.Memory;
  readonly #main: Main;
  readonly #pace = new Pace(FIRST_STEPS_PER_MS, SLICE_MS);

  constructor(readonly spec: RunSpec, readonly image: KernelImage) {
    this.#memory = memoryFor(image.memoryBytes);
    this.#main = instantiate(image.module, this.#memory);
  }

  /**
   * Walks a range, pausing between slices for whoever iterates.
   *
   * @param range At most `MAX_ENDPOINTS` walkers, if every endpoint is wanted.
   * @param spare Words of an earlier range, to be written over.
   * @returns Copies of the memory's words, and the slices that made them.
   */
  *walk(range: Range, spare?: Raw): Generator<void, Walked> {
    const cells = this.#words("cells", this.image.lengths.cells).fill(0);
    const sums = this.#words("sums", this.image.lengths.sums).fill(0);
    const slices: Slice[] = [];
    const endpoints = this.image.hasEndpoints
      ? new Int32Array(2 * (range.end - range.first))
      : undefined;
    for (let first = range.first; first < range.end;) {
      const part = { first, end: Math.min(range.end, first + this.#walkersPerSlice(range)) };
      for (let fromStep = 0; fromStep < this.spec.steps;) {
        const toStep = Math.min(this.spec.steps, fromStep + this.#stepsPerSlice(part, range));
        slices.push(this.#run(part, fromStep, toStep));
        fromStep = toStep;
        yield;
      }
      endpoints?.set(this.#carried(part), 2 * (part.first - range.first));
      first = part.end;
    }
    return { raw: copyRaw(cells, sums, spare, endpoints), slices };
  }

  #run(range: Range, fromStep: number, toStep: number): Slice {
    const { image } = this;
    const slice = { range, fromStep, toStep, invocations: image.lanes, nonce: drawNonce() };
    const params = packParams(image, this.spec, slice);
    this.#words("params", params.length).set(params);
    const start = performance.now();
    this.#main(0, image.lanes);
    const lanesUsed = Math.ceil((range.end - range.first) / image.lanes) * image.lanes;
    this.#pace.learn(lanesUsed * (toStep - fromStep), performance.now() - start);
    return slice;
  }

  /** Whole turns of all lanes. */
  #walkersPerSlice({ first, end }: Range): number {
    const walkers = Math.max(this.#pace.units / this.spec.steps, (end - first) / MAX_SLICES);
    return Math.min(2 ** 31, Math.ceil(walkers / this.image.lanes) * this.image.lanes);
  }

  /** All steps, unless even one walker a lane is too much for a slice: then whole blocks. */
  #stepsPerSlice({ first, end }: Range, whole: Range): number {
    const { lanes, constants } = this.image;
    if (end - first > lanes) return this.spec.steps;
    const groups = Math.ceil((whole.end - whole.first) / lanes);
    const steps = Math.max(this.#pace.units / lanes, this.spec.steps * groups / MAX_SLICES);
    return Math.ceil(steps / constants.BLOCK_STEPS) * constants.BLOCK_STEPS;
  }

  /** Where the walkers of a slice are. */
  #carried({ first, end }: Range): Int32Array {
    return new Int32Array(this.#memory.buffer, this.image.offsets.carried, 2 * (end - first));
  }

  #words(buffer: string, length: number): Uint32Array {
    return new Uint32Array(this.#memory.buffer, this.image.offsets[buffer], length);
  }
}

function proveGenerator(): void {
  const asked = questions();
  const compiled = compile(knownAnswersSource(), {
    lengths: { questions: asked.length, answers: ANSWER_WORDS },
    blocks: 1,
  });
  const memory = memoryFor(compiled.memoryBytes);
  new Uint32Array(memory.buffer, compiled.offsets.questions, asked.length).set(asked);
  instantiate(new WebAssembly.Module(compiled.bytes), memory)(0, compiled.lanes);
  proveAnswers(
    "this CPU's WebAssembly",
    new Uint32Array(memory.buffer, compiled.offsets.answers, ANSWER_WORDS),
  );
}
