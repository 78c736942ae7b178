/** Random runs whose tallies are counted here, one endpoint after the other, by definition. */

import fc from "fast-check";
import type { CoveredRun, Provenance, SavedRun } from "../../src/data/saved_run.ts";
import { createSpec, type RunSpec } from "../../src/spec.ts";
import { type Range, sizeOf } from "../../src/tally/ranges.ts";
import { digest, type Tally, zero } from "../../src/tally/tally.ts";

/** Walkers that ended on one site. */
export interface Pile {
  readonly x: number;
  readonly y: number;
  readonly walkers: number;
}

/** Piles of a few walkers each, and now and then of very many. */
const walkers = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 2 ** 40 }));

/** Specs of few and of many steps, with the default window or one that leaves much outside. */
const specs: fc.Arbitrary<RunSpec> = fc.record({
  steps: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 2 ** 31 - 1 })),
  seed: fc.oneof(
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    fc.constantFrom("déjà vu", "𝄞 clef"),
  ),
  size: fc.option(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))),
  corner: fc.tuple(fc.integer({ min: -20, max: 5 }), fc.integer({ min: -20, max: 5 })),
  power: fc.integer({ min: 1, max: 5 }),
}).map(({ steps, seed, size, corner, power }) => {
  // The default window of many steps has 10^6 cells, which is slow.
  const [columns, rows] = size ?? (steps > 60 ? [3, 4] : [0, 0]);
  const window = columns > 0 ? { origin: corner, cellSize: 2 ** power, columns, rows } : undefined;
  return createSpec({ walkers: Number.MAX_SAFE_INTEGER, steps, seed, window });
});

/** Sites that walks of so many steps can end on: near the start, or anywhere. */
function sites(steps: number): fc.Arbitrary<number> {
  const near = Math.min(steps, 20);
  const start = (steps - near) % 2 === 0 ? -near : -near + 1;
  return fc.oneof(
    fc.integer({ min: 0, max: near - 1 }).map((k) => start + 2 * k),
    fc.integer({ min: 0, max: steps }).map((k) => -steps + 2 * k),
  );
}

/** Walkers in so many piles, in ranges with gaps between them. */
function rangesOf(total: number): fc.Arbitrary<Range[]> {
  const part = fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), gap: walkers });
  return fc.array(part, { maxLength: 3 }).map((parts) => {
    const ranges: Range[] = [];
    let [next, left] = [0, total];
    for (const { share, gap } of [...parts, { share: 1, gap: 1 }]) {
      const size = Math.ceil(share * left);
      if (size === 0) continue;
      ranges.push({ first: next, end: next + size });
      left -= size;
      next += size + gap;
    }
    return ranges;
  });
}

/** A run of walkers that ended on these sites. */
export function tallyOf(spec: RunSpec, piles: readonly Pile[]): Tally {
  const tally = zero(spec.window);
  const { origin: [x0, y0], cellSize, columns, rows } = spec.window;
  for (const { x, y, walkers } of piles) {
    const column = Math.floor((x - x0) / cellSize);
    const row = Math.floor((y - y0) / cellSize);
    const isInside = column >= 0 && column < columns && row >= 0 && row < rows;
    if (isInside) tally.cells[row * columns + column] += walkers;
    else tally.outside += walkers;
    tally.walkers += walkers;
    const [n, bigX, bigY] = [walkers, x, y].map(BigInt);
    tally.sums.x += n * bigX;
    tally.sums.y += n * bigY;
    tally.sums.xx += n * bigX * bigX;
    tally.sums.yy += n * bigY * bigY;
    tally.sums.xy += n * bigX * bigY;
  }
  return tally;
}

/** Where so many walkers came from. */
export function provenanceOf(walkers: number): Provenance {
  const finished = "2026-07-01T12:34:56.789Z";
  return { version: "0.1.0", backend: "workers", workers: 2, walkers, walkMs: 1.5, finished };
}

/** Runs of any spec, from those of no walker on. */
export const runs: fc.Arbitrary<CoveredRun> = specs.chain((spec) => {
  const site = sites(spec.steps);
  const pile = fc.record({ x: site, y: site, walkers });
  return fc.array(pile, { maxLength: 8 }).chain((piles) => {
    const tally = tallyOf(spec, piles);
    const first = fc.oneof(fc.constant(0), walkers);
    return fc.tuple(rangesOf(tally.walkers), walkers, first).map(([ranges, more, first]) => {
      const end = ranges.at(-1)?.end ?? 0;
      const input = { ...spec, seed: spec.seed.text, first, walkers: end + more };
      const moved = ranges.map((range) => ({ first: first + range.first, end: first + range.end }));
      return { spec: createSpec(input), ranges: moved, tally };
    });
  });
});

/** A run as it is when it was read from a file. */
export async function savedRun(run: CoveredRun): Promise<SavedRun> {
  return {
    ...run,
    digest: await digest(run.tally),
    isComplete: sizeOf(run.ranges) === run.spec.walkers,
    provenance: [provenanceOf(run.tally.walkers)],
  };
}

/** One run, small enough to try every alteration of its file. */
export function smallRun(): CoveredRun {
  const window = { origin: [-2, -2], cellSize: 2, columns: 3, rows: 3 } as const;
  const spec = createSpec({ walkers: 20, steps: 4, seed: "déjà vu", window });
  const piles = [{ x: 0, y: 2, walkers: 7 }, { x: -2, y: 0, walkers: 2 }, {
    x: 4,
    y: -4,
    walkers: 3,
  }];
  return {
    spec,
    ranges: [{ first: 0, end: 5 }, { first: 8, end: 15 }],
    tally: tallyOf(spec, piles),
  };
}

/** As many walkers as 10^9 over the default window of 1000 steps, in the shape of a bell. */
export function largeRun(): CoveredRun {
  const draft = createSpec({ walkers: 1e9, seed: 7 });
  const { origin: [first], columns } = draft.window;
  const weight = (site: number) => Math.exp(-site * site / 2000) * 2 / Math.sqrt(2000 * Math.PI);
  const all = Array.from({ length: columns }, (_, i) => first + 2 * i);
  const piles = all.flatMap((y) =>
    all.map((x) => ({ x, y, walkers: Math.floor(1e9 * weight(x) * weight(y)) }))
  );
  const tally = tallyOf(draft, piles.filter(({ walkers }) => walkers > 0));
  return { spec: draft, ranges: [{ first: 0, end: tally.walkers }], tally };
}
