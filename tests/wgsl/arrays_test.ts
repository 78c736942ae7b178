import assert from "node:assert/strict";
import { Arrays } from "../../src/wgsl/emit_arrays.ts";
import { compileText, LENGTHS, lowerText, module } from "./modules.ts";
import { irText } from "./ir_text.ts";
import { kernel, testCompiled, testOnAdapter, type TrickyKernel } from "./tricky.ts";

/** A word of a list of words, as a hash of them would have it. */
const hash = (words: readonly number[]) =>
  words.reduce((sum, word) => (Math.imul(sum, 31) + word) >>> 0, 0);
const HASH = "for (var k = 0u; k < N; k++) { r = r * 31u + a[k]; }";

function zeros(count: number): number[] {
  return Array<number>(count).fill(0);
}

const KERNELS: readonly TrickyKernel[] = [
  kernel(
    "lanes count in arrays of their own, each on its own path",
    (id, input) => {
      const a = zeros(40);
      for (let i = 0; i < 30; i++) {
        const at = (input[id] >>> (i % 16)) % 40;
        if (at % 3 === 0) continue;
        if (at % 5 === 4) a[at] += 1;
        else a[(at + i) % 40] += at;
        if (a[at] > 60) break;
      }
      return hash(a);
    },
    `
    var a = array<u32, N>();
    for (var i = 0u; i < 30u; i++) {
      let at = (w >> (i % 16u)) % N;
      if at % 3u == 0u { continue; }
      if at % 5u == 4u { a[at]++; } else { a[(at + i) % N] += at; }
      if a[at] > 60u { break; }
    }
    ${HASH}`,
    "const N = 40u;",
  ),
  kernel(
    "an array of the body is the lane's own in continuing, and new in each turn",
    (id, input) => {
      let r = 0;
      for (let i = 0; i < 5; i++) {
        const a = zeros(9);
        a[input[id] % 9] = 7;
        if ((input[id] + i) % 2 === 1) a[(input[id] + i) % 9] += i + 1;
        r = (Math.imul(r, 7) + hash(a)) >>> 0;
      }
      return r;
    },
    `
    var i = 0u;
    var all = 0u;
    loop {
      var a = array<u32, N>();
      a[w % N] = 7u;
      if (w + i) % 2u == 0u { continue; }
      a[(w + i) % N] += i + 1u;
      continuing {
        r = 0u;
        ${HASH}
        all = all * 7u + r;
        i++;
        break if i == 5u;
      }
    }
    r = all;`,
    "const N = 9u;",
  ),
  kernel(
    "structs, vectors and arrays within arrays are reached through pointers",
    (id, input) => {
      const s = Array.from({ length: 6 }, (_, i) => ({ v: [i, 2 * i, 3 * i], b: false }));
      for (let i = 0; i < 9; i++) {
        const one = s[(input[id] + i) % 6];
        one.v[(input[id] + i) % 3] += i + 10;
        one.b = !one.b;
      }
      return hash(s.flatMap(({ v, b }) => [...v, Number(b)]));
    },
    `
    var all = Six(array<One, 6>());
    for (var i = 0u; i < 6u; i++) { all.ones[i] = One(vec3u(i, 2u * i, 3u * i), false); }
    for (var i = 0u; i < 9u; i++) { change(&all, w, i); }
    for (var i = 0u; i < 6u; i++) {
      let one = all.ones[i];
      r = r * 31u + one.v.x;
      r = r * 31u + one.v.y;
      r = r * 31u + one.v.z;
      r = r * 31u + u32(one.b);
    }`,
    `
    struct One { v: vec3u, b: bool }
    struct Six { ones: array<One, 6> }
    fn change(six: ptr<function, Six>, w: u32, i: u32) {
      let one = &(*six).ones[(w + i) % 6u];
      (*one).v[(w + i) % 3u] += i + 10u;
      (*one).b = !(*one).b;
    }`,
  ),
  kernel(
    "an array is copied as a whole: by assignment, as an argument, as a result",
    (id, input) => {
      const a = Array.from({ length: 20 }, (_, i) => (input[id] % 100) + i);
      const b = [...a];
      b[input[id] % 20] = 1;
      const c = [...b];
      c[3] = 99;
      const d = [...c].reverse();
      return (hash(a) ^ hash(b) ^ hash(c) ^ hash(d)) >>> 0;
    },
    `
    var a = array<u32, N>();
    for (var i = 0u; i < N; i++) { a[i] = w % 100u + i; }
    var b = a;
    b[w % N] = 1u;
    var c = array<u32, N>();
    c = b;
    c = c;
    c[3] = 99u;
    let d = turned(c);
    r = total(a) ^ total(b) ^ total(c) ^ total(d);`,
    `
    const N = 20u;
    fn turned(a: array<u32, 20>) -> array<u32, 20> {
      var b = a;
      for (var i = 0u; i < N; i++) { b[i] = a[N - 1u - i]; }
      return b;
    }
    fn total(a: array<u32, 20>) -> u32 {
      var r = 0u;
      ${HASH}
      return r;
    }`,
  ),
  kernel(
    "rows of a table in memory are exchanged as values",
    (id, input) => {
      const rows = [0, 1, 2].map((row) => [0, 1, 2, 3].map((i) => 10 * row + i));
      const [i, j] = [input[id] % 3, (input[id] >>> 2) % 3];
      [rows[i], rows[j]] = [rows[j], rows[i]];
      return hash(rows.flat());
    },
    `
    var rows = array<array<u32, 4>, 3>(
      array(0u, 1u, 2u, 3u), array(10u, 11u, 12u, 13u), array(20u, 21u, 22u, 23u));
    let i = w % 3u;
    let j = (w >> 2u) % 3u;
    let row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
    for (var k = 0u; k < 12u; k++) { r = r * 31u + rows[k / 4u][k % 4u]; }`,
  ),
  kernel(
    "bools and negative numbers come back as they were",
    (id, input) => {
      const b = Array.from({ length: 12 }, (_, i) => ((input[id] >>> i) & 1) === 1);
      const n = Array.from({ length: 12 }, (_, i) => -i * (input[id] % 50));
      const at = input[id] % 12;
      return (b[at] ? n[at] >> 1 : ~n[11 - at]) >>> 0;
    },
    `
    var b = array<bool, 12>();
    var n = array<i32, 12>();
    for (var i = 0u; i < 12u; i++) {
      b[i] = ((w >> i) & 1u) == 1u;
      n[i] = -i32(i) * i32(w % 50u);
    }
    let at = w % 12u;
    r = u32(select(~n[11u - at], n[at] >> 1u, b[at]));`,
  ),
  kernel(
    "a constant table is read by any index",
    (id, input) => {
      const table = Array.from({ length: 16 }, (_, i) => i * i - 40);
      const at = input[id] % 16;
      return (table[at] * 3 + table[(at + id) % 16] + table[7] + [5, 4, 3, 2, 1, 0, 9][id % 7]) >>>
        0;
    },
    `
    let at = w % 16u;
    let few = array(5u, 4u, 3u, 2u, 1u, 0u, 9u);
    r = u32(TABLE[at] * 3 + TABLE[(at + id.x) % 16u] + TABLE[7]) + few[id.x % 7u];`,
    `const TABLE = array<i32, 16>(${Array.from({ length: 16 }, (_, i) => i * i - 40).join(", ")});`,
  ),
  kernel(
    "an array that is the same in all lanes is read by each at its own index",
    (id, input) => {
      const a = Array.from({ length: 10 }, (_, i) => 3 * i + 1);
      return a[input[id] % 10] + a[id % 10] * 1000;
    },
    `
    var a = array<u32, 10>();
    for (var i = 0u; i < 10u; i++) { a[i] = 3u * i + 1u; }
    r = a[w % 10u] + a[id.x % 10u] * 1000u;`,
  ),
  kernel(
    "an array that is set alike, but not in all lanes, is each lane's own",
    (id, input) => {
      const a = zeros(8);
      for (let i = 0; i < 8; i++) {
        if (((input[id] >>> i) & 1) === 1) a[i] = i + 1;
      }
      return hash(a);
    },
    `
    var a = array<u32, N>();
    for (var i = 0u; i < N; i++) {
      if ((w >> i) & 1u) == 1u { a[i] = i + 1u; }
    }
    ${HASH}`,
    "const N = 8u;",
  ),
  kernel(
    "an index beyond the end means the last element, a negative one too",
    (id, input) => {
      const a = [1, 2, 3, 4, 5, 6, 7, 8];
      const last = (i: number) => i < 0 || i > 7 ? 7 : i;
      a[last(id - 3)] = 50;
      return a[last(input[id] | 0)] + 100 * a[7] + 10_000 * a[last(id + 4)];
    },
    `
    var a = array(1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u);
    a[i32(id.x) - 3] = 50u;
    r = a[i32(w)] + 100u * a[7] + 10000u * a[id.x + 4u];`,
  ),
  kernel(
    "what a call sets in an array is seen by what comes later, not by what came before",
    (id, input) => {
      const a = Array.from({ length: 9 }, (_, i) => i);
      const put = (at: number) => {
        a[at] += 100;
        return at;
      };
      const at = input[id] % 9;
      const before = a[at];
      put(at);
      const sum = before * 1000 + a[at];
      const target = put((at + 1) % 9);
      a[target] += sum + a[(at + 1) % 9];
      return hash(a);
    },
    `
    var a = array<u32, N>();
    for (var i = 0u; i < N; i++) { a[i] = i; }
    let at = w % N;
    let sum = a[at] * 1000u + put(&a, at) * 0u + a[at];
    a[put(&a, (at + 1u) % N)] += sum + a[(at + 1u) % N];
    ${HASH}`,
    `
    const N = 9u;
    fn put(a: ptr<function, array<u32, 9>>, at: u32) -> u32 { (*a)[at] += 100u; return at; }`,
  ),
  kernel(
    "a lane that returned early leaves its array to nobody",
    (id, input) => {
      let r = 0;
      for (let i = 0; i < 3; i++) {
        const a = zeros(9);
        const limit = (input[id] + i) % 9;
        let found = -1;
        for (let k = 0; k < 9 && found < 0; k++) {
          a[(k * 2) % 9] += k;
          if (k === limit) found = a[limit] + a[(limit * 2) % 9];
        }
        r = r * 100 + (found < 0 ? 0 : found);
      }
      return r;
    },
    `for (var i = 0u; i < 3u; i++) { r = r * 100u + search((w + i) % 9u); }`,
    `
    fn search(limit: u32) -> u32 {
      var a = array<u32, 9>();
      for (var k = 0u; k < 9u; k++) {
        a[(k * 2u) % 9u] += k;
        if k == limit { return a[limit] + a[(limit * 2u) % 9u]; }
      }
      return 0u;
    }`,
  ),
];

testCompiled(KERNELS);
testOnAdapter(KERNELS);

/** The bytes of memory behind the buffers. */
function arrayBytes(body: string, blocks: number, declarations = ""): number {
  const { memoryBytes, offsets } = compileText(module(body, declarations), { blocks });
  return memoryBytes - offsets.out - 4 * LENGTHS.out;
}

Deno.test("a varying array has a word for each lane, one that does not vary a word for all", () => {
  const varying = "var a = array<u32, 100>(); a[id.x % 100u] = 1u; out[0] = a[id.x % 100u];";
  const uniform = "var a = array<u32, 100>(); a[params.size % 100u] = 1u; out[0] = a[id.x % 100u];";
  assert.deepEqual([0, 1, 4].map((blocks) => arrayBytes(varying, blocks)), [400, 1600, 6400]);
  assert.deepEqual([0, 1, 4].map((blocks) => arrayBytes(uniform, blocks)), [400, 400, 400]);
});

Deno.test("an array that has ended leaves its memory to the next", () => {
  const one =
    "if params.size > 1u { var a = array<u32, 100>(); a[id.x % 100u] = 1u; out[0] = a[id.x % 99u]; }";
  assert.equal(arrayBytes(one.repeat(10), 2), arrayBytes(one, 2));
});

Deno.test("a constant table is in memory once, however often it is read", () => {
  const table = `const T = array<u32, 50>(${Array.from({ length: 50 }, (_, i) => i)});`;
  const reads = "out[0] = T[id.x % 50u] + T[params.size % 50u]; let t = T; out[1] = t[id.x % 50u];";
  assert.equal(arrayBytes(reads, 4, table), 208);
});

Deno.test("a short array is a variable an element, and so is one without a dynamic index", () => {
  const short = "var a = array<u32, 6>(); a[id.x % 6u] = 1u; out[0] = a[id.x % 5u];";
  const constant = "var a = array<u32, 100>(); a[5] = id.x; out[0] = a[5] + a[99];";
  assert.equal(arrayBytes(short, 4), 0);
  assert.equal(arrayBytes(constant, 4), 0);
  assert.ok(lowerText(module(short)).every(({ kind }) => kind !== "declareArray"));
});

Deno.test("a long array is filled and copied in loops", () => {
  const lines = irText(lowerText(module(`
    var a = array<u32, 500>();
    var b = a;
    b[id.x % 500u] = 1u;
    a = b;
    out[0] = a[id.x % 500u];`)));
  assert.ok(lines.length < 40, lines.join("\n"));
});

Deno.test("the code of an access does not grow with the array", () => {
  const size = (length: number) => {
    const access = `a[(x >> 3u) % ${length}u] += x; x = x * 5u + 1u;`;
    const body = `var x = id.x; var a = array<u32, ${length}>(); ${
      access.repeat(50)
    } out[0] = a[0];`;
    return compileText(module(body)).bytes.length;
  };
  assert.ok(size(1000) <= size(100) + 500);
});

Deno.test("arrays beyond all memory are a RangeError", () => {
  const arrays = new Arrays([], 0, new Set(), 16);
  const array = { name: "a", length: 2 ** 25 };
  arrays.take(array);
  arrays.take({ ...array });
  assert.throws(() => arrays.take({ ...array, length: 1 }), RangeError);
});
