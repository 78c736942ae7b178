import assert from "node:assert/strict";
import fc from "fast-check";
import { mergeRuns } from "../../src/data/merge_runs.ts";
import { decodeRun, encodeRun, type SavedRun } from "../../src/data/saved_run.ts";
import { simulate } from "../../src/run.ts";
import { createSpec, type SpecInput } from "../../src/spec.ts";
import { digest, zero } from "../../src/tally/tally.ts";
import { type Pile, provenanceOf, savedRun, tallyOf } from "./runs.ts";

const STEPS = 6;
const WALKERS = 24;

/** Where each of 24 walkers ends, and which of three runs walks it. */
const walks = fc.array(
  fc.record({ x: site(), y: site(), run: fc.nat({ max: 2 }) }),
  { minLength: WALKERS, maxLength: WALKERS },
);

function site() {
  return fc.nat({ max: STEPS }).map((ups) => 2 * ups - STEPS);
}

type Walks = readonly { readonly x: number; readonly y: number; readonly run: number }[];

/** The run of those walkers that some of three runs walked; `walkers` is what it was asked for. */
function runOf(all: Walks, runs: readonly number[], walkers = WALKERS): Promise<SavedRun> {
  const spec = createSpec({ walkers, steps: STEPS, seed: 7 });
  const ranges: { first: number; end: number }[] = [];
  const piles: Pile[] = [];
  all.forEach(({ x, y, run }, i) => {
    if (!runs.includes(run)) return;
    piles.push({ x, y, walkers: 1 });
    const last = ranges.at(-1);
    if (last?.end === i) last.end++;
    else ranges.push({ first: i, end: i + 1 });
  });
  return savedRun({ spec, ranges, tally: tallyOf(spec, piles) });
}

const result = ({ provenance: _, ...rest }: SavedRun) => rest;

Deno.test("runs added up are the run that walks all their walkers", async () => {
  await fc.assert(fc.asyncProperty(walks, async (all) => {
    const [a, b, c] = await Promise.all([0, 1, 2].map((run) => runOf(all, [run])));
    const ab = await mergeRuns(a, b);
    assert.deepEqual(result(ab), result(await runOf(all, [0, 1])));
    const abc = await mergeRuns(ab, c);
    assert.deepEqual(result(abc), result(await runOf(all, [0, 1, 2])));
    assert.ok(abc.isComplete);
    assert.deepEqual(abc, await mergeRuns(a, await mergeRuns(b, c)));
    assert.deepEqual(result(ab), result(await mergeRuns(b, a)));
    assert.deepEqual(await decodeRun(await encodeRun(abc, abc.provenance)), abc);
  }));
});

Deno.test("mergeRuns() leaves its runs alone and keeps where each came from", async () => {
  const all = Array.from({ length: WALKERS }, (_, i) => ({ x: 0, y: 2, run: i % 2 }));
  const [a, b] = await Promise.all([runOf(all, [0]), runOf(all, [1])]);
  const before = structuredClone([a, b]);
  const sum = await mergeRuns(a, b);
  assert.deepEqual([a, b], before);
  assert.deepEqual(sum.provenance, [...a.provenance, ...b.provenance]);
});

Deno.test("a run of no walkers leaves no trace in a sum, which can be saved", async () => {
  const all = Array.from({ length: WALKERS }, () => ({ x: 0, y: 2, run: 0 }));
  const [a, none] = await Promise.all([runOf(all, [0]), runOf(all, [])]);
  const sum = await mergeRuns(none, a);
  assert.deepEqual(sum.provenance, a.provenance);
  assert.deepEqual(await decodeRun(await encodeRun(sum, sum.provenance)), sum);
  const nothing = await mergeRuns(none, none);
  assert.deepEqual(await decodeRun(await encodeRun(nothing, nothing.provenance)), nothing);
});

Deno.test("a run of more walkers takes one of fewer in", async () => {
  const all = Array.from({ length: WALKERS }, (_, i) => ({ x: 0, y: 2, run: i < 10 ? 0 : 1 }));
  const sum = await mergeRuns(await runOf(all, [0], 10), await runOf(all, [1]));
  assert.equal(sum.spec.walkers, WALKERS);
  assert.deepEqual(sum.ranges, [{ first: 0, end: WALKERS }]);
  assert.ok(sum.isComplete);
  assert.ok(
    !(await mergeRuns(await runOf(all, [0], 10), await runOf(all, [], 10 ** 9))).isComplete,
  );
});

Deno.test("runs of other walkers add up to the run of all, whichever comes first", async () => {
  const of = async (first: number, walkers: number) => {
    const spec = createSpec({ walkers, first, steps: 40, seed: 7 });
    const { tally, ranges } = await simulate(spec, { backend: "serial" });
    return savedRun({ spec, ranges, tally });
  };
  const [low, middle, high] = [await of(0, 300), await of(300, 200), await of(500, 500)];
  const whole = await of(0, 1000);
  for (const parts of [[low, middle, high], [high, low, middle], [middle, high, low]]) {
    const [a, b, c] = parts;
    const sum = await mergeRuns(await mergeRuns(a, b), c);
    assert.deepEqual(result(sum), result(whole));
  }
  const halves = await mergeRuns(high, middle);
  assert.deepEqual([halves.spec.first, halves.spec.walkers, halves.isComplete], [300, 700, true]);
  const ends = await mergeRuns(high, low);
  assert.deepEqual([ends.spec.walkers, ends.isComplete], [1000, false]);
  assert.deepEqual(await decodeRun(await encodeRun(ends, ends.provenance)), ends);
});

Deno.test("runs that share a walker are refused", async () => {
  const all = Array.from({ length: WALKERS }, (_, i) => ({ x: 0, y: 2, run: i % 3 }));
  const [a, b] = await Promise.all([runOf(all, [0, 1]), runOf(all, [1, 2])]);
  const message = "Cannot add runs: walkers 1 to 1 are in both; add runs of other walkers";
  await assert.rejects(mergeRuns(a, b), { name: "DataError", message });
  await assert.rejects(mergeRuns(a, a), { name: "DataError" });
});

Deno.test("runs of another walk are refused, whatever differs", async () => {
  const of = (change: Partial<SpecInput>) => {
    const spec = createSpec({ walkers: 9, steps: STEPS, seed: 7, ...change });
    return savedRun({ spec, ranges: [], tally: zero(spec.window) });
  };
  const window = { origin: [-6, -6], cellSize: 4, columns: 7, rows: 7 } as const;
  const changes: readonly [string, Partial<SpecInput>][] = [
    ["steps 6 and 4", { steps: 4, window: (await of({})).spec.window }],
    ["seed 7 and 8", { seed: 8 }],
    ["window ", { window }],
  ];
  for (const [what, change] of changes) {
    const message = new RegExp(`^Cannot add runs with ${what}.*: walk again with the same`);
    await assert.rejects(mergeRuns(await of({}), await of(change)), { name: "DataError", message });
  }
  // A seed is its number.
  await mergeRuns(await of({ seed: "hexwalk" }), await of({ seed: 3410045868333958627n }));
});

Deno.test("a simulated run survives being saved", async () => {
  const spec = createSpec({ walkers: 20_000, steps: 100, seed: 7 });
  const { tally } = await simulate(spec, { backend: "serial" });
  const ranges = [{ first: 0, end: spec.walkers }];
  const text = await encodeRun({ spec, ranges, tally }, [provenanceOf(spec.walkers)]);
  const saved = await decodeRun(text);
  assert.deepEqual(saved.tally, tally);
  assert.equal(saved.digest, await digest(tally));
  assert.ok(saved.isComplete);
});
