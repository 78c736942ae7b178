/** What a benchmark compares: the loop that one would write, and the backends of this host. */

import { findAdapter, isSoftware } from "../backends/adapter.ts";
import type { Backend, BackendInfo } from "../backends/backend.ts";
import { GpuThread, openGpu } from "../backends/gpu.ts";
import { openSerial } from "../backends/serial.ts";
import { openWorkers } from "../backends/workers.ts";
import type { RunSpec } from "../spec.ts";
import { digest, merge, zero } from "../tally/tally.ts";
import { describeBackend } from "./summary.ts";

/** What one round of a row gave. */
export interface Round {
  readonly ms: number;
  /** Of the tally, for rows that have one. */
  readonly digest?: string;
  /** Time on a GPU by its own clock. */
  readonly kernelMs?: number;
}

/** Something that walks so many walkers, again and again. */
export interface Row extends AsyncDisposable {
  readonly name: string;
  readonly openMs: number;
  /** CPU threads at work; undefined on a GPU. */
  readonly threads?: number;
  /** Of an engine's row. */
  readonly backend?: BackendInfo;
  walk(walkers: number): Promise<Round>;
}

/** Which rows to open. */
export interface RowChoice {
  /** Threads of the workers' row. */
  readonly workers: number;
  /** A row for 1, 2, 4, … workers instead of one for all. */
  readonly scaling: boolean;
  /** A row for a GPU adapter that is software, too. */
  readonly software: boolean;
}

/** Opens the rows one after the other, each timed. @throws {BackendFault} If a backend fails. */
export async function openRows(spec: RunSpec, choice: RowChoice): Promise<Row[]> {
  const rows: Row[] = [loopRow(spec)];
  try {
    rows.push(await engineRow(spec, 1, () => openSerial(spec)));
    for (const workers of workerCounts(choice)) {
      rows.push(await engineRow(spec, workers, () => openWorkers(spec, { workers })));
    }
    for (const powerPreference of await adapters(choice.software)) {
      const walker = new GpuThread({ powerPreference, isTimed: true });
      rows.push(await engineRow(spec, undefined, () => openGpu(spec, walker)));
    }
    return rows;
  } catch (error) {
    for (const row of rows) await row[Symbol.asyncDispose]();
    throw error;
  }
}

/** 1, 2, 4, … and all. */
function workerCounts({ workers, scaling }: RowChoice): number[] {
  if (!scaling) return [workers];
  const powers = Array.from({ length: 11 }, (_, i) => 2 ** i).filter((count) => count < workers);
  return [...powers, workers];
}

/** How to ask for each adapter that is wanted. WebGPU lists none: it offers a fast one and a frugal one. */
async function adapters(withSoftware: boolean): Promise<GPUPowerPreference[]> {
  const found = new Map<string, GPUPowerPreference>();
  for (const preference of ["high-performance", "low-power"] as const) {
    const adapter = await findAdapter(preference);
    if (!adapter || (isSoftware(adapter) && !withSoftware)) continue;
    const { vendor, architecture, device, description } = adapter.info;
    const key = [vendor, architecture, device, description].join("\n");
    if (!found.has(key)) found.set(key, preference);
  }
  return [...found.values()];
}

async function engineRow(
  spec: RunSpec,
  threads: number | undefined,
  open: () => Backend | Promise<Backend>,
): Promise<Row> {
  const start = performance.now();
  const backend = await open();
  return {
    name: describeBackend(backend.info),
    openMs: performance.now() - start,
    threads,
    backend: backend.info,
    walk: (walkers) => walkAll(backend, spec, walkers),
    [Symbol.asyncDispose]: () => backend[Symbol.asyncDispose](),
  };
}

async function walkAll(backend: Backend, spec: RunSpec, walkers: number): Promise<Round> {
  const start = performance.now();
  const total = zero(spec.window);
  let kernelMs: number | undefined;
  for await (const part of backend.walk({ first: 0, end: walkers })) {
    merge(total, part.tally);
    if (part.kernelMs !== undefined) kernelMs = (kernelMs ?? 0) + part.kernelMs;
  }
  const ms = performance.now() - start;
  return { ms, kernelMs, digest: await digest(total) };
}

/** The loop as one would write it: one core, `Math.random`, a step at a time. */
function loopRow({ steps }: RunSpec): Row {
  const walk = (walkers: number) => {
    const start = performance.now();
    const ends: [number, number][] = [];
    for (let i = 0; i < walkers; i++) {
      let [x, y] = [0, 0];
      for (let t = 0; t < steps; t++) {
        x += Math.random() < 0.5 ? -1 : 1;
        y += Math.random() < 0.5 ? -1 : 1;
      }
      ends.push([x, y]);
    }
    return Promise.resolve({ ms: performance.now() - start });
  };
  return {
    name: "loop",
    openMs: 0,
    threads: 1,
    walk,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
