/** The colour bar. */

import { MIDDLE, type Scale, uprightText } from "./axes.ts";
import { type Layout, MARGIN, TICK } from "./layout.ts";
import { coordinate as c, element, text } from "./svg.ts";
import { shadeClass, SHADES } from "./theme.ts";
import type { Ticks } from "./ticks.ts";

/** A bar from 0 to the largest count, with ticks at its right and its name beside them. */
export function legend(layout: Layout, scale: Scale, ticks: Ticks, name: string): string {
  const { x, y, width, height } = layout.legend;
  const right = x + width;
  const marks = ticks.values.map((value) => `M${c(right)} ${c(scale(value))}h${TICK.length}`);
  const labels = ticks.values.map((value, at) =>
    text(ticks.labels[at], { x: right + TICK.length + TICK.gap, y: scale(value) + MIDDLE })
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
