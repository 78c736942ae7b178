/** Tasks that go wrong, each in its way. */

import process from "node:process";
import { parallel, type ParallelOptions } from "../../src/pool/mod.ts";

/** A pool of two workers, unless the options say otherwise, that knows this module's tasks. */
export function openFaulty(options: ParallelOptions = {}) {
  return parallel(import.meta, { workers: 2, ...options });
}

/** An error that its constructor's arguments say little about, with a field of its own. */
export class Overheated extends Error {
  override readonly name = "Overheated";

  constructor(readonly degrees: number) {
    super(`too hot: ${degrees} degrees`);
  }
}

/** A kind of a host's error. */
class Misplaced extends Deno.errors.NotFound {}

export type Kind = keyof typeof KINDS;

const KINDS = {
  "built-in": () => new RangeError("out of range"),
  own: () => new Overheated(451),
  "DOMException": () => new DOMException("not so", "NotSupportedError"),
  text: () => "just text",
  object: () => ({ code: 7 }),
  undefined: () => undefined,
  host: () => new Deno.errors.NotFound("no such thing"),
  WebAssembly: () => new WebAssembly.RuntimeError("unreachable"),
  "a host's subclass": () => new Misplaced("not here"),
  "a rich DOMException": () =>
    Object.assign(new DOMException("not so", "DataError"), {
      cause: new RangeError("inner"),
      code7: "E7",
    }),
  SuppressedError: () =>
    new SuppressedError(new Deno.errors.Busy("one"), new Overheated(7), "two at once"),
  AggregateError: () => new AggregateError([new TypeError("one"), 2], "several"),
  "with an error in a field": () =>
    Object.assign(new Error("outer"), { first: new TypeError("in") }),
  "all but sendable": () =>
    Object.defineProperties(new Error("text"), {
      message: { value: () => 1 },
      name: { value: Symbol("a name") },
      stack: { value: new WeakMap() },
      refuses: {
        enumerable: true,
        get() {
          throw new Error("no");
        },
      },
      code: { enumerable: true, value: 7 },
    }),
  circular: () => {
    const error = new Error("round");
    error.cause = error;
    return error;
  },
  "an object without a text": () => Object.assign(Object.create(null), { f: () => 1 }),
  "a symbol": () => Symbol("a symbol"),
  "a function": () => () => 1,
  unsendable: () => Object.assign(new Error("has a function"), { code: 7, heal: () => {} }),
  caused: () =>
    Object.assign(new TypeError("outer", { cause: new RangeError("inner", { cause: "root" }) }), {
      code: "E7",
    }),
};

/** Throws an error of a kind; gives anything else back. */
export function fail(kind: Kind | number): number {
  if (typeof kind === "string") throw KINDS[kind]();
  return kind;
}

/** Throws an error of a kind; gives a number back after so many milliseconds. */
export async function failLater(kind: Kind | number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, typeof kind === "number" ? kind : 5));
  return fail(kind);
}

export const end = (how: "close" | "exit" | "process.exit") => {
  if (how === "close") self.close();
  if (how === "exit") Deno.exit(3);
  process.exit(3);
};

/** Kills its worker, outside of what the pool guards, if told to; never answers then. */
export function die(dies: boolean): Promise<boolean> {
  if (!dies) return Promise.resolve(dies);
  setTimeout(() => {
    throw new Error("out of heart");
  }, 0);
  return new Promise(() => {});
}

/** Kills its worker the first time: the flag outlives it. */
export async function dieOnce(flag: string | undefined): Promise<string> {
  if (flag === undefined) return "sound";
  try {
    Deno.removeSync(flag);
  } catch {
    return "again";
  }
  await die(true);
  return "never";
}

/** Kills its worker if given an empty array. */
export async function dieIfEmpty(array: Float64Array): Promise<number> {
  await die(array.length === 0);
  return array.length;
}

/** Computes for so long; a signal or a message does not stop it. */
export function compute(ms: number): number {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return ms;
}

export const giveFunction = (x: number) => x === 2 ? () => x : x;
