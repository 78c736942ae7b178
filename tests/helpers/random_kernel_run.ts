/** Running random kernels, compiled and on an adapter, with buffers of their own. */

import type { CompileOptions } from "../../src/wgsl/compile.ts";
import { link } from "../../src/wgsl/source.ts";
import { writeZeros } from "../../src/wgsl/zeros.ts";
import { type RandomKernel, RECORD_WORDS } from "./random_kernel.ts";
import { runCompiled, type Words } from "./run_compiled.ts";
import { type KernelBuffer, runOnAdapter } from "./webgpu.ts";

/** The words of the buffers that a kernel writes. */
export interface Outcome {
  readonly counts?: Uint32Array;
  readonly output?: Uint32Array;
  readonly records?: Uint32Array;
  readonly own?: Uint32Array;
}

/** What a kernel's buffers start from, in the order of their bindings. */
export function buffersOf({ params, input, counts, invocations }: RandomKernel): Words {
  return {
    params,
    input,
    counts,
    output: new Uint32Array(4 * invocations),
    records: new Uint32Array(RECORD_WORDS * invocations),
    own: new Uint32Array(invocations),
  };
}

/** The words in each storage buffer. */
export function lengthsOf(kernel: RandomKernel): Record<string, number> {
  const { params: _, ...storage } = buffersOf(kernel);
  return Object.fromEntries(Object.entries(storage).map(([name, words]) => [name, words.length]));
}

export function runRandom(
  kernel: RandomKernel,
  form: Omit<CompileOptions, "lengths" | "overrides">,
): Outcome {
  const { source, overrides, invocations } = kernel;
  const { counts, output, records, own } = runCompiled(
    source,
    buffersOf(kernel),
    invocations,
    { overrides, ...form },
  );
  return { counts, output, records, own };
}

export async function runRandomOnAdapter(
  device: GPUDevice,
  kernel: RandomKernel,
): Promise<Outcome> {
  const { source, overrides, invocations } = kernel;
  const types: readonly KernelBuffer["type"][] = ["uniform", "read-only-storage"];
  const buffers = Object.values(buffersOf(kernel)).map((words, binding): KernelBuffer => ({
    binding,
    type: types[binding] ?? "storage",
    words,
  }));
  const run = (text: string) =>
    runOnAdapter(device, {
      source: writeZeros(link([{ name: "random.wgsl", text }])),
      overrides,
      workgroups: invocations / 16,
      buffers,
    });
  const words = await run(source).catch((error: Error) => {
    if (!error.message.startsWith("Pipeline constant error")) throw error;
    return run(withVariables(source));
  });
  const [counts, output, records, own] = [2, 3, 4, 5].map((binding) => words.get(binding));
  return { counts, output, records, own };
}

/**
 * The same program with variables for values: once overrides are bound, naga 29 takes a `let` of a
 * constant for a constant, and refuses a shift by it that overflows, which WGSL leaves to run time. A
 * variable it leaves alone. Pointers cannot be variables and stay.
 */
export function withVariables(source: string): string {
  return source.replace(/\blet (\w+(?:\s*:[^=;]+)?\s*=\s*)(?![&\s]*&)/g, "var $1");
}
