import { kernel, testCompiled, testOnAdapter, type TrickyKernel } from "./tricky.ts";

const KERNELS: readonly TrickyKernel[] = [
  kernel(
    "lanes break, continue and return at their own turns of nested loops",
    (id, input) => {
      let r = 0;
      for (let i = 0; i < 10; i++) {
        if ((input[id] + i) % 5 === 0) continue;
        for (let j = 0; j < 6; j++) {
          if (j === input[id] % 4) break;
          if (i * j === input[id] % 31) return r + 1000;
          if ((i + j) % 3 === 1) continue;
          r += i * 7 + j;
        }
        if (r > 200 + id) break;
        r += 1;
      }
      return r;
    },
    `
    for (var i = 0u; i < 10u; i++) {
      if (w + i) % 5u == 0u { continue; }
      for (var j = 0u; j < 6u; j++) {
        if j == w % 4u { break; }
        if i * j == w % 31u { out[id.x] = r + 1000u; return; }
        if (i + j) % 3u == 1u { continue; }
        r += i * 7u + j;
      }
      if r > 200u + id.x { break; }
      r += 1u;
    }`,
  ),
  kernel(
    "a uniform break behind a divergent continue leaves nobody behind",
    (id, input) => {
      let r = 0;
      for (let i = 0; i < 12; i++) {
        if ((input[id] & i) === 0) continue;
        r += i;
        if (i === 7) break;
      }
      return r;
    },
    `
    for (var i = 0u; i < 12u; i++) {
      if (w & i) == 0u { continue; }
      r += i;
      if i == 7u { break; }
    }`,
  ),
  kernel(
    "a loop that no lane enters does not turn",
    (id, input) => {
      return input[id] === 1 ? 0 : id;
    },
    `
    r = id.x;
    if w > 5u && w < 5u {
      // Without end, were it entered by nobody.
      loop { if w == 5u { break; } r += 1u; }
      var n = 1u;
      while n != 0u { n += 2u; }
    }
    for (var i = w; i < w; i++) { r += 100u; }
    if w == 1u { r = 0u; }`,
  ),
  kernel(
    "uniform loops end although all lanes have left the function",
    (id, input) => {
      return (input[id] % 7) + id;
    },
    `r = leave(w) + id.x;`,
    `
    fn leave(w: u32) -> u32 {
      var turns = 0u;
      loop {
        if turns == w % 7u { return turns; }
        // Two words that differ for ever once no lane is left to step.
        var k = 0u;
        while k < 3u { k += 1u; }
        turns += 1u;
      }
      return 99u;
    }`,
  ),
  kernel(
    "a loop that ends by what its lanes store is not entered by none",
    (id) => id + 5,
    "r = leave(w) + id.x;",
    `
    fn leave(w: u32) -> u32 {
      if (w | 1u) != 0u { return 5u; }
      loop { if out[31] > 2u { break; } out[31] += 1u; }
      return 6u;
    }`,
  ),
  kernel(
    "a counter that is set in an arm alone is each lane's own",
    (id, input) => {
      let count = 0;
      let total = 0;
      while (count < 9) {
        if ((input[id] >> count) & 1) count += 2;
        else count += 1;
        total = total * 3 + count;
      }
      return total >>> 0;
    },
    `
    var count = 0u;
    while count < 9u {
      if ((w >> count) & 1u) == 1u { count += 2u; } else { count += 1u; }
      r = r * 3u + count;
    }`,
  ),
];

testCompiled(KERNELS);
testOnAdapter(KERNELS);
