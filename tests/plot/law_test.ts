import assert from "node:assert/strict";
import { jointplot } from "../../src/plot/jointplot.ts";
import { checkLaw, contourRadius } from "../../src/plot/law.ts";
import { binomialLaw, normalLaw, walkCells } from "./data.ts";

Deno.test("contours hold their share of the exact law of a long walk", () => {
  const steps = 1000, law = binomialLaw(steps);
  for (const share of [0.5, 0.9, 0.99]) {
    const radius = contourRadius(share) * Math.sqrt(steps);
    let held = 0;
    for (let x = 0; x <= steps; x++) {
      for (let y = 0; y <= steps; y++) {
        if (Math.hypot(2 * x - steps, 2 * y - steps) <= radius) held += law[x] * law[y];
      }
    }
    assert.ok(Math.abs(held - share) < 0.003, `${held} of ${share}`);
  }
});

Deno.test("a law is drawn with a label a contour, and its lines cross every marginal", () => {
  const cells = walkCells(5000, 400);
  const options = {
    title: "",
    law: normalLaw({ ...cells, columns: 60, rows: 60, x0: -60, y0: -60 }),
  };
  const svg = jointplot(cells, options);
  for (const label of ["50 %", "90 %", "99 %"]) assert.ok(svg.includes(`>${label}</text>`), label);
  assert.equal(svg.match(/class="law"/g)?.length, 5);
  assert.equal(
    jointplot(cells, { ...options, marginals: "none" }).match(/class="law"/g)?.length,
    3,
  );
});

Deno.test("contours beyond the panel are left out, and those that reach into it are drawn", () => {
  const cells = walkCells(5000, 400), law = normalLaw(cells);
  const contoursIn = (low: number, high: number) =>
    jointplot(cells, { title: "", marginals: "none", law, extent: [low, high, low, high] })
      .match(/class="law"/g)?.length ?? 0;
  // The law's deviation is 160 about 0; its contours reach to 189, 344 and 487.
  const starts = [0, 180, 200, 340, 350, 480, 490, 5000];
  assert.deepEqual(starts.map((low) => contoursIn(low, low + 1000)), [3, 3, 2, 2, 1, 1, 0, 0]);
});

Deno.test("every contour that reaches into the panel is labelled, if only its corner is crossed", () => {
  const cells = walkCells(5000, 400), law = { ...normalLaw(cells), contours: [0.5] };
  const radius = 160.4 * contourRadius(0.5);
  for (let degrees = 20; degrees <= 70; degrees += 2) {
    const [x, y] = [Math.cos, Math.sin].map((of) => radius * of(degrees * Math.PI / 180));
    // A panel whose lower left corner is just within the contour.
    const extent = [x - 10, x + 190, y - 10, y + 190] as const;
    const svg = jointplot(cells, { title: "", marginals: "none", law, extent });
    assert.match(svg, />50\u00a0?.?%<\/text>/, `at ${degrees} degrees`);
  }
});

Deno.test("an emptied panel has its note on a plate where a law is drawn, clear of labels", () => {
  const cells = walkCells(5000, 400);
  // The contour of 50 % has its highest point, where its label would be, at the panel's middle.
  const extent = [-500, 500, -312, 688] as const;
  const look = { title: "", marginals: "none", extent, minCount: 1e9 } as const;
  const svg = jointplot(cells, { ...look, law: normalLaw(cells) });
  assert.match(svg, /<rect class="plate"[^>]*>\s*<text class="label quiet"[^>]*>no walkers to/);
  const plates = [
    ...svg.matchAll(/class="plate" x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"/g),
  ]
    .map(([, ...numbers]) => numbers.map(Number));
  assert.equal(plates.length, 4);
  const [x, y, width, height] = plates[3];
  for (const [left, top, across, up] of plates.slice(0, 3)) {
    assert.ok(left >= x + width || left + across <= x || top >= y + height || top + up <= y);
  }
  assert.doesNotMatch(jointplot(cells, look), /plate/);
});

Deno.test("a law that is none is refused", () => {
  const { x, y } = normalLaw(walkCells(1, 1));
  const laws = [
    { walkers: -1, x, y },
    { walkers: NaN, x, y },
    { walkers: 1, x: { ...x, mean: NaN }, y },
    { walkers: 1, x, y: { ...y, deviation: 0 } },
  ];
  for (const law of laws) {
    assert.throws(() => checkLaw({ contours: [0.5], ...law }), RangeError);
  }
  for (const share of [0, 1, NaN]) {
    assert.throws(() => checkLaw({ walkers: 1, x, y, contours: [share] }), /contour that holds/);
  }
  checkLaw({ walkers: 1, x, y, contours: [] });
});
