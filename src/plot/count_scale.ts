/** From what a tile holds to its place on the colour scale. */

import type { ScaleName } from "./options.ts";
import { logCountTicks } from "./log_ticks.ts";
import { countTicks, rootCountTicks, signedTicks, type Ticks } from "./ticks.ts";

/** A scale of counts or residuals. */
export interface CountScale {
  /** Where a value is on it, 0 to 1. */
  readonly shareOf: (value: number) => number;
  /** What its legend says. */
  readonly ticks: Ticks;
  /** Values marked between the ticks, without a label. */
  readonly minor: readonly number[];
  /** Whether the ticks are all values that there can be, 1 and up, and the legend shows a block for each. */
  readonly isWhole?: boolean;
}

/** So many whole counts have a block each. */
const MAX_BLOCKS = 8;

/** The whole count that has the last colour, where all are less: single walkers are not drawn as a crowd. */
const MIN_CROWD = 4;

/** How many ticks the legend has, about. */
const TICKS = 5;

/** Most decades whose unlabelled ticks, eight each, do not run together. */
const MAX_MINOR_DECADES = 6;

/**
 * The scale of counts up to the largest.
 *
 * A linear and a square-root scale start at 0. A logarithmic one starts at half the least count that is drawn
 * or half a walker, whichever is more: below the least, whose colour would else be nearly the paper's, but not
 * far below, as hexagons at the rim hold a small share of a walker's cell. It spans a decade at least.
 *
 * @param least The least count drawn, above 0, and `most` the largest.
 *
 * @example
 * ```ts
 * import { countScale } from "./count_scale.ts";
 * import { deepEqual, equal } from "node:assert/strict";
 *
 * const { shareOf, ticks } = countScale("log", 0.01, 1000);
 * equal(shareOf(1).toFixed(2), "0.09");
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
  const start = low / 2, decades = Math.log10(most / start);
  return {
    // Cut at 0, as some count less.
    shareOf: (count) => Math.max(0, Math.log10(count / start) / decades),
    ...logCountTicks(low, most, Math.log10(most / low) <= MAX_MINOR_DECADES),
  };
}

/**
 * The scale of counts that are all whole: as {@linkcode countScale} but, where they are few, with a tick for
 * each and none at 0 or between.
 */
export function wholeCountScale(kind: ScaleName, least: number, most: number): CountScale {
  const scale = countScale(kind, least, Math.max(most, MIN_CROWD));
  if (most > MAX_BLOCKS) return scale;
  const values = Array.from({ length: most }, (_, at) => at + 1);
  return {
    shareOf: scale.shareOf,
    ticks: { values, labels: values.map(String), offset: 0 },
    minor: [],
    isWhole: true,
  };
}

/** A scale of residuals reaches so many deviations at least, where chance leads, and at most. */
const DEVIATIONS = { least: 3, most: 8 } as const;

/**
 * The scale of residuals: as far down as up, to the largest of the values within bounds; those beyond have
 * the colours of its ends, which say so.
 *
 * @param least The least residual and `most` the largest, in standard deviations.
 */
export function residualScale(least: number, most: number): CountScale {
  const largest = Math.max(Math.abs(least), Math.abs(most));
  const end = Math.max(DEVIATIONS.least, Math.min(Math.ceil(largest), DEVIATIONS.most));
  const share = (value: number) => (value + end) / (2 * end);
  return {
    shareOf: (value) => Math.max(0, Math.min(share(value), 1)),
    ticks: signedTicks(end, largest > end),
    minor: [],
  };
}
