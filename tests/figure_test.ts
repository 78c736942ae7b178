import assert from "node:assert/strict";
import { drawFigure } from "../src/figure.ts";
import { createSpec } from "../src/spec.ts";
import { oracleTally } from "./helpers/oracle.ts";
import { zero } from "../src/tally/tally.ts";

const SPEC = createSpec({ walkers: 2000, steps: 101, seed: '<seed> & "co"' });
const TALLY = oracleTally(SPEC, { first: 0, end: SPEC.walkers });
const WHOLE = { spec: SPEC, tally: TALLY, isComplete: true };

Deno.test("drawFigure() of the same result gives the same bytes, whatever the cells' type", () => {
  const words = { ...TALLY, cells: Uint32Array.from(TALLY.cells) };
  assert.equal(drawFigure({ ...WHOLE, tally: words }), drawFigure(WHOLE));
});

Deno.test("drawFigure() names walk, walkers, steps and seed, as text and not as markup", () => {
  const svg = drawFigure(WHOLE);
  for (const text of ["Walk diagonal", "n = 2,000 walkers", "101 steps"]) {
    assert.ok(svg.includes(text));
  }
  assert.ok(svg.includes("&lt;seed") && svg.includes("&amp;"));
  assert.ok(!svg.includes("<seed>"));
  assert.ok(!svg.includes("Partial"));
});

Deno.test("drawFigure() labels a part of a run as one, in title and caption", () => {
  const tally = oracleTally(SPEC, { first: 0, end: 500 });
  const svg = drawFigure({ spec: SPEC, tally, isComplete: false });
  assert.ok(svg.includes("Partial: the run was stopped after 500 of 2,000 walkers"));
  assert.match(svg, /<title[^>]*>[^<]*partial: 500 walkers/);
});

Deno.test("drawFigure() says how many walkers it does not show", () => {
  const window = { origin: [-5, -5] as const, cellSize: 2, columns: 5, rows: 5 };
  const spec = createSpec({ walkers: 2000, steps: 101, seed: 7, window });
  const tally = oracleTally(spec, { first: 0, end: spec.walkers });
  assert.ok(tally.outside > 0);
  const count = tally.outside.toLocaleString("en");
  const svg = drawFigure({ spec, tally, isComplete: true });
  assert.ok(svg.includes(`${count} walkers ended outside the counted window`));
});

Deno.test("drawFigure() draws the extremes: nobody, one walker, one step, the longest walk", () => {
  for (const [walkers, steps] of [[1, 1], [3, 2], [5, 100_003]]) {
    const spec = createSpec({ walkers, steps, seed: 7 });
    const tally = oracleTally(spec, { first: 0, end: walkers });
    const svg = drawFigure({ spec, tally, isComplete: true });
    assert.ok(!/NaN|Infinity|undefined/.test(svg), `${walkers} walkers, ${steps} steps`);
  }
  const spec = createSpec({ walkers: 1, steps: 2 ** 31 - 1, seed: 7 });
  const svg = drawFigure({ spec, tally: zero(spec.window), isComplete: false });
  assert.ok(!/NaN|Infinity|undefined/.test(svg));
});
