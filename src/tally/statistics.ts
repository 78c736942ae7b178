/** Mean, variance and covariance of all endpoints, from exact sums. Here floats begin. */

import { checkArgument } from "../options/options.ts";
import { ratio } from "./ratio.ts";
import { TALLY, type Tally } from "./tally.ts";

/** Moments of the endpoints. */
export interface Statistics {
  /** [x, y] in sites. */
  readonly mean: readonly [number, number];
  /** [x, y] in sites²; the mean square deviation, divided by n as numpy does by default. */
  readonly variance: readonly [number, number];
  /** Of x and y, in sites². */
  readonly covariance: number;
  /** How far each is likely to be from what the law of the walk says. */
  readonly standardErrors: StandardErrors;
}

/**
 * Standard errors of the moments, in their units; NaN for fewer than two walkers.
 *
 * Those of the second moments are those of endpoints with a normal distribution, √(2/(n − 1)) of a
 * variance, as no fourth moments are tallied. The endpoints of many steps come near one. Those of few
 * have lighter tails, and so less error: √(1 − 1/t) times as much for t steps of the walk "diagonal".
 */
export interface StandardErrors {
  /** [x, y] in sites. */
  readonly mean: readonly [number, number];
  /** [x, y] in sites². */
  readonly variance: readonly [number, number];
  /** In sites². */
  readonly covariance: number;
}

/**
 * The moments of a tally, each the float nearest to its exact value, and their standard errors; NaN
 * for one without walkers.
 *
 * @throws {TypeError} If it is no tally.
 */
export function statistics(tally: Tally): Statistics {
  checkArgument("find the statistics", "tally", tally, TALLY);
  const { walkers, sums } = tally;
  const n = BigInt(walkers);
  // n · Σab − Σa · Σb, over n²: no cancellation, as the integers are exact.
  const second = (ab: bigint, a: bigint, b: bigint) => ratio(n * ab - a * b, n * n);
  const varianceX = second(sums.xx, sums.x, sums.x);
  const varianceY = second(sums.yy, sums.y, sums.y);
  const covariance = second(sums.xy, sums.x, sums.y);
  return {
    mean: [ratio(sums.x, n), ratio(sums.y, n)],
    variance: [varianceX, varianceY],
    covariance,
    standardErrors: standardErrors(walkers, varianceX, varianceY, covariance),
  };
}

function standardErrors(n: number, x: number, y: number, xy: number): StandardErrors {
  // n − 1, as the variances are of the sample about its own mean, divided by n.
  const of = (spread: number) => Math.sqrt(spread / (n - 1));
  return {
    mean: [of(x), of(y)],
    variance: [x * of(2), y * of(2)],
    covariance: of(x * y + xy * xy),
  };
}
