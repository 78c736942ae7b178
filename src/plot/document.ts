/** The outside of a figure: the SVG element with its names, style and paper, and its lines of text. */

import { lineLength, MARGIN } from "./layout.ts";
import { element, escapeXml, text, wrap } from "./svg.ts";
import { CHARACTER, STYLE, TYPE } from "./theme.ts";

/** What a document says of itself. */
export interface DocumentOptions {
  /** For screen readers, its name. */
  readonly title: string;
  /** For screen readers, what it shows. */
  readonly description: string;
  /** Width at which the figure shows, in CSS pixels, above 0; its own if not given. */
  readonly width?: number;
  /** Rules after those of every figure; all selectors start at .hexwalk. */
  readonly style?: string;
}

/**
 * The outer element: size, names for screen readers, style, paper.
 *
 * @param size Of the viewBox.
 * @param parts What is drawn on the paper, as SVG.
 * @throws {RangeError} If the width is not above 0 or not finite.
 *
 * @example
 * ```ts
 * import { document } from "./document.ts";
 * import { match } from "node:assert/strict";
 *
 * const size = { width: 720, height: 460 };
 * const svg = document(size, { title: "1 < 2", description: "", width: 360 }, []);
 * match(svg, /viewBox="0 0 720 460" width="360" height="230"/);
 * match(svg, /<title>1 &lt; 2<\/title>/);
 * ```
 */
export function document(
  size: { readonly width: number; readonly height: number },
  options: DocumentOptions,
  parts: readonly string[],
): string {
  const width = options.width ?? size.width;
  if (!(width > 0 && width < Infinity)) {
    throw new RangeError(`Cannot draw a figure: width must be above 0 pixels, but is ${width}`);
  }
  const style = options.style === undefined ? STYLE : `${STYLE}\n${options.style}`;
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    class: "hexwalk",
    viewBox: `0 0 ${size.width} ${size.height}`,
    width,
    height: (width * size.height) / size.width,
    role: "img",
  };
  const content = [
    `<title>${escapeXml(options.title)}</title>`,
    `<desc>${escapeXml(options.description)}</desc>`,
    `<style>\n${style}\n</style>`,
    element("rect", { class: "paper", width: size.width, height: size.height }),
    ...parts,
  ];
  return element("svg", attributes, `\n${content.join("\n")}\n`) + "\n";
}

/** A title as lines that fit the figure. */
export function wrapTitle(title: string): string[] {
  return wrap(title, lineLength(TYPE.title, CHARACTER.bold));
}

/** A caption's lines, each broken into as many as fit the figure. */
export function wrapCaption(caption: readonly string[] = []): string[] {
  return caption.flatMap((line) => wrap(line, lineLength(TYPE.caption, CHARACTER.text)));
}

/** Lines from the left margin down, the first with its baseline at y. */
export function textLines(
  lines: readonly string[],
  style: string,
  y: number,
  leading: number,
): string[] {
  return lines.map((line, at) => text(line, { class: style, x: MARGIN, y: y + at * leading }));
}
