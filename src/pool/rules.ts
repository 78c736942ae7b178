/** Arguments that follow a rule: workers are told the rule instead of every argument. */

import { shown } from "../options/options.ts";
import { stepsOf } from "./steps.ts";

/** A sequence that is known without being written out. */
export interface Rule<T> extends Iterable<T> {
  /** How many there are; may be Infinity. */
  readonly length: number;
  /** What a worker is told. */
  readonly form: RuleForm;
}

/** `repeat`, or `range`, as plain data. */
export type RuleForm =
  | { readonly kind: "repeat"; readonly value: unknown }
  /** The numbers (start + step · index) / scale. */
  | {
    readonly kind: "range";
    readonly start: number;
    readonly step: number;
    readonly scale: number;
  };

/**
 * The same argument again and again, as Python's `itertools.repeat`.
 *
 * @param count How many times; for ever if not given.
 * @throws {RangeError} If the count is no whole number from 0.
 */
export function repeat<T>(value: T, count = Infinity): Rule<T> {
  return new RuleOf<T>({ kind: "repeat", value }, checkCount("repeat", count));
}

/**
 * Numbers in steps, as Python's `range`: from `start` (0) up to, not including, `end`. Decimals are
 * exact: `range(0, 0.4, 0.1)` is 0, 0.1, 0.2, 0.3. For a number of steps between any two numbers
 * rather take `range(count)`, and have the task compute with its index.
 *
 * @throws {RangeError} If the step is 0, anything is not a number, or numbers would come twice, as whole
 * ones do above 2^53.
 *
 * @example
 * ```ts
 * import { range } from "hexwalk/parallel";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual([...range(3)], [0, 1, 2]);
 * deepEqual([...range(6, 0, -2)], [6, 4, 2]);
 * deepEqual([...range(1, 1.4, 0.1)], [1, 1.1, 1.2, 1.3]);
 * ```
 */
export function range(end: number): Rule<number>;
/** As above, from `start` in steps of `step` (1), which may be negative. */
export function range(start: number, end: number, step?: number): Rule<number>;
export function range(first: number, second?: number, step = 1): Rule<number> {
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const isNumber = typeof end === "number" && !Number.isNaN(end);
  if (!Number.isFinite(start) || !Number.isFinite(step) || step === 0 || !isNumber) {
    const given = [start, end, step].map(shown).join(", ");
    throw new RangeError(`range(${given}) needs numbers and a step that is not 0`);
  }
  const { count, ...steps } = stepsOf(start, end, step);
  return new RuleOf<number>({ kind: "range", ...steps }, count);
}

/** Whether an iterable is a rule. */
export function isRule<T>(source: Iterable<T> | AsyncIterable<T>): source is Rule<T> {
  return source instanceof RuleOf;
}

/** The argument of a rule at an index. */
export function argumentAt(form: RuleForm, index: number): unknown {
  return form.kind === "repeat" ? form.value : (form.start + form.step * index) / form.scale;
}

class RuleOf<T> implements Rule<T> {
  constructor(readonly form: RuleForm, readonly length: number) {}

  *[Symbol.iterator](): Iterator<T> {
    for (let index = 0; index < this.length; index++) yield argumentAt(this.form, index) as T;
  }
}

function checkCount(name: string, count: number): number {
  if (count === Infinity || (Number.isSafeInteger(count) && count >= 0)) return count;
  throw new RangeError(`${name}() needs a whole count from 0, not ${shown(count)}`);
}
