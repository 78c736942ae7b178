/** Builtin functions as IR values, a component at a time. Each follows its text in the WGSL spec. */

import { binary, cast, constant, select, u32, unary } from "./build.ts";
import type { Value } from "./ir.ts";

/** Makes a value cheap to repeat, by giving it a variable if need be. */
export type Share = (value: Value) => Value;

type Components = readonly (readonly Value[])[];

/**
 * The components of a builtin's result.
 *
 * @param args The components of each argument.
 */
export function lowerBuiltin(name: string, args: Components, share: Share): Value[] {
  switch (name) {
    case "all":
      return [args[0].reduce((a, b) => binary("and", a, b))];
    case "any":
      return [args[0].reduce((a, b) => binary("or", a, b))];
    case "dot":
      return [
        args[0].map((a, i) => binary("mul", a, args[1][i])).reduce((a, b) => binary("add", a, b)),
      ];
    case "extractBits":
      return args[0].map((value) => extractBits(value, args[1][0], args[2][0], share));
    case "insertBits":
      return args[0].map((value, i) =>
        insertBits(value, args[1][i], args[2][0], args[3][0], share)
      );
    case "select": {
      const [no, yes, condition] = args;
      const shared = condition.map(share);
      return no.map((value, i) => select(shared[i] ?? shared[0], yes[i], value));
    }
    default:
      return args[0].map((_, i) => lowerMap(name, args.map((arg) => arg[i]), share));
  }
}

/** A builtin that works on each component by itself. */
function lowerMap(name: string, [a, b, c]: Value[], share: Share): Value {
  switch (name) {
    case "countOneBits":
      return unary("popcount", a);
    case "countLeadingZeros":
      return unary("clz", a);
    case "countTrailingZeros":
      return unary("ctz", a);
    case "reverseBits":
      return reverseBits(a, share);
    case "firstLeadingBit":
      return firstLeadingBit(share(a));
    case "firstTrailingBit":
      return firstTrailingBit(share(a));
    case "abs":
      return abs(share(a));
    case "sign":
      return sign(share(a));
    case "min":
    case "max":
      return binary(name, a, b);
    case "clamp":
      return binary("min", binary("max", a, b), c);
    default:
      throw new TypeError(`No lowering for the builtin ${name}`);
  }
}

function abs(a: Value): Value {
  if (a.type === "u32") return a;
  return select(binary("lt", a, constant("i32", 0)), unary("negate", a), a);
}

function sign(a: Value): Value {
  const zero = constant("i32", 0);
  return binary(
    "sub",
    cast("i32", binary("gt", a, zero)),
    cast("i32", binary("lt", a, zero)),
  );
}

/** 31 − clz, of the complement if negative; −1 (all ones) where no bit counts. */
function firstLeadingBit(a: Value): Value {
  const bits = a.type === "i32" ? binary("xor", a, binary("shr", a, u32(31))) : a;
  return binary("sub", constant(a.type, 31), unary("clz", bits));
}

function firstTrailingBit(a: Value): Value {
  const isZero = binary("eq", a, constant(a.type, 0));
  return select(isZero, constant(a.type, -1), unary("ctz", a));
}

/** Swaps halves of halves: 16, 8, 4, 2 and 1 bits. */
function reverseBits(a: Value, share: Share): Value {
  const steps: [number, number][] = [
    [16, 0x0000ffff],
    [8, 0x00ff00ff],
    [4, 0x0f0f0f0f],
    [2, 0x33333333],
    [1, 0x55555555],
  ];
  const swapped = steps.reduce((value, [by, mask]) => {
    const shared = share(value);
    const low = binary("shl", binary("and", shared, u32(mask)), u32(by));
    return binary("or", low, binary("and", binary("shr", shared, u32(by)), u32(mask)));
  }, cast("u32", a));
  return cast(a.type, swapped);
}

/** The bits [offset, offset + count) clipped to the word, as (offset, count), both at most 32. */
function clip(offset: Value, count: Value, share: Share): [Value, Value] {
  const from = share(binary("min", offset, u32(32)));
  return [from, share(binary("min", count, binary("sub", u32(32), from)))];
}

/** Shifted up to the top and down again, which also extends the sign of an i32. */
function extractBits(a: Value, offset: Value, count: Value, share: Share): Value {
  const [from, size] = clip(offset, count, share);
  const up = binary("sub", u32(32), binary("add", from, size));
  const bits = binary("shr", binary("shl", a, up), binary("sub", u32(32), size));
  return select(binary("eq", size, u32(0)), constant(a.type, 0), bits);
}

function insertBits(a: Value, bits: Value, offset: Value, count: Value, share: Share): Value {
  const [from, size] = clip(offset, count, share);
  const ones = binary("shr", u32(0xffffffff), binary("sub", u32(32), size));
  const mask = share(cast(a.type, binary("shl", ones, from)));
  const kept = binary("and", a, unary("complement", mask));
  const whole = binary("or", kept, binary("and", binary("shl", bits, from), mask));
  const shared = share(a);
  return select(binary("eq", size, u32(0)), shared, whole);
}
