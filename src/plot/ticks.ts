/** Where an axis has ticks and what they say. */

// @ts-types="@types/d3-array"
import { ticks } from "d3-array";
// @ts-types="@types/d3-format"
import { format, formatPrefix, precisionFixed, precisionPrefix } from "d3-format";

/** Ticks along an axis, with their labels. */
export interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
  /** What was taken off the labels, to be said beside the axis; 0 as a rule. */
  readonly offset: number;
}

/** Longer labels than this, in characters, would crowd each other. */
const MAX_LABEL = 7;

/** Characters that fit along the axis of a figure as a rule, and how many of them keep two labels apart. */
const AXIS_CHARACTERS = 50;
const LABEL_GAP = 2;

/** Numbers below this are written out, 50,000; from here on with an SI prefix, 250k. */
const PREFIX_FROM = 1e5;

/**
 * About `count` ticks at lattice sites, fewer where their labels would touch; an offset is taken off where
 * labels would be long.
 *
 * @param room Characters that fit along the axis.
 *
 * @example
 * ```ts
 * import { siteTicks } from "./ticks.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(siteTicks(-120, 120, 5).labels, ["−100", "−50", "0", "50", "100"]);
 * const far = siteTicks(1e9 - 12, 1e9 + 12, 5);
 * deepEqual([far.offset, ...far.labels], [1e9, "−10", "−5", "0", "5", "10"]);
 * ```
 */
export function siteTicks(
  low: number,
  high: number,
  count: number,
  room = AXIS_CHARACTERS,
): Ticks {
  const found = ticksWithOffset(low, high, count);
  const longest = Math.max(...found.labels.map((label) => label.length), 0);
  const isCrowded = found.labels.length * (longest + LABEL_GAP) > room;
  return isCrowded && count > 2 ? siteTicks(low, high, count - 1, room) : found;
}

function ticksWithOffset(low: number, high: number, count: number): Ticks {
  const values = ticks(low, high, count).filter(Number.isInteger);
  const labels = tickLabels(values);
  if (labels.every((label) => label.length <= MAX_LABEL)) return { values, labels, offset: 0 };
  const unit = 10 ** Math.ceil(Math.log10(high - low));
  const offset = Math.round((low + high) / 2 / unit) * unit;
  return { values, labels: tickLabels(values.map((value) => value - offset)), offset };
}

/** About `count` ticks from 0 to the largest count, whole where counts are 1 and more. */
export function countTicks(max: number, count: number): Ticks {
  const all = ticks(0, max, count);
  const values = max >= 1 ? all.filter(Number.isInteger) : all;
  return { values, labels: tickLabels(values), offset: 0 };
}

/** Ticks of a scale of square roots that are less than this apart, of its length, would touch. */
const ROOT_GAP = 0.09;

/** About `count` ticks from 0 to the largest count that are as far apart on a scale of square roots. */
export function rootCountTicks(max: number, count: number): Ticks {
  const values = [0];
  for (let at = 1; at <= count; at++) {
    const wanted = max * (at / count) ** 2;
    const power = 10 ** Math.floor(Math.log10(wanted) + 1e-12);
    const times = [8, 6, 5, 4, 3, 2].find((times) => times * power <= wanted * (1 + 1e-9)) ?? 1;
    const value = Number((times * power).toPrecision(1));
    const gap = Math.sqrt(value / max) - Math.sqrt(values[values.length - 1] / max);
    if (gap >= ROOT_GAP && (max < 1 || Number.isInteger(value))) values.push(value);
  }
  return { values, labels: tickLabels(values), offset: 0 };
}

/** One tick near the largest count, enough to read a small axis by. */
export function lastCountTick(max: number): Ticks {
  const { values, labels, offset } = countTicks(max, 3);
  return { values: values.slice(-1), labels: labels.slice(-1), offset };
}

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
  const label = isWritten ? format(",~r") : powerOfTen;
  const isFew = Math.log10(high / low) < MANY_DECADES && isWritten;
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
 * import { decadeTicks, powerOfTen } from "./ticks.ts";
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

/** A whole number, written out: 1,000,000. */
export function wholeNumber(value: number): string {
  return format(",.0f")(value);
}

/** Labels as long as telling neighbours apart takes, all with the same decimals and prefix. */
function tickLabels(values: readonly number[]): string[] {
  const max = Math.max(...values.map(Math.abs), 0);
  const step = values.length > 1 ? values[1] - values[0] : max || 1;
  const write = max < PREFIX_FROM
    ? format(`,.${precisionFixed(step)}f`)
    : formatPrefix(`,.${precisionPrefix(step, max)}`, max);
  return values.map((value) => value === 0 ? "0" : write(value));
}
