/** Colours and type of a figure. */

// @ts-types="@types/d3-scale-chromatic"
import { interpolateMagma } from "d3-scale-chromatic";

/** Sizes of type, in the units of the viewBox. */
export const TYPE = { title: 19, label: 15, tick: 13.5, caption: 13 } as const;

/** An average character's width over its size, as DejaVu Sans, the widest of the common faces, has it. */
export const CHARACTER = { digit: 0.62, text: 0.6, bold: 0.64 } as const;

/** Bounds on the widths of characters over their size in DejaVu Sans, the widest of the common faces. */
const WIDTHS: readonly [RegExp, number][] = [
  [/[ !'(),./:;IJ[\\\]fijlrt|-]/, 0.42],
  [/[%@MWm]/, 1],
  [/[#&+<=>A-Z^w~]/, 0.84],
  [/[ -~]/, 0.65],
];

/** An emoji's width over its size, of which no common character outside ASCII is wider. */
const WIDEST = 1.4;

/** A bound on the width of a line of text of a size, whatever the face. */
export function textWidth(line: string, size: number): number {
  const widthOf = (character: string) =>
    WIDTHS.find(([kind]) => kind.test(character))?.[1] ?? WIDEST;
  return size * [...line].reduce((sum, character) => sum + widthOf(character), 0);
}

/** Colours that the scale tells apart: as many as an eye does. */
export const SHADES = 64;

/** The class of shade 0 (no walkers) to SHADES − 1 (most); what has it draws in `currentColor`. */
export function shadeClass(index: number): string {
  return `s${index}`;
}

/**
 * Magma: perceptually uniform, legible in grey and with any colour vision. Few walkers fade into the
 * paper, so it runs from light to dark on a light page and from dark to light on a dark one.
 *
 * @param from Where on the map the first shade is, in [0, 1], and `to` the last.
 */
function shadeRules(from: number, to: number): string[] {
  return Array.from({ length: SHADES }, (_, index) => {
    const colour = interpolateMagma(from + (to - from) * index / (SHADES - 1));
    return `.hexwalk .${shadeClass(index)}{color:${colour}}`;
  });
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

/**
 * The style sheet. Plain classes, as librsvg and resvg know no custom properties; renderers without the
 * media query show the light figure. All selectors start at .hexwalk, to leave a host page alone.
 */
export const STYLE = [
  `.hexwalk text{font-family:${FONTS};fill:#1f2328;font-variant-numeric:tabular-nums}`,
  `.hexwalk .title{font-size:${TYPE.title}px;font-weight:600}`,
  `.hexwalk .label{font-size:${TYPE.label}px}`,
  `.hexwalk .tick{font-size:${TYPE.tick}px}`,
  `.hexwalk .caption{font-size:${TYPE.caption}px}`,
  `.hexwalk .quiet{fill:#59636e}`,
  `.hexwalk .paper{fill:#fff}`,
  `.hexwalk .axis{fill:none;stroke:#59636e;stroke-width:1}`,
  `.hexwalk .bars{fill:#7a4d93}`,
  ...shadeRules(0.97, 0.03),
  `@media (prefers-color-scheme:dark){`,
  `.hexwalk text{fill:#e8eaed}`,
  `.hexwalk .quiet{fill:#a3abb5}`,
  `.hexwalk .paper{fill:#15171b}`,
  `.hexwalk .axis{stroke:#8a929c}`,
  `.hexwalk .bars{fill:#a06cc0}`,
  ...shadeRules(0.12, 0.99),
  `}`,
].join("\n");
