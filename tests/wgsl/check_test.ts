import assert from "node:assert/strict";
import { checkText, module, refuses, testRefusals } from "./modules.ts";

Deno.test("names may be used before they are declared", () => {
  const { constants } = checkText(module("let a = A;") + "const A = B + 1; const B = 2;");
  assert.deepEqual([constants.A, constants.B], [3, 2]);
});

Deno.test("overrides are bound by name or by @id, and others are made of them", () => {
  const text = module("out[0] = A;") +
    "override A: u32 = 3u; override B = A + 1u; @id(7) override C = true; override D: i32;";
  const { constants, overrides } = checkText(text, { A: 5, 7: false, D: -2 });
  assert.deepEqual(constants, { A: 5, B: 6, C: 0, D: -2 });
  assert.deepEqual(overrides.map(({ key, value }) => [key, value]), [
    ["A", 3],
    ["B", 4 + 2],
    ["7", 1],
    ["D", undefined],
  ]);
});

Deno.test("an override's value that does not fit is a RangeError that names it", () => {
  const text = module("") + "override A: u32 = 3u; override B: bool = true; override C: i32;";
  const unfit: [Record<string, number | boolean>, RegExp][] = [
    [{ C: 1, A: -1 }, /The override A is a u32: it cannot be -1/],
    [{ C: 1, A: 2 ** 32 }, /it cannot be 4294967296/],
    [{ C: 1, A: 1.5 }, /it cannot be 1\.5/],
    [{ C: 1, B: NaN }, /The override B is a bool: it cannot be NaN/],
    [{ C: 2 ** 31 }, /The override C is a i32/],
    [{}, /The override C has no default: give it a value/],
    [{ C: 1, X: 1 }, /There is no override X/],
  ];
  for (const [overrides, message] of unfit) {
    assert.throws(
      () => checkText(text, overrides),
      (error) => error instanceof RangeError && message.test(error.message),
    );
  }
});

Deno.test("a workgroup's size may be an override", () => {
  const text = module("").replace("size(4)", "size(W, 1)") + "override W = 8u;";
  assert.deepEqual(checkText(text, { W: 32 }).workgroup, [32, 1, 1]);
});

Deno.test("buffers keep their binding, and whether they can be written", () => {
  const { buffers } = checkText(module(""));
  assert.deepEqual(buffers.map((b) => [b.name, b.space, b.binding, b.isWritable]), [
    ["params", "uniform", 0, false],
    ["input", "storage", 1, false],
    ["counts", "storage", 2, true],
    ["out", "storage", 3, true],
  ]);
});

Deno.test("a module without an entry point is refused at its start", () => {
  refuses("§const A = 1;", /a module needs one @compute function, found 0/);
});

const ENTRY = module("");
const other = "@compute @workgroup_size(1) fn §other() {}";

testRefusals("check()", {
  "two entry points": [ENTRY + other, /needs one @compute function, found 2/],
  "names declared twice": [ENTRY + "const A = 1; fn §A() {}", /A is declared twice/],
  "a function that calls itself": [ENTRY + "fn §f() { f(); }", /f needs itself/],
  "functions that call each other": [ENTRY + "fn §f() { g(); } fn g() { f(); }", /f needs itself/],
  "a constant made of itself": [ENTRY + "const §A = B; const B = A;", /A needs itself/],
  "a struct within itself": [ENTRY + "struct §S { a: array<S, 2> }", /S needs itself/],
  "an empty struct": [ENTRY + "struct §S {}", /S has no members/],
  "@size on a member": [ENTRY + "struct S { @§size(16) a: u32 }", /@size here is outside/],
  "f32": [ENTRY + "fn f(a: §f32) {}", /f32 is outside the subset: hosts round floats differently/],
  "a vector of floats": [ENTRY + "fn f(a: §vec2f) {}", /vec2f is outside the subset/],
  "a texture": ["@group(0) @binding(9) var t: §texture_2d<u32>;", /no textures and samplers/],
  "a workgroup variable": [
    ENTRY + "§var<workgroup> a: u32;",
    /var<workgroup> is outside the subset: invocations share only storage/,
  ],
  "a uniform that is no struct": [
    ENTRY + "@group(0) @binding(9) var<uniform> §a: u32;",
    /var<uniform> a: u32 is outside the subset/,
  ],
  "a bool in a uniform": [
    ENTRY + "struct S { a: bool } @group(0) @binding(9) var<uniform> §b: S;",
    /var<uniform> b: S is outside the subset/,
  ],
  "a bool in a storage buffer": [
    ENTRY + "@group(0) @binding(9) var<storage> §b: array<bool>;",
    /b: array<bool> is outside the subset/,
  ],
  "a storage buffer of a struct with a bool": [
    ENTRY + "struct S { a: u32, b: bool } @group(0) @binding(9) var<storage> §b: array<S>;",
    /array<S> is outside the subset/,
  ],
  "an atomic in a struct that cannot be written": [
    ENTRY + "struct S { a: atomic<u32> } @group(0) @binding(9) var<storage> §b: S;",
    /b holds atomics, so it needs read_write/,
  ],
  "a buffer without a binding": [
    ENTRY + "@group(0) var<storage> §b: array<u32>;",
    /b needs @group/,
  ],
  "two buffers of one binding": [
    ENTRY + "@group(0) @binding(1) var<storage> §b: array<u32>;",
    /b and input have one binding/,
  ],
  "a binding below zero": [
    ENTRY + "@group(0) @binding(§-1) var<storage> b: array<u32>;",
    /expected an integer, at least 0/,
  ],
  "a group that is no number": [
    ENTRY + "@group(§true) @binding(9) var<storage> b: array<u32>;",
    /expected an integer/,
  ],
  "an unknown access mode": [
    ENTRY + "@group(0) @binding(9) var<storage, write> §b: array<u32>;",
    /var<storage, write> b is outside the subset/,
  ],
  "atomics that cannot be written": [
    ENTRY + "@group(0) @binding(9) var<storage> §b: array<atomic<u32>>;",
    /b holds atomics, so it needs read_write/,
  ],
  "a const without a value": [ENTRY + "const §A: u32;", /const A needs a value/],
  "a const made of an override": [
    ENTRY + "override A = 1u; const B = §A + 1u;",
    /the override A is no constant/,
  ],
  "an override without a type": [ENTRY + "override §A;", /override A needs a scalar type/],
  "an override of a vector": [ENTRY + "override §A = vec2u(1u);", /needs a scalar type/],
  "two overrides of one id": [
    ENTRY + "@id(1) override A = 1; @id(1) override §B = 1;",
    /two overrides are called 1/,
  ],
  "a parameter twice": [ENTRY + "fn f(a: u32, §a: u32) {}", /two parameters are called a/],
  "a parameter of atomics": [ENTRY + "fn f(§a: atomic<u32>) {}", /a cannot be of type atomic<u32>/],
  "an attribute on a helper's parameter": [
    ENTRY + "fn f(@§builtin(global_invocation_id) a: vec3u) {}",
    /@builtin here is outside the subset/,
  ],
  "a pointer as a result": [ENTRY + "fn f() -> §ptr<function, u32> {}", /cannot be a result/],
  "a pointer into another space": [
    ENTRY + "fn f(a: §ptr<workgroup, u32>) {}",
    /ptr<workgroup, …> is outside the subset/,
  ],
  "an entry point with a result": [
    "@compute @workgroup_size(1) fn main() -> §u32 { return 1u; }",
    /an entry point has no result/,
  ],
  "another builtin input": [
    "@compute @workgroup_size(1) fn main(@builtin(local_invocation_id) §a: vec3u) {}",
    /an entry point takes global_invocation_id alone/,
  ],
  "a second input": [
    "@compute @workgroup_size(1) fn main(@builtin(global_invocation_id) a: vec3u, §b: u32) {}",
    /an entry point takes global_invocation_id alone/,
  ],
  "an input of another type": [
    "@compute @workgroup_size(1) fn main(@builtin(global_invocation_id) §a: vec3i) {}",
    /global_invocation_id is vec3<u32>/,
  ],
  "a workgroup of no invocations": [
    "@compute @workgroup_size(§0) fn main() {}",
    /expected an integer, at least 1/,
  ],
  "an entry point without a size": ["@compute fn §main() {}", /needs @workgroup_size/],
  "an array too long": [
    ENTRY + "const A = §array<vec4u, 300>();",
    /an array of 1200 scalars: the most is 1024/,
  ],
  "an array of too many elements without a type": [
    ENTRY + `const A = §array(${"1, ".repeat(1025)});`,
    /an array of 1025 scalars: the most is 1024/,
  ],
  "arrays without a type too deep in each other": [
    ENTRY + `const A = §${"array(".repeat(16)}1${")".repeat(16)};`,
    /types nested more than 15 deep/,
  ],
  "an array of no length": [
    ENTRY + "const A = array<u32, §0>();",
    /expected an integer, at least 1/,
  ],
  "an array sized by an override": [
    ENTRY + "override N = 2u; fn f() { var a = array<u32, §N>(); }",
    /the override N is no constant/,
  ],
  "an unknown type": [ENTRY + "fn f(a: §thing) {}", /the type thing is outside the subset/],
  "a type called as JavaScript's objects": [
    ENTRY + "fn f(a: §constructor) {}",
    /the type constructor is outside the subset/,
  ],
});
