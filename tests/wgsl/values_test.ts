import { kernel, testCompiled, testOnAdapter, type TrickyKernel } from "./tricky.ts";
import { BUMP, join } from "./tricky_functions.ts";

const KERNELS: readonly TrickyKernel[] = [
  kernel(
    "shifts take their amount modulo 32, whoever of the two differs between lanes",
    (id, input) => {
      const w = input[id];
      return join(w << (id + 20), 5 << w, (w >> 9) ^ (w >>> id) ^ (w << 4));
    },
    `
    let five = params.size + 5u;
    r = join(w << (id.x + 20u), five << w, u32(i32(w) >> 9u) ^ (w >> id.x) ^ (w << 4u));`,
    BUMP,
  ),
  kernel(
    "comparisons follow the type of their operands",
    (id, input) => {
      const [u, i] = [input[id], input[id] | 0];
      return Number(u > 0x80000000) + 2 * Number(i > -5) + 4 * Number(i < id) + 8 * Number(u < id) +
        16 * Number(Math.min(i, 3) === i) + 32 * Number(Math.max(u, 3) === u);
    },
    `
    let i = i32(w);
    r = u32(w > 0x80000000u) + 2u * u32(i > -5) + 4u * u32(i < i32(id.x)) + 8u * u32(w < id.x) +
      16u * u32(min(i, 3) == i) + 32u * u32(max(w, 3u) == w);`,
  ),
  kernel(
    "bools turn into numbers and back, alone and in vectors",
    (id, input) => {
      const w = input[id];
      const [a, b] = [(w & 1) !== 0, (w & 2) !== 0];
      const all = Number(a) + 10 * Number(b) + 100 * Number(a !== b) + 1000 * Number(a && b);
      return all + 10000 * Number(a || !b) + 100000 * Number(w % 2) + 1000000 * (b ? 3 : 4);
    },
    `
    let v = vec2<bool>(bool(w & 1u), (w & 2u) != 0u);
    let n = vec2u(v);
    r = n.x + 10u * n.y + 100u * u32(v.x != v.y) + 1000u * u32(all(v)) +
      10000u * u32(v.x | !v.y) + 100000u * u32(bool(w % 2u)) + 1000000u * select(4u, 3u, v.y);`,
  ),
  kernel(
    "division by zero gives the dividend, and nothing is left over",
    (id, input) => {
      const w = input[id];
      const d = w % 3;
      const [quotient, rest] = d === 0 ? [w, 0] : [Math.floor(w / d), w % d];
      return join(quotient, rest, Math.floor(w / 8) + (w % 8));
    },
    `
    let d = w % 3u;
    r = join(w / d, w % d, w / 8u + w % 8u);`,
    BUMP,
  ),
  kernel(
    "what is the same in all lanes joins what differs",
    (id, input) => {
      const [size, w] = [7, input[id]];
      let x = size;
      let y = size;
      if (w % 2 === 1) y += size;
      x = (x * 3 + size) >>> 0;
      return join(x, y, (x ^ w) + (size > 3 ? y : w));
    },
    `
    let size = params.size + 7u;
    var x = size;
    var y = size;
    if w % 2u == 1u { y += size; }
    x = x * 3u + size;
    r = join(x, y, (x ^ w) + select(w, y, size > 3u));`,
    BUMP,
  ),
  kernel(
    "select by a vector picks component by component",
    (id, input) => {
      const w = input[id];
      const v = [w % 7, w % 11, w % 13];
      const [a, b, c] = v.map((x, i) => x > id % 8 ? x : 100 + i);
      return join(a, b, c);
    },
    `
    let v = vec3u(w % 7u, w % 11u, w % 13u);
    let s = select(vec3u(100u, 101u, 102u), v, v > vec3u(id.x % 8u));
    r = join(s.x, s.y, s.z);`,
    BUMP,
  ),
];

testCompiled(KERNELS);
testOnAdapter(KERNELS);
