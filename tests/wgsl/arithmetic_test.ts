import assert from "node:assert/strict";
import fc from "fast-check";
import {
  binary,
  BINARY_OPS,
  type BinaryOp,
  isComparison,
  unary,
  type UnaryOp,
} from "../../src/wgsl/arithmetic.ts";
import { runCompiled } from "../helpers/run_compiled.ts";
import { module } from "./modules.ts";

type Integer = "u32" | "i32";

const EDGES = [0, 1, 2, 31, 32, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const word = fc.oneof(fc.constantFrom(...EDGES), fc.nat({ max: 0xffffffff }));
const scalar = fc.constantFrom<Integer>("u32", "i32");

/** A word as a value of the type. */
function as(type: Integer, word: number): number {
  return type === "u32" ? word >>> 0 : word | 0;
}

/** The operation in exact integers, brought back to 32 bits. */
function byBigInt(op: BinaryOp, type: Integer, a: number, b: number): number {
  const [x, y, by] = [BigInt(a), BigInt(b), BigInt(b & 31)];
  const exact: Partial<Record<BinaryOp, () => bigint>> = {
    add: () => x + y,
    sub: () => x - y,
    mul: () => x * y,
    div: () => y === 0n ? x : x / y,
    rem: () => y === 0n ? 0n : x % y,
    and: () => x & y,
    or: () => x | y,
    xor: () => x ^ y,
    shl: () => x << by,
    shr: () => x >> by,
    min: () => x < y ? x : y,
    max: () => x > y ? x : y,
  };
  const value = exact[op]?.() ?? 0n;
  return Number(type === "u32" ? BigInt.asUintN(32, value) : BigInt.asIntN(32, value));
}

Deno.test("arithmetic at run time is exact arithmetic modulo 2^32", () => {
  const op = fc.constantFrom<BinaryOp>(
    ...["add", "sub", "mul", "div", "rem", "and", "or", "xor", "shl", "shr", "min", "max"] as const,
  );
  fc.assert(
    fc.property(op, scalar, word, word, (op, type, x, y) => {
      const [a, b] = [as(type, x), as(op.startsWith("sh") ? "u32" : type, y)];
      assert.equal(binary(op, type, a, b), byBigInt(op, type, a, b));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("counts of bits agree with the binary digits", () => {
  fc.assert(fc.property(scalar, word, (type, word) => {
    const digits = word.toString(2).padStart(32, "0");
    const count = (op: UnaryOp) => unary(op, type, as(type, word));
    assert.equal(count("popcount"), digits.replaceAll("0", "").length);
    assert.equal(count("clz"), digits.indexOf("1") < 0 ? 32 : digits.indexOf("1"));
    assert.equal(count("ctz"), digits.endsWith("1") ? 0 : 32 - (digits.lastIndexOf("1") + 1));
  }));
});

/** Words that expressions of two operands give, in the compiled program. */
function run(expressions: readonly string[], x: number, y: number, blocks: number): number[] {
  const lines = expressions.map((text, i) => `out[${i}] = u32(${text});`);
  const buffers = {
    params: new Uint32Array(12),
    input: Uint32Array.of(x, y),
    counts: new Uint32Array(1),
    out: new Uint32Array(expressions.length),
  };
  const text = module(`let x = input[0]; let y = input[1] ; if id.x == 0u { ${lines.join("\n")} }`);
  return [...runCompiled(text, buffers, 4, { blocks }).out];
}

Deno.test("a constant expression has the value that it has at run time", () => {
  const operators = Object.keys(BINARY_OPS).filter((op) => op !== "&&" && op !== "||");
  fc.assert(
    fc.property(scalar, word, word, fc.constantFrom(0, 1), (type, x, y, blocks) => {
      const literal = (word: number, of: Integer) =>
        of === "u32" ? `${word}u` : `bitcast<i32>(${word}u)`;
      const pairs = operators.flatMap((op) => {
        const isShift = op === "<<" || op === ">>";
        const isLost = op === "<<" &&
          as(type, as(type, x) << (y & 31)) !== as(type, x) * 2 ** (y & 31);
        const isRefused = (op === "/" || op === "%") && (type === "i32" || y === 0) || isLost;
        if (isRefused) return [];
        const right = isShift ? "u32" : type;
        const amount = isShift ? y & 31 : y;
        return [[
          `${literal(x, type)} ${op} ${literal(amount, right)}`,
          `${type}(x) ${op} ${right}(${isShift ? "y & 31u" : "y"})`,
        ]];
      });
      const folded = run(pairs.map(([constant]) => constant), x, y, blocks);
      const computed = run(pairs.map(([, live]) => live), x, y, blocks);
      assert.deepEqual(folded, computed);
    }),
    { numRuns: 40 },
  );
});

Deno.test("comparisons give 0 or 1, by the order of their type", () => {
  assert.equal(binary("lt", "u32", 0xffffffff, 1), 0);
  assert.equal(binary("lt", "i32", -1, 1), 1);
  assert.deepEqual(["lt", "shr"].map((op) => isComparison(op as BinaryOp)), [true, false]);
});
