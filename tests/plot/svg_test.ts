import assert from "node:assert/strict";
import fc from "fast-check";
import { coordinate, element, escapeXml, wrap } from "../../src/plot/svg.ts";

const strings = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => {
    return String.fromCharCode(code);
  }),
});

Deno.test("escapeXml() leaves no markup and no character that XML 1.0 forbids", () => {
  fc.assert(fc.property(fc.oneof(strings, fc.string()), (text) => {
    const escaped = escapeXml(text);
    assert.doesNotMatch(escaped.replace(/&(amp|lt|gt|quot|#39);/g, ""), /[&<>"']/);
    assert.ok(escaped.isWellFormed());
    for (const character of escaped) {
      const code = character.codePointAt(0) ?? 0;
      assert.ok(code >= 32 || code === 9 || code === 10 || code === 13, `U+${code.toString(16)}`);
      assert.ok(code !== 0xfffe && code !== 0xffff);
    }
  }));
});

Deno.test("escapeXml() keeps what is harmless", () => {
  assert.equal(escapeXml("a\tb\nπ ± 🎲 − é"), "a\tb\nπ ± 🎲 − é");
  assert.equal(escapeXml("<b>&'\"\u0000\u001b\ud800\uffff"), "&lt;b&gt;&amp;&#39;&quot;");
});

Deno.test("coordinate() writes at most two decimals", () => {
  fc.assert(fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
    const written = coordinate(value);
    assert.match(written, /^-?\d+(\.\d{1,2})?$/);
    assert.ok(Math.abs(Number(written) - value) <= 0.005 + 1e-9);
  }));
  assert.equal(coordinate(-0.001), "0");
});

Deno.test("wrap() keeps every word and no line is longer than asked", () => {
  fc.assert(fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (text, length) => {
    const lines = wrap(text, length);
    assert.ok(lines.every((line) => line !== "" && [...line].length <= length));
    assert.equal(lines.join("").replace(/\s/gu, ""), text.replace(/\s/gu, ""));
  }));
});

Deno.test("element() escapes what attributes hold", () => {
  assert.equal(element("g", { id: '"<', x: 1.005 }), '<g id="&quot;&lt;" x="1"/>');
});
