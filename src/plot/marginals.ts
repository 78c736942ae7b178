/** The histograms above and beside the joint panel. */

// @ts-types="@types/d3-scale"
import { scaleLinear } from "d3-scale";
import { MIDDLE, type Scale } from "./axes.ts";
import type { Histogram } from "./histogram.ts";
import { type Rectangle, TICK } from "./layout.ts";
import { coordinate as c, element, text } from "./svg.ts";
import { TYPE } from "./theme.ts";
import type { Ticks } from "./ticks.ts";

/** Half the gap between bars; a border in the paper's colour would hide bars that are lower than it. */
const INSET = 0.4;

/** The histogram of x, upright, with its counts' axis at the left. */
export function marginalAbove(
  area: Rectangle,
  scale: Scale,
  bins: Histogram,
  max: number,
  ticks: Ticks,
): string {
  const base = area.y + area.height;
  const toY = scaleLinear([0, max], [base, area.y]);
  const marks = ticks.values.map((value) => `M${c(area.x)} ${c(toY(value))}h-${TICK.length}`);
  const labels = ticks.values.map((value, at) =>
    text(ticks.labels[at], {
      class: "quiet",
      x: area.x - TICK.length - TICK.gap,
      y: toY(value) + MIDDLE,
    })
  );
  const bars = occupied(bins).map(([from, to, count]) =>
    `M${c(scale(from) + INSET)} ${c(base)}V${c(toY(count))}H${c(scale(to) - INSET)}V${c(base)}z`
  );
  return [
    element("path", { class: "bars", d: bars.join("") }),
    element("path", {
      class: "axis",
      d: `M${c(area.x)} ${c(base)}h${c(area.width)}${marks.join("")}`,
    }),
    element("g", { class: "tick", "text-anchor": "end" }, labels.join("")),
  ].join("\n");
}

/** The histogram of y, growing to the right, with its counts' axis below. */
export function marginalBeside(
  area: Rectangle,
  scale: Scale,
  bins: Histogram,
  max: number,
  ticks: Ticks,
): string {
  const bottom = area.y + area.height;
  const toX = scaleLinear([0, max], [area.x, area.x + area.width]);
  const marks = ticks.values.map((value) => `M${c(toX(value))} ${c(bottom)}v${TICK.length}`);
  const labels = ticks.values.map((value, at) =>
    text(ticks.labels[at], {
      class: "quiet",
      x: toX(value),
      y: bottom + TICK.length + TICK.gap + TYPE.tick * 0.8,
    })
  );
  const bars = occupied(bins).map(([from, to, count]) =>
    `M${c(area.x)} ${c(scale(from) - INSET)}H${c(toX(count))}V${c(scale(to) + INSET)}H${c(area.x)}z`
  );
  return [
    element("path", { class: "bars", d: bars.join("") }),
    element("path", {
      class: "axis",
      d: `M${c(area.x)} ${c(area.y)}v${c(area.height)}${marks.join("")}`,
    }),
    element("g", { class: "tick", "text-anchor": "middle" }, labels.join("")),
  ].join("\n");
}

/** The bins that hold walkers: where each begins and ends, and its count. */
function occupied({ start, size, counts }: Histogram): [number, number, number][] {
  return Array.from(counts, (count, at): [number, number, number] => [
    start + at * size,
    start + (at + 1) * size,
    count,
  ]).filter(([, , count]) => count > 0);
}
