/** What the benchmarks share: kernels in WebAssembly, hot code, and tallies to work on. */

import { instantiate, type Main, memoryFor } from "../src/backends/instance.ts";
import { createSpec, type RunSpec } from "../src/spec.ts";
import { merge, type Tally, zero } from "../src/tally/tally.ts";
import type { Compiled } from "../src/wgsl/compile.ts";

/** A compiled kernel with its memory. */
export interface Kernel {
  readonly main: Main;
  /** The memory from a buffer's first word on. */
  readonly words: (buffer: string, length?: number) => Uint32Array;
}

export function load({ bytes, offsets, memoryBytes }: Compiled): Kernel {
  const memory = memoryFor(memoryBytes);
  return {
    main: instantiate(new WebAssembly.Module(bytes), memory),
    words: (buffer, length) => new Uint32Array(memory.buffer, offsets[buffer], length),
  };
}

/** Says how many blocks of four lanes are in flight, as `compile` counts them. */
export function describeBlocks(blocks: number): string {
  return blocks === 0 ? "scalar" : `${blocks} block${blocks === 1 ? "" : "s"} in flight`;
}

/**
 * Registers calls as the benchmarks of a group, by name, hot already: V8 replaces no running
 * WebAssembly frame and optimizes on another thread, so code needs several short calls and a while.
 */
export async function benchGroup(
  group: string,
  baseline: string,
  calls: Readonly<Record<string, () => void>>,
): Promise<void> {
  for (const call of Object.values(calls)) {
    for (let i = 0; i < 20; i++) await call();
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (const [name, fn] of Object.entries(calls)) {
    Deno.bench({ name, group, baseline: name === baseline, fn });
  }
}

/** The run by default, and one with steps whose window has the most cells, 1024 on a side. */
export const SPECS: readonly RunSpec[] = [1000, 29_041].map((steps) =>
  createSpec({ walkers: 1e9, steps, seed: 7 })
);

/** "191 × 191 cells". */
export function describeWindow({ window: { columns, rows } }: RunSpec): string {
  return `${columns} × ${rows} cells`;
}

/** A run's tally by the normal law instead of by walking, which would take minutes. */
export function expectedTally(spec: RunSpec): Tally {
  return merge(zero(spec.window), expectedPart(spec));
}

/** Likewise, with counts as a kernel leaves them. Its sums stay zero. */
export function expectedPart({ walkers, steps, window }: RunSpec): Tally {
  const { origin: [x0, y0], cellSize, columns, rows } = window;
  const share = (start: number, index: number) => {
    const deviations = (start + (index + 0.5) * cellSize) / Math.sqrt(steps);
    return cellSize * Math.exp(-(deviations ** 2) / 2) / Math.sqrt(2 * Math.PI * steps);
  };
  const cells = Uint32Array.from(
    { length: columns * rows },
    (_, i) => Math.round(walkers * share(x0, i % columns) * share(y0, Math.floor(i / columns))),
  );
  return { ...zero(window), walkers: cells.reduce((sum, count) => sum + count, 0), cells };
}
