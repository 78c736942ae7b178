/** Hexagons as paths. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";
import { shadeClass, SHADES } from "./colours.ts";
import type { CountScale } from "./count_scale.ts";
import { SQRT3 } from "./hex_cuts.ts";
import { HEX_CORNERS, type Hexagons } from "./hex_tiling.ts";
import type { Rectangle } from "./layout.ts";
import { coordinate as c, element } from "./svg.ts";

/** A hexagon about its first corner, whose offsets in the hexagons' own units are all whole. */
const OUTLINE = "l1-1v-2l-1-1-1 1v2z";

/** Closes the hairlines between hexagons, in units of the figure; less shows seams at 400 pixels. */
const STROKE = 1.5;

/** Counts below this are told to three digits, as hexagons cut cells; from here on as whole numbers. */
const WHOLE_FROM = 100;

/**
 * Draws hexagons, a group a shade, most walkers last, within a panel that is centred on their tiling. Each
 * tells its count to a pointer that rests on it.
 *
 * Paths count in half-widths and quarter-heights, where all corners are whole: exact, short, seamless.
 * That and a class for each group, not each hexagon, make a hexagon about 65 bytes.
 *
 * @param perSite Units of the figure in one lattice site of x.
 */
export function drawHexagons(
  panel: Rectangle,
  hexagons: Hexagons,
  perSite: number,
  scale: CountScale,
): string {
  const { tiling, column, row, count } = hexagons;
  const groups: string[] = Array(SHADES).fill("");
  for (let at = 0; at < count.length; at++) {
    const index = Math.min(SHADES - 1, Math.floor(scale.shareOf(count[at]) * SHADES));
    // The figure's y axis points down.
    const x = column[at] + HEX_CORNERS[0][0], y = HEX_CORNERS[0][1] - 3 * row[at];
    groups[index] += `<path d="M${x} ${y}${OUTLINE}"><title>${tell(count[at])}</title></path>`;
  }
  const drawn = groups.flatMap((paths, index) =>
    paths === "" ? [] : [`<g class="${shadeClass(index)}">${paths}</g>`]
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

const whole = format(",.0f");

/** A count for a reader: 12,345 or 3.17. */
function tell(count: number): string {
  return count >= WHOLE_FROM ? whole(count) : String(Number(count.toPrecision(3)));
}
