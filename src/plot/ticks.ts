/** Where an axis has ticks and what they say. */

// @ts-types="@types/d3-array"
import { least, ticks } from "d3-array";
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
  const all = ticks(low, high, count), sites = all.filter(Number.isInteger);
  // Cells may be narrower than a site, and so may an axis.
  const values = sites.length < 2 ? all : sites;
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

/** What round counts are of a power of ten. */
const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/**
 * About `count` ticks from 0 to the largest count: those round counts that are nearest to where a scale of
 * square roots has even ticks.
 *
 * @example
 * ```ts
 * import { rootCountTicks } from "./ticks.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(rootCountTicks(440, 5).labels, ["0", "20", "80", "150", "300", "400"]);
 * ```
 */
export function rootCountTicks(max: number, count: number): Ticks {
  const placeOf = (value: number) => Math.sqrt(value / max);
  const values = [0];
  for (let at = 1; at <= count; at++) {
    const value = least(
      // The first has one digit, as all labels have its decimals.
      roundCountsAbout(
        max * (at / count) ** 2,
        max,
        at === 1 ? ROUND.filter(Number.isInteger) : ROUND,
      ),
      (value) => Math.abs(placeOf(value) - at / count),
    );
    const last = placeOf(values[values.length - 1]);
    if (value !== undefined && placeOf(value) - last >= ROOT_GAP) values.push(value);
  }
  return { values, labels: tickLabels(values), offset: 0 };
}

/** Round counts in the decade of one, up to the largest; whole where counts are 1 and more. */
function roundCountsAbout(wanted: number, max: number, round: readonly number[]): number[] {
  const power = 10 ** Math.floor(Math.log10(wanted) + 1e-12);
  return round.map((times) => Number((times * power).toPrecision(2)))
    .filter((value) => value <= max && (max < 1 || Number.isInteger(value)));
}

/** Ticks at 0 and near the largest count, enough to read a small axis by; none where nothing is counted. */
export function endCountTicks(max: number): Ticks {
  if (max === 0) return { values: [], labels: [], offset: 0 };
  const { values, labels, offset } = countTicks(max, 3);
  const ends = <Value>(of: readonly Value[]) => [of[0], ...of.slice(1).slice(-1)];
  return { values: ends(values), labels: ends(labels), offset };
}

/** Ticks from −end to end, in standard deviations; labels at the ends say where values lie beyond. */
export function signedTicks(end: number, isBeyond: boolean): Ticks {
  const step = end > 4 ? 2 : 1, most = end - end % step;
  const values = Array.from({ length: 2 * most / step + 1 }, (_, at) => at * step - most);
  const labels = values.map(format("d"));
  if (isBeyond) {
    labels[0] = `≤ ${labels[0]}`;
    labels[labels.length - 1] = `≥ ${labels[labels.length - 1]}`;
  }
  return { values, labels, offset: 0 };
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
