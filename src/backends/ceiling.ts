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

/** One core that draws words as fast as the compiled generator gives them. */
export class Ceiling {
  readonly #main: Main;
  readonly #lanes: number;

  constructor() {
    const vectors = vectorOptions();
    const lanes = 4 * vectors.blocks;
    const compiled = compile(generatorAloneSource(), { lengths: { mixed: lanes }, ...vectors });
    const memory = memoryFor(compiled.memoryBytes);
    const params = new Uint32Array(memory.buffer, compiled.offsets.params);
    params.set([...keyOf(parseSeed(7)), CALL_BLOCKS]);
    this.#main = instantiate(new WebAssembly.Module(compiled.bytes), memory);
    this.#lanes = lanes;
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
