import assert from "node:assert/strict";
import { check } from "../../src/wgsl/check.ts";
import { compile } from "../../src/wgsl/compile.ts";
import { verify } from "../../src/wgsl/verify.ts";
import { lower } from "../../src/wgsl/lower.ts";
import { parse } from "../../src/wgsl/parse.ts";
import { findUniformity } from "../../src/wgsl/uniformity.ts";
import { allStatements, irText } from "./ir_text.ts";
import { sourceOf } from "./modules.ts";

const folder = new URL("../../src/wgsl/", import.meta.url);
const readme = await Deno.readTextFile(new URL("README.md", folder));
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, "gs"))].map((match) =>
    match[1]
  );
const [kernel] = blocks("wgsl");
const lengths = { out: 64 };

Deno.test("the README's kernel becomes the IR that the README shows", () => {
  const ir = lower(check(sourceOf(kernel), parse(sourceOf(kernel))), lengths);
  assert.equal(irText(ir).join("\n"), blocks("text")[0]);
  const { varying, masked, ragged, blended } = findUniformity(ir, false);
  assert.deepEqual([...varying].map(({ name }) => name).sort(), ["turn", "x"]);
  assert.deepEqual([masked.size, ragged.size], [1, 1]);
  const sets = allStatements(ir).filter((statement) => blended.has(statement));
  assert.deepEqual(irText(sets), ["x = shr(x, 1)", "turn = add(turn, 1)"]);
});

// The opcodes of the README's instructions: WebAssembly 2.0, 5.4.
const OPCODES: Readonly<Record<string, readonly number[]>> = {
  "local.get": [0x20],
  "local.set": [0x21],
  "i32.const": [0x41],
  "i32x4.eq": [0xfd, 0x37],
  "i32x4.shr_u": [0xfd, 0xad, 0x01],
  "v128.and": [0xfd, 0x4e],
  "v128.andnot": [0xfd, 0x4f],
  "v128.bitselect": [0xfd, 0x52],
};

Deno.test("the README's instructions are in the module", () => {
  const { bytes } = compile(sourceOf(kernel), { lengths, blocks: 1, verify });
  const excerpt = blocks("wat")[0].split("\n").flatMap((line) => {
    const [op, operand] = line.replace(/;;.*/, "").trim().split(" ");
    return [...OPCODES[op], ...operand === undefined ? [] : [Number(operand)]];
  });
  assert.ok(bytes.join(" ").includes(excerpt.join(" ")));
});

Deno.test("the README's table names every file of the folder", () => {
  const files = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((n) =>
    n.endsWith(".ts")
  );
  assert.deepEqual(files.filter((name) => !readme.includes(`\`${name}\``)), []);
});
