/** A compiled kernel with a memory of its own, ready to run. */

/** Runs the invocations from `first` up to `end`. */
export type Main = (first: number, end: number) => void;

/** A memory with room for so many bytes. */
export function memoryFor(bytes: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
}

/** The entry point of a compiled kernel on a memory. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Main {
  const { main } = new WebAssembly.Instance(module, { host: { memory } }).exports;
  return main as Main;
}
