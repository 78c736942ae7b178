/** What the compiler lets through: `deno check` finds an expected error that is none. */

import assert from "node:assert/strict";
import { parallel, repeat, type TaskContext } from "../../src/pool/mod.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true
  : false;

/** The promised value has exactly the type T, not one that can be assigned to it. */
function resolves<T>() {
  return <U>(_promise: Promise<U>, _isSame: Same<T, U>) => {};
}

interface Point {
  readonly x: number;
  readonly label?: string;
}

const double = (x: number) => 2 * x;
const draw = (count: number, { random }: TaskContext) => count * random.uniform();
const drawIfAsked = (count: number, context?: TaskContext) => count * (context?.index ?? 1);
const later = (text: string) => Promise.resolve(text.length);
const nothing = () => "nothing";
const ask = ({ x }: Point) => x > 0;
const area = (width: number, height: number) => width * height;
const noisy = (width: number, unit: string, { random }: TaskContext) =>
  `${width + random.normal()}${unit}`;
const scale = (x: number, by = 2) => x * by;
const sum = (...all: number[]) => all.reduce((a, b) => a + b, 0);

/** Never called: what would happen is for other tests. */
async function check(): Promise<void> {
  await using pool = parallel(import.meta);
  const points: Point[] = [{ x: 1 }];

  resolves<number[]>()(pool.map(double, [1]), true);
  resolves<number[]>()(pool.map(draw, new Set([1])), true);
  resolves<number[]>()(pool.map(drawIfAsked, repeat(1, 2)), true);
  resolves<number[]>()(pool.map(later, "text"), true);
  resolves<string[]>()(pool.map(nothing, [1, "two", undefined]), true);
  resolves<boolean[]>()(pool.map(ask, points), true);
  resolves<PromiseSettledResult<number>[]>()(pool.mapSettled(later, ["text"]), true);
  resolves<number[]>()(pool.starmap(area, [[1, 2]]), true);
  resolves<string[]>()(pool.starmap(noisy, [[1, "m"]]), true);
  resolves<number[]>()(pool.starmap(drawIfAsked, [[1]]), true);
  resolves<number[]>()(pool.starmap(scale, [[1, 3]]), true);
  for await (const value of pool.imap(later, ["text"])) {
    resolves<number>()(Promise.resolve(value), true);
  }
  for await (const { index, value } of pool.imapUnordered(later, ["text"])) {
    resolves<number>()(Promise.resolve(index), true);
    resolves<number>()(Promise.resolve(value), true);
  }

  // @ts-expect-error -- text where a number is wanted
  pool.map(double, ["1"]);
  // @ts-expect-error -- a field of another type
  pool.map(ask, [{ x: "1" }]);
  // @ts-expect-error -- one argument, not a list of them
  pool.map(double, 1);
  // @ts-expect-error -- a stream of another type
  pool.map(double, repeat("1", 2));
  // @ts-expect-error -- the second parameter would get the context
  pool.map(area, [1]);
  // @ts-expect-error -- likewise, in place of what it is by default
  pool.map(scale, [1]);
  // @ts-expect-error -- text where a number is wanted
  pool.mapSettled(double, ["1"]);
  // @ts-expect-error -- text where a number is wanted
  pool.imap(double, ["1"]);
  // @ts-expect-error -- text where a number is wanted
  pool.imapUnordered(double, ["1"]);
  // @ts-expect-error -- too few
  pool.starmap(area, [[1]]);
  // @ts-expect-error -- too many
  pool.starmap(area, [[1, 2, 3]]);
  // @ts-expect-error -- of another type
  pool.starmap(noisy, [[1, 2]]);
  // @ts-expect-error -- not lists
  pool.starmap(area, [1, 2]);
  // @ts-expect-error -- the parameter left out would get the context
  pool.starmap(scale, [[1]]);
  // @ts-expect-error -- the context would be one of them
  pool.starmap(sum, [[1, 2]]);
  // @ts-expect-error -- no function
  pool.map("double", [1]);
  // @ts-expect-error -- results of another type
  const texts: string[] = await pool.map(double, [1]);
  // @ts-expect-error -- no such option
  await pool.map(double, [1], { timeout: 1, texts });
}

Deno.test("types flow from a task to its arguments and results (by deno check)", () => {
  assert.equal(typeof check, "function");
});
