import assert from "node:assert/strict";
import fc from "fast-check";
import { checkCounts } from "../../src/data/check_counts.ts";
import { DataError } from "../../src/data/saved_run.ts";
import { SUM_NAMES } from "../../src/tally/tally.ts";
import { runs } from "./runs.ts";

/** Runs whose every walker is in a cell of one site. */
const settled = runs.filter(({ tally }) => tally.window.cellSize === 2 && tally.outside === 0);

Deno.test("checkCounts() lets every run pass", () => {
  fc.assert(fc.property(runs, checkCounts), { numRuns: 1000 });
});

Deno.test("cells of one site settle all sums but that of x · y", () => {
  const change = fc.bigInt({ min: -9n, max: 9n }).filter((by) => by !== 0n);
  const name = fc.constantFrom("x", "y", "xx", "yy" as const);
  fc.assert(fc.property(settled, name, change, ({ tally, ...run }, name, by) => {
    const sums = { ...tally.sums, [name]: tally.sums[name] + by };
    assert.throws(() => checkCounts({ ...run, tally: { ...tally, sums } }), DataError);
  }));
});

Deno.test("any sum of another parity is refused", () => {
  fc.assert(fc.property(runs, fc.constantFrom(...SUM_NAMES), ({ tally, ...run }, name) => {
    const sums = { ...tally.sums, [name]: tally.sums[name] + 1n };
    assert.throws(() => checkCounts({ ...run, tally: { ...tally, sums } }), DataError);
  }));
});

Deno.test("sums that a run of so many walkers and steps cannot have are refused", () => {
  fc.assert(fc.property(runs, fc.constantFrom(...SUM_NAMES), ({ tally, ...run }, name) => {
    const most = BigInt(tally.walkers) * BigInt(run.spec.steps) ** BigInt(name.length);
    for (const sum of [most + 2n, -most - 2n]) {
      const sums = { ...tally.sums, [name]: sum };
      assert.throws(() => checkCounts({ ...run, tally: { ...tally, sums } }), DataError);
    }
  }));
});
