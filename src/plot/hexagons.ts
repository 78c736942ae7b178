/** Hexagons as paths. */

import { HEX_CORNERS, type Hexagons } from "./hex_tiling.ts";
import type { Rectangle } from "./layout.ts";
import { SQRT3 } from "./hex_cuts.ts";
import { coordinate as c, element } from "./svg.ts";
import { shadeClass, SHADES } from "./theme.ts";

/** A hexagon about its first corner, whose offsets in the hexagons' own units are all whole. */
const OUTLINE = "l1-1v-2l-1-1-1 1v2z";

/** Closes the hairlines between hexagons, in units of the figure; less shows seams at 400 pixels. */
const STROKE = 1.5;

/**
 * Draws hexagons, one path a shade, brightest last, within a panel that is centred on their tiling.
 *
 * Paths count in half-widths and quarter-heights, where all corners are whole: exact, short, seamless.
 *
 * @param perSite Units of the figure in one lattice site.
 * @param max The count that the last shade stands for, above 0.
 */
export function drawHexagons(
  panel: Rectangle,
  hexagons: Hexagons,
  perSite: number,
  max: number,
): string {
  const { tiling, column, row, count } = hexagons;
  const paths: string[] = Array(SHADES).fill("");
  for (let at = 0; at < count.length; at++) {
    const index = Math.min(SHADES - 1, Math.floor((count[at] / max) * SHADES));
    // The figure's y axis points down.
    paths[index] += `M${column[at] + HEX_CORNERS[0][0]} ${
      HEX_CORNERS[0][1] - 3 * row[at]
    }${OUTLINE}`;
  }
  const drawn = paths.flatMap((d, index) =>
    d === "" ? [] : [`<path class="${shadeClass(index)}" d="${d}"/>`]
  );
  const halfWidth = (tiling.width / 2) * perSite;
  const transform = `translate(${c(panel.width / 2)} ${c(panel.height / 2)}) ` +
    `scale(${halfWidth.toFixed(5)} ${(halfWidth / SQRT3).toFixed(5)})`;
  // An inner svg clips at its edges without needing an id.
  return element(
    "svg",
    { ...panel },
    element("g", {
      transform,
      fill: "currentColor",
      stroke: "currentColor",
      "stroke-width": (STROKE / halfWidth).toFixed(4),
    }, drawn.join("\n")),
  );
}
