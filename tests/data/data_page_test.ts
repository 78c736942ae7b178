/** docs/data.md, followed by someone who has that page, Python and the files. */

import assert from "node:assert/strict";
import { encodeEndpoints } from "../../src/data/endpoints.ts";
import { EXPORT_ENDINGS, exportRun } from "../../src/data/export.ts";
import { encodeRun } from "../../src/data/saved_run.ts";
import { inFolder, runPython } from "./python.ts";
import { largeRun, provenanceOf } from "./runs.ts";

const PAGE = Deno.readTextFileSync(new URL("../../docs/data.md", import.meta.url));
const BLOCKS = [...PAGE.matchAll(/```python\n([^]*?)```/g)].map(([, program]) => program);

/** What each of the page's programs prints. */
const PRINTED = [
  /^\(191, 191\) 999988091$/,
  /^(-?0\.0|-?[\d.]+e-\d+) (-?0\.0|-?[\d.]+e-\d+)$/,
  /^\(\d+, \d+\)$/,
  /^\(3, 2\) \[ *1\. +-1\. *\]$/,
  /^x +2.666667\ny +2.666667\n/,
  /^True$/,
  /^True$/,
];

async function writeFiles(folder: string): Promise<void> {
  const run = largeRun();
  const text = await encodeRun(run, [provenanceOf(run.tally.walkers)]);
  await Deno.writeTextFile(`${folder}/run.json`, text);
  for (const ending of EXPORT_ENDINGS) {
    await Deno.writeFile(`${folder}/run${ending}`, await exportRun(run, ending));
  }
  for (const ending of [".npy", ".csv"] as const) {
    const endpoints = ReadableStream.from([Int32Array.of(1, 1, 3, -1, -1, -3)])
      .pipeThrough(encodeEndpoints(ending, 3));
    await Deno.writeFile(`${folder}/endpoints${ending}`, endpoints);
  }
}

Deno.test("the page's programs read the files", async () => {
  assert.equal(BLOCKS.length, PRINTED.length);
  await inFolder(async (folder) => {
    await writeFiles(folder);
    for (const [i, program] of BLOCKS.entries()) {
      const printed = await runPython(program, folder);
      if (printed !== undefined) assert.match(printed.trimEnd(), PRINTED[i], program);
    }
  });
});
