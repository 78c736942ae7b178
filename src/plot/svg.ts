/** SVG as text: escaping, numbers and elements. */

/** What an attribute may hold; numbers are rounded to two decimals. */
export type Attributes = Readonly<Record<string, string | number>>;

/** All that XML 1.0 lets no document contain, not even escaped: https://www.w3.org/TR/xml/#charsets */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * Text that is safe between tags and within a quoted attribute.
 *
 * @example
 * ```ts
 * import { escapeXml } from "./svg.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(escapeXml('a < b & "c"\u0000'), "a &lt; b &amp; &quot;c&quot;");
 * ```
 */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A coordinate with at most two decimals, a hundredth of a pixel: the same bytes on every host. */
export function coordinate(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

/** An element around content that is already SVG. */
export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    ` ${key}="${typeof value === "number" ? coordinate(value) : escapeXml(value)}"`
  ).join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A line of text, escaped. */
export function text(content: string, attributes: Attributes): string {
  return element("text", attributes, escapeXml(content));
}

/** Where a line may break: at all white space but that which is there to prevent it. */
const SPACES = /[^\S\u00a0\u202f]+/u;

/**
 * Breaks text into lines at spaces; a word longer than a line is cut.
 *
 * @param most What a line measures at most, no less than any one character.
 * @param measure Of a line; how many characters it has, if not given.
 */
export function wrap(
  content: string,
  most: number,
  measure: (line: string) => number = (line) => [...line].length,
): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of content.split(SPACES).flatMap((word) => cut(word, most, measure))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer) <= most) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** A word as pieces that fit a line each. */
function cut(word: string, most: number, measure: (line: string) => number): string[] {
  if (measure(word) <= most) return word === "" ? [] : [word];
  const pieces: string[] = [];
  let piece = "";
  for (const character of word) {
    if (piece !== "" && measure(piece + character) > most) {
      pieces.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...pieces, piece];
}
