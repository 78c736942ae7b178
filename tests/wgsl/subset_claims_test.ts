/** Holds docs/wgsl-subset.md to what the compiler does, sentence by sentence. */

import assert from "node:assert/strict";
import { runCompiled } from "../helpers/run_compiled.ts";
import { requestTestDevice } from "../helpers/webgpu.ts";
import { BOUNDED } from "./claims_bounds.ts";
import { DECLARED } from "./claims_declarations.ts";
import { EXPRESSED } from "./claims_expressions.ts";
import { compileText, LENGTHS, refusal } from "./modules.ts";

const CLAIMS = { ...DECLARED, ...EXPRESSED, ...BOUNDED };

/** Sentences that another test shows, and those that say why or give advice. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "A kernel is one WGSL text": "subset_page_test.ts",
  "A GPU takes it through WebGPU": "subset_page_test.ts",
  "The compiler promises the subset": "tables_test.ts",
  "It refuses everything else by name": "mutate_test.ts",
  "tests compare the two on random kernels": "compile_test.ts",
  "A walk of Hexwalk is a file": "shaders_test.ts",
  "This is a kernel of its own": "subset_page_test.ts",
  "WGSL lets two hosts round": "advice",
  "State the unit": "advice",
  "naga clears it once": "zeros_test.ts",
  // No walk of ours has such a variable, so there is only the code to show it.
  "Hexwalk's backend does so": "../../src/backends/gpu_engine.ts",
  "**Invocations share nothing but storage.**": "advice",
  "What two invocations both write": "advice",
  "Use what is returned only": "advice",
  "naga takes loops that have none": "verdicts_test.ts",
  "A generator keeps its state there": "advice",
  "(WGSL leaves open": "advice",
  "Buffers are laid out as WGSL says": "types_test.ts",
  "Sums, `else if` and `case` may go on": "depth_test.ts",
  "The error is a `WgslError`": "subset_page_test.ts",
  "A value of an override that does not fit": "check_test.ts",
};

const file = await Deno.readTextFile(new URL("../../docs/wgsl-subset.md", import.meta.url));

/** The page's sentences and the rows of its tables, without code and headings. */
const SENTENCES = file.replaceAll(/^```.*?^```$/gms, "\n").split(/\n\s*\n|\n(?=- |\|)/)
  .map((block) => block.replaceAll(/\s+/g, " ").trim())
  .filter((block) => /\w/.test(block) && !block.startsWith("#"))
  .filter((block) => !["| type |", "| functions |"].some((head) => block.startsWith(head)))
  .flatMap((block) => block.split(/(?<=\.(?:\)|\*\*)?) (?=[A-Z`(]|naga)/));

/** Words that each buffer begins with. */
function buffers(text: string) {
  const all = {
    params: new Uint32Array(12),
    input: Uint32Array.from({ length: LENGTHS.input }, (_, i) => i),
    counts: new Uint32Array(LENGTHS.counts),
    out: new Uint32Array(LENGTHS.out),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => text.includes(`${name}:`)));
}

/** What invocation 5 of 8 leaves. */
function wordOf(text: string, blocks: number): number {
  return runCompiled(text, buffers(text), 8, { blocks }).out[5];
}

const lengths = { ...LENGTHS, q: 4096 };

for (const [claim, { takes, refuses, gives, costs }] of Object.entries(CLAIMS)) {
  Deno.test(`the page is true where it says: ${claim}`, () => {
    assert.ok(SENTENCES.some((sentence) => sentence.includes(claim)), "the page does not say so");
    assert.ok(takes ?? refuses ?? gives ?? costs, "nothing shows it");
    for (const text of takes ?? []) compileText(text, { lengths });
    for (const [text, reason] of refuses ?? []) assert.match(refusal(text).reason, reason, text);
    for (const [text, word] of gives ?? []) {
      for (const blocks of [0, 1, 4]) assert.equal(wordOf(text, blocks), word, text);
    }
    for (const [text, same] of costs ?? []) {
      assert.deepEqual(compileText(text).bytes, compileText(same).bytes, text);
    }
  });
}

Deno.test("each sentence of the page is shown by a claim or by a test that is named", async () => {
  const quotes = [...Object.keys(CLAIMS), ...Object.keys(ELSEWHERE)];
  const silent = SENTENCES.filter((sentence) => !quotes.some((quote) => sentence.includes(quote)));
  assert.deepEqual(silent, []);
  const idle = quotes.filter((quote) => !SENTENCES.some((sentence) => sentence.includes(quote)));
  assert.deepEqual(idle, []);
  for (const path of Object.values(ELSEWHERE)) {
    if (path !== "advice") await Deno.stat(new URL(path, import.meta.url));
  }
});

Deno.test("the adapter takes what the page says is taken", async () => {
  const found = await requestTestDevice();
  if (!found) return;
  const { device } = found;
  const texts = Object.values(CLAIMS).flatMap((
    { takes = [], gives = [] },
  ) => [...takes, ...gives.map(([text]) => text)]);
  for (const code of texts) {
    device.pushErrorScope("validation");
    const info = await device.createShaderModule({ code }).getCompilationInfo();
    const error = await device.popErrorScope();
    assert.deepEqual(
      [error, info.messages.filter(({ type }) => type === "error")],
      [null, []],
      code,
    );
  }
  device.destroy();
});
