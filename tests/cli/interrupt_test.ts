/** Ctrl-C: an end within a second, what was walked kept, exit status 130. */

import assert from "node:assert/strict";
import { hasGpu } from "../helpers/backends.ts";
import { read, start, TempFolder } from "../helpers/cli.ts";

/** Long enough for a program to start on a busy machine. Nothing it prints tells that it walks. */
const START_MS = 2500;
/** "Within a second", and time for the figure and a machine that runs other tests beside this one. */
const STOP_MS = 2000;

async function interrupt(args: string[], signals = 1) {
  const child = start(["run", "--seed", "7", "--json", ...args]);
  await new Promise((resolve) => setTimeout(resolve, START_MS));
  const asked = performance.now();
  for (let i = 0; i < signals; i++) child.kill("SIGINT");
  // One that does not listen shall fail its test, not outlive it.
  const last = setTimeout(() => child.kill("SIGKILL"), 5 * STOP_MS);
  const ended = read(await child.output());
  clearTimeout(last);
  return { ...ended, ms: performance.now() - asked };
}

async function assertKeepsPart(backend: string): Promise<void> {
  using folder = new TempFolder();
  const args = ["--n", "1e12", "--backend", backend, "--out", folder.file("walk.svg")];
  const { code, stdout, stderr, ms } = await interrupt(args);
  assert.equal(code, 130, stderr);
  assert.ok(ms < STOP_MS, `${backend} took ${ms} ms`);
  const { complete, tally } = JSON.parse(stdout);
  assert.equal(complete, false);
  assert.ok(tally.walkers > 0 && tally.walkers < 1e12, `${backend} kept ${tally.walkers} walkers`);
  assert.match(stderr, /^walkers .* of 1,000,000,000,000 \(stopped early\)$/m);
  const count = tally.walkers.toLocaleString("en");
  const figure = folder.read("walk.svg");
  assert.ok(figure.includes(`Partial: the run was stopped after ${count} of 1,000,000,000,000`));
  assert.match(figure, /<\/svg>\s*$/);
  assert.deepEqual(folder.names(), ["walk.svg"]);
}

Deno.test("Ctrl-C stops serial and workers and keeps what they walked", async () => {
  await Promise.all(["serial", "workers"].map(assertKeepsPart));
});

Deno.test("Ctrl-C stops gpu and keeps what it walked", async () => {
  if (await hasGpu()) await assertKeepsPart("gpu");
});

Deno.test("Ctrl-C stops walks too long for any walker to end, with an empty figure", async () => {
  using folder = new TempFolder();
  const out = folder.file("walk.svg");
  const args = ["--n", "1e9", "--steps", "2147483647", "--backend", "serial", "--out", out];
  const { code, ms, stderr } = await interrupt(args);
  assert.equal(code, 130, stderr);
  assert.ok(ms < STOP_MS, `took ${ms} ms`);
  assert.match(folder.read("walk.svg"), /Partial[\s\S]*<\/svg>\s*$/);
});

Deno.test("one Ctrl-C that comes twice, as through deno task, still keeps what was walked", async () => {
  using folder = new TempFolder();
  const args = ["--n", "1e12", "--backend", "workers", "--out", folder.file("walk.svg")];
  const { code, stdout, stderr } = await interrupt(args, 2);
  assert.equal(code, 130, stderr);
  assert.ok(JSON.parse(stdout).tally.walkers > 0);
  assert.match(folder.read("walk.svg"), /Partial[\s\S]*<\/svg>\s*$/);
});
