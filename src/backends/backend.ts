/** What every backend is: a way to walk a range of walkers, part by part. */

import type { Range } from "../tally/ranges.ts";
import type { Tally } from "../tally/tally.ts";

export type { Range } from "../tally/ranges.ts";

/** A range that was walked to its end, and its tally, whose cells are good until the next part. */
export interface Part {
  readonly range: Range;
  readonly tally: Tally;
  /** Where its walkers ended, shape [walkers, 2] in sites, if the backend was opened for that. */
  readonly endpoints?: Int32Array<ArrayBuffer>;
  /** How long a GPU was at it by its own clock, in milliseconds, where that was asked for. */
  readonly kernelMs?: number;
}

/** What a run says of the backend that made it. */
export interface BackendInfo {
  /** Where it walks: on a GPU, on many threads, or on the calling one. */
  readonly name: "gpu" | "workers" | "serial";
  /** The GPU's name. */
  readonly adapter?: string;
  /** Whether the adapter is a CPU in disguise. */
  readonly software?: boolean;
  /** Threads that walk. */
  readonly workers?: number;
  /** True where the kernel was compiled for vectors of 256 bits, see `hasWideVectors()`. */
  readonly wide?: boolean;
}

/** A backend opened for one spec. */
export interface Backend extends AsyncDisposable {
  readonly info: BackendInfo;
  /**
   * Walks a range. Parts come in any order, together they are the range, each walker once.
   *
   * @param signal Ends the walk early; the parts given until then stand.
   * @throws {BackendFault} If the backend cannot go on; the parts given until then stand.
   */
  walk(range: Range, signal?: AbortSignal): AsyncGenerator<Part>;
}

/** A backend that failed: lost its device, broke its proof, or died. Another may finish the run. */
export class BackendFault extends Error {
  /** Stands before the message where the error is printed. */
  override readonly name = "BackendFault";
}
