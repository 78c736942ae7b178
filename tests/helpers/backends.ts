/** Every backend of this host, opened for a test. */

import type { Backend, Range } from "../../src/backends/backend.ts";
import { openBackend } from "../../src/backends/choose.ts";
import type { RunSpec } from "../../src/spec.ts";
import { merge, type Tally, zero } from "../../src/tally/tally.ts";
import { requestTestDevice } from "./webgpu.ts";

/** A backend's name, as the summary would have it, and the way to open it. */
export interface Candidate {
  readonly name: string;
  readonly open: (spec: RunSpec) => Promise<Backend>;
}

export const SERIAL: Candidate = {
  name: "serial",
  open: (spec) => openBackend("serial", spec, 1),
};

export const GPU: Candidate = { name: "gpu", open: (spec) => openBackend("gpu", spec, 1) };

export function workers(count: number): Candidate {
  return { name: `workers (${count})`, open: (spec) => openBackend("workers", spec, count) };
}

/** Whether there is a GPU, or software that plays one; says out loud what to install if not. */
export async function hasGpu(): Promise<boolean> {
  const found = await requestTestDevice();
  found?.device.destroy();
  return found !== undefined;
}

/** All backends that this host can open. */
export async function candidates(): Promise<Candidate[]> {
  const cpu = [SERIAL, workers(1), workers(2), workers(7)];
  return await hasGpu() ? [...cpu, GPU] : cpu;
}

/** Opens a backend, walks a range of a spec and closes it. */
export async function walkOn(candidate: Candidate, spec: RunSpec, range: Range): Promise<Tally> {
  await using backend = await candidate.open(spec);
  return await walkAll(backend, spec, range);
}

/** The merged tally of a range's parts. */
export async function walkAll(backend: Backend, spec: RunSpec, range: Range): Promise<Tally> {
  const tally = zero(spec.window);
  for await (const part of backend.walk(range)) merge(tally, part.tally);
  return tally;
}
