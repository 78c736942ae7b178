/** Whether sums over endpoints are possible, given the cells that the endpoints are in. */

import type { RunSpec } from "../spec.ts";
import type { Sums, Tally } from "../tally/tally.ts";
import type { Window } from "../tally/window.ts";
import { findWalk } from "../walks.ts";
import { refuse } from "./error.ts";

/** From the least to the most that is possible. */
type Bounds = readonly [least: bigint, most: bigint];

/** From the lowest to the highest site of a column (or row) that the walk can end on. */
interface Sites {
  readonly lowest: bigint;
  readonly highest: bigint;
}

/**
 * Checks exact sums against the counts. Where cells hold one reachable site each and no walker is
 * outside, that settles all sums wholly.
 *
 * @param run Its counts are checked already.
 * @throws {DataError} If no walkers in these cells, with these steps, have such sums.
 *
 * Cost: a pass over the cells.
 */
export function checkSums(
  { spec, tally }: { readonly spec: RunSpec; readonly tally: Tally },
): void {
  const { window: { origin, columns, rows }, sums } = tally;
  const sites = (start: number, count: number) =>
    Array.from({ length: count }, (_, i) => sitesOf(spec, tally.window, start, i));
  const [x, y] = [sites(origin[0], columns), sites(origin[1], rows)];
  checkOutside(spec, tally, x, y);
  for (const [name, [least, most]] of Object.entries(boundsOf(spec, tally, x, y))) {
    const sum = sums[name as keyof Sums];
    if (sum < least || sum > most) refuseSum(name, sum);
  }
  checkMoments(tally);
  checkLattice(spec, tally);
}

/** A window that holds all of a walk's sites has nobody outside. */
function checkOutside(
  spec: RunSpec,
  { outside }: Tally,
  ...axes: readonly (readonly Sites[])[]
): void {
  if (outside === 0) return;
  const furthest = furthestOf(spec);
  const isWhole = axes.every((sites) =>
    sites[0].lowest === -furthest && sites[sites.length - 1].highest === furthest
  );
  if (isWhole) refuse(`${outside} walkers are outside a window that no walk of its spec can leave`);
}

/** What each sum can be at least and at most, over all cells and outside. */
function boundsOf(
  spec: RunSpec,
  { window, cells, outside }: Tally,
  x: readonly Sites[],
  y: readonly Sites[],
): Record<keyof Sums, Bounds> {
  const furthest = furthestOf(spec);
  const outer: Sites = { lowest: -furthest, highest: furthest };
  const columns = new Float64Array(window.columns + 1);
  const rows = new Float64Array(window.rows + 1);
  // A walker outside may be anywhere: as good as in one more column and one more row.
  columns[window.columns] = rows[window.rows] = outside;
  let xy = times(outside, product(outer, outer));
  for (let row = 0, i = 0; row < window.rows; row++) {
    for (let column = 0; column < window.columns; column++, i++) {
      if (cells[i] === 0) continue;
      columns[column] += cells[i];
      rows[row] += cells[i];
      xy = add(xy, times(cells[i], product(x[column], y[row])));
    }
  }
  const nearest = nearestOf(spec);
  const [sumX, xx] = marginalBounds([...x, outer], columns, nearest);
  const [sumY, yy] = marginalBounds([...y, outer], rows, nearest);
  return { x: sumX, y: sumY, xx, yy, xy };
}

/** What a coordinate and its square can add up to, over all columns (or rows). */
function marginalBounds(
  sites: readonly Sites[],
  counts: Float64Array,
  nearest: bigint,
): [Bounds, Bounds] {
  let [sum, squares]: [Bounds, Bounds] = [[0n, 0n], [0n, 0n]];
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const { lowest, highest } = sites[i];
    if (lowest > highest) refuse(`cells from site ${lowest} are out of reach, but not empty`);
    sum = add(sum, times(counts[i], [lowest, highest]));
    squares = add(squares, times(counts[i], square(sites[i], nearest)));
  }
  return [sum, squares];
}

/** The reachable sites of a column (or row); if there are none, the lowest is above the highest. */
function sitesOf(spec: RunSpec, { cellSize }: Window, origin: number, index: number): Sites {
  const { reach, stride } = findWalk(spec.walk);
  const furthest = spec.steps * reach;
  const start = Math.max(origin + index * cellSize, -furthest);
  const last = Math.min(origin + (index + 1) * cellSize - 1, furthest);
  // Sites are whole strides from the lowest of all.
  return {
    lowest: BigInt(Math.ceil((start + furthest) / stride) * stride - furthest),
    highest: BigInt(Math.floor((last + furthest) / stride) * stride - furthest),
  };
}

/** No variance is negative, and no covariance beyond what the variances allow (Cauchy and Schwarz). */
function checkMoments({ walkers, sums }: Tally): void {
  const n = BigInt(walkers);
  const xx = n * sums.xx - sums.x ** 2n;
  const yy = n * sums.yy - sums.y ** 2n;
  const xy = n * sums.xy - sums.x * sums.y;
  if (xx < 0n) refuseSum("xx", sums.xx);
  if (yy < 0n) refuseSum("yy", sums.yy);
  if (xy ** 2n > xx * yy) refuseSum("xy", sums.xy);
}

/**
 * Every coordinate is whole strides below the furthest: x = F − s·k. So Σk, Σk² and Σkl, found from
 * the sums of x, must be whole, and Σk² as even or odd as Σk.
 */
function checkLattice(spec: RunSpec, { walkers, sums }: Tally): void {
  const furthest = furthestOf(spec);
  const stride = BigInt(findWalk(spec.walk).stride);
  const n = BigInt(walkers);
  const strides = (name: keyof Sums, total: bigint, unit: bigint) => {
    if (total % unit !== 0n) refuseSum(name, sums[name]);
    return total / unit;
  };
  const k = strides("x", n * furthest - sums.x, stride);
  const l = strides("y", n * furthest - sums.y, stride);
  // Σxy = nF² − F·s·(Σk + Σl) + s²·Σkl, and Σx² the same with k for l.
  const products = (name: "xx" | "yy" | "xy", both: bigint) =>
    strides(name, sums[name] - n * furthest ** 2n + furthest * stride * both, stride ** 2n);
  if ((products("xx", 2n * k) - k) % 2n !== 0n) refuseSum("xx", sums.xx);
  if ((products("yy", 2n * l) - l) % 2n !== 0n) refuseSum("yy", sums.yy);
  products("xy", k + l);
}

function furthestOf(spec: RunSpec): bigint {
  return BigInt(spec.steps * findWalk(spec.walk).reach);
}

/** How far from the start the reachable site is that is nearest to it. */
function nearestOf(spec: RunSpec): bigint {
  const stride = BigInt(findWalk(spec.walk).stride);
  const above = furthestOf(spec) % stride;
  return above < stride - above ? above : stride - above;
}

function product(a: Sites, b: Sites): Bounds {
  const lowest = a.lowest * b.lowest;
  // Most cells hold one site; a window may have a million.
  if (a.lowest === a.highest && b.lowest === b.highest) return [lowest, lowest];
  const corners = [lowest, a.lowest * b.highest, a.highest * b.lowest, a.highest * b.highest];
  return corners.reduce<Bounds>(
    ([least, most], corner) => [corner < least ? corner : least, corner > most ? corner : most],
    [lowest, lowest],
  );
}

function square({ lowest, highest }: Sites, nearest: bigint): Bounds {
  const [low, high] = [lowest ** 2n, highest ** 2n];
  const least = lowest < 0n && highest > 0n ? nearest ** 2n : low < high ? low : high;
  return [least, low > high ? low : high];
}

function add(a: Bounds, b: Bounds): Bounds {
  return [a[0] + b[0], a[1] + b[1]];
}

function times(count: number, [least, most]: Bounds): Bounds {
  return [BigInt(count) * least, BigInt(count) * most];
}

function refuseSum(name: string, sum: bigint): never {
  refuse(`walkers in its cells cannot have the sum ${name} = ${sum}`);
}
