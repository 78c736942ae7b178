/** What a benchmark compares: the loop that one would write, and the backends of this host. */

import { describeAdapter, DRIVER_REMEDY, findAdapter, isSoftware } from "../backends/adapter.ts";
import { type Backend, BackendFault, type BackendInfo } from "../backends/backend.ts";
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
  /** A row for a GPU adapter, though it is software. */
  readonly software: boolean;
}

/** What there is to compare, and what there is not. */
export interface Opened {
  readonly rows: readonly Row[];
  /** A line for each GPU that has no row, or one that says that there is none: why. */
  readonly notes: readonly string[];
}

/** Opens the rows one after the other, each timed. @throws {BackendFault} If a backend of the CPU fails. */
export async function openRows(spec: RunSpec, choice: RowChoice): Promise<Opened> {
  const rows: Row[] = [loopRow(spec)];
  const notes: string[] = [];
  try {
    rows.push(await engineRow(spec, 1, () => openSerial(spec)));
    for (const workers of workerCounts(choice)) {
      rows.push(await engineRow(spec, workers, () => openWorkers(spec, { workers })));
    }
    const adapters = await findAdapters();
    if (adapters.length === 0) notes.push(NO_ADAPTER);
    for (const { powerPreference, name, software } of adapters) {
      if (software && !choice.software) {
        notes.push(`No row for ${name}: it is software, and --no-software leaves that out`);
        continue;
      }
      const walker = new GpuThread({ powerPreference, isTimed: true });
      try {
        rows.push(await engineRow(spec, undefined, () => openGpu(spec, walker)));
      } catch (error) {
        // The rows of the CPU are worth having without it.
        if (!(error instanceof BackendFault)) throw error;
        notes.push(`No row for ${name}: ${error.message}`);
      }
    }
    return { rows, notes };
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

const NO_ADAPTER = "No row for a GPU: WebGPU was asked for a fast adapter and for one that saves " +
  `power, and has neither; ${DRIVER_REMEDY}`;

/** A GPU, and how to ask for it. */
interface FoundAdapter {
  readonly powerPreference: GPUPowerPreference;
  readonly name: string;
  readonly software: boolean;
}

/** The adapters of this host. WebGPU lists none: it offers a fast one and one that saves power. */
async function findAdapters(): Promise<readonly FoundAdapter[]> {
  const found = new Map<string, FoundAdapter>();
  for (const powerPreference of ["high-performance", "low-power"] as const) {
    const adapter = await findAdapter(powerPreference);
    if (!adapter) continue;
    const { vendor, architecture, device, description } = adapter.info;
    const key = [vendor, architecture, device, description].join("\n");
    if (found.has(key)) continue;
    const name = describeAdapter(adapter);
    found.set(key, { powerPreference, name, software: isSoftware(adapter) });
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
