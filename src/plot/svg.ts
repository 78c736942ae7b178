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

/**
 * Breaks text into lines at spaces; a word longer than a line is cut.
 *
 * @param maxCharacters At least 1.
 */
export function wrap(content: string, maxCharacters: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of content.split(/\s+/u).flatMap((word) => chunk(word, maxCharacters))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if ([...longer].length <= maxCharacters) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === "" ? lines : [...lines, line];
}

function chunk(word: string, size: number): string[] {
  const characters = [...word];
  const chunks: string[] = [];
  for (let at = 0; at < characters.length; at += size) {
    chunks.push(characters.slice(at, at + size).join(""));
  }
  return chunks;
}
