/** The sentences of docs/wgsl-subset.md on its own rules, types and declarations. */

import { beside, type Claims, holding, main } from "./claims.ts";

const POINT = "fn put(p: ptr<function, u32>) { *p = 3u; }";

const RULES: Claims = {
  "**Integers only.**": {
    refuses: [[main("let f = 1.5;"), /1\.5 is outside the subset/]],
  },
  "**`/` of i32 by constants only, no `%` of i32** at run time": {
    takes: [main("i = i / 8; i = i - i / 8 * 8; const c = 7 % -4; i /= -1;")],
    refuses: [[main("i = i % 8;"), /% of i32/], [main("i = 8 / i;"), /\/ of i32/]],
  },
  "Convert to u32, or write `x - x / 8 * 8`": {
    takes: [main("r = u32(i) % 8u;")],
    gives: [[main("i -= 20; r = u32(i - i / 8 * 8);"), 2 ** 32 - 7]],
  },
  "Constants may be divided by constants": {
    gives: [[main("const c = -7i % 4 * 10 + -7 / 2; r = u32(c);"), 2 ** 32 - 33]],
  },
  "**`var x: T;` begins at zero**, on each turn of a loop too": {
    gives: [[main("for (var k = 0; k < 3; k++) { var x: u32; x++; r += x; }"), 3]],
  },
  "**One entry point.**": {
    refuses: [[beside("@compute @workgroup_size(1) fn f() {}"), /needs one @compute function/]],
  },
  "`@compute @workgroup_size(x, y, z)`, of which y and z may be missing; all are of one type": {
    takes: ["(1)", "(1, 2)", "(1, 2u, 3)"].map((size) =>
      `@compute @workgroup_size${size} fn f() {}`
    ),
    refuses: [
      ["@compute fn f() {}", /needs @workgroup_size/],
      ["@compute @workgroup_size(1u, 1i) fn f() {}", /all i32 or all u32/],
    ],
  },
  "It takes `@builtin(global_invocation_id) id: vec3u` or nothing": {
    takes: [
      "@compute @workgroup_size(1) fn f() {}",
      "@compute @workgroup_size(1) fn f(@builtin(global_invocation_id) x: vec3<u32>) {}",
    ],
    refuses: [
      [
        "@compute @workgroup_size(1) fn f(@builtin(local_invocation_index) x: u32) {}",
        /takes global_invocation_id alone/,
      ],
    ],
  },
  "the invocations lie along x, and `id.y` and `id.z` are 0": {
    gives: [[main("r = id.x * 100u + id.y * 10u + id.z;"), 500]],
  },
  "No barrier, no workgroup memory": {
    refuses: [
      [main("storageBarrier();"), /not a function of the subset/],
      [beside("var<workgroup> a: u32;"), /invocations share only storage/],
    ],
  },
  "An atomic returns what was there before": {
    gives: [[main("atomicStore(&counts[u], 7u); r = atomicAdd(&counts[u], 2u);"), 7]],
  },
  "**A function with a result ends in `return`**, or in an `if` or `switch` whose every arm does": {
    takes: [
      beside("fn f(a: u32) -> u32 { if a > 1u { return 1u; } else { return 2u; } }"),
      beside("fn f(a: u32) -> u32 { switch a { case 1 { return 1u; } default { return 2u; } } }"),
    ],
    refuses: [
      [beside("fn f(a: u32) -> u32 { if a > 1u { return 1u; } }"), /can end without returning/],
      [beside("fn f() -> u32 { return 1u; let a = 1; }"), /can end without returning/],
    ],
  },
  "WGSL also takes an endless loop there": {
    refuses: [[beside("fn f() -> u32 { loop { return 1u; } }"), /can end without returning/]],
  },
  "**A loop has a way out** that WGSL's behaviour analysis finds": {
    takes: [
      main("while u > 1u { u--; }"),
      main("loop { if u > 1u { break; } u++; }"),
      main("loop { continuing { break if u > 1u; } }"),
      main("loop { if u > 1u { return; } }"),
    ],
    refuses: [[main("loop {}"), /no way out/], [main("for (;;) { u++; }"), /no way out/]],
  },
};

const TYPES: Claims = {
  "| `u32`, `i32`, `bool` | everywhere; no `bool` in buffers |": {
    takes: [
      beside("struct S { a: u32, b: i32, c: bool } fn f(s: S, b: bool) -> bool { return s.c; }"),
      beside("const A: bool = true; override B: bool = false; var<private> c: bool;"),
      holding("u32"),
      holding("i32"),
    ],
    refuses: [[holding("bool"), /outside the subset/], [holding("vec2<bool>"), /outside the/]],
  },
  "| `vec2`, `vec3`, `vec4` of these | everywhere; also written `vec2u`, `vec3i` |": {
    takes: [
      main("var a: vec2<bool>; let b: vec3i = vec3<i32>(); const c: vec4u = vec4(1u); _ = a;"),
      holding("vec3<i32>"),
      beside("struct S { a: vec4u } @group(0) @binding(9) var<uniform> q: S;"),
    ],
    refuses: [[main("var a: vec5<u32>;"), /vec5 is outside/]],
  },
  "| `struct` of any of these, nested | variables, storage; a struct of integers and their vectors: uniforms |":
    {
      takes: ["var<private> p: T;", "@group(0) @binding(9) var<storage> q: T;"].map((declared) =>
        beside(`struct S { a: u32, b: vec2i } struct T { s: S, c: i32 } ${declared}`)
      ),
      refuses: [[
        beside("struct S { b: bool } @group(0) @binding(9) var<uniform> q: S;"),
        /var<uniform> q: S is outside/,
      ]],
    },
  "| `array<T, N>`, `N` constant | variables, constants and storage, up to 1,024 scalars |": {
    takes: [
      holding("array<vec4u, 256>"),
      main("const a = array<u32, 3>(1, 2, 3); var b: array<array<u32, 3>, 2>; b[1] = a;"),
    ],
    refuses: [
      [holding("array<vec4u, 257>"), /the most is 1024/],
      [main("var a: array<u32, u>;"), /not a constant/],
    ],
  },
  "| `array<T>` | a storage buffer, or the last member of one |": {
    takes: [
      holding("array<vec2u>"),
      "struct S { a: u32, b: array<u32> } " + holding("S"),
    ],
    refuses: [
      [main("var a: array<u32>;"), /cannot hold/],
      [beside("struct S { a: array<u32>, b: u32 }"), /cannot hold array<u32> here/],
    ],
  },
  "| `atomic<u32>`, `atomic<i32>` | within storage buffers that are `read_write` |": {
    takes: [holding("atomic<i32>"), holding("array<atomic<u32>, 3>")],
    refuses: [
      [holding("atomic<u32>", "read"), /needs read_write/],
      [beside("var<private> a: atomic<u32>;"), /cannot hold atomic/],
    ],
  },
  "| `ptr<function, T>`, `ptr<private, T>` | parameters and `let`; a `let` also into buffers |": {
    takes: [
      beside("var<private> p: u32; fn f(a: ptr<private, u32>) { *a += 1u; }", "f(&p);"),
      main("let p: ptr<function, u32> = &u; *p = 1u; let q = &out[2]; *q = 1u;"),
    ],
    refuses: [[main("var p = &u;"), /cannot hold ptr/], [
      beside("struct S { p: ptr<function, u32> }"),
      /cannot hold ptr/,
    ]],
  },
  "`alias` names a type": { gives: [[beside("alias T = u32;", "let a: T = 4; r = a;"), 4]] },
  "such as `2 * N + 1` with a `const N` of the function": {
    gives: [[main("const N = 3; var a: array<u32, 2 * N + 1>; a[6] = u; r = a[6];"), 5]],
  },
  "A pointer that is an argument points to a whole variable": {
    takes: [beside(POINT, "put(&u);")],
    refuses: [
      [beside(POINT, "var a: array<u32, 2>; put(&a[0]);"), /whole/],
      [beside(POINT + " struct S { a: u32 }", "var s: S; put(&s.a);"), /whole/],
    ],
  },
};

const DECLARATIONS: Claims = {
  "`const`, with or without a type": {
    gives: [[beside("const A = 3; const B: u32 = A;", "const C: u32 = A; r = B + C;"), 6]],
  },
  "A constant expression is made of literals, constants, operators, constructors, members, indices and builtin functions":
    {
      gives: [[
        beside(
          "struct S { a: vec2u, b: array<u32, 2> } const S1 = S(vec2(1, 2), array(3, 4));",
          "const c = S1.a.y + S1.b[1] * 2u + select(1u, 2u, all(vec2(true, false))); r = c;",
        ),
        11,
      ]],
      refuses: [[main("const c = u;"), /not a constant expression/]],
    },
  "`bitcast`, `extractBits`, `insertBits`, and `&` and `|` of `bool`": {
    refuses: ["bitcast<i32>(1u)", "extractBits(1u, 0, 1)", "insertBits(1u, 1u, 0, 1)"]
      .concat("true | false", "true & false")
      .map((use) => [main(`const c = ${use};`), /naga lacks it/] as const),
  },
  "`override`, a scalar, with or without `@id` (0 to 65,535) and a default": {
    takes: [beside("@id(0) override A = 1u; @id(65535) override B: bool = true;")],
    refuses: [
      [beside("@id(65536) override A = 1u;"), /at most 65535/],
      [beside("override A = vec2u(1);"), /needs a scalar type/],
    ],
  },
  "It is a constant to the compiler (`if (LEAP)` costs nothing)": {
    costs: [[beside("override LEAP = false;", "if (LEAP) { r = u / 3u; }"), main("")]],
  },
  "does not let a `const`, an array's length or a `case` depend on it": {
    refuses: ["const c = O;", "var a: array<u32, O>;", "switch u { case O {} default {} }"]
      .map((use) => [beside("override O = 1u;", use), /the override O is no constant/] as const),
  },
  "It may depend on other overrides": {
    gives: [[beside("override A = 2u; override B = A * 3u;", "r = B;"), 6]],
  },
  "`var<private>`, with a type or a constant value or both": {
    takes: [beside("var<private> a: u32; var<private> b = 1; var<private> c: vec2u = vec2(1, 2);")],
    refuses: [[beside("var<private> a;"), /needs a type or a value/]],
    gives: [[beside("var<private> a = 1u; fn f() { a += 2u; }", "f(); a *= u; f(); r = a;"), 17]],
  },
  "`var<uniform>`: one struct of integers and vectors of them": {
    takes: [beside("struct S { a: u32, b: vec3i } @group(0) @binding(9) var<uniform> q: S;")],
    refuses: [[beside("@group(0) @binding(9) var<uniform> q: u32;"), /outside the subset/]],
  },
  "`var<storage, read>` and `var<storage, read_write>`: anything but `bool`": {
    takes: [holding("u32", "read"), holding("array<vec3u>"), holding("array<array<i32, 2>>")],
    refuses: [[holding("array<bool>"), /outside the subset/]],
  },
  "Each has `@group` and `@binding`": {
    refuses: ["@group(0)", "@binding(9)", ""].map((attributes) =>
      [beside(`${attributes} var<storage> q: u32;`), /needs @group\(…\) and @binding/] as const
    ),
  },
  "`fn`, in any order; none calls itself": {
    gives: [[main("r = f();") + "fn f() -> u32 { return g(); } fn g() -> u32 { return 4u; }", 4]],
    refuses: [[beside("fn f() { g(); } fn g() { f(); }"), /needs itself/]],
  },
  "Functions are inlined: a call costs no more than a copy of its arguments": {
    costs: [[
      beside("fn f(a: u32) -> u32 { let b = a + 1u; return b * b; }", "let w = u; r = f(w);"),
      main("let w = u; let b = w + 1u; r = b * b;"),
    ]],
  },
  "Names are of any script, and those of an inner scope hide those of an outer one": {
    gives: [[
      beside("const größe = 2u;", "let 量 = größe; { let größe = 9u; r = größe + 量; }"),
      11,
    ]],
  },
  "WGSL's own: types, builtin functions, address spaces": {
    takes: [main("let u32 = 1; let min = 2; let function = 3;")],
    refuses: [
      [main("let u32 = 1; var a: u32;"), /u32 is a value here/],
      [main("let min = 1; r = min(u, 1u);"), /min is no function here/],
      [main("let function = 1; let p: ptr<function, u32> = &u;"), /function is declared/],
    ],
  },
};

export const DECLARED: Claims = { ...RULES, ...TYPES, ...DECLARATIONS };
