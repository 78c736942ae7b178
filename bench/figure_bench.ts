/** What a figure costs, stage by stage: marginal sums, hexagons, all its numbers, all its text. */

import { drawFigure } from "../src/figure.ts";
import { sumCells } from "../src/plot/cells.ts";
import { prepare } from "../src/plot/figure_data.ts";
import { hexbin } from "../src/plot/hexbin.ts";
import { benchGroup, describeWindow, expectedTally, SPECS } from "./helpers.ts";

for (const spec of SPECS) {
  const tally = expectedTally(spec);
  const { origin: [x0, y0], ...shape } = spec.window;
  const cells = { x0, y0, ...shape, counts: tally.cells };
  // The tiling that the figure itself takes.
  const { tiles: tiling } = prepare(cells);
  await benchGroup(describeWindow(spec), "drawFigure, all included", {
    "sumCells": () => sumCells(cells),
    "hexbin, its sums included": () => hexbin(cells, tiling),
    "prepare, both included": () => prepare(cells),
    "drawFigure, all included": () => drawFigure({ spec, tally, isComplete: true }),
  });
}
