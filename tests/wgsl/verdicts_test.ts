/** Texts that WGSL takes or refuses, a few of each kind; the adapter says what it thinks of them too. */

import assert from "node:assert/strict";
import { requestTestDevice } from "../helpers/webgpu.ts";
import { compileText, module, type Refusals, testRefusals } from "./modules.ts";

const DECLARATIONS = `
override O = 2u;
struct Pair { a: u32, b: vec2i }
fn nothing() {}
fn put(p: ptr<function, u32>) { *p = 1u; }
fn both(a: bool, b: bool) -> bool { return a == b; }
`;
const VARIABLES = "var u = id.x; var i = i32(u); var b = u > 1u; var v = id; var s = Pair(); ";

function body(statement: string): string {
  return module(VARIABLES + statement, DECLARATIONS);
}

/** What WGSL refuses, and so does naga, but for those in {@linkcode NAGA_TAKES}. */
const REFUSED: Refusals = {
  "a comparison that is a template": [body("let c = §u < v.x >> 2u;"), /u<…> is a template here/],
  "two comparisons that are a template": [
    body("let c = both(§u < v.x, v.y > (u));"),
    /u is no function here/,
  ],
  "a template behind a function": [body("§nothing<u32>();"), /nothing takes no template/],
  "a template behind a builtin": [body("let c = §min<u32>(u, u);"), /min takes no template/],
  "a template behind a struct": [body("let c = §Pair<u32>();"), /Pair takes no template/],
  "a template behind a scalar": [body("let c = §u32<i32>(u);"), /u32 takes no template/],
  "a template behind a short vector": [body("let c: §vec2u<u32> = v.xy;"), /takes no template/],
  "two scalars of a vector": [body("let c = §vec2<u32, u32>(u, u);"), /takes u32, i32 or bool/],
  "three arguments of an array": [body("let c = array<u32, 2, §3>();"), /array takes an element/],
  "two targets of bitcast": [body("let c = §bitcast<u32, u32>(u);"), /takes no template/],
  "a shift out of u32": [body("const c = 0x80000000u §<< 1u;"), /4294967296 leaves u32/],
  "a shift out of i32": [body("const c = 0x40000000i §<< 1u;"), /2147483648 leaves i32/],
  "a shift of a negative out of i32": [body("const c = -0x7fffffffi §<< 1u;"), /leaves i32/],
  "a shift out of an integer literal": [body("const c = 1 §<< 63u;"), /leaves the 64 bits/],
  "a vector's shift out of u32": [body("const c = vec2u(1, 2) §<< vec2u(1, 31);"), /leaves u32/],
  "the least i32 by -1": [body("const c = i32(-2147483648) §/ -1i;"), /2147483648 leaves i32/],
  "the rest of the least i32 by -1": [body("const c = i32(-2147483648) §% -1i;"), /leaves i32/],
  "clamp's bounds the wrong way round": [body("const c = §clamp(1, 3, 2);"), /low 3 is above/],
  "a run-time clamp's bounds": [body("let c = §clamp(u, 3u, 2u);"), /low 3 is above its high 2/],
  "bits beyond the word": [body("let c = §extractBits(1u, 1u, 32u);"), /the most is 32 in all/],
  "run-time bits beyond the word": [body("let c = §extractBits(u, 30u, 3u);"), /the most is 32/],
  "inserted bits beyond the word": [body("let c = §insertBits(u, 1u, 33u, 0u);"), /is 32 in all/],
  "a vector that is counted": [body("v§++;"), /\+\+ counts one u32 or i32, not vec3<u32>/],
  "a bool that is counted": [body("b§--;"), /-- counts one u32 or i32, not bool/],
  "a struct's member twice": ["struct S { a: u32, §a: i32 }" + module(""), /two members a/],
  "a pointer to an element as argument": [
    body("var a = array<u32, 3>(); put(§&a[1]);"),
    /points to a whole variable/,
  ],
  "a pointer to a member as argument": [body("put(§&s.a);"), /points to a whole variable/],
  "a pointer to a part, by a let": [
    body("let q = &s; let p = &(*q).a; put(§p);"),
    /points to a whole variable/,
  ],
  "an empty loop": [body("§loop {}"), /no way out/],
  "a loop that continues": [body("§loop { if b { continue; } }"), /no way out/],
  "a for without an end": [body("§for (;;) { u++; }"), /no way out/],
  "a break that is never reached": [body("§loop { continue; break; }"), /no way out/],
  "a break of a switch alone": [body("§loop { switch u { default { break; } } }"), /no way out/],
  "a loop behind a return": [body("return; §loop {}"), /no way out/],
  "an inner loop without an end": [body("loop { §loop {} break; }"), /no way out/],
  "an error in what only an idle operand calls": [
    body("let c = false && faulty();") + "fn faulty() -> bool { const d = 1 §/ 0; return d == 1; }",
    /division by zero/,
  ],
  "an error in a constant that only an idle operand names": [
    "const C = false && D == 1; const D = 1 §/ 0;" + module(""),
    /division by zero/,
  ],
  "an error in a constant that an override leaves out": [
    body("let c = O == 3u && (u > 1u || 1 §/ 0 == 1);"),
    /division by zero/,
  ],
  "an idle run-time shift": [body("let c = false && (u §<< 32u) == 1u;"), /the most is 31/],
  "0 shifted by 64": [body("const c = 0 §<< 64u;"), /a shift by 64 leaves 64 bits/],
  "sizes of a workgroup of two types": [
    "@compute @workgroup_size(1u, §1i) fn main() {}",
    /all i32 or all u32/,
  ],
  "a null in a comment": [module("// §\0\n"), /unexpected character U\+0000/],
  "arguments of @compute": ["@§compute(1) @workgroup_size(1) fn main() {}", /takes no arguments/],
  "parentheses of @compute": ["@§compute() @workgroup_size(1) fn main() {}", /takes no arguments/],
  "two arguments of @builtin": [
    "@compute @workgroup_size(1) fn main(@§builtin(global_invocation_id, x) id: vec3u) {}",
    /@builtin takes one argument/,
  ],
  "two arguments of @binding": [
    "@group(0) @§binding(9, 1) var<storage> x: array<u32>;" + module(""),
    /@binding takes one argument/,
  ],
  "a @group without arguments": [
    "@§group @binding(9) var<storage> x: array<u32>;" + module(""),
    /@group takes one argument/,
  ],
  "an @id above 65535": ["@id(§65536) override A = 1;" + module(""), /at most 65535/],
  "an @id below zero": ["@id(§-1) override A = 1;" + module(""), /at least 0/],
  "@workgroup_size of four": [
    "@compute @§workgroup_size(1, 1, 1, 1) fn main() {}",
    /@workgroup_size takes 1 to 3 arguments/,
  ],
  "@workgroup_size on a helper": [
    "@§workgroup_size(1) fn f() {}" + module(""),
    /only before an entry point/,
  ],
  "an array without a length in the midst of a struct": [
    "struct S { §a: array<u32>, b: u32 }" + module(""),
    /a struct cannot hold array<u32>/,
  ],
  "a pointer in a struct": [
    "struct S { §a: ptr<function, u32> }" + module(""),
    /cannot hold ptr<function, u32>/,
  ],
  "an array of arrays without a length": [
    "alias B = array<§array<u32>, 2>;" + module(""),
    /an array cannot hold array<u32>/,
  ],
  "an array of pointers": [
    "alias B = array<§ptr<function, u32>, 2>;" + module(""),
    /an array cannot hold ptr/,
  ],
  "a pointer to an array without a length": [
    "fn f(p: ptr<function, §array<u32>>) {}" + module(""),
    /no variable of a function is of type array<u32>/,
  ],
  "a pointer to an atomic of a function": [
    "fn f(p: ptr<function, §atomic<u32>>) {}" + module(""),
    /no variable of a function is of type atomic<u32>/,
  ],
  "an atomic of bool": ["alias A = §atomic<bool>;" + module(""), /atomic<…> takes u32 or i32/],
  "a pointer with an access mode": [
    "fn f(p: §ptr<function, u32, read_write>) {}" + module(""),
    /ptr takes an address space and a type/,
  ],
  "two defaults in one clause": [
    body("§switch u { case 1, default, default {} }"),
    /exactly one default/,
  ],
  "two clauses with a default": [
    body("§switch u { case default {} default {} }"),
    /exactly one default/,
  ],
  "bitcast in a constant": [body("const c = §bitcast<u32>(-1i);"), /because naga lacks it there/],
  "bits of a constant": [body("const c = §extractBits(1u, 1u, 2u);"), /naga lacks it there/],
  "bits into a constant": [body("const c = §insertBits(1u, 1u, 2u, 3u);"), /naga lacks it there/],
  "& of constant bools": [body("const c = true §& true;"), /& of bool is outside the subset in/],
  "a reserved word of today": ["const §partition = 1;" + module(""), /WGSL keeps for itself/],
  "a no-break space": [module("var a =§\u00a01u;"), /unexpected character U\+00A0/],
};

// Errors of WGSL that naga 29 does not find: in the arguments of calls, in loops and in constants.
const NAGA_TAKES = [
  "a pointer to an element as argument",
  "a pointer to a member as argument",
  "a pointer to a part, by a let",
  "a pointer to an atomic of a function",
  "@workgroup_size on a helper",
  "sizes of a workgroup of two types",
  "a null in a comment",
  "the least i32 by -1",
  "the rest of the least i32 by -1",
  "a run-time clamp's bounds",
  "run-time bits beyond the word",
  "bits beyond the word",
  "inserted bits beyond the word",
  "an empty loop",
  "a loop that continues",
  "a for without an end",
  "a break that is never reached",
  "a break of a switch alone",
  "a loop behind a return",
  "an inner loop without an end",
];

testRefusals("WGSL", REFUSED);

/** What WGSL takes, and naga. */
const TAKEN: Readonly<Record<string, string>> = {
  "comparisons in parentheses": body("let c = both((u < v.x), (v.y > u));"),
  "comparisons without a pair": body("let c = u < v.x; let d = v.y > u;"),
  "a comparison within brackets": body("let c = v[u32(u < v.x)] > 1u;"),
  "an array of literals that takes its type": body("const c: array<u32, 3> = array(0, 2, 3);"),
  "an array of literals beside a u32": body("let c = array(1, u, 3);"),
  "an array of vectors of literals": body("const c: array<vec2u, 2> = array(vec2(1, 2), vec2());"),
  "builtins of literals": body(
    "const c: u32 = max(8, 3) + min(4, 5) + abs(-3) + clamp(9, 1, 4) + u32(sign(-1) + 2);",
  ),
  "a dot of literals": body("const c: u32 = dot(vec2(1, 2), vec2(3, 4));"),
  "a select of literals": body("const c: u32 = select(1, 2, true);"),
  "bits of literals": body("const c = countOneBits(7) + firstLeadingBit(8) + reverseBits(1);"),
  "a constant vector by a dynamic index": body("let c = vec3(1, 2, 3)[u % 3u] + i;"),
  "a constant array by a dynamic index": body("const a = array(1, 2); let c = a[u % 2u] + i;"),
  "a length of an expression": body("const n = 2; var a: array<u32, n * 2 + 1>; a[4] = u;"),
  "a length of a builtin": body("var a: array<u32, max(2, 3)>; a[2] = u;"),
  "a switch of a literal by u32": body("switch 1 { case 1u { u = 2u; } default {} }"),
  "a switch of a u32 by literals": body("switch u { case 1, 2u { u = 2u; } default {} }"),
  "a switch of literals": body("switch 3 { case 1 { u = 2u; } default {} }"),
  "_ of a pointer": body("_ = &u; let p = &s; _ = p;"),
  "an idle division by zero": body(
    "const c = false && (1 / 0 == 1); const d = true || 1 % 0 == 1;",
  ),
  "an override that keeps another expression from having no value": body(
    "let c = O == 3u && 10u / (O - 2u) == 1u; let d = O != 3u || (O + 1u) % (O - 2u) == u;",
  ),
  "an idle index": body("const a = array(1, 2); const c = false && a[2] == 1;"),
  "a uniform of a struct that is named as a sampler": body("u = params.size;")
    .replaceAll("Params", "sampler_parameters"),
  "bitcast of a large literal": body("let c: u32 = bitcast<u32>(4294967295);"),
  "bitcast of a negative literal": body("let c: u32 = bitcast<u32>(-1);"),
  "a vector of nothing": body("const c = vec2(); let d: vec2u = c; let e = vec3();"),
  "members through a pointer": body(
    "let p = &s; p.a += 1u; p.b.x = p.b.y; let q = &v; q[u] = q.x;",
  ),
  "literals of 64 bits": body(
    "const c = 9223372036854775807 - 9223372036854775800; let d = u << c;",
  ),
  "a constant shift to the sign": body("const c = -1i << 31u; const d = 1u << 31u;"),
  "a pointer to a whole variable by a let": body("let p = &u; let q = &*p; put(q); put(&u);"),
  "a loop that returns": body("loop { return; }"),
  "a loop with an end in continuing": body("loop { continuing { break if u > 0u; } }"),
  "a loop that a switch leaves by return": body("loop { switch u { default { return; } } }"),
  "a for without a condition that breaks": body("for (;;) { if b { break; } u++; }"),
  "a variable without a value": body("var c: u32; var d: Pair; var e: array<vec2u, 2>; c += d.a;"),
  "/ of i32 by a constant": body("let c = i / 2 + i / -7; i /= 3; let d = vec2i(i) / vec2(2, 3);"),
  "an @id at its end": "@id(65535) override A = 1;" + module(""),
  "a trailing comma everywhere": body("var a = array<u32, 2,>(1, 2,); a[0] = max(u, 1,);")
    .replace("@binding(3) var<storage, read_write>", "@binding(3,) var<storage, read_write,>"),
  "freed words": "const binding_array = 1; const partial = 2;" + module(""),
};

for (const [what, text] of Object.entries(TAKEN)) {
  Deno.test(`WGSL takes ${what}`, () => {
    for (const blocks of [0, 1, 2, 4]) compileText(text, { blocks });
  });
}

Deno.test("the adapter's verdicts are the same", async () => {
  const found = await requestTestDevice();
  if (!found) return;
  const { device } = found;
  const refuses = async (code: string) => {
    device.pushErrorScope("validation");
    const info = await device.createShaderModule({ code }).getCompilationInfo();
    const error = await device.popErrorScope();
    return error !== null || info.messages.some(({ type }) => type === "error");
  };
  const wrong: string[] = [];
  for (const [what, text] of Object.entries(TAKEN)) if (await refuses(text)) wrong.push(what);
  for (const [what, [text]] of Object.entries(REFUSED)) {
    const isRefused = await refuses(text.replace("§", ""));
    if (isRefused === NAGA_TAKES.includes(what)) wrong.push(what);
  }
  device.destroy();
  assert.deepEqual(wrong, []);
});
