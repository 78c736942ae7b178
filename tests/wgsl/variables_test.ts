import { module, testRefusals } from "./modules.ts";
import { kernel, testCompiled, testOnAdapter, type TrickyKernel } from "./tricky.ts";
import { join } from "./tricky_functions.ts";

const JOIN = "fn join(a: u32, b: u32, c: u32) -> u32 { return a * 1009u + b * 31u + c; }";

/** A generator that keeps its state in a private variable, as many kernels have it. */
const GENERATOR = `
var<private> state: u32 = 7u;
var<private> calls = 0;
override SEED: u32 = 5u;
var<private> seeded: u32 = SEED + 1u;
var<private> history: array<u32, 4>;
var<private> recent: array<u32, 12> = array(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
var<private> pair: vec2u;
fn draw() -> u32 {
  state = state * 1664525u + 1013904223u;
  calls++;
  history[u32(calls) % 4u] = state >> 8u;
  recent[state % 12u] ^= state;
  return state >> 4u;
}
fn bump(p: ptr<private, u32>) -> u32 { *p += 3u; return *p; }
`;

function generator(start: number) {
  const recent = Array.from({ length: 12 }, (_, i) => i + 1);
  return {
    state: start >>> 0,
    calls: 0,
    history: [0, 0, 0, 0],
    recent,
    draw() {
      this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
      this.calls++;
      this.history[this.calls % 4] = this.state >>> 8;
      recent[this.state % 12] = (recent[this.state % 12] ^ this.state) >>> 0;
      return this.state >>> 4;
    },
  };
}

const KERNELS: readonly TrickyKernel[] = [
  kernel(
    "each invocation has private variables of its own, which its functions share",
    (id, input) => {
      const it = generator((7 + input[id]) >>> 0);
      const turns = id % 5;
      let sum = 0;
      for (let i = 0; i < turns; i++) sum = (sum + it.draw()) >>> 0;
      const [a, b] = [it.draw(), it.draw()];
      return join((sum + a - b) >>> 0, it.calls, (it.history[id % 4] ^ it.recent[id % 12]) >>> 0);
    },
    `
    state += w;
    var sum = 0u;
    for (var i = 0u; i < id.x % 5u; i++) { sum += draw(); }
    sum += draw() - draw();
    r = join(sum, u32(calls), history[id.x % 4u] ^ recent[id.x % 12u]);`,
    GENERATOR + JOIN,
  ),
  kernel(
    "a private variable is what it was before a call that changes it, where it stands first",
    (id) => join((6 + 6 + 3) >>> 0, 9 + 2, (id === 0 ? 0 : id + 100) >>> 0),
    `
    let first = seeded + bump(&seeded);
    let p = &seeded;
    *p += 2u;
    pair = vec2u(id.x, 100u);
    if id.x == 0u { pair = vec2u(); }
    r = join(first, seeded, pair.x + pair.y);`,
    GENERATOR + JOIN,
  ),
  kernel(
    "a variable without a value is zero on each turn of a loop",
    (id, input) => {
      let sum = 0;
      for (let i = 0; i < 4; i++) {
        const x = (input[id] >>> i) & 1 ? id + 1 : 0;
        sum += x + (id === i ? 5 : 0);
      }
      return sum;
    },
    `
    for (var i = 0u; i < 4u; i++) {
      var x: u32;
      var v: vec2u; // a comment
      var a: array<u32, 3 /* and another */ > ;
      var s: Params;
      if ((w >> i) & 1u) == 1u { x += id.x + 1u; }
      if id.x == i { v.y += 2u; a[i % 3u] += 2u; s.size += 1u; }
      r += x + v.x + v.y + a[0] + a[1] + a[2] + s.size;
    }`,
  ),
  kernel(
    "a quotient of i32 by a constant is truncated, and the least by -1 is itself",
    (id, input) => {
      const x = (input[id] ^ (id % 3 === 0 ? 0x80000000 : 0)) | 0;
      const edges = [x, -x | 0, -2147483648, 2147483647, -1, 0, 7];
      const i = edges[id % 7];
      const quotient = (by: number) => Number(BigInt.asIntN(32, BigInt(i) / BigInt(by)));
      const all = [1, -1, 2, -2, 3, -7, 10, 2147483647, -2147483648, 65536].map(quotient);
      return all.reduce((sum, q) => (Math.imul(sum, 31) + q) >>> 0, 0);
    },
    `
    let x = i32(w ^ select(0u, 0x80000000u, id.x % 3u == 0u));
    let edges = array(x, -x, -2147483648, 2147483647, -1, 0, 7);
    let i = edges[id.x % 7u];
    let by = array(i / 1, i / -1, i / 2, i / -2, i / 3, i / -7, i / 10, i / 2147483647,
      i / i32(-2147483648), i / 65536);
    for (var k = 0u; k < 10u; k++) { r = r * 31u + u32(by[k]); }`,
  ),
  kernel(
    "a vector of i32 is divided by constants, component by component",
    (id) => {
      const [a, b] = [-id - 5, id * 3 - 40];
      return join(Math.trunc(a / 3), Math.trunc(b / -4), Math.trunc(b / 5)) >>> 0;
    },
    `
    let v = vec2i(-i32(id.x) - 5, i32(id.x) * 3 - 40);
    var q = v / vec2(3, -4);
    let s = v / 5;
    q /= 1;
    r = join(u32(q.x), u32(q.y), u32(s.y));`,
    JOIN,
  ),
];

testCompiled(KERNELS);
testOnAdapter(KERNELS);

testRefusals("variables", {
  "a private var of a buffer's type": [
    module("") + "var<private> §a: array<u32>;",
    /var<private> a cannot hold array<u32>/,
  ],
  "a private var of another type's value": [
    module("") + "var<private> a: u32 = §1i;",
    /expected u32, found i32/,
  ],
  "a private var of another's value": [
    module("") + "var<private> a: u32; var<private> b: u32 = §a;",
    /not a constant expression/,
  ],
  "a private pointer for a function's": [
    module("f(§&a);") + "var<private> a: u32; fn f(p: ptr<function, u32>) {}",
    /expected ptr<function, u32>, found ptr<private, u32>/,
  ],
  "an access mode of a private var": [
    "@group(0) @binding(9) var<private, read> §a: u32;" + module(""),
    /var<private> a: u32 is outside the subset/,
  ],
  "a variable of an atomic": [module("var §a: atomic<u32>;"), /var a cannot hold atomic<u32>/],
  "a variable of a buffer's array": [module("var §a: array<u32>;"), /var a cannot hold array<u32>/],
});
