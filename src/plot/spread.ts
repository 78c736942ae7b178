/** Things along a line that must not overlap. */

/** Something to be placed along a line: where its middle is wanted, and what it takes. */
export interface Wanted {
  readonly middle: number;
  readonly size: number;
}

/**
 * Where things start that must not overlap: in their order, between two bounds, and as near to where they
 * are wanted as least squares have it (isotonic regression, by pooling adjacent violators).
 *
 * @param wanted Their sizes add up to `high − low` or less.
 *
 * @example
 * ```ts
 * import { spread } from "./spread.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const wanted = [{ middle: 40, size: 10 }, { middle: 42, size: 10 }, { middle: 99, size: 10 }];
 * deepEqual(spread(wanted, 0, 100), [31, 41, 90]);
 * ```
 */
export function spread(wanted: readonly Wanted[], low: number, high: number): number[] {
  // Things that touch move as one; startSum is the sum of the starts that its members want of it.
  const startOf = ({ startSum, members, size }: Cluster) =>
    Math.max(low, Math.min(startSum / members.length, high - size));
  const clusters: Cluster[] = [];
  for (const { middle, size } of wanted) {
    let last: Cluster = { startSum: middle - size / 2, members: [size], size };
    for (let before = clusters.pop(); before; before = clusters.pop()) {
      if (startOf(before) + before.size <= startOf(last)) {
        clusters.push(before);
        break;
      }
      last = {
        startSum: before.startSum + last.startSum - last.members.length * before.size,
        members: [...before.members, ...last.members],
        size: before.size + last.size,
      };
    }
    clusters.push(last);
  }
  return clusters.flatMap((cluster) => {
    let end = startOf(cluster);
    return cluster.members.map((size) => (end += size) - size);
  });
}

interface Cluster {
  readonly startSum: number;
  readonly members: readonly number[];
  readonly size: number;
}
