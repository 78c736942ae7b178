import assert from "node:assert/strict";
import { checkLookOver } from "../../src/plot/check_look.ts";
import type { LookOptions } from "../../src/plot/options.ts";

const CELLS = { cellSize: 2, columns: 191, rows: 191 };

Deno.test("checkLookOver() refuses what cannot be drawn, in a line with value, bound and remedy", () => {
  const refused: [Record<string, unknown>, string][] = [
    [{ gridsize: 0 }, "gridsize 0: use a whole number from 1 to 250"],
    [{ gridsize: 12.5 }, "gridsize 12.5: use a whole number from 1 to 250"],
    [{ gridsize: 1e9 }, "gridsize 1000000000: use a whole number from 1 to 250"],
    [{ gridsize: NaN }, "gridsize NaN: use a whole number from 1 to 250"],
    [{ gridsize: 9, binsize: 4 }, "gridsize 9 and binsize 4: give one of them"],
    [{ binsize: -1 }, "binsize -1: use a width above 0 and up to 4294967296 sites"],
    [{ binsize: Infinity }, "binsize Infinity: use a width above 0 and up to 4294967296 sites"],
    [{ extent: [0, 1, 2] }, "extent 0,1,2: use x0,x1,y0,y1 within ±4294967296 sites"],
    [{ extent: [0, 1, 2, NaN] }, "extent 0,1,2,NaN: use x0,x1,y0,y1 within ±4294967296 sites"],
    [{ extent: [0, 9, 5, 5] }, "extent 0,9,5,5: x0 must be below x1 and y0 below y1; swap them"],
    [{ minCount: -1 }, "minCount -1: use a number of walkers from 0 up"],
    [{ width: 0 }, "width 0: use a number of pixels above 0, such as 720"],
    [{ height: Infinity }, "height Infinity: use a number of pixels above 0, such as 720"],
    [{ aspect: "square" }, 'aspect "square": choose one of equal, auto'],
    [{ scale: "cubic" }, 'scale "cubic": choose one of linear, log, sqrt'],
    [{ theme: "a\nb" }, 'theme "a\\nb": choose one of auto, light, dark'],
    [{ marginals: "" }, 'marginals "": choose one of none, hist, density'],
    [
      { colors: "turbo" },
      'colors "turbo": choose one of magma, viridis, cividis, inferno, plasma, ',
    ],
  ];
  for (const [look, message] of refused) assertRefused(() => checkLookOver(CELLS, look), message);
});

Deno.test("checkLookOver() refuses hexagons below a cell, too many, and slivers of the plane", () => {
  const refused: [LookOptions, string][] = [
    [{ binsize: 1 }, "binsize 1: these cells bear hexagons from 2 sites; use that or more"],
    [
      { binsize: 3, extent: [0, 40, 0, 20], aspect: "auto" },
      "binsize 3: these cells bear hexagons from 4 sites",
    ],
    [
      { extent: [0, 90, 0, 20] },
      "one may span 4 times the other at most; use that, or aspect auto",
    ],
    [{ extent: [0, 20, 0, 90] }, "one may span 4 times the other at most"],
    [{ extent: [0, 3, 0, 10] }, "extent 0,3,0,10: each axis must span at least 4 sites; widen it"],
  ];
  for (const [look, message] of refused) assertRefused(() => checkLookOver(CELLS, look), message);
  const wide = { ...CELLS, columns: 1000 };
  assertRefused(() => checkLookOver(wide, { binsize: 2 }), "bear hexagons from 8 sites");
});

Deno.test("checkLookOver() takes what can be drawn", () => {
  const taken: LookOptions[] = [
    ...[{}, { gridsize: 250 }, { binsize: 2 }, { extent: [-4, 0, 0, 4] as const }],
    { extent: [0, 80, 0, 20] },
    { extent: [0, 9000, 0, 20], aspect: "auto" },
    // With equal sites an extent's shape changes no hexagon.
    { binsize: 2, extent: [0, 40, 0, 20] },
  ];
  for (const look of taken) checkLookOver(CELLS, look);
});

function assertRefused(call: () => void, message: string): void {
  assert.throws(call, (error: Error) => {
    assert.ok(error instanceof RangeError);
    assert.ok(error.message.startsWith("Cannot draw with "), error.message);
    assert.ok(error.message.includes(message), error.message);
    return !error.message.includes("\n");
  });
}
