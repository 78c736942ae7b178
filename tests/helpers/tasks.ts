/** Tasks for the tests of the pool, and a pool that runs them. */

import { parallel, type ParallelOptions, type TaskContext } from "../../src/pool/mod.ts";

/** A pool of two workers, unless the options say otherwise, that knows this module's tasks. */
export function openTasks(options: ParallelOptions = {}) {
  return parallel(import.meta, { workers: 2, ...options });
}

/** Functions named as ones that are exported, and unlike them. */
export const impostors = {
  square: (x: number) => x * x * x,
  // One that lies about its code, and one that hides it.
  echo: Object.defineProperty(
    function echo(value: unknown) {
      return [value];
    },
    "toString",
    { value: () => "(value)=>value" },
  ),
  describe: new Proxy(function describe(value: unknown) {
    return value;
  }, {}),
  // An export has this name, its function has another.
  alias: (x: number) => 2 * x,
};
function original(x: number): number {
  return x + 1;
}
export const alias = original;

export const square = (x: number) => x * x;
export const echo = (value: unknown) => value;
export const describe = (value: unknown) => ({ type: typeof value, values: [value] });
export const together = (a: unknown, b: unknown) => [b, a];
export const give = (value: unknown) => Promise.resolve(value);
export const indexOf = (_value: unknown, { index }: TaskContext) => index;
export const constant = () => "constant";

export async function wait(ms: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return ms;
}

/** Numbers of the task's own stream, some of each kind. */
export function draw(count: number, { random }: TaskContext): number[] {
  return Array.from({ length: count }, () => random.uniform());
}

/** Each kind of draw; what it gives depends on all that was drawn before. */
export function drawAll(_: unknown, { random }: TaskContext): unknown[] {
  const [normal, integer] = [random.normal(), random.integer(1000)];
  return [normal, integer, random.choice("abc"), random.shuffle([1, 2, 3, 4]), random.uniform()];
}

/** Changes what it is given, and says what it has then. */
export function append(list: unknown[]): string {
  list.push("more");
  return JSON.stringify(list);
}
export function count(holder: { times: number; deep?: { list: number[] } }): number[] {
  holder.deep?.list.push(7);
  return [++holder.times, holder.deep?.list.length ?? 0];
}
export function addOne(array: Float64Array): number {
  return ++array[0];
}
export const addOneAt = (array: Float64Array | number[], i: number) => ++array[i];
export const enlarge = (map: Map<string, number>) => map.set(`key ${map.size}`, 1).size;

const point = { x: 0, at: [0] };
/** The same object each time, as it is now. */
export function reuse(x: number): typeof point {
  point.x = x;
  point.at[0] = x;
  return point;
}

const memory = new WebAssembly.Memory({ initial: 1 });
export function giveMemory(x: number): Uint8Array {
  const bytes = new Uint8Array(memory.buffer);
  bytes[0] = x;
  return bytes;
}
export const firstOf = (list: ArrayLike<number>) => list[0];
export const kindsOf = (list: object[]) =>
  list.map((value) => Object.prototype.toString.call(value).slice(8, -1));

/** How many numbers the array has that the task was given, and their sum. */
export const measure = (array: Float64Array) => [array.length, array.reduce((a, b) => a + b, 0)];
export const sizeOf = ({ length }: { readonly length: number }) => length;
export const measureBoth = (a: Float64Array, b: Float64Array) => [...measure(a), ...measure(b)];
export const measureField = ({ data }: { data: Float64Array }) => measure(data);
export const fill = (length: number) => new Float64Array(length).fill(length);
export const fillField = (length: number) => ({ data: fill(length) });

const table = new Float64Array([1, 2, 3]);
/** The same array each time, which cannot be moved twice. */
export const giveTable = () => table;

export default function renamed(x: number): number {
  return -x;
}

export const notATask = "text";
