/** `run` as a process: what it prints and what it leaves. */

import assert from "node:assert/strict";
import { hasGpu } from "../helpers/backends.ts";
import { type Ended, read, runMain, start, TempFolder } from "../helpers/cli.ts";

const SEED = ["--seed", "7"];

async function runWell(...args: string[]): Promise<Ended> {
  const ended = await runMain("run", ...args);
  assert.equal(ended.code, 0, ended.stderr);
  return ended;
}

function assertLines(text: string, names: readonly string[]): void {
  const lines = text.trimEnd().split("\n");
  assert.deepEqual(lines.map((line) => line.slice(0, 10).trim()), names);
}

const SUMMARY = [
  "walkers",
  "steps",
  "seed",
  "backend",
  "mean",
  "variance",
  "outside",
  "walking",
  "in all",
  "figure",
];

Deno.test("run prints a summary for people, and no progress where there is no terminal", async () => {
  using folder = new TempFolder();
  const out = folder.file("walk.svg");
  // Two seconds of work and more: a progress bar would show after half a second.
  const flags = ["--n", "2e7", "--backend", "workers", "--workers", "2", "--out", out];
  const { stdout, stderr } = await runWell(...SEED, ...flags);
  assert.equal(stderr, "");
  assertLines(stdout, SUMMARY);
  assert.match(stdout, /^walkers {3}20,000,000$/m);
  assert.match(stdout, /^backend {3}2 workers: as asked$/m);
  assert.ok(stdout.includes(out));
  assert.deepEqual(folder.names(), ["walk.svg"]);
});

Deno.test("run --json prints one object alone, with all that the run was", async () => {
  using folder = new TempFolder();
  const out = folder.file("walk.svg");
  const { stdout, stderr } = await runWell(...SEED, "--n", "1e5", "--json", "--out", out);
  assertLines(stderr, SUMMARY);
  assert.equal(stdout.trimEnd().split("\n").length, 1);
  const { timings, digest, tally, ...rest } = JSON.parse(stdout);
  assert.deepEqual(rest, {
    spec: {
      walk: "diagonal",
      dimensions: 2,
      walkers: 100_000,
      steps: 1000,
      seed: "7",
      window: { origin: [-190, -190], cellSize: 2, columns: 191, rows: 191 },
    },
    backend: { name: "serial" },
    complete: true,
    figure: out,
    exports: [],
  });
  assert.match(digest, /^[0-9a-f]{64}$/);
  const figures = ["mean", "variance", "covariance", "standardErrors"];
  assert.deepEqual(Object.keys(tally), ["walkers", "outside", ...figures]);
  // √(1000 / n), 1000 · √(2 / n) and 1000 / √n.
  const errors = [...tally.standardErrors.mean, ...tally.standardErrors.variance];
  const wanted = [0.1, 0.1, 4.47, 4.47];
  errors.forEach((error, i) => assert.ok(Math.abs(error / wanted[i] - 1) < 0.02));
  assert.ok(Math.abs(tally.standardErrors.covariance / 3.16 - 1) < 0.02);
  const figure = "[−\\d.,]+ ± [\\d.]+";
  assert.match(stderr, new RegExp(`^mean +${figure}, ${figure} sites$`, "m"));
  const spread = `${figure}, ${figure} sites², covariance ${figure}`;
  assert.match(stderr, new RegExp(`^variance +${spread}$`, "m"));
  assert.equal(tally.walkers, 100_000);
  assert.equal(tally.outside, 0);
  for (const axis of [0, 1]) {
    assert.ok(Math.abs(tally.mean[axis]) < 0.6);
    assert.ok(Math.abs(tally.variance[axis] / 1000 - 1) < 0.03);
  }
  assert.ok(Math.abs(tally.covariance) < 20);
  assert.ok(timings.walkMs > 0 && timings.walkMs < timings.totalMs);
});

Deno.test("a summary says nothing of few walkers that is not known", async () => {
  using folder = new TempFolder();
  const flags = [...SEED, "--out", folder.file("walk.svg"), "--json"];
  const one = await runWell(...flags, "--n", "1");
  assert.match(one.stderr, /^mean {6}−6, 28 sites\nvariance {2}takes two walkers$/m);
  const { standardErrors } = JSON.parse(one.stdout).tally;
  assert.deepEqual(standardErrors, {
    mean: [null, null],
    variance: [null, null],
    covariance: null,
  });
  // At (−6, 28) and (−14, 28).
  const two = await runWell(...flags, "--n", "2");
  assert.match(two.stderr, /^mean {6}−10\.0 ± 4\.0, 28 sites$/m);
});

Deno.test("run --json names the threads, and the adapter with what it is", async () => {
  using folder = new TempFolder();
  const json = async (...args: string[]) =>
    JSON.parse((await runWell(...SEED, "--json", "--out", folder.file("a.svg"), ...args)).stdout);
  const threads = await json("--backend", "workers", "--workers", "3");
  assert.deepEqual(threads.backend, { name: "workers", workers: 3 });
  if (!await hasGpu()) return;
  const { backend, digest } = await json("--backend", "gpu");
  assert.deepEqual(Object.keys(backend), ["name", "adapter", "software"]);
  assert.equal(typeof backend.software, "boolean");
  assert.ok(backend.adapter.length > 0);
  assert.equal(digest, threads.digest);
});

Deno.test("run --quiet prints nothing, with --json the object alone", async () => {
  using folder = new TempFolder();
  const flags = ["--n", "1000", "--quiet", "--out", folder.file("walk.svg")];
  assert.deepEqual(await runWell(...flags), { code: 0, stdout: "", stderr: "" });
  const { stdout, stderr } = await runWell(...flags, "--json");
  assert.equal(stderr, "");
  assert.equal(JSON.parse(stdout).tally.walkers, 1000);
});

Deno.test("run takes 1e6 and 1_000_000 for one number", async () => {
  using folder = new TempFolder();
  const few = [...SEED, "--steps", "33"];
  const digests = await Promise.all(["1e6", "1_000_000", "1000000", "1.0E6"].map(async (n) => {
    const out = folder.file(`${n}.svg`);
    return JSON.parse((await runWell("--n", n, ...few, "--json", "--out", out)).stdout).digest;
  }));
  assert.equal(new Set(digests).size, 1);
});

Deno.test("the same run gives the same bytes on every backend, whole and alone in its folder", async () => {
  using folder = new TempFolder();
  const backends = await hasGpu() ? ["serial", "workers", "gpu"] : ["serial", "workers"];
  for (const backend of backends) {
    const out = folder.file(`${backend}.svg`);
    await runWell(...SEED, "--n", "30000", "--backend", backend, "--out", out);
    assert.equal(folder.read(`${backend}.svg`), folder.read("serial.svg"));
  }
  assert.match(folder.read("serial.svg"), /^(<\?xml[^>]*>\s*)?<svg [\s\S]*<\/svg>\s*$/);
  assert.deepEqual(folder.names(), backends.map((backend) => `${backend}.svg`).sort());
});

Deno.test("run without a seed draws one, prints it, and it makes the run again", async () => {
  using folder = new TempFolder();
  const json = async (...args: string[]) => {
    const out = folder.file("walk.svg");
    return JSON.parse((await runWell("--n", "1000", "--json", "--out", out, ...args)).stdout);
  };
  const [one, two] = [await json(), await json()];
  assert.notEqual(one.spec.seed, two.spec.seed);
  assert.equal((await json("--seed", one.spec.seed)).digest, one.digest);
});

Deno.test("run replaces an older figure", async () => {
  using folder = new TempFolder();
  const out = folder.file("walk.svg");
  Deno.writeTextFileSync(`${folder.path}/walk.svg`, "old");
  await runWell("--n", "10", "--out", out);
  assert.match(folder.read("walk.svg"), /<\/svg>/);
  assert.deepEqual(folder.names(), ["walk.svg"]);
});

Deno.test("run --backend gpu where there is no adapter is one line that says what to install", async () => {
  using folder = new TempFolder();
  // A graphics interface that this system does not have.
  const DENO_WEBGPU_BACKEND = Deno.build.os === "windows" ? "metal" : "dx12";
  const args = ["run", "--backend", "gpu", "--out", folder.file("walk.svg")];
  const { code, stdout, stderr } = read(await start(args, { DENO_WEBGPU_BACKEND }).output());
  assert.equal(code, 1);
  assert.equal(stdout, "");
  assert.match(stderr, /^hexwalk: There is no GPU adapter: [^\n]*mesa-vulkan-drivers[^\n]*\n$/);
  assert.deepEqual(folder.names(), []);
});
