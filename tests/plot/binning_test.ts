import assert from "node:assert/strict";
import fc from "fast-check";
import {
  chooseBinning,
  drawsCells,
  freedmanDiaconisBins,
  type Granularity,
} from "../../src/plot/binning.ts";
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

Deno.test("chooseBinning() keeps 10 to 50 hexagons across", () => {
  fc.assert(fc.property(countLists, countLists, (columns, rows) => {
    const span = spanOf({ columns, rows });
    fc.pre(span > 0);
    const { hexCells, binCells } = chooseBinning({ columns, rows }, span);
    assert.ok(hexCells >= span / 50 && hexCells <= span / 10);
    assert.equal(binCells[0], binCells[1]);
    assert.ok(
      Number.isInteger(binCells[0]) && binCells[0] >= 1 && binCells[0] < Math.max(1, hexCells) + 1,
    );
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

Deno.test("chooseBinning() takes the gridsize or the width asked for", () => {
  const sums = sumCells(walkCells(1000, 1000));
  assert.deepEqual(chooseBinning(sums, 90, { gridsize: 20 }), { hexCells: 4.5, binCells: [5, 5] });
  assert.deepEqual(chooseBinning(sums, 90, { gridsize: 200 }), {
    hexCells: 0.45,
    binCells: [1, 1],
  });
  assert.deepEqual(chooseBinning(sums, 90, { hexCells: 7 }), { hexCells: 7, binCells: [7, 7] });
  // Where y is drawn thrice as long as x, a hexagon is three times as many cells wide as high.
  const stretched = chooseBinning(sums, 90, { gridsize: 10 }, 3);
  assert.deepEqual(stretched, { hexCells: 9, binCells: [9, 3] });
});

Deno.test("drawsCells() where hexagons are no larger than cells, or narrow, or hold few walkers", () => {
  const wide: Granularity = { hexCells: 2.9, stretch: 1, occupied: () => 2000, fullest: 400 };
  // A hexagon 1.07 cells wide is as large as a cell.
  const cases: [Partial<Granularity>, boolean][] = [
    [{}, false],
    [{ hexCells: 1.9 }, true],
    [{ hexCells: 2 }, false],
    [{ hexCells: 1.9, occupied: () => 3001 }, false],
    [{ hexCells: 1.07, occupied: () => 1e6 }, true],
    [{ hexCells: 1.08, occupied: () => 1e6 }, false],
    [{ fullest: 7.9 }, true],
    [{ fullest: 8 }, false],
    [{ fullest: 7.9, occupied: () => 3001 }, false],
    // Drawn twice as long, a cell's height is half a hexagon's no more.
    [{ stretch: 2 }, true],
    [{ stretch: 0.5 }, false],
  ];
  for (const [change, expected] of cases) {
    assert.equal(
      drawsCells({ ...wide, ...change }),
      expected,
      `${JSON.stringify(change)}, ${change.occupied?.()} cells`,
    );
  }
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
