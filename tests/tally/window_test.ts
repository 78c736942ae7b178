import assert from "node:assert/strict";
import fc from "fast-check";
import { checkWindow, MAX_CELLS, type Window, windowFor } from "../../src/tally/window.ts";
import { findWalk } from "../../src/walks.ts";

const WALK = findWalk("diagonal");
const steps = fc.oneof(
  fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  fc.integer({ min: 1, max: 2000 }),
  fc.integer({ min: 0, max: 30 }).map((power) => 2 ** power),
);

/** The sites of an axis that a window covers and a walk can end on, lowest and highest. */
function reachable({ origin: [x0], cellSize, columns }: Window, steps: number): [number, number] {
  const isReachable = (x: number) => Math.abs(x - steps) % 2 === 0;
  const end = x0 + columns * cellSize - 1;
  return [isReachable(x0) ? x0 : x0 + 1, isReachable(end) ? end : end - 1];
}

Deno.test("windowFor() holds every endpoint of a walk of few steps", () => {
  for (let count = 1; count <= 36; count++) {
    const [lowest, highest] = reachable(windowFor(WALK, count), count);
    assert.ok(lowest <= -count && highest >= count, `${count} steps`);
  }
});

Deno.test("windowFor() reaches six deviations, or as far as the walk, each way", () => {
  fc.assert(fc.property(steps, (count) => {
    const [lowest, highest] = reachable(windowFor(WALK, count), count);
    // A site may lie up to one stride inside the six deviations.
    const least = Math.min(count, 6 * Math.sqrt(count)) - WALK.stride;
    assert.ok(lowest <= -least && highest >= least);
  }));
});

Deno.test("windowFor() takes more or fewer deviations", () => {
  assert.equal(windowFor(WALK, 10_000, 3).columns, 301);
  assert.equal(windowFor(WALK, 10_000, 4).columns, 401);
});

Deno.test("windowFor() is valid, square and of at most 2^20 cells for any number of steps", () => {
  fc.assert(fc.property(steps, (count) => {
    const window = windowFor(WALK, count);
    assert.deepEqual(checkWindow(window, WALK), window);
    assert.equal(window.columns, window.rows);
    assert.equal(window.origin[0], window.origin[1]);
    assert.ok(window.columns * window.rows <= MAX_CELLS);
    assert.equal(MAX_CELLS, 2 ** 20);
  }));
});

Deno.test("windowFor() grows its cells no more than it must", () => {
  fc.assert(fc.property(steps, (count) => {
    const { cellSize, columns } = windowFor(WALK, count);
    assert.ok(cellSize === WALK.stride || columns > 512);
  }));
});

Deno.test("windowFor() gives every cell the same number of sites that the walk can end on", () => {
  // Every second site can be reached, and a cell's side is even.
  fc.assert(fc.property(steps, (count) => {
    const { cellSize } = windowFor(WALK, count);
    assert.ok(Number.isInteger(Math.log2(cellSize)) && cellSize % WALK.stride === 0);
  }));
});

Deno.test("windowFor() is symmetric about the start, to within one site that cells cannot halve", () => {
  fc.assert(fc.property(steps, (count) => {
    const window = windowFor(WALK, count);
    const [lowest, highest] = reachable(window, count);
    const lean = Math.abs(lowest + highest);
    assert.ok(lean === 0 || (lean === WALK.stride && window.cellSize > WALK.stride));
  }));
});

Deno.test("checkWindow() freezes a copy", () => {
  const given = windowFor(WALK, 100);
  const checked = checkWindow(given, WALK);
  assert.ok(Object.isFrozen(checked) && Object.isFrozen(checked.origin));
  assert.notEqual(checked, given);
});
