import assert from "node:assert/strict";
import fc from "fast-check";
import { kernelDensity, placesAlong, scottBandwidth } from "../../src/plot/density.ts";
import { binomialLaw } from "./data.ts";

const axes = fc.record({
  start: fc.integer({ min: -1000, max: 1000 }),
  size: fc.integer({ min: 1, max: 64 }),
  counts: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 60 })
    .map((counts) => Float64Array.from(counts)),
});

Deno.test("kernelDensity() has the walkers as its area", () => {
  fc.assert(fc.property(axes, (axis) => {
    const { start, size, counts } = axis;
    const total = counts.reduce((sum, count) => sum + count, 0);
    const reach = 6 * Math.max(scottBandwidth(axis), size) + size;
    const from = start - reach, to = start + counts.length * size + reach;
    const places = Float64Array.from({ length: 2001 }, (_, k) => from + (to - from) * k / 2000);
    const { values } = kernelDensity(axis, places);
    const area = values.reduce((sum, value) => sum + value, 0) * (to - from) / 2000;
    assert.ok(Math.abs(area - total) <= 1e-3 * total, `${area} ${total}`);
  }));
});

Deno.test("kernelDensity() of many walkers on a lattice is the law, without its comb", () => {
  const steps = 1000, walkers = 1e9;
  const axis = { start: -steps - 1, size: 2, counts: binomialLaw(steps).map((p) => p * walkers) };
  const places = placesAlong(-60, 60);
  const { values } = kernelDensity(axis, places);
  // The kernel, a cell wide, adds 2² to the variance.
  const variance = steps + 4;
  places.forEach((at, k) => {
    const law = walkers * Math.exp(-(at ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    assert.ok(Math.abs(values[k] / law - 1) < 1e-3, `${values[k] / law} at ${at}`);
  });
});

Deno.test("scottBandwidth() is that of scipy", () => {
  // σ·n^(−1/5) of [1, 1, 2, 2, 2, 3, 5], σ with n − 1: what gaussian_kde(x).covariance ** 0.5 holds.
  const mean = 16 / 7,
    squares = 2 * (1 - mean) ** 2 + 3 * (2 - mean) ** 2 + (3 - mean) ** 2 +
      (5 - mean) ** 2;
  const expected = Math.sqrt(squares / 6) * 7 ** -0.2;
  const counts = Float64Array.of(2, 3, 1, 0, 1);
  assert.ok(Math.abs(scottBandwidth({ start: 0.5, size: 1, counts }) - expected) < 1e-12);
  assert.equal(scottBandwidth({ start: 0, size: 4, counts: Float64Array.of(0, 1) }), 0);
});
