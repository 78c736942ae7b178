import assert from "node:assert/strict";
import { irText } from "./ir_text.ts";
import { lowerText, module } from "./modules.ts";

function lowered(body: string, declarations = ""): string[] {
  return irText(lowerText(module(body, declarations)));
}

Deno.test("vectors and structs become a variable for each of their scalars", () => {
  assert.deepEqual(
    lowered("var s = S(1u, id.xy); s.b.y += 2u; out[0] = s.b.y;", "struct S { a: u32, b: vec2u }"),
    ["s := 1", "s := invocation", "s := 0", "s = add(s, 2)", "out[0] = s"],
  );
});

Deno.test("constants are folded, and what changes nothing is left out", () => {
  const body =
    "out[0] = (id.x * 8u + 0u) / 4u % 16u; out[1] = id.x * (A - 3u); if A == 4u { out[2] = 1u; }";
  assert.deepEqual(lowered(body, "override A = 3u;"), [
    "out[0] = and(shr(shl(invocation, 3), 2), 15)",
    "out[1] = 0",
  ]);
});

Deno.test("functions are inlined, and pointers are the variables that they point to", () => {
  const body = "var x = 1u; add(&x, id.x); out[0] = x;";
  const add = "fn add(p: ptr<function, u32>, y: u32) { *p += y; }";
  assert.deepEqual(lowered(body, add), ["x := 1", "x = add(x, invocation)", "out[0] = x"]);
});

Deno.test("a return at the end alone is the plain value; an earlier one leaves a block", () => {
  assert.deepEqual(
    lowered("out[0] = f(id.x);", "fn f(x: u32) -> u32 { return x + 1u; }"),
    ["out[0] = add(invocation, 1)"],
  );
  assert.deepEqual(
    lowered("out[0] = f(id.x);", "fn f(x: u32) -> u32 { if x > 1u { return 1u; } return x; }"),
    [
      "f := 0",
      "block 0",
      "  if gt(invocation, 1)",
      "    f = 1",
      "    exit 0",
      "  f = invocation",
      "out[0] = f",
    ],
  );
});

Deno.test("a loop is a block to leave and, where a continue needs it, one to go on from", () => {
  const plain = lowered("for (var i = 0u; i < 4u; i++) { out[i] = 1u; }");
  assert.deepEqual(plain, [
    "i := 0",
    "block 0",
    "  loop",
    "    if not(lt(i, 4))",
    "      exit 0",
    "    shared := i",
    "    out[min(shared, 63)] = 1",
    "    i = add(i, 1)",
  ]);
  const withContinue = lowered(
    "for (var i = 0u; i < 4u; i++) { if i == 2u { continue; } out[0] = i; }",
  );
  assert.deepEqual(withContinue.slice(5), [
    "    block 1",
    "      if eq(i, 2)",
    "        exit 1",
    "      out[0] = i",
    "    i = add(i, 1)",
  ]);
});

Deno.test("statements behind a jump are left out", () => {
  assert.deepEqual(
    lowered("loop { out[0] = 1u; break; out[1] = 2u; } return; out[2] = 3u;"),
    lowered("loop { out[0] = 1u; break; } return;"),
  );
});

Deno.test("a switch is a chain of ifs, its default last wherever it stands", () => {
  const body = "switch id.x { default { out[0] = 9u; } case 1, 2 { out[0] = 1u; } case 3 {} }";
  assert.deepEqual(lowered(body), [
    "if or(eq(invocation, 1), eq(invocation, 2))",
    "  out[0] = 1",
    "else",
    "  if eq(invocation, 3)",
    "  else",
    "    out[0] = 9",
  ]);
});

Deno.test("a dynamic index chooses among all elements, the last one standing for all beyond", () => {
  const [, , , last] = lowered("var a = array<u32, 3>(4u, 5u, 6u); out[0] = a[id.x];");
  assert.equal(last, "out[0] = select(eq(invocation, 0), a, select(eq(invocation, 1), a, a))");
});

Deno.test("an index into a buffer is kept within it", () => {
  assert.deepEqual(lowered("out[id.x] = input[id.x + 1u]; out[99] = params.key.y;"), [
    "shared := add(invocation, 1)",
    "out[min(invocation, 63)] = input[min(shared, 63)]",
    "out[63] = params[5]",
  ]);
});

Deno.test("what a later call may change is read before it", () => {
  const bump = "fn bump(p: ptr<function, u32>) -> u32 { *p += 1u; return *p; }";
  assert.deepEqual(lowered("var x = 1u; out[0] = x * bump(&x);", bump), [
    "x := 1",
    "shared := x",
    "x = add(x, 1)",
    "out[0] = mul(shared, x)",
  ]);
});

Deno.test("a right side of && that calls nothing is not branched around", () => {
  assert.deepEqual(lowered("if id.x > 1u && id.x < 9u { out[0] = 1u; }"), [
    "if and(gt(invocation, 1), lt(invocation, 9))",
    "  out[0] = 1",
  ]);
});

Deno.test("functions that double with each call are a RangeError, not an endless compilation", () => {
  const names = Array.from({ length: 30 }, (_, i) => `f${i}`);
  const declarations = names.map((name, i) =>
    `fn ${name}() { ${i > 0 ? `f${i - 1}(); f${i - 1}();` : ""} }`
  );
  assert.throws(() => lowered("f29();", declarations.join("\n")), RangeError);
});

Deno.test("a block may have more statements than a call has arguments", () => {
  const arrays = Array.from({ length: 16 }, (_, i) => `m${i}: array<u32, 1024>`);
  const copies = Array.from({ length: 8 }, (_, i) => `var c${i} = s; c${i}.m1[2] = 1u; s = c${i};`);
  const text = module(`var s: S; ${copies.join(" ")}`, `struct S { ${arrays.join(", ")} }`);
  assert.ok(lowerText(text).length > 100_000);
});
