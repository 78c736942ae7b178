/** WGSL → WebAssembly: all passes in their order. README.md in this folder explains each. */

import { check, type Overrides } from "./check.ts";
import { emit, lanesOf } from "./emit.ts";
import { scratchBytes } from "./emit_lanes.ts";
import type { Layout } from "./emit_value.ts";
import { encodeModule } from "./encode.ts";
import type { Statement } from "./ir.ts";
import { type Grid, lower } from "./lower.ts";
import type { Lengths } from "./lower_expression.ts";
import { parse } from "./parse.ts";
import type { Source } from "./source.ts";
import type { Buffer, Program } from "./typed.ts";
import { layout as layoutOf } from "./types.ts";

/** What a checked program still needs to become code. */
export interface EmitOptions {
  /** Words in each storage buffer, by name. */
  readonly lengths: Lengths;
  /**
   * Invocations along x and y, where there is more than one dimension: the kernel's invocation i is
   * the one at x = i mod grid[0], y = ⌊i / grid[0]⌋ mod grid[1], and z what is left. Without it, y and
   * z are 0.
   */
  readonly grid?: Grid;
  /**
   * Blocks of four invocations in flight, 4 by default; 0 compiles without vectors. More hide latency
   * where lanes stay together, one is best where they part early.
   */
  readonly blocks?: number;
  /**
   * Whether the engine packs pairs of vectors into ones of 256 bits, which takes an even number of
   * blocks; false by default. Some instructions are others then, the results are the same.
   */
  readonly wide?: boolean;
  /** Checks the compiler's own work on the way, as tests do with `verify()` of verify.ts. */
  readonly verify?: (body: readonly Statement[], lengths: Lengths, isScalar: boolean) => void;
}

export interface CompileOptions extends EmitOptions {
  /** Values for `override` constants, by name. */
  readonly overrides?: Overrides;
}

/** A compiled kernel: a module that imports `host.memory` and exports `main(first, end)`. */
export interface Compiled {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Byte offset of each buffer in the memory. */
  readonly offsets: Readonly<Record<string, number>>;
  /** Size of the memory in bytes. */
  readonly memoryBytes: number;
  /** `end - first` is a multiple of this. */
  readonly lanes: number;
}

/**
 * Compiles the one entry point of a module.
 *
 * @throws {WgslError} If the text is not of the subset.
 * @throws {RangeError} If an override or a length is missing or unfit.
 */
export function compile(source: Source, options: CompileOptions): Compiled {
  return compileProgram(check(source, parse(source), options.overrides), options);
}

/** Compiles a program that is checked already. @throws {RangeError} If a length is missing or unfit. */
export function compileProgram(
  program: Program,
  { lengths, grid, blocks = 4, wide, verify }: EmitOptions,
): Compiled {
  const layout = place(program.buffers, lengths, scratchBytes(blocks));
  const body = lower(program, lengths, grid);
  verify?.(body, lengths, blocks === 0);
  const { code, data, memoryBytes } = emit(body, layout, blocks, wide);
  const bytes = encodeModule("main", code, data);
  return { bytes, offsets: layout.offsets, memoryBytes, lanes: lanesOf(blocks) };
}

/** Lays the buffers out one after the other from `start` on, each at a multiple of 16 bytes. */
function place(buffers: readonly Buffer[], lengths: Lengths, start: number): Layout {
  const offsets: Record<string, number> = {};
  let end = start;
  for (const { name, space, type } of buffers) {
    offsets[name] = end;
    const size = space === "uniform" ? layoutOf(type).size : 4 * lengths[name];
    end += Math.ceil(size / 16) * 16;
  }
  return { offsets, end };
}
