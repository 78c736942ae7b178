/** SVG → PNG. */

import { checkArgument, checkOptions, type Kinds, number, text } from "../options/options.ts";
import { render } from "./render.ts";

/** How an SVG becomes a PNG. */
export interface PngOptions {
  /** Device pixels a CSS pixel, above 0; 1 if not given. */
  readonly scaleFactor?: number;
}

const PNG_OPTIONS: Kinds<PngOptions> = {
  scaleFactor: number("use a number above 0, such as 2", (value) => value > 0 && value < Infinity),
};

/**
 * The PNG of an SVG: the same bytes on every host, as fonts and renderer come along.
 *
 * The renderer knows no media query, so that a figure whose theme is "auto" is drawn light; a dark one is
 * asked for where the SVG is made.
 *
 * @param svg Its width and height are in CSS pixels.
 * @returns RGBA of 8 bits a channel.
 * @throws {TypeError} If it is no text, or an option is unknown or of another type.
 * @throws {SyntaxError} If it is no SVG.
 * @throws {RangeError} If the scale factor is not above 0, or the picture would have more than 2^27 pixels.
 *
 * Cost: about a second for the first figure of 720 by 690 pixels, which loads and compiles the renderer, and
 * 0.15 s for another; at scale factor 2 about 0.4 s.
 *
 * @example
 * ```ts
 * import { pngOf } from "hexwalk";
 * import { equal } from "node:assert/strict";
 *
 * const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>`;
 * const png = await pngOf(svg, { scaleFactor: 2 });
 * equal(new DataView(png.buffer).getUint32(16), 60); // The width, in the header.
 * ```
 */
export async function pngOf(
  svg: string,
  options: PngOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  checkArgument("draw a PNG", "svg", svg, text);
  checkOptions("draw a PNG", options, PNG_OPTIONS);
  const { scaleFactor = 1 } = options;
  const fit = { mode: "zoom", value: scaleFactor } as const;
  return await render(svg, { fit }, (picture) => new Uint8Array(picture.asPng()));
}
