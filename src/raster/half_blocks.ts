/** Pixels → coloured half blocks. */

import { nearestOf256 } from "./colours_256.ts";
import { checkPixels, type Pixels } from "./pixels.ts";

/** How many colours a terminal has: any of 24 bits, or xterm's 256. */
export type ColourDepth = "24 bits" | "256 colours";

/** A colour as SGR writes it; undefined where the terminal's own paper shows. */
type Colour = string | undefined;

const UPPER = "▀";
const LOWER = "▄";

/**
 * Pixels as text for a terminal with colours: a character cell, about twice as high as wide, shows two
 * pixels, the upper as ink and the lower as paper. Pixels that are more clear than not are left clear.
 *
 * @param depth Of 256 colours, each pixel has the nearest.
 * @returns Lines of `width` cells that end in a newline each.
 * @throws {RangeError} If the data has another shape.
 *
 * @example
 * ```ts
 * import { halfBlocks } from "./half_blocks.ts";
 * import { equal } from "node:assert/strict";
 *
 * const data = Uint8Array.of(255, 0, 0, 255, 0, 0, 255, 255);
 * equal(
 *   halfBlocks({ data, width: 1, height: 2 }),
 *   "\x1b[0m\x1b[38;2;255;0;0m\x1b[48;2;0;0;255m▀\x1b[0m\n",
 * );
 * ```
 */
export function halfBlocks(
  { data, width, height }: Pixels,
  depth: ColourDepth = "24 bits",
): string {
  checkPixels({ data, width, height });
  const at = (x: number, y: number) => colourAt(data, 4 * (y * width + x), depth);
  let lines = "";
  for (let y = 0; y < height; y += 2) {
    lines += line(width, (x) => [at(x, y), at(x, y + 1)]) + "\n";
  }
  return lines;
}

/** A pixel's colour; a row under the last one is clear. */
function colourAt(data: Uint8Array, at: number, depth: ColourDepth): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
  if (alpha < 128) return undefined;
  const colour = [red, green, blue].map((value) => Math.min(255, Math.round(255 * value / alpha)));
  return depth === "24 bits" ? `2;${colour.join(";")}` : `5;${nearestOf256(colour)}`;
}

/** A line of cells; colours are only written where they change. */
function line(width: number, pair: (x: number) => readonly [Colour, Colour]): string {
  let written = "";
  let before = "";
  for (let x = 0; x < width; x++) {
    const { colours, character } = cell(...pair(x));
    if (colours !== before) written += `\x1b[0m${colours}`;
    written += character;
    before = colours;
  }
  // The rest of the terminal's line is not ours to paint.
  return before === "" ? written : `${written}\x1b[0m`;
}

function cell(upper: Colour, lower: Colour): { colours: string; character: string } {
  if (upper !== undefined) {
    const paper = lower === undefined ? "" : `\x1b[48;${lower}m`;
    return { colours: `\x1b[38;${upper}m${paper}`, character: UPPER };
  }
  if (lower !== undefined) return { colours: `\x1b[38;${lower}m`, character: LOWER };
  return { colours: "", character: " " };
}
