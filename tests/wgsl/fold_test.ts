import assert from "node:assert/strict";
import { foldBinary, foldCoercion, FoldError, foldUnary } from "../../src/wgsl/fold.ts";
import { U32, vector } from "../../src/wgsl/types.ts";

Deno.test("literals are folded exactly, u32 and i32 modulo 2^32", () => {
  assert.deepEqual(foldBinary("add", "int", [2 ** 32, 1], [2 ** 32, -3]), [2 ** 33, -2]);
  assert.deepEqual(foldBinary("add", "u32", [0xffffffff], [1]), [0]);
  assert.deepEqual(foldBinary("sub", "i32", [-(2 ** 31)], [1]), [2 ** 31 - 1]);
  assert.deepEqual(foldUnary("complement", "int", [0, 5]), [-1, -6]);
  assert.deepEqual(foldUnary("complement", "u32", [0]), [0xffffffff]);
});

Deno.test("no constant is minus zero, which would not be zero's equal in a key", () => {
  const zeros = [
    foldUnary("negate", "int", [0]),
    foldBinary("mul", "int", [-1], [0]),
    foldBinary("div", "int", [-1], [2]),
    foldBinary("rem", "int", [-4], [2]),
    foldBinary("mul", "i32", [-1], [0]),
    foldBinary("rem", "i32", [-4], [2]),
  ];
  for (const [zero] of zeros) assert.ok(Object.is(zero, 0));
});

Deno.test("what has no value is a FoldError", () => {
  assert.throws(() => foldBinary("div", "u32", [1], [0]), FoldError);
  assert.throws(() => foldBinary("rem", "int", [1, 1], [1, 0]), FoldError);
  assert.throws(() => foldBinary("shl", "u32", [1], [32]), FoldError);
  assert.throws(() => foldBinary("mul", "int", [2 ** 40], [2 ** 40]), FoldError);
  assert.throws(() => foldCoercion({ ...U32, scalar: "u32" }, [-1]), FoldError);
  assert.throws(
    () => foldCoercion({ ...vector("i32", 2), scalar: "i32" }, [1, 2 ** 31]),
    FoldError,
  );
});
