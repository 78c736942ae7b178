/** Series of points → lines on logarithmic axes, named at their ends, as SVG. */

// @ts-types="@types/d3-scale"
import { scaleLog } from "d3-scale";
import {
  callback,
  checkOptions,
  kindOf,
  type Kinds,
  listOf,
  record,
  required,
  text as anyText,
} from "../options/options.ts";
import { MIDDLE, xAxis, yAxis } from "./axes.ts";
import { document, textLines, wrapCaption, wrapTitle } from "./document.ts";
import { CAPTION_LEADING, fitText, layOutChart, type Rectangle, TITLE_LEADING } from "./layout.ts";
import { spread } from "./spread.ts";
import { coordinate as c, element, escapeXml, text } from "./svg.ts";
import { DIGIT, LINE_COLOURS, textWidth, TYPE } from "./theme.ts";
import { decadeDomain, decadeTicks, powerOfTen } from "./log_ticks.ts";

/** Where something is, in the units of the viewBox. */
type Point = readonly [number, number];

/** Height of the panel, unless the names need more. */
const PANEL_HEIGHT = 310;

/** Names of lines: how wide and how many rows they may be, and the gap that keeps two apart. */
const NAME = { width: 190, lines: 3, leading: 15, gap: 4 } as const;

/** Room for the leaders between panel and names. */
const LEADER = 26;

/** What a tick needs along the axis: besides its label's width, and in all. */
const TICK_ROOM = { x: 14, y: 24 } as const;

/** Rules besides those of every figure. */
const STYLE = [
  `& .grid{fill:none;stroke:#e4e7eb}`,
  `& .line{fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round}`,
  `& .leader{fill:none;stroke:currentColor;stroke-dasharray:2 2}`,
  `& .dash1{stroke-dasharray:7 4}`,
  `& .dash2{stroke-dasharray:2 3}`,
  `& .dot{fill:currentColor}`,
  `& .ring{stroke:currentColor;stroke-width:1.6}`,
  ...LINE_COLOURS.map(([light], at) => `& .${colourClass(at)}{color:${light}}`),
  `@media (prefers-color-scheme:dark){`,
  `& .grid{stroke:#2c3036}`,
  ...LINE_COLOURS.map(([, dark], at) => `& .${colourClass(at)}{color:${dark}}`),
  `}`,
].join("\n");

/** A line and its name. */
export interface Series {
  /** Written at the line's right end, wrapped where it is long. */
  readonly name: string;
  /** Pairs of x and y, all above 0, in any order, at least one; one alone shows as a marker. */
  readonly points: readonly (readonly [number, number])[];
}

/** What a line chart shows. */
export interface LineChartOptions {
  /** Above the chart and, for screen readers, its name. */
  readonly title: string;
  /** Lines under the chart. */
  readonly caption?: readonly string[];
  /** Name of the x axis. */
  readonly xLabel: string;
  /** Name of the y axis. */
  readonly yLabel: string;
  /** What a tick of x says, at most about 10 characters, given a power of ten; 10³ if not given. */
  readonly xTick?: (value: number) => string;
  /** Likewise of y. */
  readonly yTick?: (value: number) => string;
  /** The lines, at least one. */
  readonly series: readonly Series[];
  /** What a screen reader says of the chart; the names of axes and series if not given. */
  readonly description?: string;
}

const SERIES: Kinds<Series> = {
  name: required(anyText),
  points: required(
    listOf(
      kindOf<readonly [number, number]>(
        "use a pair of numbers",
        (value) => Array.isArray(value) && value.length === 2,
      ),
      "use a list of pairs of x and y",
    ),
  ),
};

const LINE_CHART: Kinds<LineChartOptions> = {
  title: required(anyText),
  caption: listOf(anyText, "use a list of lines"),
  xLabel: required(anyText),
  yLabel: required(anyText),
  xTick: callback(),
  yTick: callback(),
  series: required(listOf(record(SERIES), "use a list of series")),
  description: anyText,
};

/**
 * Draws lines through points on two logarithmic axes. Each is named at its right end: names are kept
 * apart and wrapped. The same input gives the same bytes.
 *
 * @throws {TypeError} If an option is unknown, missing or of another type.
 * @throws {RangeError} If there are no series, one has no points, or a value is not above 0 or not finite.
 *
 * @example
 * ```ts
 * import { lineChart } from "hexwalk";
 * import { match } from "node:assert/strict";
 *
 * const svg = lineChart({
 *   title: "Time to walk",
 *   xLabel: "walkers",
 *   yLabel: "time",
 *   yTick: (ms) => ms < 1000 ? `${ms} ms` : `${ms / 1000} s`,
 *   series: [{ name: "serial", points: [[1e4, 9], [1e5, 80], [1e6, 790]] }],
 * });
 * match(svg, />serial<.*>10⁵<.*>100 ms</s);
 * ```
 */
export function lineChart(options: LineChartOptions): string {
  checkOptions("draw a line chart", options, LINE_CHART);
  checkSeries(options.series);
  const lines = options.series.map(({ points }) => points.toSorted(([a], [b]) => a - b));
  const names = options.series.map(({ name }) =>
    fitText(name, NAME.width, TYPE.caption, NAME.lines)
  );
  const [xEnds, yEnds] = [0, 1].map((axis) =>
    decadeDomain(lines.flat().map((point) => point[axis]))
  );
  const height = Math.max(PANEL_HEIGHT, sum(names.map(roomFor)));
  const yTicks = decadeTicks(yEnds, options.yTick ?? powerOfTen, () => height / TICK_ROOM.y);
  const title = wrapTitle(options.title), caption = wrapCaption(options.caption);
  const nameWidth = Math.max(...names.flat().map((line) => textWidth(line, TYPE.caption)), 0);
  const counts = { y: yTicks, titleLines: title.length, captionLines: caption.length };
  const layout = layOutChart(counts, height, LEADER + nameWidth);
  const { panel } = layout;
  const xTicks = decadeTicks(xEnds, options.xTick ?? powerOfTen, (length) => {
    return panel.width / (length * TYPE.tick * DIGIT + TICK_ROOM.x);
  });
  const toX = scaleLog(xEnds, [panel.x, panel.x + panel.width]);
  const toY = scaleLog(yEnds, [panel.y + panel.height, panel.y]);
  const drawn = lines.map((line) => line.map(([x, y]): Point => [toX(x), toY(y)]));
  const { title: name, description = describe(options) } = options;
  return document(layout, { title: name, description, style: STYLE }, [
    ...textLines(title, "title", layout.titleY, TITLE_LEADING),
    grid(panel, xTicks.values.map(toX), yTicks.values.map(toY)),
    ...nameLines(panel, names, drawn),
    ...drawn.map((points, at) => drawSeries(points, at, options.series[at].name)),
    xAxis(panel, toX, xTicks, fitText(options.xLabel, panel.width, TYPE.label, 1).join("")),
    yAxis(panel, toY, yTicks, fitText(options.yLabel, panel.height, TYPE.label, 1).join("")),
    ...textLines(caption, "caption quiet", layout.captionY, CAPTION_LEADING),
  ]);
}

/** Names beside the panel, at the heights of their lines' ends or near, with leaders from there. */
function nameLines(
  { x, y, width, height }: Rectangle,
  names: string[][],
  lines: Point[][],
): string[] {
  const ends = lines.map((points, at) => ({ at, end: points[points.length - 1] }))
    .toSorted((a, b) => a.end[1] - b.end[1]);
  const wanted = ends.map(({ at, end }) => ({ middle: end[1], size: roomFor(names[at]) }));
  const tops = spread(wanted, y, y + height);
  const right = x + width;
  return ends.map(({ at, end }, order) => {
    const middle = tops[order] + roomFor(names[at]) / 2;
    const leader = `M${c(end[0])} ${c(end[1])}H${c(right)}L${c(right + LEADER - 4)} ${c(middle)}`;
    const baseline = tops[order] + (NAME.gap + NAME.leading) / 2 + MIDDLE;
    const rows = names[at].map((line, row) =>
      text(line, { class: "caption", x: right + LEADER, y: baseline + row * NAME.leading })
    );
    return element("path", { class: `leader ${colourClass(at)}`, d: leader }) + rows.join("");
  });
}

/** Height of a name and half the gaps to its neighbours. */
function roomFor(lines: readonly string[]): number {
  return lines.length * NAME.leading + NAME.gap;
}

/** A line and its markers; when the colours are used up, they begin again with another dash. */
function drawSeries(points: readonly Point[], at: number, name: string): string {
  const round = Math.floor(at / LINE_COLOURS.length) % 3;
  const d = points.map(([x, y], at) => `${at === 0 ? "M" : "L"}${c(x)} ${c(y)}`).join("");
  const style = round === 0 ? "dot" : "paper ring";
  return element(
    "g",
    { class: colourClass(at) },
    [
      element("title", {}, escapeXml(name)),
      ...points.length > 1 ? [element("path", { class: `line dash${round}`, d })] : [],
      ...points.map(([cx, cy]) => element("circle", { class: style, cx, cy, r: 3.2 })),
    ].join(""),
  );
}

function grid(panel: Rectangle, xs: readonly number[], ys: readonly number[]): string {
  const up = xs.map((x) => `M${c(x)} ${c(panel.y)}v${c(panel.height)}`);
  const across = ys.map((y) => `M${c(panel.x)} ${c(y)}h${c(panel.width)}`);
  return element("path", { class: "grid", d: [...up, ...across].join("") });
}

function describe({ xLabel, yLabel, series }: LineChartOptions): string {
  const names = series.map(({ name }) => name).join("; ");
  return `Lines on logarithmic axes, ${yLabel} against ${xLabel}: ${names}.`;
}

function checkSeries(series: readonly Series[]): void {
  const refuse = (why: string) => new RangeError(`Cannot draw a line chart: ${why}`);
  if (series.length === 0) throw refuse("there are 0 series; give it one or more");
  for (const { name, points } of series) {
    const quoted = JSON.stringify(name);
    if (points.length === 0) throw refuse(`series ${quoted} has 0 points; leave it out`);
    for (const [at, [x, y]] of points.entries()) {
      for (const [axis, value] of Object.entries({ x, y })) {
        if (value > 0 && value < Infinity) continue;
        throw refuse(
          `a logarithmic axis takes finite values above 0, but ${axis} of point ${at + 1} ` +
            `in series ${quoted} is ${value}; leave the point out`,
        );
      }
    }
  }
}

function colourClass(at: number): string {
  return `c${at % LINE_COLOURS.length}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
