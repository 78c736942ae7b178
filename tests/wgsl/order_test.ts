import { kernel, testCompiled, testOnAdapter, type TrickyKernel } from "./tricky.ts";
import { BUMP, counter, join } from "./tricky_functions.ts";

const KERNELS: readonly TrickyKernel[] = [
  kernel(
    "operands and arguments are evaluated from left to right",
    (id, input) => {
      const c = counter(input[id]);
      const r = join(c.x, c.bump(), c.x);
      return (r + Math.imul(c.x, c.bump()) + (c.x ^ c.bump() ^ c.x)) >>> 0;
    },
    `
    var x = w;
    r = join(x, bump(&x), x);
    r = r + x * bump(&x) + (x ^ bump(&x) ^ x);`,
    BUMP,
  ),
  kernel(
    "a vector's components are evaluated from left to right",
    (id, input) => {
      const c = counter(input[id]);
      return join(c.x, c.bump(), c.x);
    },
    `
    var x = w;
    let v = vec3u(x, bump(&x), x);
    r = join(v.x, v.y, v.z);`,
    BUMP,
  ),
  kernel(
    "a value that is indexed is evaluated before its index",
    (id, input) => {
      const c = counter(input[id] % 100);
      const values = [c.x, c.x + 1, c.x + 2, c.x + 3];
      return values[c.bump() % 4];
    },
    `
    var x = w % 100u;
    r = vec4u(x, x + 1u, x + 2u, x + 3u)[bump(&x) % 4u];`,
    BUMP,
  ),
  kernel(
    "the index of a compound assignment is evaluated once",
    (id, input) => {
      const c = counter(input[id]);
      const a = [1, 2, 3, 4];
      a[c.bump() % 4] += 5;
      a[c.bump() % 4] *= 7;
      a[c.bump() % 4]++;
      return join(a[0] + 10 * a[1], a[2] + 10 * a[3], c.x);
    },
    `
    var x = w;
    var a = array<u32, 4>(1u, 2u, 3u, 4u);
    a[bump(&x) % 4u] += 5u;
    a[bump(&x) % 4u] *= 7u;
    a[bump(&x) % 4u]++;
    r = join(a[0] + 10u * a[1], a[2] + 10u * a[3], x);`,
    BUMP,
  ),
  kernel(
    "the place of a component's compound assignment is found once",
    (id, input) => {
      const c = counter(input[id]);
      const a = [[1, 2], [3, 4], [5, 6]];
      a[c.bump() % 3][1] += 5;
      a[c.bump() % 3][0] ^= 9;
      return join(
        a[0][0] + 10 * a[1][0] + 100 * a[2][0],
        a[0][1] + a[1][1] * 10 + a[2][1] * 100,
        c.x,
      );
    },
    `
    var x = w;
    var a = array<vec2u, 3>(vec2u(1u, 2u), vec2u(3u, 4u), vec2u(5u, 6u));
    a[bump(&x) % 3u].y += 5u;
    a[bump(&x) % 3u].x ^= 9u;
    r = join(a[0].x + 10u * a[1].x + 100u * a[2].x, a[0].y + a[1].y * 10u + a[2].y * 100u, x);`,
    BUMP,
  ),
  kernel(
    "the target's old value is read before the right side runs",
    (id, input) => {
      const c = counter(input[id]);
      c.x = (c.x + c.bump()) >>> 0;
      return c.x;
    },
    `
    var x = w;
    x += bump(&x);
    r = x;`,
    BUMP,
  ),
  kernel(
    "&& and || call their right side only if it counts, lane by lane",
    (id, input) => {
      const c = counter(input[id] % 8);
      let r = 0;
      if (c.x > 3 && c.bump() % 2 === 0) r += 1;
      if (c.x > 9 || c.bump() % 3 === 1) r += 2;
      if ((c.x > 1 && c.x < 7) || (c.bump() > 12 && c.bump() > 40)) r += 4;
      return r * 1000 + c.x;
    },
    `
    var x = w % 8u;
    if x > 3u && bump(&x) % 2u == 0u { r += 1u; }
    if x > 9u || bump(&x) % 3u == 1u { r += 2u; }
    if (x > 1u && x < 7u) || (bump(&x) > 12u && bump(&x) > 40u) { r += 4u; }
    r = r * 1000u + x;`,
    BUMP,
  ),
  kernel(
    "a loop's condition with effects runs once a turn in the lanes that are left",
    (id, input) => {
      const c = counter(input[id] % 5);
      let r = 0;
      while (c.bump() < 1000 + id) r += 1;
      return r * 10000 + c.x;
    },
    `
    var x = w % 5u;
    while bump(&x) < 1000u + id.x { r += 1u; }
    r = r * 10000u + x;`,
    BUMP,
  ),
];

testCompiled(KERNELS);
testOnAdapter(KERNELS);
