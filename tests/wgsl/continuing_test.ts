import { kernel, testCompiled, testOnAdapter, type TrickyKernel } from "./tricky.ts";

/** Turns in which a lane continues before it has set what `continuing` reads. */
const skips = (w: number, i: number) => (w + i) % 3 !== 1;
const SKIP = "if (w + i) % 3u != 1u { continue; }";

/** The sum of `first` over the turns that continue and of `then` over the others. */
function sum(turns: number, first: (i: number) => number, then: (i: number) => number) {
  return (id: number, input: Uint32Array) => {
    let r = 0;
    for (let i = 0; i < turns; i++) r += skips(input[id], i) ? first(i) : then(i);
    return r;
  };
}

const KERNELS: readonly TrickyKernel[] = [
  kernel(
    "a lane that continued sees in continuing what the variable was, not what others set",
    sum(5, () => 1, (i) => 10 * i),
    `
    var i = 0u;
    loop {
      var x = 1u;
      ${SKIP}
      x = i * 10u;
      continuing { r += x; i++; break if i == 5u; }
    }`,
  ),
  kernel(
    "break if reads the lane's own variable of the body",
    (id, input) => {
      for (let i = 0;; i++) if (!skips(input[id], i) || i === 7) return i + 1;
    },
    `
    loop {
      var isLast = r == 7u;
      if (w + r) % 3u != 1u { continue; }
      isLast = true;
      continuing { r++; break if isLast; }
    }`,
  ),
  kernel(
    "a vector's component and an array's element are the lane's own in continuing",
    sum(6, () => 5, () => 4 + 31),
    `
    var i = 0u;
    loop {
      var v = vec3u(1u);
      var a = array<u32, 2>(1u, 1u);
      ${SKIP}
      v.y = 2u;
      a[i % 2u] = 30u;
      continuing { r += v.x + v.y + v.z + a[0] + a[1]; i++; break if i == 6u; }
    }`,
  ),
  kernel(
    "a struct that is set through a pointer is the lane's own in continuing",
    sum(6, () => 11, () => 50),
    `
    var i = 0u;
    loop {
      var s = Both(1u, vec2u(3u, 7u));
      let p = &s;
      ${SKIP}
      mark(p);
      continuing { r += total(p); i++; break if i == 6u; }
    }`,
    `
    struct Both { a: u32, b: vec2u }
    fn mark(s: ptr<function, Both>) { (*s).a = 40u; (*s).b.x = 3u; }
    fn total(s: ptr<function, Both>) -> u32 { return (*s).a + (*s).b.x + (*s).b.y; }`,
  ),
  kernel(
    "a continue within a switch leaves the set behind it to the other lanes",
    sum(9, () => 2, (i) => i),
    `
    var i = 0u;
    loop {
      var x = 2u;
      switch (w + i) % 3u {
        case 0u, 2u: { continue; }
        default: {}
      }
      x = i;
      continuing { r += x; i++; break if i == 9u; }
    }`,
  ),
  kernel(
    "a loop within continuing reads the lane's own variable on all its turns",
    sum(4, () => 3, () => 27),
    `
    var i = 0u;
    loop {
      var x = 1u;
      ${SKIP}
      x = 9u;
      continuing {
        for (var j = 0u; j < 3u; j++) { r += x; }
        i++;
        break if i == 4u;
      }
    }`,
  ),
  kernel(
    "a continue of an inner loop keeps nothing from the outer one's continuing",
    (id, input) => {
      let r = 0;
      for (let i = 0; i < 4; i++) {
        let x = 0;
        for (let j = 0; j < 3; j++) if (!skips(input[id], i + j)) x += j + 1;
        r = r * 10 + x;
      }
      return r;
    },
    `
    var i = 0u;
    loop {
      var x = 0u;
      for (var j = 0u; j < 3u; j++) {
        if (w + i + j) % 3u != 1u { continue; }
        x += j + 1u;
      }
      if x > 9u { continue; }
      continuing { r = r * 10u + x; i++; break if i == 4u; }
    }`,
  ),
  kernel(
    "a name that a break leaves before the first continue is the lane's own in continuing",
    (id, input) => {
      let r = 0;
      for (let i = 0; i < 20; i++) {
        if (i > input[id] % 9) break;
        r += skips(input[id], i) ? i : 100 + i;
      }
      return r;
    },
    `
    var i = 0u;
    loop {
      var x = i;
      if i > w % 9u { break; }
      ${SKIP}
      x += 100u;
      continuing { r += x; i++; break if i == 20u; }
    }`,
  ),
];

testCompiled(KERNELS);
testOnAdapter(KERNELS);
