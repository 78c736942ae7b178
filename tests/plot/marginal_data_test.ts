import assert from "node:assert/strict";
import { prepare } from "../../src/plot/figure_data.ts";
import { endpointLaw } from "../../src/endpoint_law.ts";
import { walkCells } from "./data.ts";

Deno.test("a law expects in the marginals' bins what it gives their sites, and no more between them", () => {
  for (const [walkers, steps] of [[1000, 1], [1000, 3], [1000, 10], [3000, 1000]]) {
    const law = { ...endpointLaw({ walk: "diagonal", steps }), walkers };
    const marginals = prepare(walkCells(walkers, steps), {}, { law }).marginals;
    assert.ok(marginals?.x.bars && marginals.x.lawBars);
    const { bars, lawBars } = marginals.x;
    assert.equal(lawBars.size, bars.size);
    lawBars.counts.forEach((expected, bin) => {
      const from = lawBars.start + bin * lawBars.size;
      const mass = law.x.mass(from, from + lawBars.size);
      assert.ok(Math.abs(expected - walkers * mass) < 1e-9);
    });
    // Bars stand on bins of the law.
    assert.ok(Number.isInteger((bars.start - lawBars.start) / bars.size));
  }
  const short = prepare(walkCells(1000, 1), {}, {
    law: { ...endpointLaw({ walk: "diagonal", steps: 1 }), walkers: 1000 },
  }).marginals?.x.lawBars?.counts;
  assert.deepEqual(short?.filter((count) => count > 0).map(Math.round), Float64Array.of(500, 500));
});

Deno.test("few sites have bars where a density is asked for, as it would be high where none can be", () => {
  const kindOf = (steps: number) => {
    const { marginals } = prepare(walkCells(3000, steps), { marginals: "density" });
    return marginals?.x.bars ? "bars" : "density";
  };
  assert.deepEqual([1, 3, 10, 100, 1000].map(kindOf), [
    "bars",
    "bars",
    "bars",
    "density",
    "density",
  ]);
});
