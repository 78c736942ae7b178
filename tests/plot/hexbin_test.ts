import assert from "node:assert/strict";
import fc from "fast-check";
import type { CellCounts } from "../../src/plot/cells.ts";
import { HEX_CORNERS, type Hexagons } from "../../src/plot/hex_tiling.ts";
import { hexbin } from "../../src/plot/hexbin.ts";
import { binomialLaw, evenCells, normalOver } from "./data.ts";

type Point = readonly [number, number];

const cells: fc.Arbitrary<CellCounts> = fc.record({
  x0: fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
  y0: fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
  cellSize: fc.integer({ min: 0, max: 20 }).map((power) => 2 ** power),
  columns: fc.integer({ min: 1, max: 12 }),
  rows: fc.integer({ min: 1, max: 12 }),
}).chain((grid) => {
  const size = grid.columns * grid.rows;
  const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
  return fc.array(count, { minLength: size, maxLength: size })
    .map((counts) => ({ ...grid, counts }));
});

/** Hexagons of 0.3 to 30 cells about a place near the grid's corner. */
const tilings = fc.record({
  cells: fc.double({ min: 0.3, max: 30, noNaN: true }),
  right: fc.double({ min: -40, max: 40, noNaN: true }),
  up: fc.double({ min: -40, max: 40, noNaN: true }),
});

function binInto(grid: CellCounts, tiling: { cells: number; right: number; up: number }): Hexagons {
  return hexbin(grid, {
    width: tiling.cells * grid.cellSize,
    centerX: grid.x0 + tiling.right * grid.cellSize,
    centerY: grid.y0 + tiling.up * grid.cellSize,
  });
}

Deno.test("hexbin() conserves the total", () => {
  fc.assert(fc.property(cells, tilings, (grid, tiling) => {
    const total = sum(grid.counts);
    assert.ok(Math.abs(sum(binInto(grid, tiling).count) - total) <= 1e-12 * total);
  }));
});

Deno.test("hexbin() gives a hexagon each cell's count by area of overlap", () => {
  const lone = fc.record({
    x: fc.integer({ min: -5, max: 5 }),
    y: fc.integer({ min: -5, max: 5 }),
  });
  fc.assert(fc.property(lone, tilings, ({ x, y }, tiling) => {
    const grid = { x0: x, y0: y, cellSize: 1, columns: 1, rows: 1, counts: [1] };
    const hexagons = binInto(grid, tiling);
    for (let k = 0; k < hexagons.count.length; k++) {
      const overlap = area(clipToSquare(corners(hexagons, k), x, y));
      assert.ok(Math.abs(hexagons.count[k] - overlap) < 1e-11, `${hexagons.count[k]} ${overlap}`);
    }
  }));
});

Deno.test("hexbin() holds whole numbers of walkers where it holds whole cells", () => {
  fc.assert(fc.property(
    fc.record({
      counts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 9, maxLength: 9 }),
      width: fc.double({ min: 8, max: 60, noNaN: true }),
      x: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
      y: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
    }),
    ({ counts, width, x, y }) => {
      // Nine cells well inside the hexagon about them, cut by the lines through its middle.
      const grid = { x0: -1.5 + x, y0: -1.5 + y, cellSize: 1, columns: 3, rows: 3, counts };
      const { count } = hexbin(grid, { width, centerX: 0, centerY: 0 });
      assert.deepEqual([...count], [sum(counts)]);
    },
  ));
});

Deno.test("hexbin() of an even density is even inside", () => {
  for (const width of [2, 2.7, 5.6, 7, 31.4]) {
    const side = 60;
    const hexagons = hexbin(evenCells(side, 3), { width, centerX: 0.3, centerY: -0.7 });
    const expected = (3 * hexArea(width)) / 4;
    let inside = 0;
    for (let k = 0; k < hexagons.count.length; k++) {
      if (corners(hexagons, k).flat().some((at) => Math.abs(at) > side)) continue;
      inside++;
      assert.ok(Math.abs(hexagons.count[k] / expected - 1) < 1e-9);
    }
    assert.ok(inside > 3, `${inside} hexagons of width ${width} inside`);
  }
});

Deno.test("hexbin() shows no moiré over the lattice of a ±1 walk", () => {
  // Within two standard deviations the binomial law, spread over its cells, is within 0.1 % of the normal
  // one (Edgeworth: He4(z)/(12·steps) an axis), and hexagons' borders add as much where they cross
  // cells. Bare hexagons of this width hold 6 to 8 sites: they would be off by 10 % and more.
  const steps = 1000, deviation = Math.sqrt(steps);
  const law = binomialLaw(steps), side = steps + 1;
  const counts = Float64Array.from({ length: side * side }, (_, at) => {
    return law[at % side] * law[Math.floor(at / side)];
  });
  const grid = { x0: -side, y0: -side, cellSize: 2, columns: side, rows: side, counts };
  const hexagons = hexbin(grid, { width: 5.6, centerX: 0, centerY: 0 });
  let seen = 0;
  for (let k = 0; k < hexagons.count.length; k++) {
    const [x, y] = centre(hexagons, k);
    if (Math.hypot(x, y) > 2 * deviation) continue;
    seen++;
    const ratio = hexagons.count[k] / normalOver(x, y, 5.6, steps);
    assert.ok(Math.abs(ratio - 1) < 0.005, `ratio ${ratio} at (${x}, ${y})`);
  }
  assert.ok(seen > 400);
});

Deno.test("hexbin() of stretched rows is that of the rows as drawn", () => {
  // A cell drawn twice as high as wide fills two of the cells above each other.
  const tall = { x0: 0, y0: 0, cellSize: 2, columns: 2, rows: 1, counts: [6, 2] };
  const two = { x0: 0, y0: 0, cellSize: 2, columns: 2, rows: 2, counts: [3, 1, 3, 1] };
  const tiling = { width: 2.7, centerX: 0.3 };
  const stretched = hexbin(tall, { ...tiling, centerY: 0.2, stretch: 2 });
  const plain = hexbin(two, { ...tiling, centerY: 0.4 });
  assert.deepEqual([...stretched.row], [...plain.row]);
  stretched.count.forEach((count, at) => assert.ok(Math.abs(count - plain.count[at]) < 1e-12));
});

Deno.test("hexbin() keeps hexagons that hold walkers, and only those", () => {
  const counts = [0, 0, 0, 0, 5, 0, 0, 0, 0];
  const grid = { x0: -3, y0: -3, cellSize: 2, columns: 3, rows: 3, counts };
  const one = hexbin(grid, { width: 4, centerX: 0, centerY: 0 });
  assert.deepEqual([[...one.column], [...one.row], [...one.count]], [[0], [0], [5]]);
  const none = hexbin({ ...grid, counts: counts.map(() => 0) }, one.tiling);
  assert.equal(none.count.length, 0);
});

Deno.test("hexbin() refuses what it cannot bin", () => {
  const grid = evenCells(2, 1);
  const tiling = { width: 1, centerX: 0, centerY: 0 };
  const refused: [CellCounts, typeof tiling, RegExp][] = [
    [grid, { ...tiling, width: 0 }, /width must be above 0/],
    [grid, { ...tiling, width: NaN }, /width must be above 0/],
    [grid, { ...tiling, centerX: Infinity }, /centre finite/],
    [grid, { ...tiling, width: 1e-6 }, /take a larger width/],
    [grid, { ...tiling, centerY: 1e10 }, /centre must be within/],
    [grid, { ...tiling, stretch: 0 } as typeof tiling, /stretch must be above 0/],
    [{ ...grid, columns: 3 }, tiling, /need 6 counts/],
    [{ ...grid, rows: -2 }, tiling, /rows must be a whole number/],
    [{ ...grid, cellSize: 0 }, tiling, /cellSize above 0/],
    [{ ...grid, counts: [1, 2, -3, 4] }, tiling, /column 0 of row 1 holds -3/],
    [{ ...grid, counts: [1, NaN, 3, 4] }, tiling, /holds NaN/],
  ];
  for (const [cells, tiling, message] of refused) {
    assert.throws(() => hexbin(cells, tiling), { name: "RangeError", message });
  }
});

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}

function centre({ tiling, column, row }: Hexagons, k: number): Point {
  return [
    tiling.centerX + column[k] * tiling.width / 2,
    tiling.centerY + row[k] * tiling.width * Math.sqrt(3) / 2,
  ];
}

function corners(hexagons: Hexagons, k: number): Point[] {
  const [x, y] = centre(hexagons, k);
  const half = hexagons.tiling.width / 2;
  return HEX_CORNERS.map(([dx, dy]) => [x + dx * half, y + dy * half / Math.sqrt(3)]);
}

/** Sutherland and Hodgman's clipping, against the unit square at (x, y). */
function clipToSquare(polygon: Point[], x: number, y: number): Point[] {
  const inside: ((p: Point) => number)[] = [
    (p) => p[0] - x,
    (p) => x + 1 - p[0],
    (p) => p[1] - y,
    (p) => y + 1 - p[1],
  ];
  return inside.reduce((points, depth) =>
    points.flatMap((to, at) => {
      const from = points.at(at - 1) ?? to;
      const a = depth(from), b = depth(to);
      const crossing: Point[] = (a < 0) !== (b < 0)
        ? [[from[0] + (to[0] - from[0]) * a / (a - b), from[1] + (to[1] - from[1]) * a / (a - b)]]
        : [];
      return b >= 0 ? [...crossing, to] : crossing;
    }), polygon);
}

/** Shoelace formula. */
function area(polygon: Point[]): number {
  return Math.abs(polygon.reduce((twice, [x, y], at) => {
    const [beforeX, beforeY] = polygon.at(at - 1) ?? [x, y];
    return twice + beforeX * y - x * beforeY;
  }, 0)) / 2;
}

/** The area of a hexagon of a width, in lattice sites squared. */
function hexArea(width: number): number {
  return (Math.sqrt(3) / 2) * width * width;
}
