/** A run's result → its figure. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";
import {
  type AxisLaw,
  type CellCounts,
  checkLookOver,
  jointplot,
  type Law,
  type LookOptions,
} from "./plot/mod.ts";
import type { RunResult } from "./run.ts";
import type { RunSpec } from "./spec.ts";
import { findWalk } from "./walks.ts";

/** How a figure looks, and what it says; all of it may be left out. */
export interface FigureOptions extends LookOptions {
  /** Above the figure instead of what was walked; empty for none. */
  readonly title?: string;
  /** Whether to draw the law of the endpoints over them. */
  readonly law?: boolean;
}

/** What a figure is drawn from. */
export type DrawnRun = Pick<RunResult, "spec" | "tally" | "isComplete">;

/**
 * The joint distribution of a run's endpoints as SVG. It depends on spec, tally and options alone, so the
 * same run gives the same bytes on every backend.
 *
 * @throws {RangeError} If an option is out of bounds, or the walk's law is asked for and not known.
 *
 * @example
 * ```ts
 * import { match } from "node:assert/strict";
 * import { drawFigure } from "./figure.ts";
 * import { createSpec } from "./spec.ts";
 * import { zero } from "./tally/tally.ts";
 *
 * const spec = createSpec({ walkers: 10, seed: 7 });
 * const nobody = { spec, tally: zero(spec.window), isComplete: false };
 * match(drawFigure(nobody, { title: "Nobody yet", scale: "log", law: true }), />Nobody yet</);
 * ```
 */
export function drawFigure(result: DrawnRun, options: FigureOptions = {}): string {
  const { spec, tally, isComplete } = result;
  const { law: hasLaw = false, title, ...look } = options;
  const walked = isComplete ? "" : ` (partial: ${count(tally.walkers, "walker")})`;
  const law = hasLaw ? lawOf(spec) : undefined;
  const cells = cellCounts(result);
  return jointplot(cells, {
    ...look,
    title: title ?? `Endpoints of random walks of ${count(spec.steps, "step")}${walked}`,
    caption: [...captionOf(result), ...captionOfLook(cells, look, law?.name)],
    ...law && { law: { walkers: tally.walkers, ...law.axes } },
  });
}

/**
 * Checks options against a run that is not walked yet: what passes, {@linkcode drawFigure} will draw.
 *
 * @throws {RangeError} As `drawFigure`.
 */
export function checkFigure(spec: RunSpec, options: FigureOptions): void {
  checkLookOver(spec.window, options);
  if (options.law) lawOf(spec);
}

/** What was walked, and what is missing from it. */
function captionOf({ spec, tally, isComplete }: DrawnRun): string[] {
  const walkers = count(spec.walkers, "walker");
  const from = spec.first === 0 ? "" : ` from number ${grouped(spec.first)} on`;
  const lines = [
    `Walk ${spec.walk} · n = ${walkers}${from} · ${
      count(spec.steps, "step")
    } · seed ${spec.seed.text}`,
  ];
  if (!isComplete) {
    const stopped = grouped(tally.walkers);
    lines.push(`Partial: the run was stopped after ${stopped} of ${walkers}`);
  }
  if (tally.outside > 0) {
    lines.push(`${count(tally.outside, "walker")} ended outside the counted window`);
  }
  return lines;
}

/** What the options leave out or put in. */
function captionOfLook(cells: CellCounts, look: LookOptions, law: string | undefined): string[] {
  const lines: string[] = [];
  const beyond = look.extent === undefined ? 0 : walkersBeyond(cells, look.extent);
  if (beyond > 0) lines.push(`${count(beyond, "walker")} ended beyond the axes`);
  const { minCount = 0 } = look;
  if (minCount > 0) {
    lines.push(`Hexagons of fewer than ${count(minCount, "walker")} are not drawn`);
  }
  if (law !== undefined) lines.push(`Lines: ${law}; contours hold 50, 90 and 99\u00a0% of it`);
  return lines;
}

/** Walkers in cells whose centre, the reachable site where a cell holds one, is not in an extent. */
function walkersBeyond(
  { x0, y0, cellSize, columns, counts }: CellCounts,
  [left, right, low, high]: NonNullable<LookOptions["extent"]>,
): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at++) {
    const x = x0 + (at % columns + 0.5) * cellSize;
    const y = y0 + (Math.floor(at / columns) + 0.5) * cellSize;
    if (x < left || x > right || y < low || y > high) sum += counts[at];
  }
  return sum;
}

/**
 * The tally's cells as squares of the plane. Each reachable site has the ground around it up to half
 * way to the next, so a cell begins half a stride below its first reachable site.
 */
function cellCounts({ spec, tally }: DrawnRun): CellCounts {
  const { window: { origin, cellSize, columns, rows }, cells } = tally;
  const { stride, reach } = findWalk(spec.walk);
  const edge = (start: number) => {
    const gap = (spec.steps * reach - start) % stride;
    return start + (gap < 0 ? gap + stride : gap) - stride / 2;
  };
  return { x0: edge(origin[0]), y0: edge(origin[1]), cellSize, columns, rows, counts: cells };
}

/** The law of a run's endpoints, and what a caption calls it. */
function lawOf({ walk, steps }: RunSpec): { name: string; axes: Pick<Law, "x" | "y"> } {
  if (walk === "diagonal") {
    const axis = fairStepsLaw(steps);
    return { name: `the binomial law of ${count(steps, "step")}`, axes: { x: axis, y: axis } };
  }
  throw new RangeError(`Cannot draw the law of the walk ${walk}: it is not known; leave law out`);
}

/**
 * The law of an axis after `steps` steps of ±1 with probability ½: 2·Binomial(steps, ½) − steps, spread
 * over the sites between the reachable ones by continuing its factorials with the gamma function.
 */
function fairStepsLaw(steps: number): AxisLaw {
  const peak = logGamma(steps + 1) - (steps + 1) * Math.LN2;
  const density = (at: number) => {
    const ups = (steps + at) / 2;
    // Half a site beyond the ends is still the end's own ground.
    if (ups <= -1 || ups >= steps + 1) return 0;
    return Math.exp(peak - logGamma(ups + 1) - logGamma(steps - ups + 1));
  };
  return { mean: 0, deviation: Math.sqrt(steps), density };
}

/** ln Γ(x), x above 0: Stirling's series (Abramowitz and Stegun 6.1.41) from 16 on, reached by recurrence. */
function logGamma(x: number): number {
  let shift = 0;
  for (; x < 16; x++) shift += Math.log(x);
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5) - 1 / (1680 * x ** 7);
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series - shift;
}

/** 1,000 for 1000, 2.5 for 2.5. `Intl` does it too, but takes 15 ms to load. */
const grouped = (number: number) => format(Number.isInteger(number) ? ",d" : ",")(number);

/** A number of things, as in "1 step" and "1,000 steps". */
function count(number: number, thing: string): string {
  return `${grouped(number)} ${thing}${number === 1 ? "" : "s"}`;
}
