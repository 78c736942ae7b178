/** The colour bar. */

import { MIDDLE, uprightText } from "./axes.ts";
import { shadeClass, shadeOf, SHADES } from "./colours.ts";
import type { CountScale } from "./count_scale.ts";
import { type Layout, type Rectangle, TICK } from "./layout.ts";
import { coordinate as c, element, text } from "./svg.ts";
import { TYPE } from "./theme.ts";

/** Length of a tick without a label. */
const MINOR = 3;

/** Labels that are nearer than this, in units of the figure, would touch. */
const LABEL_ROOM = 1.1 * TYPE.tick;

const ALL_SHADES = Array.from({ length: SHADES }, (_, shade) => shade);

/** A bar from the scale's least value to its largest, with ticks at its right and its name beside them. */
export function legend(
  layout: Layout,
  { shareOf, ticks, minor, isWhole }: CountScale,
  name: string,
): string {
  const { x, y, width, height } = layout.legend;
  const right = x + width, block = height / ticks.values.length;
  // A block for each whole count has its label at its middle.
  const at = (value: number) =>
    y + height - (isWhole ? block * (value - 0.5) : height * shareOf(value));
  const labelled = apart(ticks.values.map(at));
  const marks = [
    ...ticks.values.map((value) => `M${c(right)} ${c(at(value))}h${TICK.length}`),
    ...minor.map((value) => `M${c(right)} ${c(at(value))}h${MINOR}`),
  ];
  const labels = labelled.map((index) => {
    const y = at(ticks.values[index]) + MIDDLE;
    return text(ticks.labels[index], { x: right + TICK.length + TICK.gap, y });
  });
  return [
    stripes(layout.legend, isWhole ? ticks.values.map(shareOf).map(shadeOf) : ALL_SHADES),
    element("path", { class: "axis", d: marks.join("") }),
    element("g", { class: "tick" }, labels.join("")),
    uprightText(name, layout.legendNameX, y + height / 2),
  ].join("\n");
}

/** Those of some heights, from the first up, that leave room for the labels of all. */
function apart(heights: readonly number[]): number[] {
  const kept: number[] = [];
  heights.forEach((height, index) => {
    const last = kept.at(-1);
    if (last === undefined || heights[last] - height >= LABEL_ROOM) kept.push(index);
  });
  return kept;
}

/**
 * A stripe a shade, from the lowest up. Each reaches down under all the next ones, so that none leaves a
 * seam.
 */
function stripes({ x, y, width, height }: Rectangle, shades: readonly number[]): string {
  const drawn = shades.toReversed().map((shade, at) => {
    const top = y + (height * at) / shades.length;
    const outline = `M${c(x)} ${c(top)}h${c(width)}V${c(y + height)}h${c(-width)}z`;
    return `<path class="${shadeClass(shade)}" d="${outline}"/>`;
  });
  return element("g", { fill: "currentColor" }, drawn.join("\n"));
}
