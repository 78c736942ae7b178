/** A run's result → its figure. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";
import { type CellCounts, jointplot } from "./plot/mod.ts";
import type { RunResult } from "./run.ts";
import { findWalk } from "./walks.ts";

/**
 * The joint distribution of a run's endpoints as SVG. It depends on spec and tally alone, so the same
 * run gives the same bytes on every backend.
 */
export function drawFigure(result: Pick<RunResult, "spec" | "tally" | "isComplete">): string {
  const { spec, tally, isComplete } = result;
  const steps = count(spec.steps, "step");
  const walkers = count(spec.walkers, "walker");
  const walked = isComplete ? "" : ` (partial: ${count(tally.walkers, "walker")})`;
  const caption = [`Walk ${spec.walk} · n = ${walkers} · ${steps} · seed ${spec.seed.text}`];
  if (!isComplete) {
    const stopped = grouped(tally.walkers);
    caption.push(`Partial: the run was stopped after ${stopped} of ${walkers}`);
  }
  if (tally.outside > 0) {
    caption.push(`${count(tally.outside, "walker")} ended outside the counted window`);
  }
  return jointplot(cellCounts(result), {
    title: `Endpoints of random walks of ${steps}${walked}`,
    caption,
  });
}

/**
 * The tally's cells as squares of the plane. Each reachable site has the ground around it up to half
 * way to the next, so a cell begins half a stride below its first reachable site.
 */
function cellCounts({ spec, tally }: Pick<RunResult, "spec" | "tally">): CellCounts {
  const { window: { origin, cellSize, columns, rows }, cells } = tally;
  const { stride, reach } = findWalk(spec.walk);
  const edge = (start: number) => {
    const gap = (spec.steps * reach - start) % stride;
    return start + (gap < 0 ? gap + stride : gap) - stride / 2;
  };
  return { x0: edge(origin[0]), y0: edge(origin[1]), cellSize, columns, rows, counts: cells };
}

/** 1,000 for 1000. `Intl` does it too, but takes 15 ms to load. */
const grouped = format(",d");

/** A number of things, as in "1 step" and "1,000 steps". */
function count(number: number, thing: string): string {
  return `${grouped(number)} ${thing}${number === 1 ? "" : "s"}`;
}
