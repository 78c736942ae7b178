/** Numbers in equal steps, each made from its index alone, so that no error adds up. */

/** The numbers (start + step · i) / scale for i below count. */
export interface Steps {
  readonly start: number;
  readonly step: number;
  /** A power of ten that makes whole numbers of decimals; else 1. */
  readonly scale: number;
  /** May be Infinity. */
  readonly count: number;
}

/** Largest power of ten that is a number without rounding. */
const MOST_PLACES = 22;
/** Whole numbers up to these are told apart after a division by a power of ten; and without one. */
const MOST_SCALED = 1e15;
const MOST_WHOLE = 2 ** 53;
/** Steps of an endless range that must be apart; nobody gets so far. */
const ENDLESS = 2 ** 52;

/**
 * The numbers from `start` in steps of `step`, up to, not including, `end`.
 *
 * Decimals are taken as they are written, 0.1 for a tenth, if 15 digits suffice for them all; then
 * the numbers are those of exact arithmetic, each rounded once. Others are `start + step * i`, as
 * numbers compute it, as long as that is before the end.
 *
 * @throws {RangeError} If the step is so small that numbers would come twice.
 */
export function stepsOf(start: number, end: number, step: number): Steps {
  if (step > 0 ? start >= end : start <= end) return { start, step, scale: 1, count: 0 };
  return decimalSteps(start, end, step) ?? computedSteps(start, end, step);
}

function decimalSteps(start: number, end: number, step: number): Steps | undefined {
  if (!Number.isFinite(end)) return undefined;
  const places = Math.max(...[start, end, step].map(placesOf));
  if (places > MOST_PLACES) return undefined;
  const scale = Number(`1e${places}`);
  const [a, b, d] = [start, end, step].map((x) => Math.round(x * scale));
  const most = Math.max(Math.abs(a), Math.abs(b), Math.abs(b - a), Math.abs(d));
  if (most > (scale === 1 ? MOST_WHOLE : MOST_SCALED)) return undefined;
  // Whole numbers up to 2^53 have a quotient that is rounded to none but its own neighbours.
  return { start: a, step: d, scale, count: Math.ceil((b - a) / d) };
}

function computedSteps(start: number, end: number, step: number): Steps {
  const isEndless = !Number.isFinite(end);
  const span = isEndless ? Math.abs(step) * ENDLESS : Math.abs(end - start);
  // The largest of all that is added up, which is rounded to numbers so far apart.
  const most = Math.max(Math.abs(start), isEndless ? Math.abs(start) + span : Math.abs(end), span);
  if (Math.abs(step) < spacingAt(most)) {
    throw new RangeError(
      `range(${start}, ${end}, ${step}) would give numbers twice: numbers of that size are further apart than its steps`,
    );
  }
  if (isEndless) return { start, step, scale: 1, count: Infinity };
  const isBefore = (i: number) => step > 0 ? start + step * i < end : start + step * i > end;
  let count = Math.ceil((end - start) / step);
  while (!isBefore(count - 1)) count--;
  while (isBefore(count)) count++;
  return { start, step, scale: 1, count };
}

/** Digits after the decimal point of a number as it is written. */
function placesOf(x: number): number {
  const [digits, exponent = "0"] = String(x).split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent));
}

/** How far a number of this size is from the next. */
function spacingAt(size: number): number {
  let power = 2 ** Math.floor(Math.log2(size));
  // A logarithm is rounded, also up to the next power.
  if (power > size) power /= 2;
  return power * Number.EPSILON;
}
