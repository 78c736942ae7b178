import assert from "node:assert/strict";
import fc from "fast-check";
import { compile } from "../../src/wgsl/compile.ts";
import { errorAt, link, WgslError } from "../../src/wgsl/source.ts";
import { module } from "./modules.ts";

const NAMES = ["a.wgsl", "b.wgsl", "c.wgsl"];

Deno.test("errorAt() finds the file, line and column that an offset came from", () => {
  const text = fc.string({ unit: fc.constantFrom("x", " ", "\n", "é"), maxLength: 12 });
  fc.assert(fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), fc.nat(), (texts, n) => {
    const source = link(texts.map((text, i) => ({ name: NAMES[i], text })));
    const offset = n % source.text.length;
    // A linked text has a line break after each file; it belongs to that file's last line.
    const starts = texts.map((_, i) => texts.slice(0, i).join("\n").length + Number(i > 0));
    const file = starts.findLastIndex((start) => start <= offset);
    const lines = source.text.slice(starts[file], offset).split("\n");
    const { file: name, line, column } = errorAt(source, offset, "");
    const last = lines[lines.length - 1];
    assert.deepEqual([name, line, column], [NAMES[file], lines.length, last.length + 1]);
  }));
});

Deno.test("an error in the second of two files names that file and its own line", () => {
  const source = link([
    { name: "first.wgsl", text: module("out[0] = helper(1u);") },
    { name: "second.wgsl", text: "// A helper.\nfn helper(a: u32) -> u32 {\n  return a + b;\n}" },
  ]);
  assert.throws(
    () => compile(source, { lengths: { out: 1, input: 1, counts: 1 } }),
    (error) =>
      error instanceof WgslError && error.message === "second.wgsl:3:14: b is not declared" &&
      error.file === "second.wgsl" && error.line === 3 && error.column === 14,
  );
});

Deno.test("an error at the end of a file is in that file", () => {
  const source = link([{ name: "first.wgsl", text: "fn f() {" }, {
    name: "second.wgsl",
    text: "",
  }]);
  assert.equal(errorAt(source, 8, "").file, "first.wgsl");
  assert.equal(errorAt(source, source.text.length, "").file, "second.wgsl");
});

Deno.test("link() of nothing is a RangeError", () => {
  assert.throws(() => link([]), RangeError);
});
