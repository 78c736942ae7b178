/**
 * Walks on a GPU. The engine runs in a worker of its own, because Deno blocks the thread that waits
 * for the GPU, and progress and Ctrl-C live on this one.
 */

import { requireReadable } from "../pool/may_read.ts";
import { Pool } from "../pool/pool.ts";
import type { RunSpec } from "../spec.ts";
import { findAdapter } from "./adapter.ts";
import { type Backend, BackendFault, type BackendInfo, type Part, type Range } from "./backend.ts";
import { feed, type TimedWalk } from "./feed.ts";
import { dispatchPace, FRAMES } from "./gpu_engine.ts";
import { buffersOf, type KernelFacts, MAX_AHEAD, type Raw } from "./program.ts";

/** What the GPU worker is asked: first to open, then to walk ranges. */
export type GpuRequest =
  | { readonly spec: RunSpec; readonly options: GpuOptions }
  | { readonly range: Range; readonly spare?: Raw }
  | { readonly close: true };

/** Which GPU, and what it is asked besides walking. */
export interface GpuOptions {
  readonly powerPreference?: GPUPowerPreference;
  /** Whether its parts give every endpoint, besides the tally. */
  readonly hasEndpoints?: boolean;
  /** Whether its parts say how long the GPU took by its own clock. */
  readonly isTimed?: boolean;
}

/** What it answers to opening. */
export interface GpuOpened {
  readonly adapter: string;
  readonly software: boolean;
  readonly facts: KernelFacts;
  readonly maxWalkers: number;
  readonly grain: number;
}

export type GpuReply = GpuOpened | TimedWalk | undefined;

/** Something that opens a GPU and walks ranges on it: the worker, or for tests a thread of their own. */
export interface GpuWalker {
  readonly options?: GpuOptions;
  open(spec: RunSpec): Promise<GpuOpened>;
  walk(range: Range, spare?: Raw): Promise<TimedWalk>;
  /** Frees the device's memory, and the device. */
  close(): Promise<void>;
}

/** How long the worker may take to free the device. */
const CLOSING_MS = 200;

/**
 * Opens the GPU backend.
 *
 * @throws {BackendFault} If there is no adapter, or it refuses or fails the kernel.
 */
export async function openGpu(
  spec: RunSpec,
  walker: GpuWalker = new GpuThread(),
): Promise<Backend> {
  try {
    const hasEndpoints = walker.options?.hasEndpoints ?? false;
    return new GpuBackend(spec, walker, await walker.open(spec), hasEndpoints);
  } catch (error) {
    await walker.close();
    throw new BackendFault(error instanceof Error ? error.message : String(error));
  }
}

class GpuBackend implements Backend {
  readonly info: BackendInfo;
  readonly #pace = dispatchPace();

  constructor(
    readonly spec: RunSpec,
    readonly walker: GpuWalker,
    readonly opened: GpuOpened,
    readonly hasEndpoints: boolean,
  ) {
    this.info = { name: "gpu", adapter: opened.adapter, software: opened.software };
  }

  walk(range: Range, signal?: AbortSignal): AsyncGenerator<Part> {
    return feed(range, {
      spec: this.spec,
      facts: this.opened.facts,
      walk: (part, spare) => this.walker.walk(part, spare),
      inFlight: FRAMES,
      atOnce: 1,
      grain: this.opened.grain,
      maxWalkers: this.opened.maxWalkers,
      pace: this.#pace,
      maxAhead: this.hasEndpoints ? MAX_AHEAD : undefined,
    }, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.walker.close();
  }
}

/** The GPU in a worker. */
export class GpuThread implements GpuWalker {
  readonly #pool = new Pool<GpuRequest, GpuReply>({
    open: openGpuWorker,
    size: 1,
    // The engine keeps its own order among dispatches under way, and closes while some are.
    depth: FRAMES + 1,
  });

  /** @throws {MissingPermission} If its worker may not read its files; it names the flag that is missing. */
  constructor(readonly options: GpuOptions = {}) {}

  async open(spec: RunSpec): Promise<GpuOpened> {
    // The adapter that this thread asks for holds the driver's libraries. Were the worker's the only
    // hold on them, they would be unloaded with it while a program that ends runs their exit handlers,
    // and one run in twenty crashed after its work was done (Deno 2.9.6, Mesa 22.3.6).
    const { options } = this;
    const [[opened]] = await Promise.all([
      this.#pool.setup({ spec, options }),
      findAdapter(options.powerPreference),
    ]);
    return opened as GpuOpened;
  }

  async walk(range: Range, spare?: Raw): Promise<TimedWalk> {
    return await this.#pool.run({ range, spare }, { transfer: buffersOf(spare) }) as TimedWalk;
  }

  /** Gives a worker that waits for a long dispatch little time; its end frees what it holds too. */
  async close(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => timer = setTimeout(resolve, CLOSING_MS));
    await Promise.race([this.#pool.run({ close: true }).catch(() => {}), late]);
    clearTimeout(timer);
    this.#pool[Symbol.dispose]();
  }
}

function openGpuWorker(): Worker {
  // The worker reads its module and what that imports, shaders too.
  requireReadable(new URL("../..", import.meta.url));
  return new Worker(new URL("./gpu_worker.ts", import.meta.url).href, { type: "module" });
}
