/** The colour bar. */

import { MIDDLE, uprightText } from "./axes.ts";
import { shadeClass, SHADES } from "./colours.ts";
import type { CountScale } from "./count_scale.ts";
import { type Layout, MARGIN, TICK } from "./layout.ts";
import { coordinate as c, element, text } from "./svg.ts";

/** Length of a tick without a label. */
const MINOR = 3;

/** A bar from the scale's least count to its largest, with ticks at its right and its name beside them. */
export function legend(
  layout: Layout,
  { shareOf, ticks, minor }: CountScale,
  name: string,
): string {
  const { x, y, width, height } = layout.legend;
  const right = x + width;
  const at = (count: number) => y + height - height * shareOf(count);
  const marks = [
    ...ticks.values.map((value) => `M${c(right)} ${c(at(value))}h${TICK.length}`),
    ...minor.map((value) => `M${c(right)} ${c(at(value))}h${MINOR}`),
  ];
  const labels = ticks.values.map((value, index) =>
    text(ticks.labels[index], { x: right + TICK.length + TICK.gap, y: at(value) + MIDDLE })
  );
  return [
    stripes(x, y, width, height),
    element("path", { class: "axis", d: marks.join("") }),
    element("g", { class: "tick" }, labels.join("")),
    uprightText(name, layout.width - MARGIN - 2, y + height / 2),
  ].join("\n");
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
