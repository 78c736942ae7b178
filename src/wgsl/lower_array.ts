/** Setting many words of a local array: one after the other, or in a loop where they are many. */

import { arrayElement, binary, cast, not, read, u32 } from "./build.ts";
import type { LocalArray, Statement, Value } from "./ir.ts";
import type { Output } from "./lower_output.ts";
import type { Place } from "./place.ts";

/** The place of words in memory. */
export type ArrayPlace = Place & { readonly kind: "array" };

/** Words that are written out one by one. */
const FEW = 16;

export function setElement(out: Output, array: LocalArray, index: Value, value: Value): void {
  const word = value.type === "bool" ? cast("u32", value) : value;
  out.emit({ kind: "setElement", array, index, value: word });
}

/** Sets all words of an array. */
export function fill(out: Output, array: LocalArray, values: readonly Value[]): void {
  const [first] = values;
  const isOne = first.op === "constant" &&
    values.every((value) => value.op === "constant" && value.value === first.value);
  if (isOne && values.length > FEW) {
    return forEach(out, values.length, (i) => setElement(out, array, i, first));
  }
  values.forEach((value, i) => setElement(out, array, u32(i), value));
}

/** Copies words to another place of the same type; the two are the same words or share none. */
export function copy(out: Output, to: ArrayPlace, from: ArrayPlace, words: number): void {
  const one = (i: Value) => {
    const value = arrayElement("u32", from.array, binary("add", from.word, i));
    setElement(out, to.array, binary("add", to.word, i), value);
  };
  if (words > FEW) return forEach(out, words, one);
  for (let i = 0; i < words; i++) one(u32(i));
}

/** A loop over [0, count). */
function forEach(out: Output, count: number, run: (i: Value) => void): void {
  const variable = out.variable("i", u32(0));
  variable.isMutable = true;
  const i = read(variable);
  out.block((end) => {
    const body: Statement[] = out.collect(() => {
      const then = out.collect(() => out.exit(end));
      out.emit({
        kind: "if",
        condition: not(binary("lt", i, u32(count))),
        then,
        otherwise: [],
      });
      run(binary("min", i, u32(count - 1)));
      out.set(variable, binary("add", i, u32(1)));
    });
    out.emit({ kind: "loop", body });
  });
}
