/** The progress bar: what it shows in every width, and how long it says is left. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { ProgressBar } from "../../src/terminal/progress_bar.ts";
import { progressText } from "../../src/terminal/progress_text.ts";
import { RecentRate } from "../../src/terminal/recent_rate.ts";
import { FakeTerminal } from "./fake_terminal.ts";

const HALFWAY = {
  done: 420_000_000,
  total: 1e9,
  unit: "walkers",
  perSecond: 28.6e6,
  elapsedMs: 15_000,
};

Deno.test("a bar shows share, walkers, rate, elapsed and left, as far as there is room", () => {
  const texts = [
    [
      120,
      `${"█".repeat(12)}${
        "░".repeat(18)
      }   42 %  420M of 1.00G walkers  28.6M/s  15 s elapsed  21 s left`,
    ],
    [64, " 42 %  420M of 1.00G walkers  28.6M/s  15 s elapsed  21 s left"],
    [44, " 42 %  420M  28.6M/s  15 s, 21 s left"],
    [30, " 42 %  21 s left"],
    [10, " 42 %"],
    [3, ""],
  ] as const;
  for (const [columns, wanted] of texts) {
    assert.equal(progressText(HALFWAY, columns).trim(), wanted.trim());
  }
});

Deno.test("a text fits every width, whatever is done", () => {
  const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(whole, whole, fc.option(fc.double({ min: 1e-6, max: 1e15, noNaN: true })), whole, (
      a,
      b,
      rate,
      elapsedMs,
    ) => {
      const [done, total] = [Math.min(a, b), Math.max(a, b, 1)];
      const progress = { done, total, unit: "walkers", perSecond: rate ?? undefined, elapsedMs };
      for (const known of [progress, { ...progress, total: undefined }]) {
        for (let columns = 0; columns < 130; columns += 3) {
          const text = progressText(known, columns);
          assert.ok(text.length <= columns, `${columns}: ${text}`);
          assert.doesNotMatch(text, /NaN|undefined|Infinity|e\+/);
        }
      }
    }),
    { seed: 3 },
  );
});

Deno.test("a rate is of the last seconds, and unknown at first", () => {
  const rate = new RecentRate();
  assert.equal(rate.perSecond(), undefined);
  // Ten seconds at 10 a second, then 1000.
  let done = 0;
  for (let ms = 0; ms <= 20_000; ms += 100) {
    done += ms <= 10_000 ? 1 : 100;
    rate.add(ms, done);
    const found = rate.perSecond() ?? NaN;
    if (ms < 1000) assert.ok(Number.isNaN(found));
    else if (ms <= 10_000) assert.ok(Math.abs(found - 10) < 0.01);
    else if (ms > 15_200) assert.ok(Math.abs(found - 1000) < 0.01, `${ms}: ${found}`);
  }
});

Deno.test("a rate of steps that take long is that of the last ones", () => {
  const rate = new RecentRate();
  for (let step = 1; step <= 5; step++) rate.add(step * 60_000, step);
  assert.ok(Math.abs((rate.perSecond() ?? NaN) - 1 / 60) < 1e-9);
});

Deno.test("what is left is not shown before it is known, and is about right from the first", () => {
  const total = 4e7;
  // Three seconds pass before the first walker, and for half a second the engine is half as fast.
  const doneAt = (ms: number) => 1000 * Math.max((ms - 3000) / 2, ms - 3250);
  const endMs = 3250 + total / 1000;
  const terminal = new FakeTerminal(100);
  let ms = 0;
  const bar = new ProgressBar("walkers", total, terminal, () => ms);
  let firstMs: number | undefined;
  for (ms = 3060; ms < endMs; ms += 60) {
    bar.update(doneAt(ms));
    const left = terminal.shown().at(-1)?.match(/(\d+) s left$/)?.[1];
    if (left === undefined) continue;
    firstMs ??= ms;
    // The last text is up to 120 ms old, and seconds are rounded up.
    const known = (endMs - ms) / 1000;
    const slack = ms < 9000 ? 0.4 : 0.01;
    assert.ok(Math.abs(Number(left) - known) <= 1.2 + slack * known, `${left} s for ${known}`);
  }
  assert.ok(firstMs !== undefined && firstMs > 4000 && firstMs < 4500, `first at ${firstMs}`);
});

Deno.test("what ends within half a second shows no bar", () => {
  const terminal = new FakeTerminal(80);
  let ms = 0;
  const bar = new ProgressBar("tasks", 100, terminal, () => ms);
  for (; ms < 500; ms += 5) bar.update(ms / 5);
  bar.clear();
  assert.equal(terminal.written, "");
});
