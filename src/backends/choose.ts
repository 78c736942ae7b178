/** Which backend a run takes, and why. */

import { describeAdapter, findAdapter, isSoftware } from "./adapter.ts";
import type { Backend } from "./backend.ts";
import { openSerial } from "./serial.ts";
import { WALKER_STEPS } from "./walker_steps.ts";
import type { RunSpec } from "../spec.ts";

/** Where a run may walk; auto leaves the choice to its size and the host. */
export const BACKEND_NAMES = ["auto", "gpu", "workers", "serial"] as const;
/** What a user may ask for. */
export type BackendName = (typeof BACKEND_NAMES)[number];

/** The most workers that are of any use; each takes memory for a tally. */
export const MAX_WORKERS = 1024;

/** A backend, and why it. */
export interface Choice {
  readonly name: Exclude<BackendName, "auto">;
  readonly reason: string;
}

/** Runs below so many steps end on one thread in about 30 ms, which is what workers take to start. */
const SERIAL_STEPS = 3e8;
/** Runs below so many steps a core end on the workers in about two seconds, the most a GPU should take to open. */
const WORKERS_STEPS = 2e10;
/**
 * Chooses a backend for a run: serial if it is too small to repay workers, workers if it is too small
 * to repay a GPU or there is none, else the GPU. A software adapter is never taken for a GPU.
 */
export async function chooseBackend(spec: RunSpec, workers: number): Promise<Choice> {
  const work = spec.walkers * (spec.steps + WALKER_STEPS);
  if (work < SERIAL_STEPS) {
    return { name: "serial", reason: "the run is too small to repay starting workers" };
  }
  if (work < WORKERS_STEPS * Math.min(workers, navigator.hardwareConcurrency)) {
    return { name: "workers", reason: "the run is too small to repay opening a GPU" };
  }
  const adapter = await findAdapter().catch(() => undefined);
  if (!adapter) return { name: "workers", reason: "this host has no GPU adapter" };
  const name = describeAdapter(adapter);
  if (!isSoftware(adapter)) return { name: "gpu", reason: `the run is large and ${name} is here` };
  return { name: "workers", reason: `the only adapter, ${name}, is software` };
}

/**
 * Opens a backend by name.
 *
 * @param workers Threads of the workers backend.
 * @param hasEndpoints Whether its parts give every endpoint, besides the tally.
 * @throws {BackendFault} If it cannot be had on this host.
 */
export async function openBackend(
  name: Choice["name"],
  spec: RunSpec,
  workers: number,
  hasEndpoints = false,
): Promise<Backend> {
  // What a small run does without is loaded when it is wanted.
  switch (name) {
    case "gpu": {
      const { GpuThread, openGpu } = await import("./gpu.ts");
      return await openGpu(spec, new GpuThread({ hasEndpoints }));
    }
    case "workers":
      return (await import("./workers.ts")).openWorkers(spec, { workers, hasEndpoints });
    case "serial":
      return openSerial(spec, hasEndpoints);
  }
}
