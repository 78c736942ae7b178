import assert from "node:assert/strict";
import fc from "fast-check";
import { checkCounts } from "../../src/data/check_counts.ts";
import { DataError } from "../../src/data/saved_run.ts";
import { SUM_NAMES } from "../../src/tally/tally.ts";
import { simulate } from "../../src/run.ts";
import { createSpec } from "../../src/spec.ts";
import { type Pile, runs, tallyOf } from "./runs.ts";

/** Runs whose every walker is in a cell of one site. */
const settled = runs.filter(({ tally }) => tally.window.cellSize === 2 && tally.outside === 0);

Deno.test("checkCounts() lets every run pass", () => {
  fc.assert(fc.property(runs, checkCounts), { numRuns: 1000 });
});

Deno.test("cells of one site settle all sums", () => {
  const change = fc.bigInt({ min: -9n, max: 9n }).filter((by) => by !== 0n);
  const name = fc.constantFrom(...SUM_NAMES);
  fc.assert(fc.property(settled, name, change, ({ tally, ...run }, name, by) => {
    const sums = { ...tally.sums, [name]: tally.sums[name] + by };
    assert.throws(() => checkCounts({ ...run, tally: { ...tally, sums } }), DataError);
  }));
});

Deno.test("Σxy = 714 is refused where a run has 712 and the cells settle it", async () => {
  const spec = createSpec({ walkers: 1000, steps: 30, seed: 7 });
  const { ranges, tally } = await simulate(spec, { backend: "serial" });
  assert.equal(tally.sums.xy, 712n);
  checkCounts({ spec, ranges, tally });
  const forged = { ...tally, sums: { ...tally.sums, xy: 714n } };
  assert.throws(() => checkCounts({ spec, ranges, tally: forged }), {
    name: "DataError",
    message: /sum xy = 714/,
  });
});

/** Every way in which walkers can be in these cells after so many steps. */
function arrangements(cells: readonly (readonly [number, number])[], size: number, steps: number) {
  const sites = (low: number) =>
    Array.from({ length: size }, (_, i) => low + i)
      .filter((site) => Math.abs(site) <= steps && (site - steps) % 2 === 0);
  return cells.reduce<Pile[][]>(
    (all, [left, low]) =>
      all.flatMap((piles) =>
        sites(left).flatMap((x) => sites(low).map((y) => [...piles, { x, y, walkers: 1 }]))
      ),
    [[]],
  );
}

Deno.test("wide cells bound every sum to what some walkers in them have, and no further", () => {
  const corner = fc.constantFrom(-8, -4, 0, 4);
  const cells = fc.array(fc.tuple(corner, corner), { minLength: 1, maxLength: 3 });
  fc.assert(fc.property(cells, fc.integer({ min: 8, max: 9 }), (cells, steps) => {
    const window = { origin: [-8, -8], cellSize: 4, columns: 4, rows: 4 } as const;
    const spec = createSpec({ walkers: cells.length, steps, seed: 7, window });
    const ranges = [{ first: 0, end: cells.length }];
    const tallies = arrangements(cells, 4, steps).map((piles) => tallyOf(spec, piles));
    for (const tally of tallies) checkCounts({ spec, ranges, tally });
    const [tally] = tallies;
    for (const name of SUM_NAMES) {
      const found = tallies.map(({ sums }) => sums[name]).sort((a, b) => a < b ? -1 : 1);
      // The nearest that is not refused for its remainder alone.
      const by = name === "xx" || name === "yy" ? 8n : 4n;
      for (const sum of [found[0] - by, found[found.length - 1] + by]) {
        const sums = { ...tally.sums, [name]: sum };
        assert.throws(
          () => checkCounts({ spec, ranges, tally: { ...tally, sums } }),
          DataError,
          `${name} = ${sum}`,
        );
      }
    }
  }));
});

Deno.test("squares that no spread of walkers on the lattice has are refused", () => {
  const window = { origin: [-4, -4], cellSize: 8, columns: 1, rows: 1 } as const;
  const spec = createSpec({ walkers: 2, steps: 4, seed: 7, window });
  const run = { spec, ranges: [{ first: 0, end: 2 }] };
  const tally = tallyOf(spec, [{ x: 2, y: 2, walkers: 1 }, { x: 0, y: -2, walkers: 1 }]);
  checkCounts({ ...run, tally });
  const lies = [
    { xx: 8n }, // Σk² is odd, but Σk even.
    { xy: 6n }, // Not whole strides.
    { x: 4n, xx: 4n, xy: 8n }, // A negative variance.
    { xy: 8n }, // Beyond what both variances allow.
  ];
  for (const lie of lies) {
    const sums = { ...tally.sums, ...lie };
    assert.throws(() => checkCounts({ ...run, tally: { ...tally, sums } }), DataError);
  }
});

Deno.test("after an odd number of steps nobody is at 0, so squares are 1 or more", () => {
  const window = { origin: [-2, -2], cellSize: 4, columns: 1, rows: 1 } as const;
  const spec = createSpec({ walkers: 9, steps: 3, seed: 7, window });
  const ranges = [{ first: 0, end: 9 }];
  const tally = tallyOf(spec, [{ x: 1, y: 1, walkers: 5 }, { x: -1, y: -1, walkers: 4 }]);
  checkCounts({ spec, ranges, tally });
  const sums = { ...tally.sums, xx: 1n, xy: 1n };
  assert.throws(() => checkCounts({ spec, ranges, tally: { ...tally, sums } }), DataError);
});

Deno.test("nobody is outside a window that holds every site of the walk", () => {
  const window = { origin: [-4, -5], cellSize: 2, columns: 5, rows: 6 } as const;
  const spec = createSpec({ walkers: 1, steps: 4, seed: 7, window });
  const tally = { ...tallyOf(spec, [{ x: 0, y: 0, walkers: 1 }]), outside: 1 };
  tally.cells.fill(0);
  const run = { spec, ranges: [{ first: 0, end: 1 }], tally };
  assert.throws(() => checkCounts(run), { name: "DataError", message: /no walk .* can leave/ });
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
