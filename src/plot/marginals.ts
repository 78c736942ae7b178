/** The histograms or densities above and beside the joint panel. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";
// @ts-types="@types/d3-scale"
import { scaleLinear } from "d3-scale";
import { MIDDLE, type Scale } from "./axes.ts";
import type { Curve } from "./density.ts";
import type { Histogram } from "./histogram.ts";
import { NAME_DROP, NAME_RISE, type Rectangle, TICK } from "./layout.ts";
import type { Marginal } from "./marginal_data.ts";
import { lawLine } from "./law_lines.ts";
import { coordinate as c, element, text } from "./svg.ts";
import { TYPE } from "./theme.ts";
import type { Ticks } from "./ticks.ts";

/** Half the gap between bars; a border in the paper's colour would hide bars that are lower than it. */
const INSET = 0.4;

/** Bars narrower than this, in units of the figure, have no gap, which would show as stripes. */
const GAP_FROM = 3;

/** The most of a bar's width that the gap takes from one side. */
const INSET_SHARE = 0.12;

/** The share of a curve's height below which it is not told from the axis. */
const TAIL = 0.004;

/** The axis of a marginal's counts. */
export interface CountAxis {
  readonly ticks: Ticks;
  readonly name: string;
}

/** From a place along the axis and a value to the figure. */
type Place = (at: number, value: number) => string;

/** The marginal of x, upright, with the axis of its counts at the left and their name above. */
export function marginalAbove(
  area: Rectangle,
  scale: Scale,
  marginal: Marginal,
  { ticks, name }: CountAxis,
): string {
  const base = area.y + area.height;
  const toY = scaleLinear([0, marginal.max || 1], [base, area.y]);
  const last = ticks.values.at(-1) ?? 0;
  const marks = ticks.values.map((value) => `M${c(area.x)} ${c(toY(value))}h-${TICK.length}`);
  const labels = ticks.values.map((value, at) =>
    text(ticks.labels[at], {
      class: "quiet",
      x: area.x - TICK.length - TICK.gap,
      // The label of 0 stands on its line, clear of the panel's axis below.
      y: toY(value) + (value === 0 ? 0 : MIDDLE),
    })
  );
  const bars = marginal.bars &&
    occupied(marginal.bars, scale).map(({ low, high, count }) =>
      `M${c(low)} ${c(base)}V${c(toY(count))}H${c(high)}V${c(base)}z`
    );
  const place: Place = (at, value) => `${c(scale(at))} ${c(toY(value))}`;
  return [
    ...shapes(marginal, bars, place),
    element("path", {
      class: "axis",
      d: `M${c(area.x + area.width)} ${c(base)}H${c(area.x)}V${c(toY(last))}${marks.join("")}`,
    }),
    element("g", { class: "tick", "text-anchor": "end" }, labels.join("")),
    text(name, { class: "tick quiet", x: area.x, y: area.y - NAME_RISE }),
  ].join("\n");
}

/**
 * The marginal of y, growing to the right, with the axis of its counts below and their name under it.
 *
 * @param nameX Where the name begins.
 * @param lower How far its labels are under those of the panel, where these need the room; 0 as a rule.
 */
export function marginalBeside(
  area: Rectangle,
  scale: Scale,
  marginal: Marginal,
  { ticks, name, nameX, lower }: CountAxis & { readonly nameX: number; readonly lower: number },
): string {
  const bottom = area.y + area.height;
  const toX = scaleLinear([0, marginal.max || 1], [area.x, area.x + area.width]);
  const last = ticks.values.at(-1) ?? 0;
  const marks = ticks.values.map((value) =>
    `M${c(toX(value))} ${c(bottom)}v${c(TICK.length + lower)}`
  );
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
  const place: Place = (at, value) => `${c(toX(value))} ${c(scale(at))}`;
  return [
    ...shapes(marginal, bars, place),
    element("path", {
      class: "axis",
      d: `M${c(area.x)} ${c(area.y)}V${c(bottom)}H${c(toX(last))}${marks.join("")}`,
    }),
    element("g", { class: "tick", "text-anchor": "middle" }, labels.join("")),
    text(name, { class: "tick quiet", x: nameX, y: bottom + NAME_DROP + 0.6 * lower }),
  ].join("\n");
}

/** What a marginal counts: walkers per site, per 6 sites. */
export function marginalName({ perSites }: Marginal): string {
  if (perSites === 1) return "walkers per site";
  return `walkers per ${format(perSites < 1e5 ? ",.4~r" : ".4~s")(perSites)} sites`;
}

/** What is counted and, over it, what a law expects. */
function shapes(
  { bars, area, lawBars, lawCurve }: Marginal,
  outlines: string[] | undefined,
  place: Place,
): string[] {
  const law = lawBars ? stepsOf(lawBars) : lawCurve;
  return [
    ...(bars && outlines ? [element("path", { class: "bars", d: outlines.join("") })] : []),
    ...(area ? [element("path", { class: "bars", d: `${line(area, place, 0)}z` })] : []),
    ...(law ? [lawLine(line(withoutTails(law), place))] : []),
  ];
}

/** The outline of bins, each as high as its count: two points each, from 0 and back. */
function stepsOf({ start, size, counts }: Histogram): Curve {
  const at = Float64Array.from(
    { length: 2 * counts.length + 2 },
    (_, corner) => start + Math.floor(corner / 2) * size,
  );
  return { at, values: at.map((_, corner) => counts[Math.floor((corner - 1) / 2)] ?? 0) };
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
    const width = Math.abs(to - from);
    const inset = width < GAP_FROM
      ? 0
      : Math.sign(to - from) * Math.min(INSET, INSET_SHARE * width);
    return { low: from + inset, high: to - inset, count };
  }).filter(({ count }) => count > 0);
}
