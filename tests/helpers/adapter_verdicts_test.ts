import assert from "node:assert/strict";
import { module } from "../wgsl/modules.ts";
import { adapterVerdicts } from "./adapter_verdicts.ts";

Deno.test("an adapter's process that ends over a program is followed by another", async () => {
  const sound = module("out[0] = 1u;");
  // Deno 2.9.6 takes the module, and its process aborts over the pipeline.
  const deadly = module(
    "var a = array<u32, 3>(); put(&a[1]); out[0] = a[1];",
    "fn put(p: ptr<function, u32>) { *p = 1u; }",
  );
  const codes = [sound, deadly, sound, "fn"];
  const answers = await adapterVerdicts(codes.map((code) => ({ code, hasPipeline: true })));
  if (answers === undefined) return;
  assert.equal(answers.length, 4);
  assert.deepEqual([answers[0], answers[2]], [null, null]);
  assert.notEqual(answers[1], null);
  assert.match(String(answers[3]), /expected/);
});
