/** The ceiling of a walk on this host: the speed of one core that draws random words and drops them. */

import { keyOf, parseSeed } from "../seed.ts";
import { generatorAloneSource } from "../walks.ts";
import { compile } from "../wgsl/compile.ts";
import { vectorOptions } from "./cpu_kernel.ts";
import { instantiate, type Main, memoryFor } from "./instance.ts";

/** Steps that a block of words holds; two bits each. */
const BLOCK_STEPS = 64;
/** Blocks that an invocation draws in a call, which takes less than a millisecond. */
const CALL_BLOCKS = 20_000;
/**
 * V8 compiles a module that is called much again, on another thread and with all optimisations, which
 * makes this one seven times as fast. A pause is long beside that, so that two measures of the code
 * before it are unlikely.
 */
const WARM_UP = { measureMs: 5, pauseMs: 30, mostMs: 300, agreement: 0.05 };

/** One core that draws words as fast as the compiled generator gives them. */
export class Ceiling {
  readonly #main: Main;
  readonly #lanes: number;

  private constructor() {
    const vectors = vectorOptions();
    const lanes = 4 * vectors.blocks;
    const compiled = compile(generatorAloneSource(), { lengths: { mixed: lanes }, ...vectors });
    const memory = memoryFor(compiled.memoryBytes);
    const params = new Uint32Array(memory.buffer, compiled.offsets.params);
    params.set([...keyOf(parseSeed(7)), CALL_BLOCKS]);
    this.#main = instantiate(new WebAssembly.Module(compiled.bytes), memory);
    this.#lanes = lanes;
  }

  /** Makes one that is warm: two measures in a row agree, or it has taken about 300 ms. */
  static async open(): Promise<Ceiling> {
    const ceiling = new Ceiling();
    const start = performance.now();
    let [before, rate] = [0, ceiling.measure(WARM_UP.measureMs)];
    while (
      Math.abs(rate - before) > WARM_UP.agreement * rate &&
      performance.now() - start < WARM_UP.mostMs
    ) {
      await new Promise((resolve) => setTimeout(resolve, WARM_UP.pauseMs));
      [before, rate] = [rate, ceiling.measure(WARM_UP.measureMs)];
    }
    return ceiling;
  }

  /** Steps a second that the words drawn in about so many milliseconds would make. */
  measure(ms: number): number {
    const start = performance.now();
    let calls = 0;
    do {
      this.#main(0, this.#lanes);
      calls++;
    } while (performance.now() - start < ms);
    const steps = calls * this.#lanes * CALL_BLOCKS * BLOCK_STEPS;
    return 1000 * steps / (performance.now() - start);
  }
}
