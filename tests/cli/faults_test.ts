/** A host that breaks down: what was walked is kept, as after a signal, and the status is a failure's. */

import assert from "node:assert/strict";
import { decodeRun } from "../../src/data/saved_run.ts";
import { type Ended, read, ROOT, start, TempFolder } from "../helpers/cli.ts";

/** The program on a CPU whose WebAssembly does nothing any more after so many slices. */
const breakingAfter = (slices: number) => `
const { Instance } = WebAssembly;
let left = ${slices};
WebAssembly.Instance = function (module, imports) {
  const { main } = new Instance(module, imports).exports;
  return { exports: { main: (first, end) => left-- > 0 && main(first, end) } };
};
await import(${JSON.stringify(new URL("../../main.ts", import.meta.url).href)});
`;

async function runBreaking(slices: number, folder: TempFolder, ...args: string[]): Promise<Ended> {
  Deno.writeTextFileSync(`${folder.path}/breaking.js`, breakingAfter(slices));
  const walk = ["run", "--n", "1e9", "--seed", "7", "--backend", "serial", ...args];
  const ended = read(await start(walk, {}, folder.file("breaking.js")).output());
  Deno.removeSync(`${folder.path}/breaking.js`);
  return ended;
}

Deno.test("a run whose backends all fail keeps what they walked, and can be finished", async () => {
  using folder = new TempFolder();
  const files = [
    ...["--save", folder.file("run.json"), "--out", folder.file("walk.svg")],
    ...["--endpoints", folder.file("ends.csv")],
  ];
  const { code, stdout, stderr } = await runBreaking(60, folder, "--json", ...files);
  assert.equal(code, 1, stderr);
  assert.match(stderr, /^serial failed \(a dispatch is unproven: .*\); going on with workers$/m);
  assert.match(stderr, /^to finish deno task run --resume \S+run\.partial\.json$/m);
  assert.match(stderr, /\nhexwalk: this CPU's WebAssembly computes threefry wrongly: [^\n]+\n$/);
  assert.deepEqual(folder.names(), ["ends.partial.csv", "run.partial.json", "walk.partial.svg"]);
  const saved = await decodeRun(folder.read("run.partial.json"));
  assert.ok(saved.tally.walkers > 0 && !saved.isComplete);
  const lines = folder.read("ends.partial.csv").trimEnd().split("\n");
  assert.equal(lines.length - 1, saved.tally.walkers);
  const printed = JSON.parse(stdout);
  assert.deepEqual([printed.digest, printed.complete], [saved.digest, false]);
  assert.equal(`${ROOT}${printed.saved}`, `${folder.path}/run.partial.json`);
});

Deno.test("a run whose backends fail before any walker leaves every file alone", async () => {
  using folder = new TempFolder();
  const { code, stderr } = await runBreaking(1, folder, "--out", folder.file("walk.svg"));
  assert.equal(code, 1, stderr);
  assert.match(stderr, /^serial failed [^\n]+\nhexwalk: this CPU's [^\n]+\n$/);
  assert.deepEqual(folder.names(), []);
});
