/**
 * Cuts a run into ranges of about the same duration and keeps a number of walkers of ranges busy:
 * CPU workers, or one GPU with a dispatch in reserve.
 */

import { Inbox } from "../pool/inbox.ts";
import type { RunSpec } from "../spec.ts";
import { BackendFault, type Part, type Range } from "./backend.ts";
import type { Walked } from "./cpu_kernel.ts";
import { fairShare, type Pace } from "../pool/pace.ts";
import { type KernelFacts, type Raw, readPart } from "./program.ts";

/** A walked range, and how long the walking took. */
export interface TimedWalk extends Walked {
  readonly ms: number;
  /** The same by a GPU's own clock, where it was asked for. */
  readonly kernelMs?: number;
}

/** What `feed` needs to know of whoever walks. */
export interface FeedOptions {
  readonly spec: RunSpec;
  readonly facts: KernelFacts;
  /** Walks a range somewhere, into `spare` if there is one. */
  readonly walk: (range: Range, spare?: Raw) => Promise<TimedWalk>;
  /** Ranges under way at a time. */
  readonly inFlight: number;
  /** How many of them are walked at once; the others wait their turn. */
  readonly atOnce: number;
  /** A range has a multiple of this many walkers, where it can. */
  readonly grain: number;
  /** And no more than this. */
  readonly maxWalkers: number;
  readonly pace: Pace;
  /** No range begins so many walkers behind the first of one that is under way; no bound if not given. */
  readonly maxAhead?: number;
}

/** A range that fails is walked again so many times before the backend is given up. */
const RETRIES = 2;
/** How long after an abort the ranges under way may still end and count. */
const GRACE_MS = 500;

/**
 * Walks a range, part by part in the order they are done. Each part is proven.
 *
 * @throws {BackendFault} If a part fails three times in a row.
 */
export async function* feed(
  range: Range,
  options: FeedOptions,
  signal?: AbortSignal,
): AsyncGenerator<Part> {
  const queue = new Cutter(range, options);
  const done = new Inbox<Walk>();
  const spares: Raw[] = [];
  using _deadline = new Deadline(signal, () => done.close());
  /** The first walkers of the ranges under way. */
  const underWay = new Set<number>();
  for (;;) {
    while (underWay.size < options.inFlight && !signal?.aborted) {
      if (queue.next - Math.min(...underWay) >= (options.maxAhead ?? Infinity)) break;
      const next = queue.take();
      if (next === undefined) break;
      underWay.add(next.first);
      walkRange(next, options, spares).then(
        (walk) => done.put(walk),
        (fault) => done.fail(fault),
      );
    }
    if (underWay.size === 0) return;
    const walk = await done.take();
    if (walk === undefined) return;
    underWay.delete(walk.part.range.first);
    yield walk.part;
    spares.push(walk.raw);
  }
}

/** A walked and proven range, and the words to use again. */
interface Walk {
  readonly part: Part;
  readonly raw: Raw;
}

async function walkRange(range: Range, options: FeedOptions, spares: Raw[]): Promise<Walk> {
  for (let attempt = 0;; attempt++) {
    try {
      const { ms, kernelMs, raw, slices } = await options.walk(range, spares.pop());
      const part = readPart(options.facts, options.spec, range, slices, raw);
      options.pace.learn((range.end - range.first) * options.spec.steps, ms);
      // The endpoints are the taker's; the other words are used again.
      return { part: { ...part, kernelMs }, raw: { cells: raw.cells, sums: raw.sums } };
    } catch (error) {
      if (attempt === RETRIES) {
        throw new BackendFault(error instanceof Error ? error.message : String(error));
      }
    }
  }
}

/** Cuts ranges off the front, smaller ones towards the end so that all walkers end together. */
class Cutter {
  #next: number;
  constructor(readonly range: Range, readonly options: FeedOptions) {
    this.#next = range.first;
  }

  /** The first walker of the next range. */
  get next(): number {
    return this.#next;
  }

  take(): Range | undefined {
    const { end } = this.range;
    if (this.#next >= end) return undefined;
    const { pace, spec, atOnce, grain, maxWalkers } = this.options;
    const share = fairShare(pace.units / spec.steps, end - this.#next, atOnce);
    const wanted = Math.min(share, maxWalkers);
    const size = Math.max(1, Math.floor(wanted / grain)) * grain;
    const taken = { first: this.#next, end: Math.min(end, this.#next + size) };
    this.#next = taken.end;
    return taken;
  }
}

/** Calls back some time after the signal, unless it is disposed of before. */
class Deadline implements Disposable {
  #timer?: ReturnType<typeof setTimeout>;
  readonly #start = () => this.#timer = setTimeout(this.passed, GRACE_MS);

  constructor(readonly signal: AbortSignal | undefined, readonly passed: () => void) {
    if (signal?.aborted) this.#start();
    else signal?.addEventListener("abort", this.#start, { once: true });
  }

  [Symbol.dispose](): void {
    this.signal?.removeEventListener("abort", this.#start);
    clearTimeout(this.#timer);
  }
}
