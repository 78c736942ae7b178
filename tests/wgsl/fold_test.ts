import assert from "node:assert/strict";
import { foldBinary, foldCoercion, FoldError, foldUnary } from "../../src/wgsl/fold.ts";

Deno.test("literals are folded exactly, u32 and i32 modulo 2^32", () => {
  assert.deepEqual(foldBinary("add", "int", [2n ** 32n, 1n], [2n ** 32n, -3n]), [2n ** 33n, -2n]);
  assert.deepEqual(foldBinary("add", "u32", [0xffffffffn], [1n]), [0n]);
  assert.deepEqual(foldBinary("sub", "i32", [-(2n ** 31n)], [1n]), [2n ** 31n - 1n]);
  assert.deepEqual(foldUnary("complement", "int", [0n, 5n]), [-1n, -6n]);
  assert.deepEqual(foldUnary("complement", "u32", [0n]), [0xffffffffn]);
});

Deno.test("what has no value is a FoldError", () => {
  const least = -(2n ** 31n);
  const faults: (() => unknown)[] = [
    () => foldBinary("div", "u32", [1n], [0n]),
    () => foldBinary("rem", "int", [1n, 1n], [1n, 0n]),
    () => foldBinary("div", "i32", [least], [-1n]),
    () => foldBinary("rem", "i32", [least], [-1n]),
    () => foldBinary("div", "int", [-(2n ** 63n)], [-1n]),
    () => foldBinary("shl", "u32", [1n], [32n]),
    () => foldBinary("shr", "i32", [1n], [32n]),
    () => foldBinary("shl", "u32", [2n ** 31n], [1n]),
    () => foldBinary("shl", "i32", [2n ** 30n], [1n]),
    () => foldBinary("shl", "int", [1n], [63n]),
    () => foldBinary("mul", "int", [2n ** 40n], [2n ** 40n]),
    () => foldUnary("negate", "int", [-(2n ** 63n)]),
    () => foldCoercion("u32", [-1n]),
    () => foldCoercion("i32", [1n, 2n ** 31n]),
  ];
  for (const fault of faults) assert.throws(fault, FoldError);
});

Deno.test("what is at the bounds has a value", () => {
  assert.deepEqual(foldBinary("shl", "i32", [-1n], [31n]), [-(2n ** 31n)]);
  assert.deepEqual(foldBinary("shl", "u32", [1n], [31n]), [2n ** 31n]);
  assert.deepEqual(foldBinary("shl", "int", [-1n], [63n]), [-(2n ** 63n)]);
  assert.deepEqual(foldBinary("rem", "i32", [-7n], [3n]), [-1n]);
  assert.deepEqual(foldUnary("negate", "i32", [-(2n ** 31n)]), [-(2n ** 31n)]);
});
