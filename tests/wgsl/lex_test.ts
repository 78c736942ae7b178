import assert from "node:assert/strict";
import fc from "fast-check";
import { lex } from "../../src/wgsl/lex.ts";
import { sourceOf, testRefusals } from "./modules.ts";

function texts(text: string): string[] {
  return lex(sourceOf(text)).slice(0, -1).map((token) => token.text);
}

Deno.test("lex() takes the longest symbol", () => {
  assert.deepEqual(texts("a>>=b>>c>=d->e--f-g"), "a >>= b >> c >= d -> e -- f - g".split(" "));
});

Deno.test("lex() leaves out blanks and comments, which nest", () => {
  assert.deepEqual(texts("a /* b /* c */ d */ e // f */\n\tg"), ["a", "e", "g"]);
});

// WGSL 3.2, "Blankspace and Line Breaks".
const LINE_BREAKS = ["\n", "\v", "\f", "\r", "\r\n", "\x85", "\u2028", "\u2029"];
const BLANKS = [" ", "\t", "\u200e", "\u200f", ...LINE_BREAKS];

Deno.test("each of WGSL's blanks parts tokens, and each of its line breaks ends a comment", () => {
  for (const blank of BLANKS) assert.deepEqual(texts(`a${blank}b`), ["a", "b"]);
  for (const end of LINE_BREAKS) {
    assert.deepEqual(texts(`a // b${end}c`), ["a", "c"], JSON.stringify(end));
  }
});

Deno.test("names are of any script that Unicode has for them", () => {
  const names = ["é", "Δt", "été_1", "𐐐x", "变量", "_é"];
  assert.deepEqual(
    lex(sourceOf(names.join(" "))).slice(0, -1).map(({ kind, text }) => [kind, text]),
    names.map((name) => ["name", name]),
  );
});

/** The kinds of the angle brackets in a text: `(` opens and `)` closes a template, others are their own. */
function angles(text: string): string {
  return lex(sourceOf(text)).filter(({ text }) => /[<>]/.test(text))
    .map(({ kind, text }) => kind === "open" ? "(" : kind === "close" ? ")" : text).join(" ");
}

// WGSL 3.9, "Template Lists", and its examples.
const TEMPLATES: Readonly<Record<string, string>> = {
  "vec2<u32>(1)": "( )",
  "array<vec2<u32>, 2>()": "( ( ) )",
  "array<vec2<u32>>=b": "( ( ) )",
  "a < b >> 2": "( ) >",
  "f(a < b, c > d)": "( )",
  "f(a < b, c)": "<",
  "a[b < c] > d": "< >",
  "(a < b) > c": "< >",
  "a < b && c > d": "< >",
  "a < (b && c) > d": "( )",
  "a < b; c > d": "< >",
  "a < b { c > d": "< >",
  "a < b == c > d": "( )",
  "a < b = c > d": "< >",
  "a << b > c": "<< >",
  "a <= b > c": "<= >",
  "1 < b > c": "< >",
  "var<storage, read_write> a: array<u32>;": "( ) ( )",
  "a < b >= c": "( )",
  "a + b < c - d > e": "( )",
  "array<u32, (1 > 2)>": "( > )",
};

Deno.test("angle brackets are templates where WGSL's discovery of them says so", () => {
  for (const [text, wanted] of Object.entries(TEMPLATES)) assert.equal(angles(text), wanted, text);
});

Deno.test("lex() tells names, WGSL's own words, numbers and symbols apart", () => {
  const kinds = lex(sourceOf("x1 for set _ _a 0x1Fu 7i 0 ;")).map(({ kind }) => kind);
  assert.deepEqual(kinds, [
    "name",
    "keyword",
    "keyword",
    "symbol",
    "name",
    "number",
    "number",
    "number",
    "symbol",
    "end",
  ]);
});

Deno.test("every token stands in the text at its offset", () => {
  const part = fc.constantFrom("ab", "1u", "0x2", "<", "<<=", " ", "\n", "/* c */", "// d\n", "&");
  fc.assert(fc.property(fc.array(part), (parts) => {
    const text = parts.join(" ");
    for (const token of lex(sourceOf(text)).slice(0, -1)) {
      assert.equal(text.slice(token.at, token.at + token.text.length), token.text);
    }
  }));
});

testRefusals("lex()", {
  "a decimal float": ["const A = §1.5;", /^the number 1\.5 is outside the subset: use i32 or u32/],
  "a float with an exponent": ["const A = §1e5;", /1e5/],
  "a float's suffix": ["const A = §1f;", /1f/],
  "a hexadecimal float": ["const A = §0x1p4;", /0x1p4/],
  "a leading zero": ["const A = §012;", /012/],
  "an unknown character": ["const A = §#;", /unexpected character #/],
  "a character that is in no name": ["const a§€ = 1;", /unexpected character €/],
  "a no-break space": ["const§\u00a0A = 1;", /unexpected character U\+00A0/],
  "a byte order mark": ["§\ufeffconst A = 1;", /unexpected character U\+FEFF/],
  "an ideographic space": ["const§\u3000A = 1;", /unexpected character U\+3000/],
  "a null": ["const§\0A = 1;", /unexpected character U\+0000/],
  "a comment without an end": ["const A = 1; §/* /* */", /does not end/],
});
