/** What is drawn where: sites where sites are few, hexagons where they are many, and what is expected in them. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { CellCounts } from "../../src/plot/cells.ts";
import { residualsOf } from "../../src/plot/expected.ts";
import { prepare } from "../../src/plot/figure_data.ts";
import { jointplot } from "../../src/plot/jointplot.ts";
import type { LookOptions } from "../../src/plot/options.ts";
import { pitchOf, type Tiles } from "../../src/plot/tiles.ts";
import { endpointLaw } from "../../src/endpoint_law.ts";
import { walkCells } from "./data.ts";

const few = fc.record({
  walkers: fc.integer({ min: 1, max: 2000 }),
  steps: fc.integer({ min: 1, max: 25 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
});

/** Which tiles a walk's figure has. */
function shapeOf(walkers: number, steps: number, look: LookOptions = {}): Tiles["shape"] {
  return prepare(walkCells(walkers, steps), look).tiles.shape;
}

Deno.test("a walk of few steps is drawn site by site: where walkers are, whole, and all of them", () => {
  fc.assert(fc.property(few, ({ walkers, steps, seed }) => {
    const cells = walkCells(walkers, steps, seed);
    const { tiles } = prepare(cells);
    assert.equal(tiles.shape, "cell");
    assert.equal(sum(tiles.count), walkers);
    const [pitchX, pitchY] = pitchOf(tiles);
    tiles.count.forEach((count, at) => {
      const x = tiles.centerX + tiles.column[at] * pitchX;
      const y = tiles.centerY + tiles.row[at] * pitchY;
      // What can be reached has the parity of the steps.
      assert.ok(Math.abs(x + steps) % 2 === 0 && Math.abs(y + steps) % 2 === 0, `${x}, ${y}`);
      assert.equal(count, countAt(cells, x, y));
    });
  }));
});

Deno.test("few walkers are drawn where they are, however long they walk", () => {
  for (const walkers of [1, 2, 7, 30, 100]) {
    const { tiles } = prepare(walkCells(walkers, 1000));
    assert.equal(tiles.shape, "cell");
    assert.ok(tiles.count.every(Number.isInteger));
    assert.equal(sum(tiles.count), walkers);
  }
});

Deno.test("many walkers of many steps are drawn in hexagons, and a width that is asked for is had", () => {
  assert.equal(shapeOf(100_000, 1000), "hexagon");
  assert.equal(shapeOf(3000, 1000), "hexagon");
  assert.equal(shapeOf(7, 1000, { binsize: 20 }), "hexagon");
  assert.equal(shapeOf(7, 1000, { gridsize: 5 }), "hexagon");
  // Not one that is no wider than the cells.
  assert.equal(shapeOf(7, 200, { binsize: 2 }), "cell");
  assert.equal(shapeOf(100_000, 1000, { gridsize: 250 }), "cell");
  assert.equal(shapeOf(100_000, 1000, { extent: [-20, 20, -20, 20] }), "cell");
});

Deno.test("an extent shows the cells that are in it, if in part, with all of their walkers", () => {
  const cells = walkCells(5000, 40);
  const { tiles } = prepare(cells, { extent: [-5, 6, -2, 9] });
  let within = 0;
  for (let x = -4; x <= 6; x += 2) {
    for (let y = -2; y <= 8; y += 2) within += countAt(cells, x, y);
  }
  assert.equal(tiles.shape, "cell");
  assert.equal(sum(tiles.count), within);
});

Deno.test("what a law expects adds up to the walkers, in hexagons and in cells", () => {
  for (const [walkers, steps] of [[200_000, 1000], [5000, 400], [5000, 3], [9, 1000]]) {
    const law = { ...endpointLaw({ walk: "diagonal", steps }), walkers };
    for (const residuals of [true, false]) {
      const { tiles } = prepare(walkCells(walkers, steps), {}, { law, residuals });
      assert.ok(tiles.expected?.length === tiles.count.length);
      const shown = sum(tiles.expected);
      // Hexagons in which none is counted, or less than one expected, are not shown.
      assert.ok(shown <= walkers * (1 + 1e-9), `${shown} of ${walkers}`);
    }
    // A least count of 0 shows all of them.
    const { tiles } = prepare(walkCells(walkers, steps), { minCount: 0, extent: all(steps) }, {
      law,
      residuals: true,
    });
    const total = sum(tiles.expected ?? []);
    assert.ok(Math.abs(total / walkers - 1) < 1e-9, `${total} of ${walkers}, ${steps} steps`);
    assert.equal(sum(tiles.count), walkers);
  }
});

Deno.test("residuals of a true walk have a mean square of one, and those of another walk do not", () => {
  for (const [walkers, steps] of [[200_000, 1000], [20_000, 400], [200_000, 20]]) {
    const meanSquare = (law: { steps: number }) => {
      const { tiles, values } = prepare(walkCells(walkers, steps, 20_261_125), { minCount: 5 }, {
        law: { ...endpointLaw({ walk: "diagonal", ...law }), walkers },
        residuals: true,
      });
      assert.deepEqual(values, residualsOf(tiles, walkers));
      const mean = sum(values.map((z) => z * z)) / values.length;
      // χ² of as many counts, each of a variance of 2 and, as counts are, of 1/expected more.
      const spread = Math.sqrt(sum(tiles.expected?.map((e) => 2 + 1 / e) ?? [])) / values.length;
      return (mean - 1) / spread;
    };
    const right = meanSquare({ steps });
    assert.ok(Math.abs(right) < 4.9, `${walkers} walkers, ${steps} steps: ${right} deviations`);
    const wrong = meanSquare({ steps: steps + 2 * Math.ceil(steps / 6) });
    assert.ok(wrong > 10, `${walkers} walkers, ${steps} steps, of a wrong law: ${wrong}`);
  }
});

Deno.test("residuals of few walkers have tiles that expect some, where a site expects less than one", () => {
  const cells = walkCells(100, 1000),
    law = { walkers: 100, ...endpointLaw({ walk: "diagonal", steps: 1000 }) };
  const { tiles } = prepare(cells, {}, { law, residuals: true });
  assert.equal(tiles.shape, "hexagon");
  assert.ok(tiles.count.length > 30 && tiles.expected?.every((count) => count >= 1));
  assert.ok(tiles.count.every(Number.isInteger));
  assert.match(
    jointplot(walkCells(1, 1000), { title: "", law: { ...law, walkers: 1 }, residuals: true }),
    />too few walkers to compare here</,
  );
});

Deno.test("residuals need a law", () => {
  assert.throws(() => prepare(walkCells(9, 9), {}, { residuals: true }), /without a law/);
});

/** An extent that holds every site of a walk. */
function all(steps: number): [number, number, number, number] {
  return [-steps - 2, steps + 2, -steps - 2, steps + 2];
}

function countAt({ x0, y0, cellSize, columns, counts }: CellCounts, x: number, y: number): number {
  return counts[Math.floor((y - y0) / cellSize) * columns + Math.floor((x - x0) / cellSize)];
}

function sum(values: Float64Array | readonly number[]): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}
