import assert from "node:assert/strict";
import type { Expression, Statement } from "../../src/wgsl/ast.ts";
import { parse } from "../../src/wgsl/parse.ts";
import { module, sourceOf, testRefusals } from "./modules.ts";

/** An expression with every operator's parentheses written. */
function shape(node: Expression): string {
  switch (node.kind) {
    case "number":
      return node.text;
    case "name": {
      const { name, template } = node;
      return template.length === 0 ? name : `${name}<${template.map(shape).join(", ")}>`;
    }
    case "unary":
      return `(${node.op}${shape(node.operand)})`;
    case "binary":
      return `(${shape(node.left)} ${node.op} ${shape(node.right)})`;
    case "index":
      return `${shape(node.base)}[${shape(node.index)}]`;
    case "member":
      return `${shape(node.base)}.${node.name}`;
    case "call":
      return `${shape(node.type)}(${node.args.map(shape).join(", ")})`;
  }
}

function shapeOf(text: string): string {
  const [node] = parse(sourceOf(`const A = ${text};`));
  assert.ok(node.kind === "const" && node.value);
  return shape(node.value);
}

function statements(text: string): readonly Statement[] {
  const [node] = parse(sourceOf(`fn f() { ${text} }`));
  assert.ok(node.kind === "function");
  return node.body;
}

const SHAPES: Readonly<Record<string, string>> = {
  "a + b * c - d": "((a + (b * c)) - d)",
  "-a * !b": "((-a) * (!b))",
  "a + b < c - d": "((a + b) < (c - d))",
  "a < b && c >= d && e": "(((a < b) && (c >= d)) && e)",
  "a << 2u < b >> 1u": "((a << 2u) < (b >> 1u))",
  "a & b & -c": "((a & b) & (-c))",
  "*p[1].x": "(*p[1].x)",
  "&a.b[c + 1]": "(&a.b[(c + 1)])",
  "vec2<u32>(a, b)": "vec2<u32>(a, b)",
  "array<vec2<u32>, 2>(c)": "array<vec2<u32>, 2>(c)",
  "array<u32, N + 1>()": "array<u32, (N + 1)>()",
  "bitcast<vec2<u32>>(a)": "bitcast<vec2<u32>>(a)",
  "f(a, b,)": "f(a, b)",
  "a < b": "(a < b)",
  "a - -b": "(a - (-b))",
};

Deno.test("parse() gives operators the precedence of WGSL's grammar", () => {
  for (const [text, wanted] of Object.entries(SHAPES)) assert.equal(shapeOf(text), wanted);
});

Deno.test("parse() takes apart a >>= and a >= that close a template", () => {
  for (const close of ["> =", ">="]) {
    const [node] = statements(`var a: vec2<u32${close} b; var c: array<vec2<u32>, 2>= d;`);
    assert.ok(node.kind === "declare" && node.type);
    assert.equal(shape(node.type), "vec2<u32>");
  }
});

Deno.test("parse() makes of every loop a body, a continuing part and its ends", () => {
  const [loop, block, during] = statements(
    "loop { a(); continuing { b(); break if c; } } for (var i = 0; i < 3; i++) {} while d {}",
  );
  assert.ok(loop.kind === "loop" && loop.breakIf);
  assert.equal(loop.continuing.length, 1);
  assert.ok(block.kind === "block" && block.body[1].kind === "loop" && block.body[1].condition);
  assert.ok(during.kind === "loop" && during.condition && during.continuing.length === 0);
});

Deno.test("parse() reads a chain of else if as arms of one if", () => {
  const [node] = statements("if a {} else if b {} else { c(); }");
  assert.ok(node.kind === "if" && node.arms.length === 2 && node.otherwise.length === 1);
  const [first, second] = statements("if a {} else {} if b {}");
  assert.ok(first.kind === "if" && first.arms.length === 1 && second.kind === "if");
});

testRefusals("parse()", {
  "& beside |": [module("let a = 1 & 2 §| 3;"), /& and \| need parentheses/],
  "&& beside ||": [module("let a = true && true §|| false;"), /&& and \|\| need parentheses/],
  "a chain of comparisons": [module("let a = 1 < 2 §< 3;"), /< and < need parentheses/],
  "a shift of a sum": [module("let a = 1 + 2 §<< 3u;"), /need/],
  "a chain of shifts": [module("let a = 1 << 2u §<< 3u;"), /need parentheses/],
  "a comparison beside &": [module("let a = 1 & 2 §== 3;"), /& and == need parentheses/],
  "var without a type and a value": [module("var a§;"), /var a needs an initialiser/],
  "let without a value": [module("let a§;"), /needs an initialiser/],
  "a private var without a type and a value": [
    "var<private> a§;",
    /var<private> a needs a type or a value/,
  ],
  "a private var with a binding": ["@§group(0) var<private> a: u32;", /has no binding/],
  "var<function>": [module("var§<function> a = 1;"), /outside the subset/],
  "a var without a space": ["§var a: u32;", /without <private>, <uniform> or <storage>/],
  "enable": ["§enable f16;", /enable is outside the subset/],
  "const_assert": ["§const_assert true;", /const_assert is outside the subset/],
  "discard": [module("§discard;"), /discard begins no statement/],
  "break if outside continuing": [module("loop { break §if true; }"), /break if may only end/],
  "a statement after break if": [
    module("loop { continuing { break if true; §out[0] = 1u; } }"),
    /expected }/,
  ],
  "a declaration at the end of a for's head": [
    module("for (; false; §let a = 1) {}"),
    /let begins no statement/,
  ],
  "an expression as a statement": [module("§id.x + 1u;"), /id begins no statement/],
  "a call in parentheses as a statement": [module("§(f());"), /begins no statement/],
  "a case without a value": [module("switch 1 { case §{} default {} }"), /expected an expression/],
  "an unknown attribute": ["@§vertex fn f() {}", /@vertex here is outside the subset/],
  "an attribute on a struct's neighbour": ["@§id(1) const A = 1;", /@id here is outside/],
  "an attribute twice": ["@id(1) @§id(2) override A = 1;", /@id stands twice/],
  "an attribute on a result": ["fn f() -> @§location(0) u32 {}", /@location here/],
  "a body without an end": ["fn f() { §", /expected }, found the end/],
  "a switch without an end": [
    module("switch 1 { case 1 {}").trimEnd().slice(0, -1) + "§",
    /expected/,
  ],
  "a statement at module scope": ["§a = 1;", /a is outside the subset: expected a declaration/],
});
