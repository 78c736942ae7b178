import assert from "node:assert/strict";
import { describe } from "../../src/wgsl/types.ts";
import { checkText, module, testRefusals } from "./modules.ts";

const DECLARATIONS = `
struct S { a: u32, b: vec2i }
override O = 2u;
fn nothing() {}
fn one(a: u32) -> u32 { return a; }
fn change(a: ptr<function, u32>) { *a = 1u; }
`;
const VARIABLES = "var u = id.x; var i = 1i; var b = u > 1u; var v = id; var s = S(); let c = 1u;";

function body(statement: string): string {
  return module(`${VARIABLES}\n${statement}`, DECLARATIONS);
}

/** The type that a let of the expression has. */
function typeOf(expression: string): string {
  const { entry } = checkText(body(`let it = ${expression};`));
  const last = entry.body[entry.body.length - 1];
  assert.ok(last.kind === "declare");
  return describe(last.local.type);
}

const TYPES: Readonly<Record<string, string>> = {
  "1": "i32",
  "1u": "u32",
  "1 + u": "u32",
  "-1": "i32",
  "-2147483648": "i32",
  "u + 0x7fffffff": "u32",
  "1 << u": "i32",
  "u >> 3": "u32",
  "u < 3": "bool",
  "v + 1": "vec3<u32>",
  "2u * v": "vec3<u32>",
  "v == id": "vec3<bool>",
  "vec2(1, 2)": "vec2<i32>",
  "vec2(1, u)": "vec2<u32>",
  "vec2(true, b)": "vec2<bool>",
  "vec4u(u, v)": "vec4<u32>",
  "vec3i(v)": "vec3<i32>",
  "vec2<bool>(v.xy)": "vec2<bool>",
  "v.zyx": "vec3<u32>",
  "v.rg": "vec2<u32>",
  "v[u]": "u32",
  "s": "S",
  "s.b.y": "i32",
  "S(1, vec2i(1))": "S",
  "array<u32, 3>(1, 2u, u)": "array<u32, 3>",
  "array(s, s)": "array<S, 2>",
  "array(1, 2)": "array<i32, 2>",
  "array<vec2u, 2>()": "array<vec2<u32>, 2>",
  "u32(b)": "u32",
  "bool(i)": "bool",
  "one(3)": "u32",
  "&v": "ptr<function, vec3<u32>>",
  "*&v": "vec3<u32>",
  "&out[u]": "ptr<storage, u32>",
};

Deno.test("expressions have the types that WGSL gives them", () => {
  for (const [text, type] of Object.entries(TYPES)) assert.equal(typeOf(text), type, text);
});

Deno.test("constant expressions are folded, and literals settle only at their use", () => {
  const { constants } = checkText(
    module("") + `
    const A = (1048576 * 1048576) / 3;
    const B = A % 1000;
    const C: u32 = B + T.y;
    const T = vec2(B, 4);
    const D = array<i32, 3>(5, -6, 7)[1];
    const E = u32(-1i);
    const F = -7 / 2;
    const G = -7 % 3;
    const H = 1 - 2 < 0;
    const I = ~0;
    const J = -8 >> 1u;
  `,
  );
  const A = Math.floor(2 ** 40 / 3);
  assert.deepEqual(constants, {
    A,
    B: A % 1000,
    C: A % 1000 + 4,
    D: -6,
    E: 0xffffffff,
    F: -3,
    G: -1,
    H: 1,
    I: -1,
    J: -4,
  });
});

testRefusals("the expression checker", {
  "an unknown name": [body("let a = §missing;"), /missing is not declared/],
  "an unknown function": [body("let a = §missing();"), /missing is not a function of the subset/],
  "a function without its call": [
    body("let a = §one;"),
    /one is no value, but the name of a type or a function/,
  ],
  "a type as a value": [body("let a = §S;"), /S is no value, but the name of a type/],
  "two scalars joined": [body("let a = u §+ i;"), /\+ cannot join u32 and i32/],
  "two shapes joined": [body("let a = v §+ v.xy;"), /cannot join vec3<u32> and vec2<u32>/],
  "a vector compared with a scalar": [body("let a = v §< 1u;"), /cannot join/],
  "arithmetic on bool": [body("let a = b §+ b;"), /\+ does not apply to bool/],
  "an order of bools": [body("let a = b §< b;"), /< does not apply to bool/],
  "&& of integers": [body("let a = u §&& u;"), /&& does not apply to u32/],
  "&& of vectors": [body("let a = vec2(b, b) §&& vec2(b, b);"), /does not apply to vec2<bool>/],
  "! of an integer": [body("let a = §!u;"), /! does not apply to u32/],
  "- of a u32": [body("let a = §-u;"), /- does not apply to u32/],
  "~ of a bool": [body("let a = §~b;"), /~ does not apply to bool/],
  "operators on a struct": [body("let a = s §== s;"), /== does not apply to S/],
  "signed /": [body("let a = i §/ i;"), /\/ of i32 is outside the subset.*gfx-rs\/wgpu#8191/],
  "signed %": [body("let a = 7 §% i;"), /% of i32 is outside the subset/],
  "signed % by a constant": [body("let a = i §% 7;"), /% of i32 is outside the subset/],
  "signed /=": [body("§i /= i;"), /\/ of i32 is outside the subset/],
  "a shift by 32": [body("let a = u §<< 32;"), /a shift by 32: the most is 31/],
  "a constant shift by 32": [body("let a = 1u §>> 32u;"), /a shift by 32/],
  "a vector's shift by 32": [body("let a = v §<< vec3u(1, 2, 32);"), /a shift by 32/],
  "a shift by a negative number": [body("let a = u << §-1;"), /-1 is out of range for u32/],
  "a shift by i32": [body("let a = u §<< i;"), /<< cannot join u32 and i32/],
  "a vector shifted by a scalar": [body("let a = v §<< 1u;"), /<< cannot join/],
  "a division by zero": [body("let a = u §/ 0u;"), /division by zero/],
  "a constant division by zero": [body("let a = 1 §% 0;"), /division by zero/],
  "a literal beyond u32": [body("let a = §4294967296u;"), /out of range for u32/],
  "a literal beyond i32": [body("let a = §2147483648i;"), /out of range for i32/],
  "a literal that settles beyond i32": [body("let a = §2147483648;"), /out of range for i32/],
  "a literal beyond 64 bits": [body("let a = §9223372036854775808;"), /out of range/],
  "a constant beyond 64 bits": [
    body("const A = 9223372036854775807 §+ 1;"),
    /leaves the 64 bits of an integer literal/,
  ],
  "a negative literal as u32": [body("let a = u + §-1;"), /-1 is out of range for u32/],
  "an index past the end": [body("let a = v[§3];"), /index 3 is outside vec3<u32>/],
  "a negative index": [body("let a = out[§-1];"), /index -1 is outside array<u32>/],
  "an index past a constant array": [body("let a = array(1, 2)[§2];"), /index 2 is outside/],
  "an index past any buffer": [body("let a = out[§1073741824u];"), /index 1073741824 is outside/],
  "a bool as an index": [body("let a = v[§b];"), /an index is i32 or u32, not bool/],
  "an index into a scalar": [body("let a = §u[0];"), /u32 has no elements/],
  "an unknown member": [body("let a = s.§c;"), /S has no member c/],
  "a component too many": [body("let a = v.§w;"), /vec3<u32> has no component w/],
  "two sets of letters": [body("let a = v.§xg;"), /has no component xg/],
  "five components": [body("let a = v.§xxxxx;"), /has no component/],
  "a member of a scalar": [body("let a = u.§x;"), /u32 has no member x/],
  "* of a value": [body("let a = §*u;"), /\* does not apply to u32/],
  "& of a value": [body("let a = §&c;"), /& needs a variable/],
  "& of a component": [body("let a = §&v.x;"), /a vector's component has no address/],
  "& of an indexed component": [body("let a = §&v[u];"), /component has no address/],
  "too few components": [body("let a = §vec3u(u, u);"), /takes 3 components, found 2/],
  "components of two scalars": [body("let a = vec2u(u, §i);"), /expected u32, found i32/],
  "a struct as a component": [body("let a = vec3u(u, §s, u);"), /S is no component of vec3<u32>/],
  "a pointer as a component": [body("let a = vec2u(u, u, §&u);"), /is no component/],
  "a vector of structs": [body("let a = §vec2(s, s);"), /vec2 needs a type/],
  "a scalar of two values": [body("let a = §u32(u, u);"), /u32 takes one argument/],
  "a scalar of a vector": [body("let a = §u32(v);"), /u32 cannot be made of vec3<u32>/],
  "a struct's wrong member": [body("let a = S(u, §v);"), /expected vec2<i32>, found vec3<u32>/],
  "too few elements": [body("let a = §array<u32, 3>(u);"), /takes 3 arguments, found 1/],
  "array without a length": [body("let a = §array<u32>();"), /array<u32> cannot be constructed/],
  "array without a type": [body("let a = §array();"), /array needs its element type/],
  "elements of two types": [body("let a = array(u, §i);"), /expected u32, found i32/],
  "too many arguments": [body("let a = §one(u, u);"), /one takes 1 arguments, found 2/],
  "an argument of another type": [body("let a = one(§i);"), /expected u32, found i32/],
  "a value for a pointer": [body("change(§u);"), /expected ptr<function, u32>, found u32/],
  "a pointer into a buffer for a function's": [body("change(§&out[0]);"), /found ptr<storage/],
  "the entry point called": [body("§main(id);"), /the entry point main cannot be called/],
  "a variable called": [body("let one = 1u; let a = §one(u);"), /one is no function here/],
  "a builtin's name called as a variable": [
    body("let min = u; let a = §min(u, u);"),
    /no function/,
  ],
  "a function without a result as a value": [body("let §a = nothing();"), /cannot hold nothing/],
  "a constant made of a variable": [body("const A = §u;"), /not a constant expression/],
  "a constant made of an override": [body("const A = §O;"), /the override O is no constant/],
});
