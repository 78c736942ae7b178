import assert from "node:assert/strict";
import fc from "fast-check";
import {
  describe,
  isConstructible,
  isSame,
  layout,
  leafOffset,
  leaves,
  memberOffset,
  NOTHING,
  stride,
  type Type,
  U32,
  vector,
} from "../../src/wgsl/types.ts";

function struct(...types: Type[]): Type & { kind: "struct" } {
  const members = types.map((type, i) => ({ name: `m${i}`, type }));
  return { kind: "struct", name: "S", members };
}

const vec2 = vector("u32", 2);
const vec3 = vector("i32", 3);
const vec4 = vector("u32", 4);
const array: Type = { kind: "array", element: vec3, length: 3 };

const anyType: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(U32, vec2, vec3, vec4),
    fc.record({
      kind: fc.constant("array" as const),
      element: tie("type"),
      length: fc.integer({ min: 1, max: 3 }),
    }),
    fc.array(tie("type"), { minLength: 1, maxLength: 4 }).map((types) => struct(...types)),
  ),
})).type;

// WGSL 14.4.1, "Alignment and size", its table and examples.
Deno.test("sizes and alignments are those of WGSL's table", () => {
  const found = [U32, vec2, vec3, vec4, array, struct(U32, vec3, U32)].map(layout);
  assert.deepEqual(found.map(({ size, align }) => [size, align]), [
    [4, 4],
    [8, 8],
    [12, 16],
    [16, 16],
    [48, 16],
    [32, 16],
  ]);
});

Deno.test("a member begins at its alignment, a vec3 leaving room for a scalar", () => {
  const type = struct(U32, vec2, vec3, U32, vec4, U32);
  const offsets = type.members.map((_, i) => memberOffset(type, i));
  assert.deepEqual(offsets, [0, 8, 16, 28, 32, 48]);
  assert.equal(layout(type).size, 64);
});

Deno.test("an element of an array keeps its alignment", () => {
  assert.deepEqual([U32, vec2, vec3, vec4, struct(vec2, U32)].map(stride), [4, 8, 16, 16, 16]);
});

Deno.test("members are aligned, in order, apart, and within their struct", () => {
  fc.assert(fc.property(fc.array(anyType, { minLength: 1, maxLength: 6 }), (types) => {
    const type = struct(...types);
    let end = 0;
    types.forEach((member, i) => {
      const offset = memberOffset(type, i);
      const { size, align } = layout(member);
      assert.ok(offset >= end && offset - end < align && offset % align === 0);
      end = offset + size;
    });
    const { size, align } = layout(type);
    assert.ok(size >= end && size - end < align && size % align === 0);
  }));
});

Deno.test("a struct's leaves are its members' leaves, one after the other", () => {
  fc.assert(fc.property(fc.array(anyType, { minLength: 1, maxLength: 6 }), (types) => {
    const type = struct(...types);
    const parts = types.map((member, i) => {
      const start = leafOffset(type, i);
      return leaves(type).slice(start, start + leaves(member).length);
    });
    assert.deepEqual(parts.flat(), leaves(type));
    assert.deepEqual(parts, types.map(leaves));
  }));
});

Deno.test("types are the same when WGSL writes them alike", () => {
  assert.ok(isSame(vector("u32", 3), vector("u32", 3)));
  assert.ok(!isSame(vector("u32", 3), vec3));
  const pointer: Type = { kind: "pointer", space: "function", target: array, isWritable: true };
  assert.equal(describe(pointer), "ptr<function, array<vec3<i32>, 3>>");
});

Deno.test("a variable can hold what has a fixed number of plain leaves", () => {
  assert.ok(isConstructible(struct(array, U32)));
  const isNot: Type[] = [
    { kind: "array", element: U32 },
    { kind: "atomic", scalar: "u32" },
    struct({ kind: "atomic", scalar: "u32" }),
    NOTHING,
  ];
  assert.ok(!isNot.some(isConstructible));
});
