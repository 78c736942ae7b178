import assert from "node:assert/strict";
import { checkFigure, drawFigure } from "../src/figure.ts";
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

Deno.test("drawFigure() says which walkers they are, where they are not the first", () => {
  const spec = createSpec({ walkers: 500, first: 5000, steps: 9, seed: 7 });
  const tally = oracleTally(spec, { first: 5000, end: 5500 });
  const svg = drawFigure({ spec, tally, isComplete: true });
  assert.ok(svg.includes("n = 500 walkers from number 5,000 on"));
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

Deno.test("drawFigure() draws the exact law of the walk, for the walkers it has", () => {
  const svg = drawFigure(WHOLE, { law: true, extent: [-20, 20, -20, 20], binsize: 10 });
  assert.match(
    svg,
    /Lines: the binomial law of 101 steps; contours hold 50, 90 and 99\u00a0% of it/,
  );
  const histogram = svg.slice(0, svg.indexOf('class="axis"'));
  const curve = [...histogram.matchAll(/class="law" d="([^"]+)"/g)].at(-1)?.[1] ?? "";
  const points = curve.slice(1).split("L").map((point) => point.split(" ").map(Number));
  const base = Number(/class="bars" d="M[\d.]+ ([\d.]+)V/.exec(histogram)?.[1]);
  const heights = points.map(([, y]) => base - y);
  // The ratio of what bins of 10 sites expect at −20 and at 0, from the binomial law itself.
  const ratio = heights[0] / heights[80];
  const expected = binomialSum(101, -20, 10) / binomialSum(101, 0, 10);
  assert.equal(points.length, 161);
  assert.ok(Math.abs(ratio / expected - 1) < 2e-2, `${ratio} ${expected}`);
});

Deno.test("drawFigure() says what an extent and minCount leave out", () => {
  const svg = drawFigure(WHOLE, { extent: [-9, 9, -9, 9], minCount: 3, title: "Mine" });
  let beyond = 0;
  TALLY.cells.forEach((count, at) => {
    const { origin, cellSize, columns } = SPEC.window;
    const x = origin[0] + at % columns * cellSize,
      y = origin[1] + Math.floor(at / columns) * cellSize;
    if (Math.max(Math.abs(x), Math.abs(y)) > 9) beyond += count;
  });
  assert.ok(svg.includes(`>${beyond.toLocaleString("en")} walkers ended beyond the axes<`));
  assert.ok(svg.includes(">Hexagons of fewer than 3 walkers are not drawn<"));
  assert.ok(svg.includes(">Mine</text>"));
  const told = { 1: "1 walker", 2.5: "2.5 walkers", 1e9: "1,000,000,000 walkers" };
  for (const [minCount, walkers] of Object.entries(told)) {
    const svg = drawFigure(WHOLE, { minCount: Number(minCount) });
    assert.ok(svg.includes(`>Hexagons of fewer than ${walkers} are not drawn<`), walkers);
  }
});

Deno.test("checkFigure() refuses before a run what drawFigure() refuses after it", () => {
  for (const options of [{ gridsize: 0 }, { binsize: 1 }, { extent: [0, 1, 0, 9] as const }]) {
    assert.throws(() => checkFigure(SPEC, options), RangeError);
    assert.throws(() => drawFigure(WHOLE, options), RangeError);
  }
  checkFigure(SPEC, { law: true, gridsize: 30, scale: "log", extent: [-20, 20, -20, 20] });
});

/** P(x is within ±width/2 of a place), x the sum of steps of ±1; sites that a border cuts count half. */
function binomialSum(steps: number, place: number, width: number): number {
  let p = 2 ** -steps, sum = 0;
  for (let ups = 0; ups <= steps; ups++) {
    // A reachable site has the ground a site to either side.
    const away = Math.abs(2 * ups - steps - place);
    sum += p * Math.max(0, Math.min(1, (width / 2 + 1 - away) / 2));
    p *= (steps - ups) / (ups + 1);
  }
  return sum;
}
