/** Walks on every core: a pool of workers that take ranges of walkers as they become free. */

import { requireReadable } from "../pool/may_read.ts";
import { Pool } from "../pool/pool.ts";
import type { RunSpec } from "../spec.ts";
import type { Backend, BackendInfo, Part, Range } from "./backend.ts";
import { compileKernel, type KernelImage, vectorOptions } from "./cpu_kernel.ts";
import { feed, type TimedWalk } from "./feed.ts";
import { Pace } from "../pool/pace.ts";
import { buffersOf, MAX_AHEAD, MAX_ENDPOINTS, type Raw } from "./program.ts";

/** What a walk worker is asked: first to open a kernel, then to walk ranges. */
export type WalkRequest =
  | { readonly spec: RunSpec; readonly image: KernelImage }
  | { readonly range: Range; readonly spare?: Raw };

export type WalkReply = TimedWalk | undefined;

/** How long a range takes: long beside a message, short beside a user's patience. */
const RANGE_MS = 60;
/** A low guess at a core's pace, for the first ranges. */
const FIRST_STEPS_PER_MS = 1e6;

export interface WorkersOptions {
  /** How many workers, 1 or more; every core by default. */
  readonly workers?: number;
  /** Whether parts give every endpoint, besides the tally. */
  readonly hasEndpoints?: boolean;
  /** Starts a worker; for tests. */
  readonly open?: () => Worker;
}

/**
 * Opens the workers backend. The workers start while the kernel is compiled.
 *
 * @throws {BackendFault} If this CPU fails the generator's proof.
 * @throws {MissingPermission} If the workers may not read their files; it names the flag that is missing.
 */
export function openWorkers(spec: RunSpec, options: WorkersOptions = {}): Backend {
  const { workers = navigator.hardwareConcurrency, hasEndpoints, open = openWalkWorker } = options;
  const pool = new Pool<WalkRequest, WalkReply>({ open, size: workers });
  try {
    const vectors = vectorOptions();
    const image = compileKernel(spec, hasEndpoints, vectors);
    return new WorkersBackend(spec, image, pool, vectors.wide);
  } catch (error) {
    pool[Symbol.dispose]();
    throw error;
  }
}

class WorkersBackend implements Backend {
  readonly info: BackendInfo;
  readonly #pace = new Pace(FIRST_STEPS_PER_MS, RANGE_MS);
  #ready: Promise<unknown>;

  constructor(
    readonly spec: RunSpec,
    readonly image: KernelImage,
    readonly pool: Pool<WalkRequest, WalkReply>,
    wide: boolean,
  ) {
    this.info = { name: "workers", workers: pool.size, ...wide ? { wide } : {} };
    // A worker that fails to open fails its ranges too, which are then tried elsewhere.
    this.#ready = pool.setup({ spec, image }).catch(() => {});
  }

  async *walk(range: Range, signal?: AbortSignal): AsyncGenerator<Part> {
    await this.#ready;
    yield* feed(range, {
      spec: this.spec,
      facts: this.image,
      walk: async (range, spare) =>
        await this.pool.run({ range, spare }, { transfer: buffersOf(spare) }) as TimedWalk,
      inFlight: this.pool.size,
      atOnce: this.pool.size,
      grain: this.image.lanes,
      maxWalkers: this.image.hasEndpoints ? MAX_ENDPOINTS : 2 ** 31,
      pace: this.#pace,
      maxAhead: this.image.hasEndpoints ? MAX_AHEAD : undefined,
    }, signal);
  }

  // deno-lint-ignore require-await
  async [Symbol.asyncDispose](): Promise<void> {
    this.pool[Symbol.dispose]();
  }
}

function openWalkWorker(): Worker {
  // A worker reads its module and what that imports, shaders too.
  requireReadable(new URL("../..", import.meta.url));
  return new Worker(new URL("./walk_worker.ts", import.meta.url).href, { type: "module" });
}
