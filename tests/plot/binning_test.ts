import assert from "node:assert/strict";
import fc from "fast-check";
import { chooseBinning, freedmanDiaconisBins } from "../../src/plot/binning.ts";
import { occupiedRange, sumCells } from "../../src/plot/cells.ts";
import { histogram } from "../../src/plot/histogram.ts";
import { binomialLaw, walkCells } from "./data.ts";

/** The longer of the occupied ranges, in cells. */
function spanOf({ columns, rows }: { columns: Float64Array; rows: Float64Array }): number {
  return Math.max(...[columns, rows].map((counts) => {
    const [first, end] = occupiedRange(counts);
    return end - first;
  }));
}

const countLists = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 300 })
  .map((counts) => Float64Array.from(counts));

Deno.test("freedmanDiaconisBins() is range over 2·IQR/∛n", () => {
  // Eight even cells have an interquartile range of 4 cells: 8 / (2·4/∛n).
  for (const [n, bins] of [[8, 2], [64, 4], [8e6, 200]]) {
    assert.equal(freedmanDiaconisBins(new Float64Array(8).fill(n / 8)), bins);
  }
});

Deno.test("freedmanDiaconisBins() of a normal law follows its quartiles", () => {
  // IQR = 1.349 deviations: sqrt(1000) sites, half as many cells. Range: all 1,001 cells of the law.
  const counts = binomialLaw(1000).map((p) => p * 1e6);
  const expected = 1001 / (2 * 1.349 * Math.sqrt(250) / 100);
  assert.ok(Math.abs(freedmanDiaconisBins(counts) / expected - 1) < 0.01);
});

Deno.test("chooseBinning() keeps 10 to 50 hexagons across, none narrower than a cell", () => {
  fc.assert(fc.property(countLists, countLists, (columns, rows) => {
    const span = spanOf({ columns, rows });
    fc.pre(span > 0);
    const { hexCells, binCells } = chooseBinning({ columns, rows }, span);
    assert.ok(hexCells >= 1);
    assert.ok(hexCells === 1 || span === 1 || (hexCells >= span / 50 && hexCells <= span / 10));
    assert.equal(binCells[0], binCells[1]);
    assert.ok(Number.isInteger(binCells[0]) && binCells[0] >= 1 && binCells[0] < hexCells + 1);
  }));
});

Deno.test("chooseBinning() refines as walkers grow, up to seaborn's 50", () => {
  const across = [100, 3000, 100_000].map((walkers) => {
    const sums = sumCells(walkCells(walkers, 1000));
    return spanOf(sums) / chooseBinning(sums, spanOf(sums)).hexCells;
  });
  assert.ok(across[0] < across[1] && across[1] < across[2], String(across));
  assert.ok(Math.abs(across[2] - 50) < 1e-9);
});

Deno.test("chooseBinning() takes the gridsize or the width asked for, but no hexagon below a cell", () => {
  const sums = sumCells(walkCells(1000, 1000));
  assert.deepEqual(chooseBinning(sums, 90, { gridsize: 20 }), { hexCells: 4.5, binCells: [5, 5] });
  assert.deepEqual(chooseBinning(sums, 90, { gridsize: 200 }), { hexCells: 1, binCells: [1, 1] });
  assert.deepEqual(chooseBinning(sums, 90, { hexCells: 7 }), { hexCells: 7, binCells: [7, 7] });
  // Where y is drawn thrice as long as x, a hexagon is three times as many cells wide as high.
  const stretched = chooseBinning(sums, 90, { gridsize: 10 }, 3);
  assert.deepEqual(stretched, { hexCells: 9, binCells: [9, 3] });
  assert.equal(chooseBinning(sums, 90, { gridsize: 90 }, 3).hexCells, 3);
});

Deno.test("histogram() conserves the total and covers each occupied cell", () => {
  fc.assert(fc.property(countLists, fc.integer({ min: 1, max: 40 }), (counts, binCells) => {
    const bins = histogram({ start: -7, size: 2, counts }, binCells);
    const total = counts.reduce((sum, count) => sum + count, 0);
    assert.equal(bins.counts.reduce((sum, count) => sum + count, 0), total);
    assert.equal(bins.size, 2 * binCells);
    counts.forEach((count, cell) => {
      const bin = (cell * 2 - 7 - bins.start) / bins.size;
      if (count > 0) assert.ok(bins.counts[Math.floor(bin)] >= count);
    });
  }));
});
