/** Mean, variance and covariance of all endpoints, from exact sums. Here floats begin. */

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

/** The moments of a tally; NaN for one without walkers. The only rounding is the last division. */
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

/** a / b to double precision. */
function ratio(a: bigint, b: bigint): number {
  if (b === 0n) return NaN;
  const magnitude = a < 0n ? -a : a;
  // Enough fraction bits that the quotient has at least 64.
  const shift = BigInt(Math.max(0, 64 + b.toString(2).length - magnitude.toString(2).length));
  const quotient = Number((magnitude << shift) / b) / 2 ** Number(shift);
  return a < 0n ? -quotient : quotient;
}
