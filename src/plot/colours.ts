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
import { PAPER } from "./theme.ts";

/** A page that colours are for. */
export type Page = keyof typeof PAPER;

/** Colours that the scale tells apart: as many as an eye does. */
export const SHADES = 64;

/** The class of shade 0 (no walkers) to SHADES − 1 (most); what has it draws in `currentColor`. */
export function shadeClass(index: number): string {
  return `s${index}`;
}

/** The shade at a share of the scale, 0 to 1. */
export function shadeOf(share: number): number {
  return Math.min(SHADES - 1, Math.floor(share * SHADES));
}

/** A map from [0, 1] to colours, and the stretch of it that a page takes, from few walkers to most. */
interface ColourMap {
  readonly at: (share: number) => string;
  readonly light: readonly [number, number];
  readonly dark: readonly [number, number];
}

/**
 * A map runs from light to dark on a light page and from dark to light on a dark one; ends that would be
 * the other page's paper are cut.
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

/** The share of the scale over which a map comes out of the paper: its own end would be a flat disc. */
const FADE = 0.25;

/** How much of a map's colour the first shade has, which is not the paper itself. */
const FIRST = 0.15;

/** From the paper to fewer walkers than a law expects, and to more. Brewer's RdBu, on a dark page lighter. */
const RESIDUALS = {
  light: { fewer: ["#4393c3", "#053061"], more: ["#d6604d", "#67001f"] },
  dark: { fewer: ["#3f8fd0", "#c5e6ff"], more: ["#d9603a", "#ffdcb8"] },
} as const;

/** Where along a page's stretch the marginals' colour is: it stands out from the paper three to one. */
const BARS = 0.64;

/** The shades of a map on a page, from no walkers to most. */
export function shades(name: ColorName, page: Page): string[] {
  return Array.from({ length: SHADES }, (_, index) => colourAt(name, page, index / (SHADES - 1)));
}

/** Rules for the shades and the marginals on a page. */
export function colourRules(name: ColorName, page: Page, isResidual: boolean): string[] {
  const colours = isResidual ? residualShades(page) : shades(name, page);
  return [
    `& .bars{fill:${barColour(name, page)}}`,
    ...colours.map((colour, index) => `& .${shadeClass(index)}{color:${colour}}`),
  ];
}

/** The colour of the marginals; magma's own would look like one of its counts. */
export function barColour(name: ColorName, page: Page): string {
  if (name === "magma") return page === "light" ? "#7a4d93" : "#a06cc0";
  return colourAt(name, page, BARS);
}

function colourAt(name: ColorName, page: Page, share: number): string {
  const { at, [page]: [from, to] } = MAPS[name];
  const colour = at(from + (to - from) * share);
  return mix(PAPER[page], colour, Math.min(1, FIRST + (1 - FIRST) * share / FADE));
}

/** The shades of residuals on a page: fewer walkers than expected, as many, more. */
export function residualShades(page: Page): string[] {
  return Array.from({ length: SHADES }, (_, index) => {
    const share = 2 * index / (SHADES - 1) - 1;
    const [half, end] = RESIDUALS[page][share < 0 ? "fewer" : "more"];
    const away = Math.abs(share);
    return away < 0.5 ? mix(PAPER[page], half, 2 * away) : mix(half, end, 2 * away - 1);
  });
}

/** A colour between two, as #rrggbb. d3 mixes them too, but takes 10 ms to begin. */
function mix(from: string, to: string, share: number): string {
  const start = channelsOf(from), end = channelsOf(to);
  const mixed = start.map((channel, at) => Math.round(channel + share * (end[at] - channel)));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** Red, green and blue of #rrggbb or rgb(r, g, b), 0 to 255. */
function channelsOf(colour: string): number[] {
  return colour.startsWith("#")
    ? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    : (colour.match(/\d+/g) ?? []).map(Number);
}
