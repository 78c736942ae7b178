/** The sentences of docs/wgsl-subset.md on what functions are made of. */

import { beside, type Claims, main } from "./claims.ts";

const BUMP = "fn bump(p: ptr<function, u32>) -> u32 { *p += 1u; return *p; }";

type Argument = (word: string) => string;

/** Calls of builtins with a scalar and with vectors; `of` makes an argument of a word. */
function both(...calls: readonly ((of: Argument) => string)[]): string[] {
  const kinds: Argument[] = [
    (word) => `u32(${word})`,
    (word) => `vec3u(u32(${word}))`,
    (word) => `vec2i(i32(${word}))`,
  ];
  return calls.flatMap((call) => kinds.map((of) => main(`_ = ${call(of)};`)));
}

const STATEMENTS: Claims = {
  "All of WGSL's: `let`, `var`, `const`, `=` and the compound assignments": {
    gives: [
      [
        main(
          `let a = 1u; const b = 2u; var c: u32 = 3; c = a + b; c += 7u; c -= 1u; c *= 6u; c /= 2u;
          c %= 20u; c <<= 4u; c >>= 1u; c |= 3u; c &= 0xfeu; c ^= 1u; c++; c--; _ = c; r = c;`,
        ),
        ((27 % 20 << 3 | 3) & 0xfe) ^ 1,
      ],
      [
        beside(
          "fn more(p: ptr<function, u32>) { if *p > 90u { return; } *p += 1u; }",
          `{ more(&r); } if u == 5u { more(&r); } else if u == 6u {} else {}
          switch u { case 1, 5 { more(&r); } default { r = 50u; } }
          for (var k = 0; k < 9; k++) { if k == 2 { continue; } if k == 4 { break; } more(&r); }
          while r < 10u { more(&r); }
          loop { more(&r); continuing { more(&r); break if r > 13u; } }`,
        ),
        14,
      ],
    ],
    refuses: [[main("var v = vec2u(u); v++;"), /counts one u32 or i32/]],
  },
  "A component can be set (`v.x = 1u`), several at once cannot": {
    gives: [[main("var v = vec2u(u); v.x = 1u; v[1] += 2u; r = v.x * 10u + v.y;"), 17]],
    refuses: [[main("var v = vec2u(u); v.xy = v.yx;"), /several components at once/]],
  },
  "A call's result may be dropped, unless it is a builtin's that is no atomic": {
    takes: [beside("fn f() -> u32 { return 1u; }", "f(); atomicAdd(&counts[0], 1u);")],
    refuses: [[main("max(u, 1u);"), /is not used/]],
  },
};

const EXPRESSIONS: Claims = {
  "with its precedence and the parentheses that it asks for": {
    gives: [[
      main("r = u + 2u * 3u - 8u / 2u % 3u; if u > 1u && 2u + 3u < u * 2u { r += 50u; }"),
      60,
    ]],
    takes: [
      beside(
        "fn f(a: bool, b: bool) {}",
        "r = (u & 1u) | 2u; r = (u + 1u) << 1u; f((u < 1u), (r > (u)));",
      ),
    ],
    refuses: [
      [main("r = u & 1u | 2u;"), /need parentheses/],
      [main("r = u + 1u << 1u;"), /need parentheses/],
      [main("let b = u < 1u && u > 2u || u == 3u;"), /need parentheses/],
      [beside("fn f(a: bool, b: bool) {}", "f(u < 1u, r > (u));"), /no function here/],
    ],
  },
  "Constructors and conversions; `array(a, b)` and `vec2(a, b)` without their type": {
    gives: [
      [
        main("let a = array(u, 7); let v = vec2(2, u); r = a[1] * 10u + v.x + u32(i) + u32(true);"),
        78,
      ],
      [
        beside(
          "struct S { v: vec3u, a: array<u32, 2> } ",
          `var s = S(vec3(1, 2, 3), array(4, 5)); let p = &s; let q = &s.a; (*p).v.x = 9u;
          r = p.v.zx.y * 100u + q[1] * 10u + (*q)[0];`,
        ),
        954,
      ],
    ],
  },
  "Operands are evaluated from left to right": {
    gives: [[beside(BUMP, "r = bump(&u) * 100u + u * 10u + bump(&u);"), 667]],
  },
  "A literal without a suffix takes the type of what it meets, else it is `i32`": {
    takes: [main("let a: u32 = 1; let b = 1; let c: i32 = b; let d: array<i32, 2> = array(1, 2);")],
    refuses: [
      [main("let b = 1; let c: u32 = b;"), /expected u32, found i32/],
      [main("let b = array(1, 2); let c: array<u32, 2> = b;"), /expected array<u32, 2>/],
    ],
  },
  "Until then it has 64 bits": {
    gives: [[main("const c = 9223372036854775807; r = u + (c - 9223372036854775806);"), 6]],
    refuses: [[main("const c = 9223372036854775807 + 1;"), /leaves the 64 bits/]],
  },
  "Arithmetic at run time is modulo 2^32": {
    gives: [
      [main("r = u - 6u;"), 2 ** 32 - 1],
      [main("r = u * 0x40000001u;"), 0x40000005],
      [main("i += 2147483647; r = u32(i);"), 2 ** 31 + 4],
    ],
  },
  "Errors are: a literal that does not fit its type": {
    refuses: [
      [main("r = 4294967296u;"), /out of range for u32/],
      [main("i = 2147483648;"), /out of range for i32/],
      [main("r = u / 0u;"), /division by zero/],
      [main("const c = 1 % 0;"), /division by zero/],
      [main("const c = i32(-2147483648) / -1i;"), /leaves i32/],
      [main("r = u << 32u;"), /the most is 31/],
      [main("const c = 3u << 31u;"), /leaves u32/],
      [main("r = clamp(u, 3u, 2u);"), /above its high/],
      [main("r = extractBits(u, 1, 32);"), /the most is 32 in all/],
      [main("r = insertBits(u, 1u, 33, 0);"), /the most is 32 in all/],
    ],
  },
  "What `&&` or `||` leaves out by a constant may have no value; by an override, only what is": {
    takes: [
      main("const c = false && 1 / 0 == 1; const d = true || array(1)[1] == 1;"),
      beside("override O = 0u;", "if O != 0u && 8u / O > 2u { r = 1u; }"),
    ],
    refuses: [
      [main("const c = true && 1 / 0 == 1;"), /division by zero/],
      [main("const c = false || 1 / 0 == 1;"), /division by zero/],
      [beside("override O = 0u;", "let c = O != 0u && 1 / 0 == 1;"), /division by zero/],
    ],
  },
  "At run time `x / 0u` is `x`, `x % 0u` is `0u`, and a shift takes its amount modulo 32": {
    gives: [
      [main("let z = u - 5u; r = u / z * 10u + u % z;"), 50],
      [main("let z = u - 5u; r = u << (z + 33u);"), 10],
    ],
  },
};

const BUILTINS: Claims = {
  "| `abs` `min` `max` `clamp` `sign` | integers, vectors; `sign` of `i32` |": {
    takes: both(
      (of) => `abs(${of("u")})`,
      (of) => `min(${of("u")}, ${of("2")})`,
      (of) => `max(${of("u")}, ${of("2")})`,
      (of) => `clamp(${of("u")}, ${of("2")}, ${of("3")})`,
    ).concat(main("_ = sign(i) + sign(vec2i(i)).x;")),
    refuses: [[main("_ = sign(u);"), /does not apply/], [main("_ = abs(true);"), /does not apply/]],
  },
  "`firstTrailingBit` `reverseBits` `extractBits` `insertBits` | integers, vectors |": {
    takes: both(
      ...["One", "LeadingZero", "TrailingZero"].map(
        (what) => (of: Argument) => `count${what}${what === "One" ? "Bits" : "s"}(${of("u")})`,
      ),
      (of) => `firstLeadingBit(${of("u")})`,
      (of) => `firstTrailingBit(${of("u")})`,
      (of) => `reverseBits(${of("u")})`,
      (of) => `extractBits(${of("u")}, u, 3)`,
      (of) => `insertBits(${of("u")}, ${of("7")}, 1, u)`,
    ),
  },
  "| `dot` | two vectors of integers |": {
    gives: [[main("r = dot(vec2(u), vec2(2, 3)) + u32(dot(vec3i(i), vec3(1)));"), 40]],
    refuses: [[main("r = dot(u, u);"), /does not apply/]],
  },
  "| `select` | scalars, vectors; by `bool` or a vector of them |": {
    takes: [
      main(
        "_ = select(vec2u(u), vec2(1), vec2(true, u > 1u)); _ = select(vec2u(u), vec2(1), u > 1u);",
      ),
    ],
    gives: [[main("r = select(1u, 2u, u == 5u);"), 2]],
    refuses: [[main("_ = select(array(1), array(2), true);"), /does not apply/]],
  },
  "| `all` `any` | `bool`, vectors of it |": {
    takes: [main("let b = u > 1u; let v = vec3(b); _ = all(b) == any(b) && all(v) == any(v);")],
    refuses: [[main("_ = any(u);"), /does not apply/]],
  },
  "| `bitcast` | `u32` ↔ `i32`, vectors |": {
    gives: [[main("r = bitcast<u32>(bitcast<vec2i>(vec2(u, 0u - u)).y);"), 2 ** 32 - 5]],
    refuses: [[main("_ = bitcast<u32>(u > 1u);"), /bitcast is between/]],
  },
  "| `arrayLength` | a storage buffer |": {
    refuses: [[main("var a: array<u32, 3>; r = arrayLength(&a);"), /without a length/]],
  },
  "| `&buffer[i]`, a value |": {
    takes: ["Add", "Sub", "Min", "Max", "And", "Or", "Xor", "Exchange"]
      .map((what) => main(`r = atomic${what}(&counts[u], 1u);`))
      .concat(main("atomicStore(&counts[u], atomicLoad(&counts[0]));")),
    refuses: [[main("atomicAdd(&out[0], 1u);"), /a pointer to an atomic/]],
  },
};

export const EXPRESSED: Claims = { ...STATEMENTS, ...EXPRESSIONS, ...BUILTINS };
