import { kernel, testCompiled, testOnAdapter, type TrickyKernel } from "./tricky.ts";

const KERNELS: readonly TrickyKernel[] = [
  kernel(
    "continuing runs after a continue, and its break if sees the body's names",
    (id, input) => {
      let [r, i] = [0, 0];
      for (;;) {
        const k = i * 3 + (input[id] % 3);
        if (k % 2 === 0) r += 5;
        else r += 1;
        i += 1;
        r += k;
        if (k > 12 + (id % 4)) break;
      }
      return r;
    },
    `
    var i = 0u;
    loop {
      let k = i * 3u + w % 3u;
      if k % 2u == 0u { r += 5u; continue; }
      r += 1u;
      continuing { i += 1u; r += k; break if k > 12u + id.x % 4u; }
    }`,
  ),
  kernel(
    "what the body declares keeps its value in a continuing that has names of its own",
    (id, input) => {
      let r = 0;
      for (let i = 0; i < 6;) {
        const k = i ^ (input[id] & 7);
        const skips = k % 3 === 1;
        if (!skips) r += 1;
        i++;
        const [a, b] = [i * 5, i * 7 + (input[id] % 11)];
        r = (Math.imul(r, 3) + (a ^ b) + k) >>> 0;
      }
      return r;
    },
    `
    var i = 0u;
    loop {
      let k = i ^ (w & 7u);
      if k % 3u == 1u { continue; }
      r += 1u;
      continuing {
        i++;
        let a = i * 5u;
        let b = i * 7u + w % 11u;
        r = r * 3u + (a ^ b) + k;
        break if i >= 6u;
      }
    }`,
  ),
  kernel(
    "break leaves a switch, continue the turn of the loop around it",
    (id, input) => {
      let r = 0;
      for (let i = 0; i < 8; i++) {
        switch ((input[id] + i) % 5) {
          case 0:
            continue;
          case 1:
          case 3:
            if (i > 4) break;
            r += 10;
            break;
          case 2:
            for (let j = 0; j < 3; j++) {
              if (j === i % 3) break;
              r += 100;
            }
            break;
          default:
            r += 1;
        }
        r += i;
      }
      return r;
    },
    `
    for (var i = 0u; i < 8u; i++) {
      switch (w + i) % 5u {
        case 0u { continue; }
        case 1u, 3u { if i > 4u { break; } r += 10u; }
        case 2u { for (var j = 0u; j < 3u; j++) { if j == i % 3u { break; } r += 100u; } }
        default { r += 1u; }
      }
      r += i;
    }`,
  ),
  kernel(
    "a continue within a switch goes on with the innermost loop",
    (id, input) => {
      let r = 0;
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) {
          switch ((input[id] + j) % 3) {
            case 1:
              continue;
            default:
              r += 3;
          }
          r += j;
        }
        r += 100 * i;
      }
      return r;
    },
    `
    for (var i = 0u; i < 4u; i++) {
      for (var j = 0u; j < 4u; j++) {
        switch (w + j) % 3u { case 1u { continue; } default { r += 3u; } }
        r += j;
      }
      r += 100u * i;
    }`,
  ),
  kernel(
    "a return from within a switch, a loop and an arm ends the function alone",
    (id, input) => {
      const find = (from: number) => {
        for (let i = from; i < from + 6; i++) {
          switch (i % 4) {
            case 1:
              if (input[id] % 3 === 0) return i;
              break;
            case 2:
              return i * 2;
            default:
          }
        }
        return 7;
      };
      return (input[id] & 1) === 1 ? find(input[id] % 16) + find(id) : find(3);
    },
    `
    if (w & 1u) == 1u { r = find(w % 16u, w) + find(id.x, w); } else { r = find(3u, w); }`,
    `
    fn find(start: u32, w: u32) -> u32 {
      for (var i = start; i < start + 6u; i++) {
        switch i % 4u {
          case 1u { if w % 3u == 0u { return i; } }
          case 2u { return i * 2u; }
          default {}
        }
      }
      return 7u;
    }`,
  ),
  kernel(
    "a var in a loop is new on each turn",
    (id, input) => {
      let r = 0;
      for (let i = 0; i < 4; i++) {
        let x = 0;
        if ((input[id] >> i) & 1) x += i + 1;
        r = r * 5 + x;
      }
      return r;
    },
    `
    for (var i = 0u; i < 4u; i++) {
      var x = 0u;
      if ((w >> i) & 1u) == 1u { x += i + 1u; }
      r = r * 5u + x;
    }`,
  ),
];

testCompiled(KERNELS);
testOnAdapter(KERNELS);
