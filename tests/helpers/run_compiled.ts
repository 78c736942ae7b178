/** Running one compiled kernel in WebAssembly, for tests. */

import { compile, type Compiled, type CompileOptions } from "../../src/wgsl/compile.ts";
import { verify } from "../../src/wgsl/verify.ts";
import { link } from "../../src/wgsl/source.ts";

/** Words that a buffer starts from, by the buffer's name. */
export type Words = Readonly<Record<string, Uint32Array>>;

/**
 * Compiles a module and runs the invocations [0, invocations).
 *
 * @returns The words of every buffer afterwards, by name.
 */
export function runCompiled(
  source: string,
  buffers: Words,
  invocations: number,
  options: Omit<CompileOptions, "lengths"> = {},
): Record<string, Uint32Array> {
  const lengths = Object.fromEntries(
    Object.entries(buffers).map(([name, words]) => [name, words.length]),
  );
  const linked = link([{ name: "test.wgsl", text: source }]);
  const compiled = compile(linked, { verify, ...options, lengths });
  const memory = new WebAssembly.Memory({ initial: Math.ceil(compiled.memoryBytes / 65536) });
  const views = Object.fromEntries(
    Object.entries(buffers).map(([name, words]) => [name, view(memory, compiled, name, words)]),
  );
  instantiate(compiled, memory)(0, invocations);
  return Object.fromEntries(Object.entries(views).map(([name, words]) => [name, words.slice()]));
}

function view(memory: WebAssembly.Memory, compiled: Compiled, name: string, words: Uint32Array) {
  const array = new Uint32Array(memory.buffer, compiled.offsets[name], words.length);
  array.set(words);
  return array;
}

function instantiate({ bytes }: Compiled, memory: WebAssembly.Memory) {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { memory } });
  return instance.exports.main as (first: number, end: number) => void;
}
