/** The moiré measure of a real run: a hexagon's count over what the law expects, against chance. */

import assert from "node:assert/strict";
import type { CellCounts } from "../../src/plot/cells.ts";
import { prepare } from "../../src/plot/figure_data.ts";
import { hexbin } from "../../src/plot/hexbin.ts";
import type { HexTiling } from "../../src/plot/hex_tiling.ts";
import { simulate } from "../../src/run.ts";
import { createSpec } from "../../src/spec.ts";
import { binomialLaw, normalOver } from "./data.ts";

const STEPS = 1000, WALKERS = 1e6;

/** The standard normal law's quantile at 1 − 10^−6. */
const CRITICAL = 4.753424;

/** Hexagons within so many standard deviations of the start expect 200 walkers and more. */
const RADIUS = 2.4;

/** Shares of cells by hexagon: what `weights` of a cell go where. */
type Shares = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Standardized residuals by hexagon, and the correlations that shared cells give them. */
interface Residuals {
  readonly z: ReadonlyMap<string, number>;
  readonly correlation: (a: string, b: string) => number;
}

const cells = await walkedCells();
const { tiles: { width, centerX, centerY, stretch } } = prepare(cells);
const tiling = { width, centerX, centerY, stretch };
const byArea = sharesByArea(cells, tiling);

Deno.test("10^6 walkers in hexagons by area: residuals are those of chance", () => {
  const deviates = deviatesOf(residuals(byArea));
  for (const [what, deviate] of Object.entries(deviates)) {
    assert.ok(Math.abs(deviate) < CRITICAL, `${what}: ${deviate} deviations`);
  }
});

Deno.test("10^6 walkers in hexagons by site: the measure sees their moiré", () => {
  const deviates = deviatesOf(residuals(sharesBySite(byArea)));
  assert.ok(deviates.chiSquared > 100, `${deviates.chiSquared}`);
});

/** How far χ² and the correlations with parities are from what chance gives, in deviations. */
function deviatesOf({ z, correlation }: Residuals): Record<string, number> {
  const hexagons = [...z.keys()];
  const pairs = hexagons.flatMap((a) =>
    [...neighbours(a)].filter((b) => z.has(b)).map((b) => [a, b] as const)
  );
  const correlate = (sign: (column: number, row: number) => number) => {
    const signOf = (hexagon: string) => sign(...at(hexagon));
    const sum = hexagons.reduce((sum, hexagon) => sum + signOf(hexagon) * (z.get(hexagon) ?? 0), 0);
    const variance = pairs.reduce((s, [a, b]) => s + signOf(a) * signOf(b) * correlation(a, b), 0);
    return sum / Math.sqrt(variance);
  };
  const chiSquared = [...z.values()].reduce((sum, z) => sum + z * z, 0);
  // Var Σz² = 2 Σρ² for normal z, whatever their correlations.
  const variance = 2 * pairs.reduce((sum, [a, b]) => sum + correlation(a, b) ** 2, 0);
  assert.ok(hexagons.length > 300, `${hexagons.length} hexagons`);
  return {
    chiSquared: (chiSquared - hexagons.length) / Math.sqrt(variance),
    row: correlate((_, row) => (row & 1 ? 1 : -1)),
    column: correlate((column) => (column & 2 ? 1 : -1)),
    both: correlate((column, row) => (((column + row) >> 1) & 1 ? 1 : -1)),
    thirds: correlate((column) => Math.cos(2 * Math.PI * column / 3)),
  };
}

/** Counts less the law's, which knows no lattice, in standard deviations. */
function residuals(shares: Shares): Residuals {
  const law = binomialLaw(STEPS);
  const p = (cell: number) =>
    law[siteOf(cell % cells.columns)] * law[siteOf(Math.floor(cell / cells.columns))];
  const covariance = (a: string, b: string) => {
    let sum = 0;
    for (const [cell, share] of shares.get(a) ?? []) {
      sum += share * (shares.get(b)?.get(cell) ?? 0) * p(cell);
    }
    return WALKERS * sum;
  };
  const z = new Map<string, number>();
  for (const [hexagon, parts] of shares) {
    const [column, row] = at(hexagon);
    const x = tiling.centerX + column * tiling.width / 2;
    const y = tiling.centerY + row * tiling.width * Math.sqrt(3) / 2;
    if (Math.hypot(x, y) > RADIUS * Math.sqrt(STEPS)) continue;
    const count = [...parts].reduce((sum, [cell, share]) => sum + share * cells.counts[cell], 0);
    const expected = WALKERS * normalOver(x, y, tiling.width, STEPS);
    z.set(hexagon, (count - expected) / Math.sqrt(covariance(hexagon, hexagon)));
  }
  const correlation = (a: string, b: string) =>
    covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
  return { z, correlation };
}

/** What hexbin() gives each hexagon of each cell near the middle. */
function sharesByArea(grid: CellCounts, tiling: HexTiling): Shares {
  const shares = new Map<string, Map<number, number>>();
  for (let cell = 0; cell < grid.counts.length; cell++) {
    const column = cell % grid.columns, row = Math.floor(cell / grid.columns);
    const { x0, y0, cellSize } = grid;
    const alone = { x0: x0 + column * cellSize, y0: y0 + row * cellSize, cellSize };
    if (Math.hypot(alone.x0, alone.y0) > (RADIUS + 1) * Math.sqrt(STEPS)) continue;
    const parts = hexbin({ ...alone, columns: 1, rows: 1, counts: [1] }, tiling);
    parts.count.forEach((share, k) => {
      const hexagon = `${parts.column[k]},${parts.row[k]}`;
      shares.set(hexagon, (shares.get(hexagon) ?? new Map()).set(cell, share));
    });
  }
  return shares;
}

/** All of a cell for the hexagon that has most of it, as if its walkers were on one site. */
function sharesBySite(shares: Shares): Shares {
  const best = new Map<number, [share: number, hexagon: string]>();
  for (const [hexagon, parts] of shares) {
    for (const [cell, share] of parts) {
      if (share > (best.get(cell)?.[0] ?? 0)) best.set(cell, [share, hexagon]);
    }
  }
  const whole = new Map<string, Map<number, number>>();
  for (const [cell, [, hexagon]] of best) {
    whole.set(hexagon, (whole.get(hexagon) ?? new Map()).set(cell, 1));
  }
  return whole;
}

/** A hexagon and the six that share cells with it. */
function* neighbours(hexagon: string): Iterable<string> {
  const [column, row] = at(hexagon);
  const steps = [[0, 0], [2, 0], [-2, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]];
  for (const [right, up] of steps) yield `${column + right},${row + up}`;
}

function at(hexagon: string): [column: number, row: number] {
  const [column, row] = hexagon.split(",").map(Number);
  return [column, row];
}

/** The number of steps up that end in a column or row. */
function siteOf(cell: number): number {
  return (cells.x0 + (cell + 0.5) * cells.cellSize + STEPS) / 2;
}

async function walkedCells(): Promise<CellCounts> {
  const spec = createSpec({ walkers: WALKERS, steps: STEPS, seed: 20_260_102 });
  const { tally: { window, cells } } = await simulate(spec, { backend: "serial" });
  const { origin: [x0, y0], cellSize, columns, rows } = window;
  // A cell of two sites is centred on the one that can be reached.
  return { x0: x0 - 1, y0: y0 - 1, cellSize, columns, rows, counts: cells };
}
