/** The law that a walk's endpoints obey, where it is known. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";
import type { AxisLaw, Law } from "./plot/mod.ts";
import type { RunSpec } from "./spec.ts";

/** A law without its walkers, and what a caption calls it. */
export interface EndpointLaw extends Omit<Law, "walkers"> {
  readonly name: string;
}

/** The shares of the walkers whose contours are drawn, if they hold them. */
const CONTOUR_SHARES = [0.5, 0.9, 0.99] as const;

/** How far from the share that it is said to hold a contour may be. */
const CONTOUR_TOLERANCE = 0.01;

/** From so many steps on contours hold their shares to a third of that, as the normal law comes nearer. */
const MANY_STEPS = 1000;

/**
 * The law of a run's endpoints.
 *
 * @throws {RangeError} If it is not known for the walk.
 *
 * @example
 * ```ts
 * import { deepEqual } from "node:assert/strict";
 * import { endpointLaw } from "./endpoint_law.ts";
 * import { createSpec } from "./spec.ts";
 *
 * const { x, contours } = endpointLaw(createSpec({ walkers: 1, steps: 3 }));
 * deepEqual([-3, -1, 1, 3].map((at) => Math.round(1000 * x.mass(at, at + 1))), [125, 375, 375, 125]);
 * deepEqual(contours, []); // Of 3 steps, no circle holds 50, 90 or 99 %.
 * ```
 */
export function endpointLaw({ walk, steps }: Pick<RunSpec, "walk" | "steps">): EndpointLaw {
  if (walk !== "diagonal") {
    throw new RangeError(`Cannot draw the law of the walk ${walk}: it is not known; leave law out`);
  }
  const axis = fairStepsLaw(steps);
  const name = `the binomial law of ${format(",d")(steps)} step${steps === 1 ? "" : "s"}`;
  return { name, x: axis, y: axis, contours: contoursHeld(axis, steps) };
}

/**
 * Those shares that the circle of the normal law's radius also holds of the exact law, to a percent: where
 * steps are few, a ring of sites holds several.
 */
function contoursHeld(axis: AxisLaw, steps: number): number[] {
  if (steps >= MANY_STEPS) return [...CONTOUR_SHARES];
  const law = Float64Array.from({ length: steps + 1 }, (_, ups) => {
    const at = 2 * ups - steps;
    return axis.mass(at, at + 1);
  });
  return CONTOUR_SHARES.filter((share) => {
    const held = massWithin(law, Math.sqrt(-2 * steps * Math.log1p(-share)));
    return Math.abs(held - share) <= CONTOUR_TOLERANCE;
  });
}

/**
 * The probability of ending no farther than a radius, in sites, from the start.
 *
 * @param law The probability, on each axis, of as many steps up as the index.
 */
function massWithin(law: Float64Array, radius: number): number {
  const steps = law.length - 1;
  let sum = 0;
  law.forEach((p, ups) => {
    const reach = Math.sqrt(radius ** 2 - (2 * ups - steps) ** 2);
    for (let up = Math.ceil((steps - reach) / 2); up <= (steps + reach) / 2; up++) {
      sum += p * (law[up] ?? 0);
    }
  });
  return sum;
}

/** Sites that are added up one by one; more are integrated over, as neighbours hold about the same. */
const MANY_SITES = 256;

/** Beyond so many standard deviations there is less than 10^−19. */
const REACH = 9;

/**
 * The law of an axis after `steps` steps of ±1 with probability ½: 2·Binomial(steps, ½) − steps. Its
 * density spreads it over the sites between the reachable ones by continuing its factorials with the gamma
 * function.
 */
function fairStepsLaw(steps: number): AxisLaw {
  const deviation = Math.sqrt(steps);
  const peak = logGamma(steps + 1) - (steps + 1) * Math.LN2;
  const density = (at: number) => {
    const ups = (steps + at) / 2;
    // Half a site beyond the ends is still the end's own ground.
    if (ups <= -1 || ups >= steps + 1) return 0;
    return Math.exp(peak - logGamma(ups + 1) - logGamma(steps - ups + 1));
  };
  const reach = Math.min(steps + 1, REACH * deviation + 2);
  const mass = (from: number, to: number) => {
    const low = Math.max(from, -reach), high = Math.min(to, reach);
    if (low >= high) return 0;
    return high - low > 2 * MANY_SITES
      ? integral(density, low, high, deviation / 8)
      : sumOverSites(density, steps, low, high);
  };
  return { mean: 0, deviation, density, mass };
}

/** What sites hold from one place to another that have the parity of the steps, two sites apart. */
function sumOverSites(
  density: (at: number) => number,
  steps: number,
  from: number,
  to: number,
): number {
  const whole = Math.ceil(from);
  let sum = 0;
  for (let at = whole + Math.abs((steps - whole) % 2); at < to; at += 2) sum += 2 * density(at);
  return sum;
}

/** Simpson's rule, in parts no longer than asked. */
function integral(of: (at: number) => number, from: number, to: number, part: number): number {
  const parts = 2 * Math.ceil((to - from) / (2 * part)), width = (to - from) / parts;
  let sum = of(from) + of(to);
  for (let k = 1; k < parts; k++) sum += (k % 2 === 1 ? 4 : 2) * of(from + k * width);
  return sum * width / 3;
}

/** ln Γ(x), x above 0: Stirling's series (Abramowitz and Stegun 6.1.41) from 16 on, reached by recurrence. */
function logGamma(x: number): number {
  let shift = 0;
  for (; x < 16; x++) shift += Math.log(x);
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5) - 1 / (1680 * x ** 7);
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series - shift;
}
