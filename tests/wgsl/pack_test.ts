import assert from "node:assert/strict";
import { pack, type Packed } from "../../src/wgsl/pack.ts";
import type { Type } from "../../src/wgsl/types.ts";
import { runCompiled } from "../helpers/run_compiled.ts";
import { checkText, module } from "./modules.ts";

const VALUES = { size: 7, shift: -3, key: [1, 2, 3, 0xffffffff], wide: [-1, 0, 2 ** 31 - 1] };

function params(): Type & { kind: "struct" } {
  const type = checkText(module("")).buffers.find(({ name }) => name === "params")?.type;
  assert.ok(type?.kind === "struct");
  return type;
}

Deno.test("a kernel reads from a packed struct what went in", () => {
  const members = ["size", "shift", ..."xyzw".split("").map((c) => `key.${c}`), "wide.x", "wide.z"];
  const lines = members.map((member, i) => `out[${i}] = u32(params.${member});`);
  const buffers = {
    params: pack(params(), VALUES),
    input: new Uint32Array(1),
    counts: new Uint32Array(1),
    out: new Uint32Array(members.length),
  };
  const { out } = runCompiled(module(lines.join("\n")), buffers, 1, { blocks: 0 });
  assert.deepEqual([...out], [7, -3 >>> 0, 1, 2, 3, 0xffffffff, 0xffffffff, 2 ** 31 - 1]);
});

Deno.test("pack() refuses a member without its value, or with too many components", () => {
  const wrong: Record<string, Packed>[] = [
    { ...VALUES, key: 1 },
    { ...VALUES, size: [1, 2] },
    { size: 1, shift: 2, key: VALUES.key },
  ];
  for (const values of wrong) assert.throws(() => pack(params(), values), TypeError);
});

Deno.test("pack() refuses a number that is no value of its member", () => {
  for (const size of [-1, 2 ** 32, 1.5, NaN]) {
    assert.throws(() => pack(params(), { ...VALUES, size }), RangeError);
  }
  assert.throws(() => pack(params(), { ...VALUES, shift: 2 ** 31 }), RangeError);
});
