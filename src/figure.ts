/** A run's result → its figure. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";
import { type EndpointLaw, endpointLaw } from "./endpoint_law.ts";
import {
  checkArgument,
  checkOptions,
  having,
  type Kind,
  kindOf,
  type Kinds,
  text,
  truth,
} from "./options/options.ts";
import { checkFit, LOOK } from "./plot/check_look.ts";
import { type CellCounts, jointplot, type LookOptions } from "./plot/mod.ts";
import type { RunResult } from "./run.ts";
import { createSpec, type RunSpec, SPEC, type SpecInput } from "./spec.ts";
import { TALLY } from "./tally/tally.ts";
import { findWalk } from "./walks.ts";

/** How the law of the endpoints is drawn: over the counts, or as what they are held against. */
export const LAW_NAMES = ["lines", "residuals"] as const;

/** A way to draw the law. */
export type LawName = typeof LAW_NAMES[number];

/** How a figure looks, and what it says; all of it may be left out. */
export interface FigureOptions extends LookOptions {
  /** Above the figure instead of what was walked; empty for none. */
  readonly title?: string;
  /**
   * Whether to draw the law of the endpoints over them, as lines; "residuals" colours tiles by how far
   * their counts are from it instead, in standard deviations.
   */
  readonly law?: boolean | LawName;
}

const FIGURE: Kinds<FigureOptions> = {
  ...LOOK,
  title: text,
  law: kindOf<boolean | LawName>(
    `choose one of true, false, ${LAW_NAMES.join(", ")}`,
    (value) => typeof value === "boolean" || typeof value === "string",
    (value) => typeof value === "boolean" || LAW_NAMES.includes(value),
  ),
};

/** What a figure is drawn from. */
export type DrawnRun = Pick<RunResult, "spec" | "tally" | "isComplete">;

const DRAWN_RUN: Kind<DrawnRun> = having(
  { spec: SPEC, tally: TALLY, isComplete: truth },
  "use what simulate() or decodeRun() gave",
);

/**
 * The joint distribution of a run's endpoints as SVG. It depends on spec, tally and options alone, so the
 * same run gives the same bytes on every backend.
 *
 * @throws {TypeError} If it is no run, or an option is unknown or of another type.
 * @throws {RangeError} If an option is out of bounds, or the walk's law is asked for and not known.
 *
 * @example
 * ```ts
 * import { match } from "node:assert/strict";
 * import { drawFigure, simulate } from "hexwalk";
 *
 * const result = await simulate({ walkers: 1000, steps: 100, seed: 7 });
 * match(drawFigure(result, { title: "A thousand", scale: "log", law: true }), />A thousand</);
 * ```
 */
export function drawFigure(result: DrawnRun, options: FigureOptions = {}): string {
  checkArgument("draw", "run", result, DRAWN_RUN);
  checkOptions("draw", options, FIGURE);
  checkResiduals(options);
  const { spec, tally, isComplete } = result;
  const { law: drawnLaw = false, title, ...look } = options;
  const walked = isComplete ? "" : ` (partial: ${count(tally.walkers, "walker")})`;
  const law = drawnLaw ? endpointLaw(spec) : undefined;
  const residuals = drawnLaw === "residuals";
  const cells = cellCounts(result);
  return jointplot(cells, {
    ...look,
    title: title ?? `Endpoints of random walks of ${count(spec.steps, "step")}${walked}`,
    caption: [...captionOf(result), ...captionOfExtent(cells, look), ...captionOfLaw(law, options)],
    cellLabel: cellLabelOf(spec),
    ...law && { law: { ...law, walkers: tally.walkers }, residuals },
  });
}

/**
 * Checks options against a run that is not walked yet: what passes, {@linkcode drawFigure} will draw.
 *
 * @param input What `createSpec` gave, or what it would be given.
 * @throws {TypeError | RangeError} As `drawFigure` and `createSpec`.
 */
export function checkFigure(input: RunSpec | SpecInput, options: FigureOptions): void {
  const spec = createSpec(input);
  checkOptions("draw", options, FIGURE);
  checkFit(spec.window, options);
  if (options.law) endpointLaw(spec);
  checkResiduals(options);
}

function checkResiduals({ law, scale, colors }: FigureOptions): void {
  if (law !== "residuals") return;
  const [name, value] = Object.entries({ scale, colors }).find(([, value]) => value) ?? [];
  if (name === undefined) return;
  throw new RangeError(
    `Cannot draw residuals with ${name} ${value}: they have colours of their own; leave ${name} out`,
  );
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
    lines.push(`Partial: ${stopped} of ${walkers}`);
  }
  if (tally.outside > 0) {
    lines.push(`${count(tally.outside, "walker")} ended outside the counted window`);
  }
  return lines;
}

/** What an extent leaves out. */
function captionOfExtent(cells: CellCounts, { extent }: LookOptions): string[] {
  const beyond = extent === undefined ? 0 : walkersBeyond(cells, extent);
  return beyond > 0 ? [`${count(beyond, "walker")} ended beyond the axes`] : [];
}

/** Which bins are not drawn, and what is drawn of a law. */
function captionOfLaw(law: EndpointLaw | undefined, options: FigureOptions): string[] {
  const isResidual = options.law === "residuals";
  const { minCount = isResidual ? 1 : 0 } = options;
  const verb = isResidual ? "expect" : "hold";
  const left = `Bins that ${verb} fewer than ${count(minCount, "walker")} are not drawn`;
  const drawn = isResidual
    ? `Residuals from ${law?.name}, in standard deviations`
    : law && `Lines: ${law.name}${heldBy(law.contours)}`;
  return [...minCount > 0 ? [left] : [], ...drawn ? [drawn] : []];
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

/** What contours hold, in words. */
function heldBy(contours: readonly number[]): string {
  const shares = contours.map((share) => String(Math.round(share * 100)));
  if (shares.length === 0) return "";
  const all = [...shares.slice(0, -2), shares.slice(-2).join(" and ")].join(", ");
  return `; contours hold ${all}\u00a0% of it`;
}

/** What one of a figure's cells is. */
function cellLabelOf({ walk, window: { cellSize } }: RunSpec): string {
  const isSite = cellSize === findWalk(walk).stride;
  return isSite
    ? "walkers per site"
    : `walkers per ${grouped(cellSize)} × ${grouped(cellSize)} sites`;
}

/** 1,000 for 1000, 2.5 for 2.5. `Intl` does it too, but takes 15 ms to load. */
const grouped = (number: number) => format(Number.isInteger(number) ? ",d" : ",")(number);

/** A number of things, as in "1 step" and "1,000 steps". */
function count(number: number, thing: string): string {
  return `${grouped(number)} ${thing}${number === 1 ? "" : "s"}`;
}
