/** From the walkers in a hexagon to its place on the colour scale. */

import type { ScaleName } from "./options.ts";
import { countTicks, logCountTicks, rootCountTicks, type Ticks } from "./ticks.ts";

/** A scale of counts. */
export interface CountScale {
  /** Where a count is on it, 0 to 1. */
  readonly shareOf: (count: number) => number;
  /** What its legend says. */
  readonly ticks: Ticks;
  /** Counts marked between the ticks, without a label. */
  readonly minor: readonly number[];
}

/** How many ticks the legend has, about. */
const TICKS = 5;

/** Most decades whose unlabelled ticks, eight each, do not run together. */
const MAX_MINOR_DECADES = 6;

/**
 * The scale of counts up to the largest.
 *
 * A linear and a square-root scale start at 0. A logarithmic one starts at the least count that is drawn or at
 * one walker, whichever is more, as hexagons at the rim hold a small share of a walker's cell; it spans a
 * decade at least.
 *
 * @param least The least count drawn, above 0, and `most` the largest.
 *
 * @example
 * ```ts
 * import { countScale } from "./count_scale.ts";
 * import { deepEqual, equal } from "node:assert/strict";
 *
 * const { shareOf, ticks } = countScale("log", 0.01, 1000);
 * equal(shareOf(100), 2 / 3);
 * deepEqual(ticks.labels, ["1", "10", "100", "1,000"]);
 * equal(countScale("sqrt", 0.01, 1000).shareOf(250), 0.5);
 * ```
 */
export function countScale(kind: ScaleName, least: number, most: number): CountScale {
  if (kind === "linear") {
    return { shareOf: (count) => count / most, ticks: countTicks(most, TICKS), minor: [] };
  }
  if (kind === "sqrt") {
    const ticks = rootCountTicks(most, TICKS);
    return { shareOf: (count) => Math.sqrt(count / most), ticks, minor: [] };
  }
  const low = Math.min(Math.max(least, most > 1 ? 1 : 0), most / 10);
  const decades = Math.log10(most / low);
  return {
    // Cut at 0, as some count less than the lowest tick.
    shareOf: (count) => Math.max(0, Math.log10(count / low) / decades),
    ...logCountTicks(low, most, decades <= MAX_MINOR_DECADES),
  };
}
