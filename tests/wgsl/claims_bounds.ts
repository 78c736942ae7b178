/** The sentences of docs/wgsl-subset.md on memory, on limits, and on what is outside. */

import { beside, type Claims, main } from "./claims.ts";

function members(count: number, type: string): string {
  return Array.from({ length: count }, (_, i) => `m${i}: ${type}`).join(", ");
}

const MEMORY: Claims = {
  "A buffer's length is fixed when the kernel is compiled": {
    gives: [[main("r = arrayLength(&counts);"), 16]],
  },
  "An index out of range means the last element": {
    gives: [
      [main("var a = array(1u, 2u, 3u); r = a[u + 20u] * 10u + a[i - 6];"), 33],
      [main("var a = array(1u, 2u, 3u); a[i - 6] = 9u; r = a[2];"), 9],
      [main("var v = vec2u(1, 2); v[u] = 9u; r = v.y;"), 9],
      [main("r = input[u + 1000u] * 100u + input[i - 6];"), 6363],
      [main("if u == 5u { atomicStore(&counts[u + 99u], 4u); r = atomicLoad(&counts[15]); }"), 4],
    ],
  },
  "A constant index out of range is an error where the length is known": {
    takes: [main("r = input[5000];")],
    refuses: [
      [main("var a: array<u32, 2>; r = a[2];"), /index 2 is outside/],
      [main("r = id[3];"), /index 3 is outside/],
      [main("r = input[-1];"), /index -1 is outside/],
    ],
  },
  "Two pointers to one variable in one call are aliases on a CPU": {
    gives: [[
      beside(
        "fn f(p: ptr<function, u32>, q: ptr<function, u32>) { *p = 4u; *q += 1u; }",
        "f(&r, &r);",
      ),
      5,
    ]],
  },
};

const OUTSIDE: Claims = {
  "An array has at most 1,024 scalars, a struct 16,384 and 1,023 members": {
    takes: [
      beside(`struct S { ${members(16, "array<u32, 1024>")} }`, "var s: S; r = s.m3[u];"),
      beside(`struct S { ${members(1023, "u32")} }`),
    ],
    refuses: [
      [beside("alias A = array<vec2u, 513>;"), /an array of 1026 scalars: the most is 1024/],
      [beside(`struct S { ${members(17, "array<u32, 1024>")} }`), /S has 17408 scalars/],
      [beside(`struct S { ${members(1024, "u32")} }`), /S has 1024 members: the most is 1023/],
    ],
  },
  "arrays and structs at most 15 deep": {
    takes: [main(`let a = ${"array(".repeat(15)}u${")".repeat(15)};`)],
    refuses: [[main(`let a = ${"array(".repeat(16)}u${")".repeat(16)};`), /more than 15 deep/]],
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
  "`atomicCompareExchangeWeak`": {
    refuses: [[
      main("_ = atomicCompareExchangeWeak(&counts[0], 1u, 2u);"),
      /not a function of the/,
    ]],
  },
  "`enable`, `requires`, `diagnostic`, `const_assert`": {
    refuses: ["enable f16;", "requires x;", "diagnostic(off, x);", "const_assert true;"]
      .map((text) => [text, /is outside the subset/] as const),
  },
  "`@must_use`, `@size`, `@align`, and inputs of the entry point other than `global_invocation_id`":
    {
      refuses: [
        [beside("@must_use fn f() -> u32 { return 1u; }"), /@must_use here is outside/],
        [beside("struct S { @size(16) a: u32 }"), /@size here is outside/],
        [beside("struct S { @align(16) a: u32 }"), /@align here is outside/],
        [
          "@compute @workgroup_size(1) fn f(@builtin(num_workgroups) n: vec3u) {}",
          /global_invocation_id alone/,
        ],
      ],
    },
  "Structs in structs and arrays in uniforms": {
    refuses: ["struct S { t: T } struct T { a: u32 }", "struct S { a: array<vec4u, 2> }"].map((s) =>
      [
        beside(`${s} @group(0) @binding(9) var<uniform> q: S;`),
        /q: S is outside the subset/,
      ] as const
    ),
  },
  "Pointers into storage as arguments, and their type as it is written, `ptr<storage, T>`": {
    refuses: [
      [beside("fn f(p: ptr<storage, u32>) {}"), /ptr<storage, …> is outside the subset/],
      [beside("fn f(p: ptr<function, u32>) {}", "f(&out[0]);"), /expected ptr<function, u32>/],
    ],
  },
  "`var<function>` in a function": {
    refuses: [[main("var<function> a: u32;"), /var<…> in a function is outside the subset/]],
  },
  "Brackets, blocks and operators of one operand stand at most 100 deep": {
    takes: [main(`r = ${"(".repeat(90)}u${")".repeat(90)};`)],
    refuses: [[main(`r = ${"~".repeat(101)}u;`), /more than 100 deep/]],
  },
};

export const BOUNDED: Claims = { ...MEMORY, ...OUTSIDE };
