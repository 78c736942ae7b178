/** A run: spec and backend → result, with progress, an early end, and a second backend in reserve. */

import { type Backend, BackendFault, type BackendInfo } from "./backends/backend.ts";
import {
  BACKEND_NAMES,
  type BackendName,
  chooseBackend,
  MAX_WORKERS,
  openBackend,
} from "./backends/choose.ts";
import { callback, type Kinds, oneOf, signal, wholeNumber } from "./options/options.ts";
import { type Provenance, provenancesOf } from "./provenances.ts";
import { createSpec, type RunSpec, type SpecInput, walkersOf } from "./spec.ts";
import { checkStopped, STOPPED_RUN, type StoppedRun } from "./stopped_run.ts";
import { gaps, join, type Range } from "./tally/ranges.ts";
import { digest, merge, type Tally, zero } from "./tally/tally.ts";

/** How to run; all of it may be left out. */
export interface RunOptions {
  /** "auto" by default. */
  readonly backend?: BackendName;
  /** Threads of the workers backend, 1 to 1024; every core by default. */
  readonly workers?: number;
  /** A run of these walkers that was stopped: those in it are not walked again. */
  readonly from?: StoppedRun;
  /** Ends the run early; the result then holds what was walked, with `isComplete` false. */
  readonly signal?: AbortSignal;
  /** Called after every part with the walkers done so far. */
  readonly onProgress?: (walkers: number) => void;
  /**
   * Called with every walker's endpoint, in the order of their numbers: shape [walkers, 2] in sites,
   * and the first walker's number. The run waits for it. A run that ends early gives those before the
   * first walker that it lacks. It cannot be had with `from`.
   */
  readonly onEndpoints?: (
    endpoints: Int32Array<ArrayBuffer>,
    first: number,
  ) => void | Promise<void>;
  /** Called with what a user should know, such as a backend that failed and was replaced. */
  readonly onNotice?: (notice: string) => void;
}

/** What each option may be. */
export const RUN_OPTIONS: Kinds<RunOptions> = {
  backend: oneOf(BACKEND_NAMES),
  workers: wholeNumber(1, MAX_WORKERS),
  from: STOPPED_RUN,
  signal,
  onProgress: callback(),
  onEndpoints: callback(),
  onNotice: callback(),
};

/** How to run on backends of another making, as tests do. */
export interface OpenOptions extends RunOptions {
  /** Opens a backend by name. */
  readonly open?: (name: "gpu" | "workers" | "serial") => Promise<Backend>;
}

/** What one backend walked of a run. */
export interface Share {
  /** The backend. */
  readonly backend: BackendInfo;
  /** Walkers that it walked. */
  readonly walkers: number;
  /** How long it took, in milliseconds. */
  readonly walkMs: number;
}

/**
 * What a run gives: the spec, the tally, and how it came about. `JSON.stringify` takes it: the seed and
 * the sums, which JSON has no numbers for, become decimal texts, and the cells a list.
 */
export interface RunResult {
  /** What was to be walked. */
  readonly spec: RunSpec;
  /** Where the walkers ended; its window is the spec's. */
  readonly tally: Tally;
  /** The walkers in the tally, by their numbers, in order. */
  readonly ranges: readonly Range[];
  /** SHA-256 of the tally's canonical bytes: equal digests are equal results. */
  readonly digest: string;
  /** Whether all walkers of the spec are in the tally. */
  readonly isComplete: boolean;
  /** What each backend walked that had a part in it, in order; nothing of what was walked before. */
  readonly shares: readonly Share[];
  /** The backend that finished the run, or walked last. */
  readonly backend: BackendInfo;
  /** Why that backend. */
  readonly reason: string;
  /** Time from the opened backend to the last walker, in milliseconds. */
  readonly walkMs: number;
  /** Where the walkers come from, as a file of the run keeps it. */
  readonly provenance: readonly Provenance[];
}

/** A run whose backends failed one after the other; what they had walked is not lost. */
export class RunFault extends BackendFault {
  /**
   * The last backend's fault, and what can be kept and gone on from.
   *
   * @param result What was walked, with `isComplete` false, as of a run that was stopped.
   */
  constructor(message: string, readonly result: RunResult) {
    super(message);
  }
}

/**
 * Walks all walkers of a spec and tallies where they end.
 *
 * @param input What `createSpec` gave, or what it would be given.
 * @param options Checked by the caller.
 * @throws {TypeError | RangeError} As `createSpec`.
 * @throws {BackendFault} If the backend asked for cannot be had, or fails and no other can go on: a
 * `RunFault`, which has the result so far, if walkers were walked.
 * @throws {MissingPermission} If it takes workers and they may not read their files; it names the flag.
 * @throws {RangeError} If `from` is a run of another walk, or of walkers that the spec does not have.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { simulate } from "./run.ts";
 * import { createSpec } from "./spec.ts";
 *
 * const spec = createSpec({ walkers: 1000, steps: 100, seed: 7 });
 * const { tally } = await simulate(spec, { backend: "serial" });
 * assert.equal(tally.walkers, 1000);
 * ```
 */
export async function simulate(
  input: RunSpec | SpecInput,
  options: OpenOptions = {},
): Promise<RunResult> {
  const spec = createSpec(input);
  const { workers = navigator.hardwareConcurrency } = options;
  const hasEndpoints = options.onEndpoints !== undefined;
  const open = options.open ?? ((name) => openBackend(name, spec, workers, hasEndpoints));
  const asked = options.backend ?? "auto";
  const choice = asked === "auto"
    ? await chooseBackend(
      { ...spec, walkers: spec.walkers - (options.from?.tally.walkers ?? 0) },
      workers,
    )
    : { name: asked, reason: "as asked" };
  const run = new Run(spec, options);
  // A backend that was asked for by name and cannot be opened is an error, not a reason to take another.
  const first = await run.attempt(() => open(choice.name), asked !== "auto");
  if (first !== undefined) return run.result(first, choice.reason);
  const reserve = choice.name === "workers" ? "serial" : "workers";
  options.onNotice?.(`${choice.name} failed (${run.fault}); going on with ${reserve}`);
  const reason = `${choice.name} failed: ${run.fault}`;
  const second = await run.attempt(() => open(reserve), false);
  if (second !== undefined) return run.result(second, reason);
  const last = run.lastBackend;
  if (last === undefined) throw new BackendFault(run.fault);
  const why = last.name === choice.name ? choice.reason : reason;
  throw new RunFault(run.fault, await run.result(last, why));
}

/** A run under way: what is tallied so far, and what is left. */
class Run {
  readonly #tally: Tally;
  /** Ranges walked, in order, adjacent ones as one. */
  #done: readonly Range[] = [];
  readonly #shares: Share[] = [];
  /** Endpoints that came before those of walkers with lower numbers, by the first of them. */
  readonly #early = new Map<number, Int32Array<ArrayBuffer>>();
  #told: number;
  /** Where the walkers come from that are not walked again. */
  readonly #before: readonly Provenance[] = [];
  /** Why the last backend gave up. */
  fault = "";

  constructor(readonly spec: RunSpec, readonly options: RunOptions) {
    const { from, onEndpoints } = options;
    this.#tally = zero(spec.window);
    this.#told = spec.first;
    if (from === undefined) return;
    checkStopped(spec, from);
    if (onEndpoints !== undefined) {
      throw new RangeError("Cannot give endpoints of walkers walked before: leave from out");
    }
    merge(this.#tally, from.tally);
    this.#done = from.ranges;
    this.#before = from.provenance.filter(({ walkers }) => walkers > 0);
  }

  /** Walks what is left on a backend; undefined if it cannot be opened or fails on the way. */
  async attempt(open: () => Promise<Backend>, mustOpen: boolean): Promise<BackendInfo | undefined> {
    let info: BackendInfo | undefined;
    let start = 0;
    const before = this.#tally.walkers;
    try {
      await using backend = await open();
      info = backend.info;
      start = performance.now();
      for (const range of gaps(walkersOf(this.spec), this.#done)) {
        await this.#walk(backend, range);
      }
      if (this.#tally.walkers < this.spec.walkers && !this.options.signal?.aborted) {
        throw new BackendFault(`only ${this.#tally.walkers} walkers were walked`);
      }
      return backend.info;
    } catch (error) {
      if (!(error instanceof BackendFault) || (mustOpen && !info)) throw error;
      this.fault = error.message;
      return undefined;
    } finally {
      const walkers = this.#tally.walkers - before;
      if (info) this.#shares.push({ backend: info, walkers, walkMs: performance.now() - start });
    }
  }

  /** The last that walked anything. */
  get lastBackend(): BackendInfo | undefined {
    return this.#shares.findLast(({ walkers }) => walkers > 0)?.backend;
  }

  async result(backend: BackendInfo, reason: string): Promise<RunResult> {
    const { spec } = this;
    const tally = this.#tally;
    const isComplete = tally.walkers === spec.walkers;
    const shares = this.#shares;
    const walkMs = shares.reduce((sum, share) => sum + share.walkMs, 0);
    const ranges = this.#done;
    return {
      spec,
      tally,
      ranges,
      digest: await digest(tally),
      isComplete,
      shares,
      backend,
      reason,
      walkMs,
      provenance: [...this.#before, ...provenancesOf({ shares, reason, tally })],
    };
  }

  async #walk(backend: Backend, range: Range): Promise<void> {
    for await (const part of backend.walk(range, this.options.signal)) {
      merge(this.#tally, part.tally);
      this.#done = join(this.#done, part.range);
      if (part.endpoints) await this.#tell(part.range.first, part.endpoints);
      this.options.onProgress?.(this.#tally.walkers);
    }
  }

  /** Hands endpoints on in order. */
  async #tell(first: number, endpoints: Int32Array<ArrayBuffer>): Promise<void> {
    this.#early.set(first, endpoints);
    for (let next; (next = this.#early.get(this.#told)); this.#told += next.length / 2) {
      this.#early.delete(this.#told);
      await this.options.onEndpoints?.(next, this.#told);
    }
  }
}
