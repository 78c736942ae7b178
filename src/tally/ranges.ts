/** Sets of walkers, as ranges of their numbers. */

/** Walkers from `first` up to, not including, `end`. */
export interface Range {
  /** The lowest number, 0 or more. */
  readonly first: number;
  /** One above the highest number. */
  readonly end: number;
}

/** How many walkers ranges hold that do not overlap. */
export function sizeOf(ranges: readonly Range[]): number {
  return ranges.reduce((size, { first, end }) => size + end - first, 0);
}

/** Whether ranges are in order, none empty, none touching the next, all within another. */
export function isInOrder(ranges: readonly Range[], within: Range): boolean {
  let last = within.first - 1;
  return ranges.every(({ first, end }) => {
    const isFine = Number.isSafeInteger(first) && Number.isSafeInteger(end) && first > last &&
      end > first && end <= within.end;
    last = end;
    return isFine;
  });
}

/**
 * The walkers of two sets that share none.
 *
 * @param a In order, as {@linkcode isInOrder} says; so is `b`, and so is what comes out.
 * @throws {RangeError} If a walker is in both.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { unite } from "./ranges.ts";
 *
 * assert.deepEqual(unite([{ first: 0, end: 5 }], [{ first: 5, end: 9 }]), [{ first: 0, end: 9 }]);
 * assert.throws(() => unite([{ first: 0, end: 5 }], [{ first: 4, end: 9 }]), RangeError);
 * ```
 */
export function unite(a: readonly Range[], b: readonly Range[]): Range[] {
  const united: Range[] = [];
  for (const range of [...a, ...b].sort((one, other) => one.first - other.first)) {
    const last = united.at(-1);
    if (last === undefined || range.first > last.end) united.push(range);
    else if (range.first < last.end) {
      const end = Math.min(range.end, last.end);
      throw new RangeError(`walkers ${range.first} to ${end - 1} are in both`);
    } else united[united.length - 1] = { first: last.first, end: range.end };
  }
  return united;
}

/** Ranges in order, none touching another, with one more that overlaps none of them. */
export function join(ranges: readonly Range[], added: Range): Range[] {
  const before = ranges.filter(({ end }) => end < added.first);
  const after = ranges.filter(({ first }) => first > added.end);
  const touching = ranges.filter(({ first, end }) => end >= added.first && first <= added.end);
  const first = Math.min(added.first, ...touching.map((range) => range.first));
  const end = Math.max(added.end, ...touching.map((range) => range.end));
  return [...before, { first, end }, ...after];
}

/** What of `range` no done range covers. @param done Within the range, in order. */
export function gaps(range: Range, done: readonly Range[]): Range[] {
  const open: Range[] = [];
  let next = range.first;
  for (const { first, end } of done) {
    if (first > next) open.push({ first: next, end: first });
    next = Math.max(next, end);
  }
  if (next < range.end) open.push({ first: next, end: range.end });
  return open;
}
