/** Where a logarithmic axis has ticks and what they say. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";
import type { Ticks } from "./ticks.ts";

/** Decades from which on powers of ten alone are labelled. */
const MANY_DECADES = 2;

/** Powers labelled in full are below this, 10,000; one beyond makes all of them powers, 10⁵. */
const POWERS_FROM = 1e5;

/** The most labels of a logarithmic scale of counts. */
const MOST_POWERS = 8;

/**
 * Ticks of a logarithmic scale of counts: powers of ten, and 2 and 5 times these where powers are few.
 *
 * @param low The scale's least count, above 0, and `high` its largest, ten times as much or more.
 * @param hasMinor Whether the counts between, 2 to 9 times a power, are told too.
 */
export function logCountTicks(
  low: number,
  high: number,
  hasMinor: boolean,
): { readonly ticks: Ticks; readonly minor: readonly number[] } {
  const isWritten = low >= 0.01 && high < POWERS_FROM;
  const label = isWritten ? format(",~r") : timesPowerOfTen;
  const isFew = Math.log10(high / low) < MANY_DECADES;
  const steps = isFew ? [1, 2, 5] : [1];
  const within = (value: number) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const first = Math.floor(Math.log10(low)), last = Math.ceil(Math.log10(high));
  const powers = Array.from({ length: last - first + 1 }, (_, at) => Number(`1e${first + at}`));
  const multiples = (of: readonly number[]) =>
    powers.flatMap((power) => of.map((times) => Number((times * power).toPrecision(1))))
      .filter(within);
  const all = multiples(steps);
  const every = Math.ceil(all.length / MOST_POWERS);
  const values = all.filter((_, at) => at % every === 0);
  const minor = hasMinor
    ? multiples([1, 2, 3, 4, 5, 6, 7, 8, 9]).filter((value) => !values.includes(value))
    : all.filter((_, at) => at % every !== 0);
  return { ticks: { values, labels: values.map((value) => label(value)), offset: 0 }, minor };
}

/** Air at both ends of a logarithmic axis, as a share of its values' span. */
const AIR = 0.04;

/**
 * The least and the largest value of a logarithmic axis: those of the data with some air, or the powers of
 * ten around them where fewer than two would lie within.
 *
 * @param values Finite and above 0, at least one.
 */
export function decadeDomain(values: readonly number[]): [number, number] {
  const low = Math.log10(values.reduce((least, value) => Math.min(least, value)));
  const high = Math.log10(values.reduce((largest, value) => Math.max(largest, value)));
  const air = AIR * (high - low);
  const hasTwo = Math.floor(high + air) > Math.ceil(low - air);
  const [from, to] = hasTwo ? [low - air, high + air] : [Math.ceil(low) - 1, Math.floor(high) + 1];
  return [Math.max(10 ** from, Number.MIN_VALUE), Math.min(10 ** to, Number.MAX_VALUE)];
}

/**
 * A tick at every power of ten of an axis; at every second, third … where more than `most` would crowd.
 *
 * @param ends The axis' least value, above 0, and its largest, finite.
 * @param most How many labels of a length, in characters, have room along the axis.
 *
 * @example
 * ```ts
 * import { decadeTicks, powerOfTen } from "./log_ticks.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(decadeTicks([0.05, 2e3], powerOfTen, () => 9).labels, ["10⁻¹", "10⁰", "10¹", "10²", "10³"]);
 * deepEqual(decadeTicks([0.05, 2e3], powerOfTen, () => 3).values, [0.1, 10, 1000]);
 * ```
 */
export function decadeTicks(
  ends: readonly [number, number],
  label: (value: number) => string,
  most: (labelLength: number) => number,
): Ticks {
  const rounding = 1e-9;
  const first = Math.ceil(Math.log10(ends[0]) - rounding);
  const last = Math.floor(Math.log10(ends[1]) + rounding);
  // A power that is read is exact; one that is multiplied need not be.
  const all = Array.from({ length: last - first + 1 }, (_, at) => Number(`1e${first + at}`));
  const longest = Math.max(...all.map((value) => label(value).length));
  const step = Math.ceil(all.length / Math.max(most(longest), 1));
  const values = all.filter((_, at) => at % step === 0);
  return { values, labels: values.map(label), offset: 0 };
}

/** A power of ten as in print: 10⁻³. */
export function powerOfTen(value: number): string {
  const exponent = String(Math.round(Math.log10(value)));
  return `10${exponent.replace(/./g, (character) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(character)] ?? "⁻")}`;
}

/** A digit times a power of ten, as in print: 2×10⁵, 10⁵. */
function timesPowerOfTen(value: number): string {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const times = Math.round(value / power);
  return `${times === 1 ? "" : `${times}×`}${powerOfTen(power)}`;
}
