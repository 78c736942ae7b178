/** Figures with their standard errors, as a summary prints them. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { measured } from "../../src/cli/measured.ts";

Deno.test("a figure has the digits that its error leaves it", () => {
  const known = [
    [999.99812, 0.04472, "999.998 ± 0.045"],
    [0.1548, 0.0997, "0.15 ± 0.10"],
    [-0.00004, 0.0032, "0.0000 ± 0.0032"],
    [-6, 0.996, "−6.0 ± 1.0"],
    [1006.9, 9.96, "1,007 ± 10"],
    [1006.9, 45.4, "1,007 ± 45"],
    [2_147_483_647, 6_790_940, "2,147,500,000 ± 6,800,000"],
    [12, NaN, "12"],
    [16, 0, "16"],
    [123_456, NaN, "123,456"],
    [-250_000.5, 0, "−250,000.5"],
  ] as const;
  for (const [value, error, wanted] of known) assert.equal(measured(value, error), wanted);
});

Deno.test("an error is rounded to two digits, and the figure to their place", () => {
  const sizes = fc.tuple(
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.integer({ min: -6, max: 9 }),
  );
  fc.assert(
    fc.property(sizes, sizes, ([a, m], [b, k]) => {
      const [value, error] = [a * 10 ** m, Math.abs(b) * 10 ** k];
      if (error < 1e-9) return;
      const [figure, spread] = measured(value, error).replaceAll(",", "").replaceAll("−", "-")
        .split(" ± ");
      assert.ok(Math.abs(Number(spread) - error) <= 0.0501 * error, `${error} as ${spread}`);
      assert.ok(Math.abs(Number(figure) - value) <= 0.0501 * error, `${value} as ${figure}`);
      assert.equal(figure.split(".")[1]?.length, spread.split(".")[1]?.length);
      if (error < 9) assert.match(spread, /^0?\.?0*[1-9]\.?\d$/);
    }),
    { seed: 5, numRuns: 2000 },
  );
});
