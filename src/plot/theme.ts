/** Colours and type of a figure. */

// @ts-types="@types/d3-scale-chromatic"
import { interpolateMagma } from "d3-scale-chromatic";

/** Sizes of type, in the units of the viewBox. */
export const TYPE = { title: 19, label: 15, tick: 13.5, caption: 13 } as const;

/** An average character's width over its size, as DejaVu Sans, the widest of the common faces, has it. */
export const CHARACTER = { digit: 0.62, text: 0.6, bold: 0.64 } as const;

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
