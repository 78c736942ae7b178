import { module, testRefusals } from "./modules.ts";
import { kernel, testCompiled, testOnAdapter, type TrickyKernel } from "./tricky.ts";
import { join } from "./tricky_functions.ts";

const DECLARATIONS = `
alias T = u32;
const N = 2;
fn pick(a: array<u32, 3>, i: u32) -> u32 { return a[i % 3u]; }
fn sized() -> u32 { const N = 3; return pick(array<u32, N>(7, 8, 9), 2u); }
fn scope(N: u32) -> u32 { var a = array<u32, M>(); a[N % 4u] = N; return a[N % 4u]; }
const M = N + 2;
fn join(a: u32, b: u32, c: u32) -> u32 { return a * 1009u + b * 31u + c; }
`;

/** Names that mean something else in an inner scope. */
const KERNELS: readonly TrickyKernel[] = [
  kernel(
    "the update of a for does not see what its body declares",
    (id) => join(10, id % 4 + 10, 3),
    `
    var k = 10u; var n = 0u;
    for (var i = 0u; i < 100u; i += k) { let k = 1u; n += k; }
    var m = id.x % 4u;
    for (var i = 0u; i < 10u; i++) { var i = 5u; i += 7u; m++; }
    var c = 0u;
    for (var i = 0u; i < 3u; i = step(i)) { let step = 9u; c++; if c > step { break; } }
    r = join(n, m, c);`,
    DECLARATIONS + "fn step(i: u32) -> u32 { return i + 1u; }",
  ),
  kernel(
    "a for's update sees the for's own names, though a continue passes the body by",
    (id) => join(id % 3, 20, 4),
    `
    var n = 0u; var turns = 0u;
    for (var i = 0u; turns < 4u; i += 5u) {
      turns++;
      if id.x % 2u == 0u { continue; }
      let turns = 100u; n = turns;
    }
    var last = 0u;
    for (var i = 0u; i < 20u; i += 5u) { last = i + 5u; if i > w { continue; } let i = 1u; _ = i; }
    r = join(id.x % 3u, last, turns);`,
    DECLARATIONS,
  ),
  kernel(
    "the length of an array is what its name means where it stands",
    (id) => join(id % 4 + 1, 9, id),
    `
    const N = 4;
    var a = array<u32, N>();
    for (var i = 0u; i < 4u; i++) { a[i] = i + 1u; }
    var same: array<u32, N> = a;
    { const N = 1; let b = array<u32, N>(5); _ = b; }
    r = join(same[id.x % 4u], sized(), scope(id.x));`,
    DECLARATIONS,
  ),
  kernel(
    "all seven line breaks end a comment",
    () => 7,
    `// r = 100u;\nr += 1u;// r = 0u;\vr += 1u;// r = 0u;\fr += 1u;// r = 0u;\rr += 1u;
    // r = 0u;\x85r += 1u;// r = 0u;\u2028r += 1u;// r = 0u;\u2029r += 1u;`,
  ),
  kernel(
    "names may be of any script",
    (id) => 3 * id,
    "let größe = id.x; var 量 = größe; 量 += größe; r = größe + 量;",
  ),
  kernel(
    "an alias and a struct may have the name of a builtin or a type",
    (id) => join(id, id + 1, 5),
    "let a: u32x = id.x; let s = vec2f(a, a + 1u); r = join(s.x, s.y, min(5u));",
    "alias u32x = u32; struct vec2f { x: u32, y: u32 } alias min = u32;" + DECLARATIONS,
  ),
];

testCompiled(KERNELS);
testOnAdapter(KERNELS);

function body(statement: string): string {
  return module(`var u = id.x; ${statement}`);
}

testRefusals("names", {
  "a let that hides an alias": [
    module("let T = 4u; var a: §T = T;", "alias T = u32;"),
    /T is a value here, and no type/,
  ],
  "a let that hides a builtin type": [
    body("let u32 = 4u; var a: §u32 = u;"),
    /u32 is a value here/,
  ],
  "a let that hides a vector type": [
    body("let vec2u = 4u; let a = §vec2u(u);"),
    /no function here/,
  ],
  "a let that hides an element's type": [
    module("let T = 4u; var a: array<§T, 2>;", "alias T = u32;"),
    /T is a value here/,
  ],
  "a parameter that hides a type": [
    module("") + "alias T = u32; fn f(T: u32) -> u32 { return u32(§T(1u)); }",
    /T is no function here/,
  ],
  "a const of the module that hides a type": [
    "const vec2u = 1u; fn f(a: §vec2u) {}" + module(""),
    /vec2u is a value here/,
  ],
  "a buffer that hides a builtin": [
    "@group(0) @binding(9) var<storage> min: array<u32>;" + body("let a = §min(u, u);"),
    /min is no function here/,
  ],
  "a function that hides a type": [
    module("") + "fn vec2u() {} fn f(a: §vec2u) {}",
    /vec2u is a function, and no type/,
  ],
  "a hidden target of bitcast": [body("let i32 = 1; let a = bitcast<§i32>(u);"), /is a value here/],
  "a hidden address space": [
    module("") + "const function = 1; fn f(a: ptr<§function, u32>) {}",
    /function is declared, so it is no longer/,
  ],
  "a hidden address space of a buffer": [
    "const storage = 1; @group(0) @binding(9) var<storage> §b: array<u32>;",
    /storage is declared, so it is no longer WGSL's own/,
  ],
  "a hidden access mode": [
    "fn read_write() {} @group(0) @binding(9) var<storage, read_write> §b: array<u32>;",
    /read_write is declared/,
  ],
  "a hidden private": ["alias private = u32; var<private> §a: u32;", /private is declared/],
  "an alias as a value": [
    module("let a = §T;", "alias T = u32;"),
    /T is no value, but the name of a type/,
  ],
  "a function as a value": [module("let a = §f;") + "fn f() {}", /f is no value, but the name of/],
  "a type's name as a value": [body("let a = §i32;"), /i32 is not declared/],
  "a length of a let": [body("let n = 4; var a: array<u32, §n>;"), /not a constant expression/],
  "a length of an override that a const hides no more": [
    module("{ const N = 2; _ = N; } var a: array<u32, §N>;", "override N = 2;"),
    /the override N is no constant/,
  ],
  "a body's name in the update of a for": [
    body("for (var i = 0u; i < 3u; i += §k) { let k = 1u; }"),
    /k is not declared/,
  ],
});
