/** An SVG in a terminal. */

import { type ColourDepth, halfBlocks } from "./half_blocks.ts";
import { shrink } from "./pixels.ts";
import { render } from "./render.ts";

/** Pixels drawn along a side of each shown: drawn at their size, hexagons would show seams of paper. */
const OVERSAMPLING = 4;

/**
 * An SVG as coloured half blocks, two pixels a character cell, for a terminal with colours.
 *
 * Text is left out: at a pixel a column it would be smudges. Without paper, the terminal's shows.
 *
 * @param columns Width in character cells, a whole number from 1 up; the height keeps the proportion.
 * @param depth The terminal's colours, see `colourDepth()`.
 * @returns Lines that end in a newline each.
 * @throws {RangeError} If the columns are none.
 * @throws {SyntaxError} If it is no SVG.
 *
 * Cost: 0.5 to 1 s for the first figure, which loads and compiles the renderer, 0.1 to 0.2 s for another.
 *
 * @example
 * ```ts
 * import { preview } from "./preview.ts";
 * import { equal } from "node:assert/strict";
 *
 * const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>`;
 * equal((await preview(svg, 12)).split("\n").length - 1, 4); // 12 by 8 pixels.
 * ```
 */
export async function preview(
  svg: string,
  columns: number,
  depth: ColourDepth = "24 bits",
): Promise<string> {
  if (!(Number.isInteger(columns) && columns > 0)) {
    throw new RangeError(`Cannot preview in ${columns} columns: use a whole number from 1 up`);
  }
  const fit = { mode: "width", value: columns * OVERSAMPLING } as const;
  return await render(svg, { fit, hasText: false }, (picture) => {
    return halfBlocks(shrink(picture, OVERSAMPLING), depth);
  });
}

/** The environment's variables that say which colours a terminal has. */
export interface TerminalVariables {
  readonly COLORTERM?: string;
  readonly TERM?: string;
}

/**
 * The colours of a terminal, by what it says of itself; undefined if it says of none.
 *
 * COLORTERM is how terminals tell that they have true colour, which tmux and ssh do not hand on:
 * https://github.com/termstandard/colors. The names in TERM are terminfo's.
 *
 * @example
 * ```ts
 * import { colourDepth } from "./preview.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(colourDepth({ COLORTERM: "truecolor", TERM: "xterm" }), "24 bits");
 * equal(colourDepth({ TERM: "screen-256color" }), "256 colours");
 * equal(colourDepth({ TERM: "linux" }), undefined);
 * ```
 */
export function colourDepth({ COLORTERM, TERM }: TerminalVariables): ColourDepth | undefined {
  if (TERM === "dumb") return undefined;
  if (/^(truecolor|24bit)$/i.test(COLORTERM ?? "") || /-direct\b/.test(TERM ?? "")) {
    return "24 bits";
  }
  return /256/.test(TERM ?? "") ? "256 colours" : undefined;
}
