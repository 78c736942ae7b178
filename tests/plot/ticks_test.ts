import assert from "node:assert/strict";
import fc from "fast-check";
import {
  countTicks,
  endCountTicks,
  rootCountTicks,
  signedTicks,
  siteTicks,
} from "../../src/plot/ticks.ts";

const ranges = fc.record({
  low: fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
  span: fc.oneof(fc.integer({ min: 6, max: 500 }), fc.integer({ min: 6, max: 2 ** 31 })),
});

Deno.test("siteTicks() are sites within the axis, told apart by short labels", () => {
  fc.assert(
    fc.property(ranges, ({ low, span }) => {
      const { values, labels } = siteTicks(low, low + span, 6);
      assert.ok(values.length >= 2, `${values}`);
      assert.ok(values.every((at) => Number.isInteger(at) && at >= low && at <= low + span));
      assert.equal(new Set(labels).size, labels.length, `${labels}`);
      assert.ok(labels.every((label) => label.length <= 8), `${labels}`);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("siteTicks() are whole even on an axis of two sites", () => {
  assert.deepEqual(siteTicks(-1, 1, 6).labels, ["−1", "0", "1"]);
});

Deno.test("siteTicks() are two at least, however narrow the axis", () => {
  fc.assert(fc.property(
    fc.record({
      low: fc.integer({ min: -1000, max: 1000 }),
      shift: fc.double({ min: 0, max: 1, noNaN: true }),
      span: fc.double({ min: 0.01, max: 6, noNaN: true }),
    }),
    ({ low, shift, span }) => {
      const [from, to] = [low + shift, low + shift + span];
      const { values, labels } = siteTicks(from, to, 6);
      assert.ok(values.length >= 2 && values.every((at) => at >= from && at <= to), `${values}`);
      assert.equal(new Set(labels).size, labels.length, `${labels}`);
    },
  ));
  assert.deepEqual(siteTicks(0.1, 0.9, 4).labels, ["0.2", "0.4", "0.6", "0.8"]);
});

Deno.test("endCountTicks() are 0 and one near the largest; none where nothing is counted", () => {
  assert.deepEqual(endCountTicks(7400).labels, ["0", "6,000"]);
  assert.deepEqual(endCountTicks(1).labels, ["0", "1"]);
  assert.deepEqual(endCountTicks(0).values, []);
});

Deno.test("signedTicks() are whole deviations, and say where values lie beyond", () => {
  assert.deepEqual(signedTicks(3, false).labels, ["−3", "−2", "−1", "0", "1", "2", "3"]);
  assert.deepEqual(signedTicks(8, true).labels.at(0), "≤ −8");
  assert.deepEqual(signedTicks(8, true).labels.at(-1), "≥ 8");
});

Deno.test("siteTicks() say the value less the offset", () => {
  fc.assert(fc.property(ranges, ({ low, span }) => {
    const { values, labels, offset } = siteTicks(low, low + span, 6);
    values.forEach((value, at) => {
      const step = values[1] - values[0];
      assert.ok(Math.abs(readLabel(labels[at]) + offset - value) < step / 100, labels[at]);
    });
  }));
});

Deno.test("countTicks() start at 0, end within the scale, and stay short up to 10^15", () => {
  fc.assert(fc.property(fc.double({ min: 1e-3, max: 1e15, noNaN: true }), (max) => {
    for (const { values, labels } of [countTicks(max, 6), endCountTicks(max)]) {
      assert.ok(values.length >= 1 && values.every((value) => value >= 0 && value <= max));
      assert.ok(labels.every((label) => label.length <= 7), `${labels}`);
      assert.equal(new Set(labels).size, labels.length);
    }
    assert.equal(countTicks(max, 6).labels[0], "0");
  }));
});

Deno.test("rootCountTicks() leave no gap of more than a third of the scale, nor labels that touch", () => {
  fc.assert(
    fc.property(fc.double({ min: 9, max: 1e12, noNaN: true }), (max) => {
      const { values } = rootCountTicks(max, 5);
      const places = [...values, max].map((value) => Math.sqrt(value / max));
      const gaps = places.slice(1).map((place, at) => place - places[at]);
      assert.ok(gaps.every((gap) => gap < 0.34), `${values} up to ${max}`);
      assert.ok(gaps.slice(0, -1).every((gap) => gap >= 0.09), `${values} up to ${max}`);
    }),
    { numRuns: 1000, seed: 5 },
  );
});

Deno.test("rootCountTicks() start at 0, and say each value", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e12, noNaN: true }), (max) => {
      const { values, labels } = rootCountTicks(max, 5);
      assert.equal(values[0], 0);
      values.forEach((value, at) => {
        assert.ok(
          value <= max && Math.abs(readLabel(labels[at]) - value) <= 1e-9 * max,
          labels[at],
        );
        assert.ok(max < 1 || Number.isInteger(value), labels[at]);
      });
    }),
    { numRuns: 1000, seed: 5 },
  );
});

Deno.test("counts read as in print", () => {
  assert.deepEqual(countTicks(4100, 4).labels, ["0", "1,000", "2,000", "3,000", "4,000"]);
  assert.deepEqual(countTicks(2.4e6, 4).labels, ["0", "0.5M", "1.0M", "1.5M", "2.0M"]);
  assert.deepEqual(countTicks(1, 6).labels, ["0", "1"]);
});

function readLabel(label: string): number {
  const factor = { k: 1e3, M: 1e6, G: 1e9, T: 1e12 }[label.slice(-1)] ?? 1;
  return Number.parseFloat(label.replace("−", "-").replaceAll(",", "")) * factor;
}

Deno.test("siteTicks() leave room between their labels, however long these are", () => {
  // An axis of 400 units, and digits as wide as those of the widest common face.
  const room = 400 / (13.5 * 0.62);
  for (let exponent = 0; exponent <= 31; exponent++) {
    for (const share of [0.7, 1, 1.3, 1.9]) {
      const half = share * 2 ** exponent + 1;
      const { labels } = siteTicks(-half, half, 6);
      const used = labels.join("").length + labels.length;
      assert.ok(used <= room || labels.length <= 3, `${labels.join(" ")} in ${room}`);
    }
  }
});
