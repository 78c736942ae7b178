/** The histograms or densities above and beside the joint panel. */

// @ts-types="@types/d3-scale"
import { scaleLinear } from "d3-scale";
import { MIDDLE, type Scale } from "./axes.ts";
import type { Curve } from "./density.ts";
import type { Histogram } from "./histogram.ts";
import { type Rectangle, TICK } from "./layout.ts";
import type { Marginal } from "./marginal_data.ts";
import { lawLine } from "./law_lines.ts";
import { coordinate as c, element, text } from "./svg.ts";
import { TYPE } from "./theme.ts";
import type { Ticks } from "./ticks.ts";

/** Half the gap between bars; a border in the paper's colour would hide bars that are lower than it. */
const INSET = 0.4;

/** The most of a bar's width that the gap takes from one side. */
const INSET_SHARE = 0.12;

/** The share of a curve's height below which it is not told from the axis. */
const TAIL = 0.004;

/** From a place along the axis and a value to the figure. */
type Place = (at: number, value: number) => string;

/** The marginal of x, upright, with its axis at the left. */
export function marginalAbove(
  area: Rectangle,
  scale: Scale,
  marginal: Marginal,
  ticks: Ticks,
): string {
  const base = area.y + area.height;
  const toY = scaleLinear([0, marginal.max], [base, area.y]);
  const marks = ticks.values.map((value) => `M${c(area.x)} ${c(toY(value))}h-${TICK.length}`);
  const labels = ticks.values.map((value, at) =>
    text(ticks.labels[at], {
      class: "quiet",
      x: area.x - TICK.length - TICK.gap,
      y: toY(value) + MIDDLE,
    })
  );
  const bars = marginal.bars &&
    occupied(marginal.bars, scale).map(({ low, high, count }) =>
      `M${c(low)} ${c(base)}V${c(toY(count))}H${c(high)}V${c(base)}z`
    );
  return [
    ...shapes(marginal, bars, (at, value) => `${c(scale(at))} ${c(toY(value))}`),
    element("path", {
      class: "axis",
      d: `M${c(area.x)} ${c(base)}h${c(area.width)}${marks.join("")}`,
    }),
    element("g", { class: "tick", "text-anchor": "end" }, labels.join("")),
  ].join("\n");
}

/**
 * The marginal of y, growing to the right, with its axis below.
 *
 * @param lower How far its labels are under those of the panel, where these need the room.
 */
export function marginalBeside(
  area: Rectangle,
  scale: Scale,
  marginal: Marginal,
  ticks: Ticks,
  lower: number,
): string {
  const bottom = area.y + area.height;
  const toX = scaleLinear([0, marginal.max], [area.x, area.x + area.width]);
  const marks = ticks.values.map((value) => `M${c(toX(value))} ${c(bottom)}v${TICK.length}`);
  const labels = ticks.values.map((value, at) =>
    text(ticks.labels[at], {
      class: "quiet",
      x: toX(value),
      y: bottom + TICK.length + TICK.gap + TYPE.tick * 0.8 + lower,
    })
  );
  const bars = marginal.bars &&
    occupied(marginal.bars, scale).map(({ low, high, count }) =>
      `M${c(area.x)} ${c(high)}H${c(toX(count))}V${c(low)}H${c(area.x)}z`
    );
  return [
    ...shapes(marginal, bars, (at, value) => `${c(toX(value))} ${c(scale(at))}`),
    element("path", {
      class: "axis",
      d: `M${c(area.x)} ${c(area.y)}v${c(area.height)}${marks.join("")}`,
    }),
    element("g", { class: "tick", "text-anchor": "middle" }, labels.join("")),
  ].join("\n");
}

/** What is counted and, over it, what a law expects. */
function shapes({ area, law }: Marginal, bars: string[] | undefined, place: Place): string[] {
  return [
    ...(bars ? [element("path", { class: "bars", d: bars.join("") })] : []),
    ...(area ? [element("path", { class: "bars", d: `${line(area, place, 0)}z` })] : []),
    ...(law ? [lawLine(line(withoutTails(law), place))] : []),
  ];
}

/** A curve between the places where it leaves the axis: a line along that would thicken it. */
function withoutTails({ at, values }: Curve): Curve {
  const least = TAIL * values.reduce((max, value) => Math.max(max, value), 0);
  const first = values.findIndex((value) => value > least);
  if (first < 0) return { at: at.subarray(0, 1), values: values.subarray(0, 1) };
  const [from, end] = [Math.max(0, first - 1), values.findLastIndex((value) => value > least) + 2];
  return { at: at.subarray(from, end), values: values.subarray(from, end) };
}

/** A curve as a path; with a base, from there and back. */
function line({ at, values }: Curve, place: Place, base?: number): string {
  const points = Array.from(at, (along, k) => place(along, values[k]));
  if (base === undefined) return `M${points.join("L")}`;
  return `M${[place(at[0], base), ...points, place(at[at.length - 1], base)].join("L")}`;
}

/** The bins that hold walkers: where each begins and ends in the figure, gaps left, and its count. */
function occupied({ start, size, counts }: Histogram, scale: Scale) {
  return Array.from(counts, (count, at) => {
    const from = scale(start + at * size), to = scale(start + (at + 1) * size);
    const inset = Math.sign(to - from) * Math.min(INSET, INSET_SHARE * Math.abs(to - from));
    return { low: from + inset, high: to - inset, count };
  }).filter(({ count }) => count > 0);
}
