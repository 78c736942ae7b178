/** The law that walkers obey, as numbers to draw: contours of its mass, and what marginals expect. */

import type { Curve } from "./density.ts";

/** A law of endpoints whose coordinates are independent. */
export interface Law {
  /** Walkers that have it. */
  readonly walkers: number;
  /** How the endpoints spread along x. */
  readonly x: AxisLaw;
  /** How they spread along y. */
  readonly y: AxisLaw;
}

/** The law of a coordinate. */
export interface AxisLaw {
  /** In sites. */
  readonly mean: number;
  /** Standard deviation in sites, above 0. */
  readonly deviation: number;
  /** Probability per site, 0 or more. */
  readonly density: (at: number) => number;
}

/** The shares of the walkers that contours hold. */
export const CONTOUR_SHARES = [0.5, 0.9, 0.99] as const;

/**
 * Checks a law.
 *
 * @throws {RangeError} If it has no walkers, a mean is not finite, or a deviation is not above 0.
 */
export function checkLaw({ walkers, x, y }: Law): void {
  if (!(walkers >= 0 && walkers < Infinity)) {
    throw new RangeError(`Cannot draw a law of ${walkers} walkers: use a number from 0 up`);
  }
  for (const [axis, { mean, deviation }] of Object.entries({ x, y })) {
    if (Number.isFinite(mean) && deviation > 0 && deviation < Infinity) continue;
    throw new RangeError(
      `Cannot draw a law with mean ${mean} and deviation ${deviation} of ${axis}: ` +
        `use a finite mean and a deviation above 0`,
    );
  }
}

/**
 * How many standard deviations from the mean the ellipse reaches that holds a share of a bivariate normal
 * law: √(−2 ln(1 − share)), as the squared distance has the χ² law of two degrees of freedom.
 *
 * @example
 * ```ts
 * import { contourRadius } from "./law.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(contourRadius(0.5).toFixed(4), "1.1774");
 * ```
 */
export function contourRadius(share: number): number {
  return Math.sqrt(-2 * Math.log1p(-share));
}

/**
 * How many walkers a law expects in a bin about each place.
 *
 * @param at Places in sites.
 * @param binSites Width of the bin; 0 for walkers per site.
 */
export function expectedCounts(
  law: AxisLaw,
  walkers: number,
  at: Float64Array,
  binSites: number,
): Curve {
  const half = binSites / 2;
  // Simpson's rule over the bin: where it is wide, its middle alone would be too high at the mode.
  const mean = (place: number) =>
    (law.density(place - half) + 4 * law.density(place) + law.density(place + half)) / 6;
  return { at, values: at.map((place) => walkers * (binSites || 1) * mean(place)) };
}
