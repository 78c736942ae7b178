/** Mean, variance and covariance of all endpoints, from exact sums. Here floats begin. */

import { ratio } from "./ratio.ts";
import type { Tally } from "./tally.ts";

/** Moments of the endpoints. */
export interface Statistics {
  /** [x, y] in sites. */
  readonly mean: readonly [number, number];
  /** [x, y] in sites²; the mean square deviation, divided by n as numpy does by default. */
  readonly variance: readonly [number, number];
  /** Of x and y, in sites². */
  readonly covariance: number;
}

/** The moments of a tally, each the float nearest to its exact value; NaN for one without walkers. */
export function statistics({ walkers, sums }: Tally): Statistics {
  const n = BigInt(walkers);
  // n · Σab − Σa · Σb, over n²: no cancellation, as the integers are exact.
  const second = (ab: bigint, a: bigint, b: bigint) => ratio(n * ab - a * b, n * n);
  return {
    mean: [ratio(sums.x, n), ratio(sums.y, n)],
    variance: [second(sums.xx, sums.x, sums.x), second(sums.yy, sums.y, sums.y)],
    covariance: second(sums.xy, sums.x, sums.y),
  };
}
