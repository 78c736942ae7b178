/** An SVG in a terminal. */

import { halfBlocks } from "./half_blocks.ts";
import { shrink } from "./pixels.ts";
import { render } from "./render.ts";

/** Pixels drawn along a side of each shown: drawn at their size, hexagons would show seams of paper. */
const OVERSAMPLING = 4;

/**
 * An SVG as coloured half blocks, two pixels a character cell, for a terminal with true colour.
 *
 * Text is left out: at a pixel a column it would be smudges. Without paper, the terminal's shows.
 *
 * @param columns Width in character cells, a whole number from 1 up; the height keeps the proportion.
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
export async function preview(svg: string, columns: number): Promise<string> {
  if (!(Number.isInteger(columns) && columns > 0)) {
    throw new RangeError(`Cannot preview in ${columns} columns: use a whole number from 1 up`);
  }
  const fit = { mode: "width", value: columns * OVERSAMPLING } as const;
  return await render(svg, { fit, hasText: false }, (picture) => {
    return halfBlocks(shrink(picture, OVERSAMPLING));
  });
}

/** What decides whether a terminal shows a preview. */
export interface TerminalTraits {
  /** Whether the output goes to a terminal rather than to a file or a pipe. */
  readonly isTerminal: boolean;
  /** The environment's COLORTERM. */
  readonly colorterm: string | undefined;
  /** Whether the user wants no colours: https://no-color.org */
  readonly noColor: boolean;
}

/**
 * Whether a terminal can show a preview. COLORTERM is the only sign of true colour that terminals agree on:
 * https://github.com/termstandard/colors
 *
 * @example
 * ```ts
 * import { canPreview } from "./preview.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(canPreview({ isTerminal: true, colorterm: "truecolor", noColor: false }), true);
 * ```
 */
export function canPreview({ isTerminal, colorterm, noColor }: TerminalTraits): boolean {
  return isTerminal && !noColor && /^(truecolor|24bit)$/i.test(colorterm ?? "");
}
