/** Whether sums over endpoints are possible, given the cells that the endpoints are in. */

import type { RunSpec } from "../spec.ts";
import type { Sums, Tally } from "../tally/tally.ts";
import type { Window } from "../tally/window.ts";
import { findWalk } from "../walks.ts";
import { refuse } from "./error.ts";

/** From the least to the most that is possible. */
type Bounds = readonly [least: bigint, most: bigint];

/**
 * Checks exact sums against the counts. Where a cell holds one reachable site and no walker is
 * outside, that settles Σx, Σy, Σx² and Σy² wholly.
 *
 * @param run Its counts are checked already.
 * @throws {DataError} If no walkers in these cells, with these steps, have such sums.
 */
export function checkSums(
  { spec, tally }: { readonly spec: RunSpec; readonly tally: Tally },
): void {
  const { window: { origin }, sums } = tally;
  const [columns, rows] = marginals(tally);
  const [x, xx] = boundsOf(spec, tally, origin[0], columns);
  const [y, yy] = boundsOf(spec, tally, origin[1], rows);
  for (const [name, [least, most]] of Object.entries({ x, xx, y, yy })) {
    const sum = sums[name as keyof Sums];
    if (sum < least || sum > most) refuseSum(name, sum);
  }
  // Cauchy-Schwarz bounds what the marginals do not.
  if (sums.xy ** 2n > sums.xx * sums.yy) refuseSum("xy", sums.xy);
  checkParity(spec, tally);
}

/** Walkers by column, and by row. */
function marginals({ window, cells }: Tally): [Float64Array, Float64Array] {
  const columns = new Float64Array(window.columns);
  const rows = new Float64Array(window.rows);
  for (let row = 0, i = 0; row < window.rows; row++) {
    for (let column = 0; column < window.columns; column++, i++) {
      columns[column] += cells[i];
      rows[row] += cells[i];
    }
  }
  return [columns, rows];
}

/** What one coordinate and its square can add up to, over all columns (or rows) and outside. */
function boundsOf(
  spec: RunSpec,
  tally: Tally,
  origin: number,
  counts: Float64Array,
): [Bounds, Bounds] {
  const reach = BigInt(spec.steps * findWalk(spec.walk).reach);
  const outside = BigInt(tally.outside);
  let [least, most] = [-reach * outside, reach * outside];
  let [leastSquares, mostSquares] = [0n, reach ** 2n * outside];
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const [lowest, highest] = sitesOf(spec, tally.window, origin, i);
    if (lowest > highest) refuse(`cells from site ${lowest} are out of reach, but not empty`);
    const count = BigInt(counts[i]);
    least += count * BigInt(lowest);
    most += count * BigInt(highest);
    const isAcross = lowest < 0 && highest > 0;
    const [near, far] = [Math.abs(lowest), Math.abs(highest)].sort((a, b) => a - b);
    leastSquares += isAcross ? 0n : count * BigInt(near) ** 2n;
    mostSquares += count * BigInt(far) ** 2n;
  }
  return [[least, most], [leastSquares, mostSquares]];
}

/** The lowest and the highest site of a column (or row) that the walk can end on. */
function sitesOf(spec: RunSpec, { cellSize }: Window, origin: number, index: number) {
  const { reach, stride } = findWalk(spec.walk);
  const furthest = spec.steps * reach;
  const start = Math.max(origin + index * cellSize, -furthest);
  const last = Math.min(origin + (index + 1) * cellSize - 1, furthest);
  // Sites are whole strides from the lowest of all.
  return [
    Math.ceil((start + furthest) / stride) * stride - furthest,
    Math.floor((last + furthest) / stride) * stride - furthest,
  ] as const;
}

/** Every coordinate is a whole number of strides from steps · reach, and so their sums are. */
function checkParity(spec: RunSpec, { walkers, sums }: Tally): void {
  const { reach, stride } = findWalk(spec.walk);
  const furthest = BigInt(spec.steps * reach);
  for (const name of ["x", "y", "xx", "yy", "xy"] as const) {
    const expected = BigInt(walkers) * furthest ** BigInt(name.length);
    if ((sums[name] - expected) % BigInt(stride) !== 0n) refuseSum(name, sums[name]);
  }
}

function refuseSum(name: string, sum: bigint): never {
  refuse(`walkers in its cells cannot have the sum ${name} = ${sum}`);
}
