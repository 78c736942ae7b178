import assert from "node:assert/strict";
import { compileText, module, refusal } from "./modules.ts";

const page = (await Deno.readTextFile(new URL("../../docs/wgsl-subset.md", import.meta.url)))
  .replaceAll(/\s+/g, " ");

interface Claim {
  readonly takes?: readonly string[];
  /** Modules, each with what the refusal says. */
  readonly refuses?: readonly (readonly [text: string, reason: RegExp])[];
}

const main = (body: string) => module(`var u = id.x; var i = i32(u); ${body}`);
const beside = (declarations: string) => module("", declarations);

/** Sentences of the page, and modules that show them. */
const CLAIMS: Readonly<Record<string, Claim>> = {
  "**`/` of i32 by constants only, no `%` of i32** at run time": {
    takes: [main("i = i / 8; i = i - i / 8 * 8; const c = 7 % -4; i /= -1;")],
    refuses: [[main("i = i % 8;"), /% of i32/], [main("i = 8 / i;"), /\/ of i32/]],
  },
  "**`var x: T;` begins at zero**, on each turn of a loop too": {
    takes: [main("loop { var x: u32; x++; if x > u { break; } }")],
  },
  "`@compute @workgroup_size(x, y, z)`, of which y and z may be missing": {
    takes: ["(1)", "(1, 2)", "(1, 2, 3)"].map((size) =>
      `@compute @workgroup_size${size} fn f() {}`
    ),
    refuses: [["@compute fn f() {}", /needs @workgroup_size/]],
  },
  "**A function with a result ends in `return`**": {
    refuses: [[beside("fn f() -> u32 { loop { return 1u; } }"), /can end without returning/]],
  },
  "**A loop has a way out**": {
    takes: [main("loop { if u > 1u { return; } }")],
    refuses: [[main("loop {}"), /no way out/]],
  },
  "such as `2 * N + 1` with a `const N` of the function": {
    takes: [main("const N = 3; var a: array<u32, 2 * N + 1>; a[6] = u;")],
  },
  "A pointer that is an argument points to a whole variable": {
    refuses: [[
      main("var a: array<u32, 2>; f(&a[0]);") + "fn f(p: ptr<function, u32>) {}",
      /whole/,
    ]],
  },
  "`bitcast`, `extractBits`, `insertBits`, and `&` and `|` of `bool`": {
    takes: [main("const c = firstLeadingBit(8u) + select(1u, 2u, all(vec2(true, false)));")],
    refuses: [
      [main("const c = bitcast<i32>(1u);"), /naga lacks it/],
      [main("const c = true | false;"), /naga lacks it/],
    ],
  },
  "with or without `@id` (0 to 65,535) and a default": {
    takes: [beside("@id(0) override A = 1u; @id(65535) override B: bool = true;")],
    refuses: [[beside("@id(65536) override A = 1u;"), /at most 65535/]],
  },
  "`var<private>`, with a type or a constant value or both": {
    takes: [beside("var<private> a: u32; var<private> b = 1; var<private> c: vec2u = vec2(1, 2);")],
    refuses: [[beside("var<private> a;"), /needs a type or a value/]],
  },
  "`var<storage, read>` and `var<storage, read_write>`: anything but `bool`": {
    refuses: [[beside("@group(0) @binding(9) var<storage> a: array<bool>;"), /outside the subset/]],
  },
  "`++` and `--` of one integer": {
    takes: [main("u++; i--;")],
    refuses: [[main("var v = vec2u(u); v++;"), /counts one u32 or i32/]],
  },
  "A call's result may be dropped, unless it is a builtin's that is no atomic": {
    takes: [main("f(); atomicAdd(&counts[0], 1u);") + "fn f() -> u32 { return 1u; }"],
    refuses: [[main("max(u, 1u);"), /is not used/]],
  },
  "What `&&` or `||` leaves out may have any value": {
    takes: [main("const c = false && 1 / 0 == 1;")],
    refuses: [[main("const c = true && 1 / 0 == 1;"), /division by zero/]],
  },
  "Until then it has 64 bits": {
    takes: [main("const c = 9223372036854775807; let d = u + (c - 9223372036854775806);")],
    refuses: [[main("const c = 9223372036854775807 + 1;"), /leaves the 64 bits/]],
  },
  "Floats, matrices, textures, samplers": {
    refuses: [
      [main("let f = 1.5;"), /the number 1\.5 is outside the subset/],
      [main("let f = f32(u);"), /f32 is outside the subset: hosts round floats/],
      [main("let m = mat2x2<f32>();"), /matrices are outside the subset/],
      ["@group(0) @binding(9) var t: texture_2d<f32>;", /no textures and samplers/],
      ["@group(0) @binding(9) var s: sampler;", /no textures and samplers/],
    ],
  },
  "`workgroup` variables, barriers": {
    refuses: [
      [beside("var<workgroup> a: u32;"), /var<workgroup> is outside the subset/],
      [main("workgroupBarrier();"), /workgroupBarrier is not a function of the subset/],
    ],
  },
  "`enable`, `requires`, `diagnostic`, `const_assert`": {
    refuses: ["enable f16;", "requires x;", "diagnostic(off, x);", "const_assert true;"]
      .map((text) => [text, /is outside the subset/] as const),
  },
  "`@size`, `@align`, and inputs of the entry point other than `global_invocation_id`": {
    refuses: [
      [beside("struct S { @size(16) a: u32 }"), /@size here is outside/],
      [beside("struct S { @align(16) a: u32 }"), /@align here is outside/],
    ],
  },
  "Pointers into storage as arguments": {
    refuses: [[beside("fn f(p: ptr<storage, u32>) {}"), /ptr<storage, …> is outside the subset/]],
  },
};

for (const [claim, { takes = [], refuses = [] }] of Object.entries(CLAIMS)) {
  Deno.test(`the page is true where it says: ${claim}`, () => {
    assert.ok(page.includes(claim), "the page does not say so");
    for (const text of takes) compileText(text);
    for (const [text, reason] of refuses) assert.match(refusal(text).reason, reason, text);
  });
}
