/** Programs that are long or deep, for stacks of any size. */

import { module } from "./modules.ts";

const repeat = (count: number, text: string | ((i: number) => string)) =>
  Array.from({ length: count }, (_, i) => typeof text === "string" ? text : text(i)).join("");

/** What goes on for long: it compiles. `out[0]` is set to what is said. */
export const LONG: Readonly<Record<string, readonly [text: string, value: number]>> = {
  "a sum": [module(`out[0] = 1u${repeat(5_000, " + params.size")};`), 1],
  "a sum of calls": [
    module(
      `out[0] = 1u${repeat(2_000, " + one(params.size)")};`,
      "fn one(a: u32) -> u32 { return a + 1u; }",
    ),
    2001,
  ],
  "a sum of constants": [module(`const a = 1u${repeat(5_000, " + 1u")}; out[0] = a;`), 5_001],
  "a mask": [module(`out[0] = params.size${repeat(5_000, " | 4u")};`), 4],
  "a condition": [
    module(`out[0] = u32(params.size == 1u${repeat(5_000, " || params.size == 0u")});`),
    1,
  ],
  "else if": [
    module(
      `if id.x == 9u {} ${repeat(3_000, (i) => `else if params.size == ${i + 1}u { out[0] = 1u; }`)}
      else { out[0] = 7u; }`,
    ),
    7,
  ],
  "else if that differs between lanes": [
    module(
      `if id.x > 9u {} ${repeat(3_000, (i) => `else if id.x == ${i + 1}u { out[id.x] = ${i}u; }`)}
      else { out[0] = 7u; }`,
    ),
    7,
  ],
  "cases": [
    module(`switch id.x { ${repeat(1_000, (i) => `case ${i + 1}: { out[id.x] = ${i}u; }`)}
      default { out[0] = 7u; } }`),
    7,
  ],
  "values of a case": [
    module(
      `switch id.x { case ${
        repeat(5_000, (i) => `${i + 1},`)
      } { out[1] = 1u; } default { out[0] = 7u; } }`,
    ),
    7,
  ],
  "statements": [module(`var a = params.size; ${repeat(2_000, "a += 1u;")} out[0] = a;`), 2_000],
  "brackets within the limit": [
    module(`out[0] = ${repeat(90, "(")}params.size${repeat(90, " + 1u)")};`),
    90,
  ],
  "blocks within the limit": [
    module(`${repeat(90, "if params.size == 0u {")} out[0] = 7u; ${repeat(90, "}")}`),
    7,
  ],
};

/** What is too deep: refused, at a place. */
export const DEEP: Readonly<Record<string, string>> = {
  "brackets": module(`out[0] = ${repeat(5_000, "(")}1u${repeat(5_000, ")")};`),
  "sums in brackets": module(`out[0] = ${repeat(5_000, "(1u + ")}1u${repeat(5_000, ")")};`),
  "operators of one operand": module(`out[0] = ${repeat(5_000, "~")}1u;`),
  "blocks": module(`${repeat(5_000, "{")}${repeat(5_000, "}")}`),
  "loops": module(`${repeat(5_000, "loop {")}${repeat(5_000, "break; }")}`),
  "else if in blocks": module(`${repeat(5_000, "if id.x == 1u {} else {")}${repeat(5_000, "}")}`),
  "indices": module(`out[0] = ${repeat(5_000, "input[")}0${repeat(5_000, "]")};`),
  "chains of indices": module(`out[0] = params.key${repeat(5_000, ".xyzw")}.x;`),
  "calls in arguments": module(`out[0] = ${repeat(5_000, "abs(")}1u${repeat(5_000, ")")};`),
  "types": module(`var a: ${repeat(5_000, "array<")}u32${repeat(5_000, ", 1>")};`),
  "arrays of arrays by alias": repeat(5_000, (i) => `alias A${i + 1} = array<A${i}, 1>;`) +
    module("var a: A5000;", "alias A0 = u32;"),
  "structs": repeat(5_000, (i) => `struct A${i + 1} { a: A${i} }`) + "struct A0 { a: u32 }" +
    module("var a: A5000;"),
  "functions that call the next": module("out[0] = f0(1u);") +
    repeat(5_000, (i) => `fn f${i}(a: u32) -> u32 { return f${i + 1}(a) + 1u; }`) +
    "fn f5000(a: u32) -> u32 { return a; }",
  "functions that call the one before": "fn f0(a: u32) -> u32 { return a; }" +
    repeat(5_000, (i) => `fn f${i + 1}(a: u32) -> u32 { return 1u + f${i}(a); }`) +
    module("out[0] = f5000(1u);"),
  "constants that need the next": repeat(5_000, (i) => `const a${i} = a${i + 1} + 1;`) +
    "const a5000 = 1;" + module("out[0] = u32(a0);"),
  "aliases of the next": repeat(5_000, (i) => `alias A${i} = A${i + 1};`) + "alias A5000 = u32;" +
    module("var a: A0;"),
  "functions as deep as may be": "fn f0(a: u32) -> u32 { return a; }" +
    repeat(
      40,
      (i) =>
        `fn f${i + 1}(a: u32) -> u32 { return ${repeat(90, "(1u + ")}f${i}(a)${repeat(90, ")")}; }`,
    ) +
    module("out[0] = f40(1u);"),
};

/** Programs at the limit of depth in several ways at once: the most that a stack has to bear. */
export const EDGE: Readonly<Record<string, string>> = {
  "calls at the end of deep sums": "fn f0(a: u32) -> u32 { return a; }" +
    repeat(
      3,
      (i) =>
        `fn f${i + 1}(a: u32) -> u32 { return ${repeat(45, "(a * ")}f${i}(a)${
          repeat(45, " + 1u)")
        }; }`,
    ) +
    module("out[0] = f3(id.x);"),
  "tall trees of operators": module(
    `out[0] = ${repeat(20, "((id.y ^ ")}id.x${repeat(20, `)${repeat(15, " + params.size")})`)};`,
  ),
  "arms in arms": module(
    `${repeat(20, `if id.x == 1u {} ${repeat(15, "else if id.x == 2u {}")} else {`)}
    out[0] = 1u; ${repeat(20, "}")}`,
  ),
  "loops in loops": module(
    `${repeat(60, "for (var i = 0u; i < id.x; i++) {")} out[0] += 1u; ${repeat(60, "}")}`,
  ),
};
