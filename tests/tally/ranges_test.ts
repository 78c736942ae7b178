import assert from "node:assert/strict";
import fc from "fast-check";
import { isInOrder, type Range, sizeOf, unite } from "../../src/tally/ranges.ts";

const END = 30;
const ALL = { first: 0, end: END };
/** Sets of walkers as the numbers in them. */
const sets = fc.uniqueArray(fc.nat({ max: END - 1 })).map((numbers) => new Set(numbers));

function rangesOf(set: ReadonlySet<number>): Range[] {
  const ranges: { first: number; end: number }[] = [];
  for (let number = 0; number < END; number++) {
    if (!set.has(number)) continue;
    const last = ranges.at(-1);
    if (last?.end === number) last.end++;
    else ranges.push({ first: number, end: number + 1 });
  }
  return ranges;
}

Deno.test("unite() is the union of sets that share nothing, and refuses others", () => {
  fc.assert(fc.property(sets, sets, (a, b) => {
    const rest = b.difference(a);
    assert.deepEqual(unite(rangesOf(a), rangesOf(rest)), rangesOf(a.union(b)));
    if (rest.size < b.size) {
      assert.throws(() => unite(rangesOf(a), rangesOf(b)), RangeError);
    }
  }));
});

Deno.test("sizeOf() counts walkers, isInOrder() knows their one order", () => {
  fc.assert(fc.property(sets, (set) => {
    const ranges = rangesOf(set);
    assert.equal(sizeOf(ranges), set.size);
    assert.ok(isInOrder(ranges, ALL));
    if (set.size > 0) {
      const [first, last] = [Math.min(...set), Math.max(...set)];
      assert.ok(isInOrder(ranges, { first, end: last + 1 }));
      assert.ok(!isInOrder(ranges, { first, end: last }));
      assert.ok(!isInOrder(ranges, { first: first + 1, end: last + 1 }));
    }
    assert.ok(ranges.length < 2 || !isInOrder(ranges.toReversed(), ALL));
  }));
  const wrong: readonly (readonly [number, number])[][] = [
    [[0, 0]],
    [[3, 2]],
    [[-1, 2]],
    [[0, 2], [2, 4]],
    [[0, 3], [2, 4]],
    [[0.5, 2]],
    [[0, Infinity]],
    [[NaN, 2]],
  ];
  for (const pairs of wrong) {
    assert.ok(!isInOrder(pairs.map(([first, end]) => ({ first, end })), ALL), String(pairs));
  }
});
