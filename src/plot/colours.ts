/** Colour maps, cut into the shades that a figure draws with. */

import {
  interpolateBlues,
  interpolateCividis,
  interpolateGreens,
  interpolateGreys,
  interpolateInferno,
  interpolateMagma,
  interpolateOranges,
  interpolatePlasma,
  interpolatePurples,
  interpolateReds,
  interpolateViridis,
  // @ts-types="@types/d3-scale-chromatic"
} from "d3-scale-chromatic";
import type { ColorName } from "./options.ts";

/** Colours that the scale tells apart: as many as an eye does. */
export const SHADES = 64;

/** The class of shade 0 (no walkers) to SHADES − 1 (most); what has it draws in `currentColor`. */
export function shadeClass(index: number): string {
  return `s${index}`;
}

/** A map from [0, 1] to colours, and the stretch of it that a page takes, from few walkers to most. */
interface ColourMap {
  readonly at: (share: number) => string;
  readonly light: readonly [number, number];
  readonly dark: readonly [number, number];
}

/**
 * Few walkers fade into the paper, so a map runs from light to dark on a light page and from dark to light
 * on a dark one; its ends are cut where they would be the paper itself.
 *
 * Magma, viridis, inferno, plasma: van der Walt and Smith, "A better default colormap for matplotlib"
 * (2015). Cividis: Nuñez, Anderton and Renslow (2018), made for colour-vision deficiency. The single hues:
 * Brewer's (colorbrewer2.org).
 */
const MAPS: Readonly<Record<ColorName, ColourMap>> = {
  magma: { at: interpolateMagma, light: [0.97, 0.03], dark: [0.12, 0.99] },
  viridis: { at: interpolateViridis, light: [1, 0], dark: [0.05, 1] },
  cividis: { at: interpolateCividis, light: [1, 0], dark: [0.05, 1] },
  inferno: { at: interpolateInferno, light: [0.97, 0.03], dark: [0.14, 0.99] },
  plasma: { at: interpolatePlasma, light: [0.98, 0], dark: [0, 1] },
  blues: { at: interpolateBlues, light: [0.12, 1], dark: [0.97, 0.03] },
  greens: { at: interpolateGreens, light: [0.14, 1], dark: [0.97, 0.03] },
  greys: { at: interpolateGreys, light: [0.17, 1], dark: [0.82, 0.01] },
  oranges: { at: interpolateOranges, light: [0.12, 1], dark: [0.97, 0.03] },
  purples: { at: interpolatePurples, light: [0.16, 1], dark: [0.97, 0.03] },
  reds: { at: interpolateReds, light: [0.12, 1], dark: [0.97, 0.03] },
};

/** Where along a page's stretch the marginals' colour is: it stands out from the paper three to one. */
const BARS = 0.64;

/** The shades of a map on a page, from no walkers to most. */
export function shades(name: ColorName, page: "light" | "dark"): string[] {
  return Array.from({ length: SHADES }, (_, index) => colourAt(name, page, index / (SHADES - 1)));
}

/** Rules for the shades and the marginals on a page. */
export function colourRules(name: ColorName, page: "light" | "dark"): string[] {
  return [
    `& .bars{fill:${barColour(name, page)}}`,
    ...shades(name, page).map((colour, index) => `& .${shadeClass(index)}{color:${colour}}`),
  ];
}

/** The colour of the marginals; magma's own would look like one of its counts. */
export function barColour(name: ColorName, page: "light" | "dark"): string {
  if (name === "magma") return page === "light" ? "#7a4d93" : "#a06cc0";
  return colourAt(name, page, BARS);
}

function colourAt(name: ColorName, page: "light" | "dark", share: number): string {
  const { at, [page]: [from, to] } = MAPS[name];
  return at(from + (to - from) * share);
}
