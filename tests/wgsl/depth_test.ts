import assert from "node:assert/strict";
import { WgslError } from "../../src/wgsl/source.ts";
import { runCompiled } from "../helpers/run_compiled.ts";
import { DEEP, EDGE, LONG } from "./deep_programs.ts";
import { compileText, LENGTHS } from "./modules.ts";

function run(text: string, blocks: number): number {
  const buffers = {
    params: new Uint32Array(12),
    input: new Uint32Array(LENGTHS.input),
    counts: new Uint32Array(LENGTHS.counts),
    out: new Uint32Array(LENGTHS.out),
  };
  return runCompiled(text, buffers, 16, { blocks }).out[0];
}

for (const [what, [text, value]] of Object.entries(LONG)) {
  Deno.test(`a program may be long: ${what}`, () => {
    for (const blocks of [0, 1]) assert.equal(run(text, blocks), value);
  });
}

for (const [what, text] of Object.entries(DEEP)) {
  Deno.test(`what is too deep is refused at its place: ${what}`, () => {
    assert.throws(
      () => compileText(text),
      (error) =>
        error instanceof WgslError && /deep|chain of more than|in a row/.test(error.reason),
    );
  });
}

Deno.test("what is as deep as may be fits the stack of a worker", async () => {
  const worker = new Worker(new URL("depth_worker.ts", import.meta.url), { type: "module" });
  const faults = await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = reject;
  });
  worker.terminate();
  assert.deepEqual(faults, []);
});

Deno.test("what is as deep as may be compiles", () => {
  for (const text of Object.values(EDGE)) {
    for (const blocks of [0, 4]) compileText(text, { blocks });
  }
});
