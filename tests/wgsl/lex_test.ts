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
  assert.deepEqual(texts("a // b\rc"), ["a", "c"], "a carriage return ends a line");
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
  "a name beyond ASCII": ["const §é = 1;", /unexpected character é/],
  "a comment without an end": ["const A = 1; §/* /* */", /does not end/],
});
