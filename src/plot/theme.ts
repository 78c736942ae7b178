/** Colours and type of a figure. */

import type { ThemeName } from "./options.ts";

/** Sizes of type, in the units of the viewBox. */
export const TYPE = { title: 19, label: 15, tick: 13.5, caption: 13 } as const;

/** An average digit's width over its size, as DejaVu Sans, the widest of the common faces, has it. */
export const DIGIT = 0.62;

/** Bounds on the widths of characters over their size in DejaVu Sans, the widest of the common faces. */
const WIDTHS: readonly [RegExp, number][] = [
  [/[ !'(),./:;IJ[\\\]fijlrt|-]/, 0.42],
  [/[%@MWm]/, 1],
  [/[#&+<=>A-Z^w~]/, 0.84],
  [/[ -~]/, 0.65],
];

/** An emoji's width over its size, of which no common character outside ASCII is wider. */
const WIDEST = 1.4;

/** The bounds by code, for ASCII. */
const WIDTH_OF = Array.from({ length: 128 }, (_, code) => {
  return WIDTHS.find(([kind]) => kind.test(String.fromCharCode(code)))?.[1] ?? WIDEST;
});

/** How much wider than plain type bold is, in DejaVu Sans. */
export const BOLD = 1.12;

/** A bound on the width of a line of text of a size, whatever the face. */
export function textWidth(line: string, size: number): number {
  let sum = 0;
  for (const character of line) sum += WIDTH_OF[character.codePointAt(0) ?? 0] ?? WIDEST;
  return size * sum;
}

/**
 * Colours of lines on a light and on a dark page, in the order of use: the hues of Okabe and Ito's "Color
 * Universal Design" (2008), shifted until each stands out from its page three to one (WCAG 2.2, 1.4.11)
 * and any two are 0.1 apart in OKLab, as protanopes, deuteranopes and tritanopes see them by Machado et al.,
 * "A physiologically-based model for simulation of color vision deficiency" (2009).
 */
export const LINE_COLOURS: readonly (readonly [light: string, dark: string])[] = [
  ["#04428e", "#197ad6"],
  ["#8e2400", "#ff7700"],
  ["#00745f", "#00be88"],
  ["#db7194", "#af5d87"],
  ["#a47c00", "#ffd558"],
  ["#4b91db", "#9fd3ff"],
];

const FONTS = `system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Helvetica, Arial, ` +
  `"Liberation Sans", sans-serif`;

/** The colour of the paper on a light and on a dark page. */
export const PAPER = { light: "#ffffff", dark: "#15171b" } as const;

/** Rules for a light page, and those that a dark one has besides. */
const LIGHT = [
  `& text{font-family:${FONTS};fill:#1f2328;font-variant-numeric:tabular-nums}`,
  `& .title{font-size:${TYPE.title}px;font-weight:600}`,
  `& .label{font-size:${TYPE.label}px}`,
  `& .tick{font-size:${TYPE.tick}px}`,
  `& .caption{font-size:${TYPE.caption}px}`,
  `& .quiet{fill:#59636e}`,
  `& .paper{fill:${PAPER.light}}`,
  `& .axis{fill:none;stroke:#59636e;stroke-width:1}`,
  // resvg takes the colour of the element that says currentColor, not of the one that inherits it.
  `& [fill=currentColor] *{fill:currentColor}`,
  `& [stroke=currentColor] *{stroke:currentColor}`,
];
const DARK = [
  `& text{fill:#e8eaed}`,
  `& .quiet{fill:#a3abb5}`,
  `& .paper{fill:${PAPER.dark}}`,
  `& .axis{stroke:#8a929c}`,
];

/**
 * Rules for the page that a theme names. Plain classes, as librsvg and resvg know no custom properties;
 * renderers without the media query show the light figure.
 *
 * @param light Rules whose selectors start with &, the figure.
 * @param dark Those that come after them on a dark page.
 */
export function themed(
  theme: ThemeName,
  light: readonly string[],
  dark: readonly string[],
): string[] {
  if (theme === "light") return [...light];
  if (theme === "dark") return [...light, ...dark];
  return [...light, `@media (prefers-color-scheme:dark){`, ...dark, `}`];
}

/** The style sheet of every figure. */
export function baseStyle(theme: ThemeName): string {
  return themed(theme, LIGHT, DARK).join("\n");
}
