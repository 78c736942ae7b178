/**
 * What WGSL's operators and builtin functions give, in exact integers, from the text of the
 * specification (8, "Expressions", and 17, "Built-in Functions"). It shares no code with the compiler.
 */

export type Scalar = "u32" | "i32" | "bool";

type Values = readonly bigint[];

export interface Operation {
  /** The text of its use. */
  readonly text: (args: readonly string[]) => string;
  readonly operands: readonly Scalar[];
  readonly result: Scalar;
  /** The value at run time. */
  readonly value: (args: Values) => bigint;
  /** Whether WGSL refuses the arguments where all are constants. */
  readonly isError?: (args: Values) => boolean;
  /** Whether it refuses them where all but the first are constants. */
  readonly isPartError?: (args: Values) => boolean;
  /** Whether a vector's components are independent of each other. */
  readonly isComponentwise: boolean;
  /** Operands that stay scalars beside vectors. */
  readonly scalarsFrom?: number;
  /** naga has no constants of it. */
  readonly isNoConstant?: boolean;
  /** Which operands may only be constants. */
  readonly constantFrom?: number;
}

const LEAST = -(2n ** 31n);

/** Modulo 2^32, in the range of the type. */
export function wrap(scalar: Scalar, value: bigint): bigint {
  if (scalar === "u32") return ((value % 2n ** 32n) + 2n ** 32n) % 2n ** 32n;
  if (scalar !== "i32") return value;
  const word = wrap("u32", value);
  return word >= 2n ** 31n ? word - 2n ** 32n : word;
}

/** The 32 bits of a value, the least significant first. */
function bitsOf(value: bigint): number[] {
  const word = wrap("u32", value);
  return Array.from({ length: 32 }, (_, i) => Number(word / 2n ** BigInt(i) % 2n));
}

function fromBits(scalar: Scalar, bits: readonly number[]): bigint {
  return wrap(scalar, bits.reduce((sum, bit, i) => sum + BigInt(bit) * 2n ** BigInt(i), 0n));
}

function bitwise(scalar: Scalar, a: bigint, b: bigint, join: (a: number, b: number) => number) {
  const [x, y] = [bitsOf(a), bitsOf(b)];
  return fromBits(scalar, x.map((bit, i) => join(bit, y[i])));
}

/** x / y and x % y, truncated; by zero, and the least by −1, as 8.7 has them at run time. */
function quotient(a: bigint, b: bigint): bigint {
  return b === 0n || (a === LEAST && b === -1n) ? a : a / b;
}

function remainder(a: bigint, b: bigint): bigint {
  return b === 0n || (a === LEAST && b === -1n) ? 0n : a - b * (a / b);
}

const INTEGERS = ["u32", "i32"] as const;

function infix(op: string): Operation["text"] {
  return ([a, b]) => `(${a} ${op} ${b})`;
}

function operator(
  op: string,
  scalar: Scalar,
  value: (a: bigint, b: bigint) => bigint,
  more: Partial<Operation> = {},
): Operation {
  return {
    text: infix(op),
    operands: [scalar, scalar],
    result: scalar,
    value: ([a, b]) => wrap(scalar, value(a, b)),
    isComponentwise: true,
    ...more,
  };
}

const arithmetic = INTEGERS.flatMap((scalar): Operation[] => {
  const isSigned = scalar === "i32";
  const isError = ([a, b]: Values) => b === 0n || (a === LEAST && b === -1n);
  const isPartError = ([, b]: Values) => b === 0n;
  const signed = { isError, isPartError, constantFrom: isSigned ? 1 : undefined };
  return [
    operator("+", scalar, (a, b) => a + b),
    operator("-", scalar, (a, b) => a - b),
    operator("*", scalar, (a, b) => a * b),
    operator("/", scalar, quotient, signed),
    operator("%", scalar, remainder, { ...signed, constantFrom: isSigned ? 0 : undefined }),
    operator("&", scalar, (a, b) => bitwise(scalar, a, b, (x, y) => x * y)),
    operator("|", scalar, (a, b) => bitwise(scalar, a, b, Math.max)),
    operator("^", scalar, (a, b) => bitwise(scalar, a, b, (x, y) => (x + y) % 2)),
    operator("<<", scalar, (a, b) => a * 2n ** (b % 32n), {
      operands: [scalar, "u32"],
      isError: ([a, b]) => b >= 32n || wrap(scalar, a * 2n ** b) !== a * 2n ** b,
      isPartError: ([, b]) => b >= 32n,
    }),
    operator(">>", scalar, (a, b) => {
      const by = 2n ** (b % 32n);
      return (a - ((a % by) + by) % by) / by;
    }, {
      operands: [scalar, "u32"],
      isError: ([, b]) => b >= 32n,
      isPartError: ([, b]) => b >= 32n,
    }),
    unary("~", scalar, (a) => fromBits(scalar, bitsOf(a).map((bit) => 1 - bit))),
    ...(isSigned ? [unary("-", scalar, (a) => wrap(scalar, -a))] : []),
  ];
});

function unary(op: string, scalar: Scalar, value: (a: bigint) => bigint): Operation {
  return {
    text: ([a]) => `(${op}${a})`,
    operands: [scalar],
    result: scalar,
    value: ([a]) => value(a),
    isComponentwise: true,
  };
}

const comparisons = INTEGERS.flatMap((scalar): Operation[] => {
  const compare = (op: string, holds: (a: bigint, b: bigint) => boolean) =>
    operator(op, scalar, (a, b) => BigInt(holds(a, b)), { result: "bool" });
  return [
    compare("==", (a, b) => a === b),
    compare("!=", (a, b) => a !== b),
    compare("<", (a, b) => a < b),
    compare("<=", (a, b) => a <= b),
    compare(">", (a, b) => a > b),
    compare(">=", (a, b) => a >= b),
  ];
});

const logic: Operation[] = [
  operator("&", "bool", (a, b) => a * b, { isNoConstant: true }),
  operator("|", "bool", (a, b) => a + b - a * b, { isNoConstant: true }),
  operator("==", "bool", (a, b) => 1n - (a + b) % 2n),
  operator("!=", "bool", (a, b) => (a + b) % 2n),
  operator("&&", "bool", (a, b) => a * b, { isComponentwise: false }),
  operator("||", "bool", (a, b) => a + b - a * b, { isComponentwise: false }),
  unary("!", "bool", (a) => 1n - a),
];

function call(
  name: string,
  operands: readonly Scalar[],
  value: (args: Values) => bigint,
  more: Partial<Operation> = {},
): Operation {
  const [result] = operands;
  return {
    text: (args) => `${name}(${args.join(", ")})`,
    operands,
    result,
    value: (args) => wrap(result, value(args)),
    isComponentwise: true,
    ...more,
  };
}

/** The place of the first bit that is `bit`, from the end that `bits` begins with. */
function first(bits: readonly number[], bit: number): bigint {
  const at = bits.indexOf(bit);
  return BigInt(at < 0 ? 32 : at);
}

/** The bits [offset, offset + count) clipped to a word, as 17.5.25 and 17.5.35 clip them. */
function clipped(offset: bigint, count: bigint): [number, number] {
  const from = Number(offset < 32n ? offset : 32n);
  return [from, Number(count < BigInt(32 - from) ? count : BigInt(32 - from))];
}

const isBeyond = ([offset, count]: Values) => offset + count > 32n;

const functions = INTEGERS.flatMap((scalar): Operation[] => {
  const one = (name: string, value: (a: bigint) => bigint) =>
    call(name, [scalar], ([a]) => value(a));
  const most = ([a, b]: Values) => a < b ? b : a;
  const least = ([a, b]: Values) => b < a ? b : a;
  const noBit = wrap(scalar, -1n);
  return [
    one("abs", (a) => a < 0n ? -a : a),
    one("countOneBits", (a) => BigInt(bitsOf(a).filter((bit) => bit === 1).length)),
    one("countLeadingZeros", (a) => first(bitsOf(a).toReversed(), 1)),
    one("countTrailingZeros", (a) => first(bitsOf(a), 1)),
    one("firstTrailingBit", (a) => a === 0n ? noBit : first(bitsOf(a), 1)),
    one("firstLeadingBit", (a) => {
      if (a === 0n || (scalar === "i32" && a === -1n)) return noBit;
      return 31n - first(bitsOf(a).toReversed(), a < 0n ? 0 : 1);
    }),
    one("reverseBits", (a) => fromBits(scalar, bitsOf(a).toReversed())),
    ...(scalar === "i32" ? [one("sign", (a) => a > 0n ? 1n : a < 0n ? -1n : 0n)] : []),
    call("max", [scalar, scalar], most),
    call("min", [scalar, scalar], least),
    call("clamp", [scalar, scalar, scalar], ([e, low, high]) => least([most([e, low]), high]), {
      isError: ([, low, high]) => low > high,
      isPartError: ([, low, high]) => low > high,
    }),
    call("select", [scalar, scalar, "bool"], ([no, yes, which]) => which === 1n ? yes : no),
    call("extractBits", [scalar, "u32", "u32"], ([e, offset, count]) => {
      const [from, size] = clipped(offset, count);
      if (size === 0) return 0n;
      const bits = bitsOf(e).slice(from, from + size);
      const fill = scalar === "i32" ? bits[size - 1] : 0;
      return fromBits(scalar, [...bits, ...Array<number>(32 - size).fill(fill)]);
    }, {
      scalarsFrom: 1,
      isNoConstant: true,
      isError: ([, ...range]) => isBeyond(range),
      isPartError: ([, ...range]) => isBeyond(range),
    }),
    call("insertBits", [scalar, scalar, "u32", "u32"], ([e, bits, offset, count]) => {
      const [from, size] = clipped(offset, count);
      const word = bitsOf(e);
      word.splice(from, size, ...bitsOf(bits).slice(0, size));
      return fromBits(scalar, word);
    }, {
      scalarsFrom: 2,
      isNoConstant: true,
      isError: ([, , ...range]) => isBeyond(range),
      isPartError: ([, , ...range]) => isBeyond(range),
    }),
  ];
});

const conversions: Operation[] = (["u32", "i32", "bool"] as const).flatMap((to) =>
  (["u32", "i32", "bool"] as const).map((from) => ({
    text: ([a]: readonly string[]) => `${to}(${a})`,
    operands: [from],
    result: to,
    value: ([a]: Values) => to === "bool" ? BigInt(a !== 0n) : wrap(to, a),
    isComponentwise: false,
  }))
);

const casts: Operation[] = INTEGERS.flatMap((to) =>
  INTEGERS.map((from) => ({
    text: ([a]: readonly string[]) => `bitcast<${to}>(${a})`,
    operands: [from],
    result: to,
    value: ([a]: Values) => fromBits(to, bitsOf(a)),
    isComponentwise: false,
    isNoConstant: true,
  }))
);

/** All of the subset's operators and functions of scalars. */
export const OPERATIONS: readonly Operation[] = [
  ...arithmetic,
  ...comparisons,
  ...logic,
  ...functions,
  ...conversions,
  ...casts,
];
