/** A figure that was measured, as a summary prints it. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";

/**
 * A figure and its standard error, the error to two significant digits and the figure to the same
 * place: no digit that is not known, and none that is left out.
 *
 * @param error NaN or 0 where none can be told, as for one walker: the figure then stands alone, as
 * it is exact.
 *
 * @example
 * ```ts
 * import { equal } from "node:assert/strict";
 * import { measured } from "./measured.ts";
 *
 * equal(measured(1000.01234, 0.04472), "1,000.012 ± 0.045");
 * equal(measured(12, NaN), "12");
 * ```
 */
export function measured(value: number, error: number): string {
  if (!(error > 0)) return format(",")(value);
  const place = Number(error.toExponential(1).split("e")[1]) - 1;
  const round = (figure: number) =>
    place < 0 ? format(`,.${-place}f`)(figure) : format(",d")(nearest(figure, 10 ** place));
  return `${round(value)} ± ${round(error)}`;
}

function nearest(value: number, unit: number): number {
  return Math.round(value / unit) * unit;
}
