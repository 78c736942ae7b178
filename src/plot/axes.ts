/** The joint panel's axes. */

import { MARGIN, type Rectangle, TICK } from "./layout.ts";
import { coordinate as c, element, text } from "./svg.ts";
import { TYPE } from "./theme.ts";
import { type Ticks, wholeNumber } from "./ticks.ts";

/** From data to the figure. */
export type Scale = (value: number) => number;

/** Half a digit's height over its size: what centres a label on its tick. */
export const MIDDLE = 0.36 * TYPE.tick;

/** The axis under the panel: line, ticks, labels, name. */
export function xAxis(panel: Rectangle, scale: Scale, ticks: Ticks, name: string): string {
  const bottom = panel.y + panel.height;
  const marks = ticks.values.map((value) => `M${c(scale(value))} ${c(bottom)}v${TICK.length}`);
  const labelY = bottom + TICK.length + TICK.gap + TYPE.tick * 0.8;
  const labels = ticks.values.map((value, at) =>
    text(ticks.labels[at], { x: scale(value), y: labelY })
  );
  return [
    element("path", {
      class: "axis",
      d: `M${c(panel.x)} ${c(bottom)}h${c(panel.width)}${marks.join("")}`,
    }),
    element("g", { class: "tick", "text-anchor": "middle" }, labels.join("")),
    text(nameWithOffset(name, ticks.offset), {
      class: "label",
      "text-anchor": "middle",
      x: panel.x + panel.width / 2,
      y: bottom + 46,
    }),
  ].join("\n");
}

/** The axis left of the panel. */
export function yAxis(panel: Rectangle, scale: Scale, ticks: Ticks, name: string): string {
  const marks = ticks.values.map((value) => `M${c(panel.x)} ${c(scale(value))}h-${TICK.length}`);
  const labelX = panel.x - TICK.length - TICK.gap;
  const labels = ticks.values.map((value, at) =>
    text(ticks.labels[at], { x: labelX, y: scale(value) + MIDDLE })
  );
  return [
    element("path", {
      class: "axis",
      d: `M${c(panel.x)} ${c(panel.y)}v${c(panel.height)}${marks.join("")}`,
    }),
    element("g", { class: "tick", "text-anchor": "end" }, labels.join("")),
    uprightText(
      nameWithOffset(name, ticks.offset),
      MARGIN + TYPE.label * 0.8,
      panel.y + panel.height / 2,
    ),
  ].join("\n");
}

/** A name that reads upwards, centred on a height. */
export function uprightText(content: string, x: number, y: number): string {
  return text(content, {
    class: "label",
    "text-anchor": "middle",
    transform: `translate(${c(x)} ${c(y)}) rotate(-90)`,
  });
}

/** x − 1,000,000: what the labels of the ticks are values of. */
function nameWithOffset(name: string, offset: number): string {
  if (offset === 0) return name;
  return `${name} ${offset < 0 ? "+" : "−"} ${wholeNumber(Math.abs(offset))}`;
}
