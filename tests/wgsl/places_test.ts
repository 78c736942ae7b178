import { kernel, testCompiled, testOnAdapter, type TrickyKernel } from "./tricky.ts";
import { BUMP, join } from "./tricky_functions.ts";

const SWAP =
  "fn swap(a: ptr<function, u32>, b: ptr<function, u32>) { let t = *a; *a = *b; *b = t; }";

const KERNELS: readonly TrickyKernel[] = [
  kernel(
    "an assignment may read what it sets",
    (id, input) => {
      let v = [input[id] % 10, id, 3];
      v = [v[1], v[2], v[0]];
      v = [v[0] + v[1], v[1], v[0] + v[2]];
      const [a, b] = [v[1] + 1, v[0] + v[1]];
      return join(v[0] * 100 + v[2], a, b);
    },
    `
    var v = vec3u(w % 10u, id.x, 3u);
    v = v.yzx;
    v += vec3u(v.y, 0u, v.x) - vec3u(0u, 0u, 0u);
    var s = S(v.x, v.y);
    s = S(s.b + 1u, s.a + s.b);
    r = join(v.x * 100u + v.z, s.a, s.b);`,
    "struct S { a: u32, b: u32 }" + BUMP,
  ),
  kernel(
    "two pointers swap what they point to",
    (id, input) => {
      let [x, y] = [input[id] % 1000, id];
      if (input[id] % 3 === 0) [x, y] = [y, x];
      return x * 10 + y;
    },
    `
    var x = w % 1000u;
    var y = id.x;
    if w % 3u == 0u { swap(&x, &y); }
    r = x * 10u + y;`,
    SWAP,
  ),
  kernel(
    "a pointer to an element keeps the index that it was made with",
    (id, input) => {
      const a = [1, 2, 3, 4, 5];
      let i = input[id] % 5;
      const p = i;
      i = (i + 2) % 5;
      a[p] += 10 * a[i];
      i = 0;
      a[p] += i + 7;
      return a.reduce((sum, x) => (Math.imul(sum, 13) + x) >>> 0, 0);
    },
    `
    var a = array<u32, 5>(1u, 2u, 3u, 4u, 5u);
    var i = w % 5u;
    let p = &a[i];
    i = (i + 2u) % 5u;
    *p += 10u * a[i];
    i = 0u;
    (*p) += i + 7u;
    for (var k = 0u; k < 5u; k++) { r = r * 13u + a[k]; }`,
  ),
  kernel(
    "an element of an array within a struct within an array is set alone",
    (id, input) => {
      const all = [[1, 2, 3], [4, 5, 6]];
      const [i, j] = [input[id] % 2, (input[id] >>> 1) % 3];
      if (id % 3 !== 0) all[i][j] = 50 + all[1 - i][(j + 1) % 3];
      all[1 - i][2] += all[i][j];
      return all.flat().reduce((sum, x) => (Math.imul(sum, 7) + x) >>> 0, 0);
    },
    `
    var all = array<S, 2>(S(array<u32, 3>(1u, 2u, 3u)), S(array<u32, 3>(4u, 5u, 6u)));
    let i = w % 2u;
    let j = (w >> 1u) % 3u;
    if id.x % 3u != 0u { all[i].a[j] = 50u + all[1u - i].a[(j + 1u) % 3u]; }
    all[1u - i].a[2] += all[i].a[j];
    for (var k = 0u; k < 6u; k++) { r = r * 7u + all[k / 3u].a[k % 3u]; }`,
    "struct S { a: array<u32, 3> }",
  ),
  kernel(
    "a pointer parameter is handed on, and a value parameter is a copy",
    (id, input) => {
      return (2 * (input[id] % 100) + id) * 3 + (input[id] % 100);
    },
    `
    var x = w % 100u;
    r = outer(&x, x, id.x);`,
    `
    fn inner(p: ptr<function, u32>, y: u32) { *p = *p * 2u + y; }
    fn outer(p: ptr<function, u32>, old: u32, y: u32) -> u32 {
      let q = p;
      inner(q, y);
      return *p * 3u + old;
    }`,
  ),
  kernel(
    "atomics and stores reach memory from active lanes alone",
    (id, input, counts) => {
      const w = input[id];
      if (w % 2 === 0) {
        counts[w % 4] += 1;
        if (w % 3 === 0) counts[4] += w % 100;
      } else counts[5] = Math.max(counts[5], w);
      for (let i = 0; i < w % 5; i++) counts[6 + (i % 2)] += 1;
      counts[8] ^= w;
      counts[9] += 1;
      return w % 2 === 0 ? id : 77;
    },
    `
    if w % 2u == 0u {
      atomicAdd(&counts[w % 4u], 1u);
      if w % 3u == 0u { atomicAdd(&counts[4], w % 100u); }
      r = id.x;
    } else { atomicMax(&counts[5], w); r = 77u; }
    for (var i = 0u; i < w % 5u; i++) { atomicAdd(&counts[6u + i % 2u], 1u); }
    atomicXor(&counts[8], w);
    atomicAdd(&counts[9], 1u);`,
  ),
];

// WGSL leaves open which element of a variable this is; the subset does not.
const CLAMPED: readonly TrickyKernel[] = [
  kernel(
    "an index out of range is the last element",
    (id, input) => {
      const a = [1, 2, 3];
      const i = Math.min(input[id] % 6, 2);
      a[i] += 10;
      return join(a[i], a[2], input[Math.min(60 + id, 63)]);
    },
    `
    var a = array<u32, 3>(1u, 2u, 3u);
    let i = w % 6u;
    a[i] += 10u;
    r = join(a[i], a[u32(-1 - i32(id.x))], input[60u + id.x]);`,
    BUMP,
  ),
  kernel(
    "an index out of range that is known is the last element too",
    () => join(40, 14, 3),
    `
    var a = array<vec2u, 2>(vec2u(1u, 2u), vec2u(3u, 4u));
    let i = 7u;
    a[i].x += 7u;
    a[i][i] *= 10u;
    r = join(a[i][i], a[1].x + a[i].y / 10u, vec3u(1u, 2u, 3u)[i]);`,
    BUMP,
  ),
];

testCompiled([...KERNELS, ...CLAMPED]);
testOnAdapter(KERNELS);
