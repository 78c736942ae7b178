/** The colour bar. */

import { MIDDLE, uprightText } from "./axes.ts";
import { shadeClass, SHADES } from "./colours.ts";
import type { CountScale } from "./count_scale.ts";
import { type Layout, TICK } from "./layout.ts";
import { coordinate as c, element, text } from "./svg.ts";
import { TYPE } from "./theme.ts";

/** Length of a tick without a label. */
const MINOR = 3;

/** Labels that are nearer than this, in units of the figure, would touch. */
const LABEL_ROOM = 1.1 * TYPE.tick;

/** A bar from the scale's least value to its largest, with ticks at its right and its name beside them. */
export function legend(
  layout: Layout,
  { shareOf, ticks, minor }: CountScale,
  name: string,
): string {
  const { x, y, width, height } = layout.legend;
  const right = x + width;
  const at = (value: number) => y + height - height * shareOf(value);
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
    stripes(x, y, width, height),
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

/** A stripe a shade. Each reaches down under all the next ones, so that none leaves a seam. */
function stripes(x: number, y: number, width: number, height: number): string {
  const drawn = Array.from({ length: SHADES }, (_, at) => {
    const top = y + (height * at) / SHADES;
    const outline = `M${c(x)} ${c(top)}h${c(width)}V${c(y + height)}h${c(-width)}z`;
    return `<path class="${shadeClass(SHADES - 1 - at)}" d="${outline}"/>`;
  });
  return element("g", { fill: "currentColor" }, drawn.join("\n"));
}
