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
  assert.ok(svg.includes("Partial: 500 of 2,000 walkers"));
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

Deno.test("drawFigure() says what of the law it draws, and only contours that hold their share", () => {
  const captionFor = (steps: number) => {
    const spec = createSpec({ walkers: 1, steps, seed: 7 });
    const svg = drawFigure({ spec, tally: zero(spec.window), isComplete: false }, { law: true });
    const contours = svg.match(/class="plate"/g)?.length ?? 0;
    return [/>(Lines: [^<]+)</.exec(svg)?.[1], contours - 1];
  };
  assert.deepEqual(captionFor(101), [
    "Lines: the binomial law of 101 steps; contours hold 50, 90 and 99\u00a0% of it",
    3,
  ]);
  const twenty = "Lines: the binomial law of 20 steps; contours hold 90 and 99\u00a0% of it";
  assert.deepEqual(captionFor(20), [twenty, 2]);
  assert.deepEqual(captionFor(1), ["Lines: the binomial law of 1 step", 0]);
});

Deno.test("drawFigure() tells a pointer what is counted, and with a law what is expected", () => {
  const spec = createSpec({ walkers: 1000, steps: 2, seed: 7 });
  const tally = oracleTally(spec, { first: 0, end: spec.walkers });
  const run = { spec, tally, isComplete: true };
  const told = (law?: boolean | "residuals") =>
    [...drawFigure(run, { law }).matchAll(/<title>(\([^<]+)<\/title>/g)].map(([, text]) => text)
      .sort();
  const sites: string[] = [], expected: string[] = [], residuals: string[] = [];
  tally.cells.forEach((count, at) => {
    const place = [-2 + 2 * (at % 3), -2 + 2 * Math.floor(at / 3)];
    const site = `(${place.join(", ").replaceAll("-", "−")}): ${count}`;
    const p = place.reduce((product, at) => product * (at === 0 ? 1 / 2 : 1 / 4), 1);
    const deviation = Math.sqrt(1000 * p * (1 - p)), away = (count - 1000 * p) / deviation;
    const law = `${site}, expected ${Number((1000 * p).toFixed(p > 0.1 ? 0 : 1))}`;
    sites.push(site);
    expected.push(law);
    residuals.push(`${law}, ${away < 0 ? "−" : "+"}${Math.abs(away).toFixed(2)} sd`);
  });
  assert.equal(sites.length, 9);
  assert.deepEqual(told(), sites.sort());
  assert.deepEqual(told(true), expected.sort());
  assert.deepEqual(told("residuals"), residuals.sort());
});

Deno.test("drawFigure() refuses residuals with colours or scales of counts, and laws that are none", () => {
  for (const look of [{ scale: "log" }, { colors: "viridis" }] as const) {
    for (const draw of [drawFigure.bind(null, WHOLE), checkFigure.bind(null, SPEC)]) {
      assert.throws(() => draw({ ...look, law: "residuals" }), /leave (scale|colors) out/);
    }
  }
  const law = "contours" as "lines";
  assert.throws(() => drawFigure(WHOLE, { law }), /choose one of .*lines, residuals/);
});

Deno.test("drawFigure() calls the scale by what is drawn: hexagons, sites, or cells of several", () => {
  const labelFor = (walkers: number, steps: number) => {
    const spec = createSpec({ walkers, steps, seed: 7 });
    const tally = oracleTally(spec, { first: 0, end: walkers });
    const svg = drawFigure({ spec, tally, isComplete: true });
    return /rotate\(-90\)">(walkers per [^<]*)</.exec(svg)?.[1];
  };
  assert.equal(labelFor(2000, 1001), "walkers per hexagon");
  assert.equal(labelFor(2000, 10), "walkers per site");
  assert.equal(labelFor(3, 100_003), "walkers per 4 × 4 sites");
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
  assert.ok(svg.includes(">Bins that hold fewer than 3 walkers are not drawn<"));
  assert.ok(svg.includes(">Mine</text>"));
  const told = { 1: "1 walker", 2.5: "2.5 walkers", 1e9: "1,000,000,000 walkers" };
  for (const [minCount, walkers] of Object.entries(told)) {
    const svg = drawFigure(WHOLE, { minCount: Number(minCount) });
    assert.ok(svg.includes(`>Bins that hold fewer than ${walkers} are not drawn<`), walkers);
  }
});

Deno.test("checkFigure() refuses before a run what drawFigure() refuses after it", () => {
  for (const options of [{ gridsize: 0 }, { binsize: 1 }, { extent: [0, 1, 0, 9] as const }]) {
    assert.throws(() => checkFigure(SPEC, options), RangeError);
    assert.throws(() => drawFigure(WHOLE, options), RangeError);
  }
  checkFigure(SPEC, { law: true, gridsize: 30, scale: "log", extent: [-20, 20, -20, 20] });
});
