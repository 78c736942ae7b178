/** A run's result → its figure. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";
import { type EndpointLaw, endpointLaw } from "./endpoint_law.ts";
import { type CellCounts, checkLookOver, jointplot, type LookOptions } from "./plot/mod.ts";
import type { RunResult } from "./run.ts";
import type { RunSpec } from "./spec.ts";
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
  checkLawName(options);
  const { spec, tally, isComplete } = result;
  const { law: drawnLaw = false, title, ...look } = options;
  const walked = isComplete ? "" : ` (partial: ${count(tally.walkers, "walker")})`;
  const law = drawnLaw ? endpointLaw(spec) : undefined;
  const residuals = drawnLaw === "residuals";
  const cells = cellCounts(result);
  return jointplot(cells, {
    ...look,
    title: title ?? `Endpoints of random walks of ${count(spec.steps, "step")}${walked}`,
    caption: [...captionOf(result), ...captionOfLook(cells, look), ...captionOfLaw(law, options)],
    cellLabel: cellLabelOf(spec),
    ...law && { law: { ...law, walkers: tally.walkers }, residuals },
  });
}

/**
 * Checks options against a run that is not walked yet: what passes, {@linkcode drawFigure} will draw.
 *
 * @throws {RangeError} As `drawFigure`.
 */
export function checkFigure(spec: RunSpec, options: FigureOptions): void {
  checkLookOver(spec.window, options);
  if (options.law) endpointLaw(spec);
  checkLawName(options);
}

function checkLawName({ law, scale, colors }: FigureOptions): void {
  if (typeof law === "string" && !LAW_NAMES.includes(law)) {
    throw new RangeError(`Cannot draw with law "${law}": choose one of ${LAW_NAMES.join(", ")}`);
  }
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
    lines.push(`Partial: the run was stopped after ${stopped} of ${walkers}`);
  }
  if (tally.outside > 0) {
    lines.push(`${count(tally.outside, "walker")} ended outside the counted window`);
  }
  return lines;
}

/** What the options leave out. */
function captionOfLook(cells: CellCounts, look: LookOptions): string[] {
  const lines: string[] = [];
  const beyond = look.extent === undefined ? 0 : walkersBeyond(cells, look.extent);
  if (beyond > 0) lines.push(`${count(beyond, "walker")} ended beyond the axes`);
  return lines;
}

/** What the law adds, and which counts are left out. */
function captionOfLaw(
  law: EndpointLaw | undefined,
  { minCount, law: drawn }: FigureOptions,
): string[] {
  const left = (bins: string, least: number) =>
    `Bins that ${bins} fewer than ${count(least, "walker")} are not drawn`;
  if (law === undefined || drawn !== "residuals") {
    const lines = minCount ? [left("hold", minCount)] : [];
    if (law === undefined) return lines;
    return [...lines, `Lines: ${law.name}${heldBy(law.contours)}`];
  }
  const lines = [`Residuals from ${law.name}, in standard deviations`];
  const least = minCount ?? 1;
  return least > 0 ? [...lines, left("expect", least)] : lines;
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
