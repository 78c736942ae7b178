/** The outside of a figure: the SVG element with its names, style and paper, and its lines of text. */

import { FIGURE_WIDTH, fitText, MARGIN } from "./layout.ts";
import type { ThemeName } from "./options.ts";
import { scopeRules } from "./scope.ts";
import { element, escapeXml, text } from "./svg.ts";
import { baseStyle, BOLD, TYPE } from "./theme.ts";

/** What a document says of itself. */
export interface DocumentOptions {
  /** For screen readers, its name. */
  readonly title: string;
  /** For screen readers, what it shows. */
  readonly description: string;
  /** Width at which the figure shows, in CSS pixels, above 0; its own if not given. */
  readonly width?: number;
  /** Height at which it shows; with a width, it fits within both. */
  readonly height?: number;
  /** The page it is for; the reader's if not given. */
  readonly theme?: ThemeName;
  /** Rules after those of every figure; all selectors start with &, which stands for this one. */
  readonly style?: string;
}

/**
 * The outer element: size, names for screen readers, style, paper.
 *
 * @param size Of the viewBox.
 * @param parts What is drawn on the paper, as SVG.
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
  size: Size,
  options: DocumentOptions,
  parts: readonly string[],
): string {
  const style = [baseStyle(options.theme ?? "auto"), ...(options.style ? [options.style] : [])];
  const { scope, rules } = scopeRules(style.join("\n"));
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    class: `hexwalk ${scope}`,
    viewBox: `0 0 ${size.width} ${size.height}`,
    ...shownSize(size, options),
    role: "img",
  };
  const content = [
    `<title>${escapeXml(options.title)}</title>`,
    `<desc>${escapeXml(options.description)}</desc>`,
    `<style>\n${rules}\n</style>`,
    element("rect", { class: "paper", width: size.width, height: size.height }),
    ...parts,
  ];
  return element("svg", attributes, `\n${content.join("\n")}\n`) + "\n";
}

/** How large something is. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size at which a figure shows, in CSS pixels: as large as what is asked lets it, in proportion. */
export function shownSize(size: Size, asked: Partial<Size>): Size {
  const scales = [
    ...(asked.width === undefined ? [] : [asked.width / size.width]),
    ...(asked.height === undefined ? [] : [asked.height / size.height]),
  ];
  const scale = scales.length === 0 ? 1 : Math.min(...scales);
  return { width: size.width * scale, height: size.height * scale };
}

/** A title as lines that fit a figure of a width. */
export function wrapTitle(title: string, width = FIGURE_WIDTH): string[] {
  return fitText(title, width - 2 * MARGIN, TYPE.title * BOLD, Infinity);
}

/** A caption's lines, each broken into as many as fit a figure of a width. */
export function wrapCaption(caption: readonly string[] = [], width = FIGURE_WIDTH): string[] {
  return caption.flatMap((line) => fitText(line, width - 2 * MARGIN, TYPE.caption, Infinity));
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
