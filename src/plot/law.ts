/** The law that walkers obey, as numbers to draw. */

/** A law of endpoints whose coordinates are independent. */
export interface Law {
  /** Walkers that have it. */
  readonly walkers: number;
  /** How the endpoints spread along x. */
  readonly x: AxisLaw;
  /** How they spread along y. */
  readonly y: AxisLaw;
  /**
   * Shares of the walkers, above 0 and below 1: the contours are those that hold them of the normal law
   * of these means and deviations, so that only shares belong here for which this law is near enough.
   */
  readonly contours: readonly number[];
}

/** The law of a coordinate. */
export interface AxisLaw {
  /** In sites. */
  readonly mean: number;
  /** Standard deviation in sites, above 0. */
  readonly deviation: number;
  /** Probability per site, 0 or more. */
  readonly density: (at: number) => number;
  /** Probability of the coordinates from one, included, to another, excluded. */
  readonly mass: (from: number, to: number) => number;
}

/**
 * Checks a law.
 *
 * @throws {RangeError} If it has no walkers, a mean is not finite, a deviation is not above 0, or a contour
 *   holds no share.
 */
export function checkLaw({ walkers, x, y, contours }: Law): void {
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
  const wrong = contours.find((share) => !(share > 0 && share < 1));
  if (wrong !== undefined) {
    throw new RangeError(`Cannot draw a contour that holds ${wrong}: use a share between 0 and 1`);
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
