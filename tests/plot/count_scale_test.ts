import assert from "node:assert/strict";
import fc from "fast-check";
import { shadeOf, shades } from "../../src/plot/colours.ts";
import { countScale, residualScale, wholeCountScale } from "../../src/plot/count_scale.ts";
import { SCALE_NAMES } from "../../src/plot/options.ts";
import { PAPER } from "../../src/plot/theme.ts";

const scales = fc.record({
  kind: fc.constantFrom(...SCALE_NAMES),
  power: fc.double({ min: -3, max: 16, noNaN: true }),
  share: fc.oneof(fc.constant(1), fc.double({ min: 1e-9, max: 1, noNaN: true })),
}).map(({ kind, power, share }) => ({ kind, least: share * 10 ** power, most: 10 ** power }));

Deno.test("countScale() rises from 0 to 1 at the largest count", () => {
  fc.assert(fc.property(scales, ({ kind, least, most }) => {
    const { shareOf } = countScale(kind, least, most);
    const counts = [0, 0.3, 0.7, 1].map((at) => least + (most - least) * at);
    const shares = counts.map(shareOf);
    assert.ok(shares.every((share, at) => share >= 0 && !(share < shares[at - 1])), `${shares}`);
    assert.ok(Math.abs(shareOf(most) - 1) < 1e-9);
  }));
});

Deno.test("countScale() has 2 to 11 ticks within, apart, with short labels", () => {
  fc.assert(
    fc.property(scales, ({ kind, least, most }) => {
      fc.pre(kind === "log" || most >= 1);
      const { shareOf, ticks: { values, labels }, minor } = countScale(kind, least, most);
      assert.ok(values.length >= 2 && values.length <= 11, `${values}`);
      assert.equal(new Set(labels).size, labels.length, `${labels}`);
      assert.ok(labels.every((label) => label.length <= 7), `${labels}`);
      const shares = [...values].map(shareOf);
      assert.ok(shares.every((share) => share >= 0 && share <= 1 + 1e-9), `${shares}`);
      // A label is 13.5 high, and the bar 200 at least.
      const gaps = shares.slice(1).map((share, at) => share - shares[at]);
      assert.ok(gaps.every((gap) => gap > 0.065), `${labels}: ${gaps}`);
      assert.ok(minor.every((value) => value <= most * (1 + 1e-9) && !values.includes(value)));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("a logarithmic scale reads as in print", () => {
  assert.deepEqual(countScale("log", 0.02, 5700).ticks.labels, ["1", "10", "100", "1,000"]);
  assert.deepEqual(countScale("log", 3, 60).ticks.labels, ["5", "10", "20", "50"]);
  assert.deepEqual(countScale("log", 1, 3e12).ticks.labels.slice(0, 3), ["10⁰", "10²", "10⁴"]);
  assert.deepEqual(countScale("log", 2e-4, 0.5).ticks.labels, ["10⁻³", "10⁻²", "10⁻¹"]);
  const narrow = countScale("log", 1.2e5, 4.1e5).ticks;
  assert.deepEqual(narrow.labels, ["5×10⁴", "10⁵", "2×10⁵"]);
  assert.deepEqual(narrow.values, [5e4, 1e5, 2e5]);
});

Deno.test("the least count of a logarithmic scale stands out from the paper, on every page", () => {
  for (const [least, most] of [[1, 11], [1, 4], [1, 6000], [50, 490], [1, 1e5]]) {
    const shade = shadeOf(wholeCountScale("log", least, most).shareOf(least));
    for (const page of ["light", "dark"] as const) {
      const channels = (colour: string) =>
        [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      const paper = channels(PAPER[page]), drawn = channels(shades("magma", page)[shade]);
      const away = Math.max(...drawn.map((channel, at) => Math.abs(channel - paper[at])));
      assert.ok(away >= 12, `${least} of ${most} is ${away} from ${page} paper`);
    }
  }
});

Deno.test("a square-root scale has ticks as far apart as a linear one", () => {
  assert.deepEqual(countScale("sqrt", 1, 5700).ticks.values, [0, 200, 1000, 2000, 4000, 5000]);
  assert.deepEqual(countScale("sqrt", 1, 1).ticks.values, [0, 1]);
});

Deno.test("a scale of residuals has 0 in its middle, and its ends hold what lies beyond", () => {
  for (const [least, most, end] of [[-0.5, 1, 3], [-4.2, 3, 5], [-2, 90, 8]]) {
    const { shareOf, ticks } = residualScale(least, most);
    assert.deepEqual([-end, 0, end].map(shareOf), [0, 0.5, 1]);
    assert.deepEqual([-1e9, 1e9].map(shareOf), [0, 1]);
    assert.equal(ticks.labels.at(-1)?.startsWith("≥"), most > 8);
  }
});

Deno.test("a scale of few whole counts has a tick for each, and others are as those of all counts", () => {
  for (const kind of SCALE_NAMES) {
    for (const most of [1, 2, 8]) {
      const { shareOf, ticks, minor, isWhole } = wholeCountScale(kind, 1, most);
      assert.deepEqual(ticks.values, Array.from({ length: most }, (_, at) => at + 1));
      assert.deepEqual([isWhole, minor, shareOf(Math.max(most, 4))], [true, [], 1]);
    }
    assert.deepEqual(wholeCountScale(kind, 1, 9).ticks, countScale(kind, 1, 9).ticks);
  }
});
