/** `run --resume`: a stopped run, finished to what it would have been. */

import assert from "node:assert/strict";
import { decodeRun, encodeRun } from "../../src/data/saved_run.ts";
import { simulate } from "../../src/run.ts";
import { createSpec, type SpecInput, walkersOf } from "../../src/spec.ts";
import { type Ended, runMain, TempFolder } from "../helpers/cli.ts";

const INPUT = { walkers: 4_000_000, first: 10, steps: 64, seed: 7 };

/** A folder with `run.partial.json`, a run that was stopped on its way. */
class Stopped implements AsyncDisposable {
  private constructor(readonly folder: TempFolder, readonly walkers: number) {}

  static async make(input: SpecInput = INPUT): Promise<Stopped> {
    const controller = new AbortController();
    const run = await simulate(createSpec(input), {
      backend: "workers",
      workers: 2,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    assert.ok(!run.isComplete && run.tally.walkers > 0);
    const folder = new TempFolder();
    const text = await encodeRun(
      run,
      run.provenance.map((part) => ({ ...part, version: "0.0.1" })),
    );
    Deno.writeTextFileSync(`${folder.path}/run.partial.json`, text);
    return new Stopped(folder, run.tally.walkers);
  }

  resume(...flags: string[]): Promise<Ended> {
    const file = this.folder.file("run.partial.json");
    return runMain("run", "--resume", file, "--out", this.folder.file("walk.svg"), ...flags);
  }

  // deno-lint-ignore require-await
  async [Symbol.asyncDispose](): Promise<void> {
    this.folder[Symbol.dispose]();
  }
}

Deno.test("a finished run is the run that was never stopped, and knows where its walkers come from", async () => {
  await using stopped = await Stopped.make();
  const { folder, walkers } = stopped;
  const { code, stdout, stderr } = await stopped.resume("--json");
  assert.equal(code, 0, stderr);
  const printed = JSON.parse(stdout);
  const spec = createSpec(INPUT);
  const whole = await simulate(spec, { backend: "workers", workers: 2 });
  assert.equal(printed.digest, whole.digest);
  assert.equal(printed.complete, true);
  assert.deepEqual(printed.resumed, { file: folder.file("run.partial.json"), walkers });
  const count = walkers.toLocaleString("en");
  assert.match(stderr, new RegExp(`^resumed +\\S+run\\.partial\\.json: ${count} walkers$`, "m"));
  assert.equal(printed.saved, folder.file("run.json"));
  assert.deepEqual(folder.names(), ["run.json", "run.partial.json", "walk.svg"]);
  const saved = await decodeRun(folder.read("run.json"));
  assert.deepEqual([saved.spec, saved.ranges], [spec, [walkersOf(spec)]]);
  assert.deepEqual(saved.tally, whole.tally);
  assert.deepEqual(saved.provenance.map((part) => [part.version, part.walkers]).slice(0, 1), [
    ["0.0.1", walkers],
  ]);
  assert.equal(saved.provenance.reduce((sum, part) => sum + part.walkers, 0), INPUT.walkers);
});

Deno.test("a run is saved back into the file that it is resumed from, where that is asked for", async () => {
  await using stopped = await Stopped.make();
  const { folder } = stopped;
  const file = folder.file("run.partial.json");
  const { code, stderr } = await stopped.resume("--save", file, "--quiet");
  assert.equal(code, 0, stderr);
  assert.ok((await decodeRun(folder.read("run.partial.json"))).isComplete);
  assert.deepEqual(folder.names(), ["run.partial.json", "walk.svg"]);
  // What is complete needs no walking, and is drawn again.
  Deno.removeSync(`${folder.path}/walk.svg`);
  const again = await stopped.resume();
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stderr, /^hexwalk: \S+ has all of its walkers: nothing was walked\n$/);
  assert.match(again.stdout, /^walkers +4,000,000$/m);
  assert.deepEqual(folder.names(), ["run.partial.json", "walk.svg"]);
});

Deno.test("what was saved before under the finished run's name is not replaced unasked", async () => {
  await using stopped = await Stopped.make();
  const { folder } = stopped;
  Deno.writeTextFileSync(`${folder.path}/run.json`, "of another day");
  const { code, stderr } = await stopped.resume();
  assert.equal(code, 2);
  assert.match(stderr, /^hexwalk: Cannot save [^\n]+run\.json, which is there already: [^\n]+\n$/);
  assert.equal(folder.read("run.json"), "of another day");
  const asked = await stopped.resume("--save", folder.file("run.json"), "--quiet");
  assert.equal(asked.code, 0, asked.stderr);
  assert.ok((await decodeRun(folder.read("run.json"))).isComplete);
});

Deno.test("a run that may replace an earlier stopped one says so before it walks", async () => {
  await using stopped = await Stopped.make();
  const { folder } = stopped;
  const flags = ["--save", folder.file("run.json"), "--out", folder.file("w.svg")];
  const { code, stderr } = await runMain("run", "--n", "1000", ...flags);
  assert.equal(code, 0);
  assert.match(
    stderr,
    /^\S+run\.partial\.json is a run that was stopped: --resume finishes it, .*\n$/,
  );
  assert.equal((await runMain("run", "--n", "1000", "--quiet", ...flags)).stderr, "");
  // To go on from it loses nothing.
  const again = await stopped.resume("--save", folder.file("run.json"));
  assert.equal(again.stderr, "");
  // To go on from another may.
  Deno.writeTextFileSync(`${folder.path}/other.partial.json`, "of another day");
  const other = await stopped.resume("--save", folder.file("other.json"));
  assert.match(other.stderr, /^\S+other\.partial\.json is a run that was stopped: [^\n]*\n$/);
});

Deno.test("flags of another run are refused in a line, flags that say the same are not", async () => {
  await using stopped = await Stopped.make();
  const refusals = [
    [["--n", "5e6"], /--n 5e6 is not what \S+ is a run of, --n 4000000: leave --n out/],
    [["--first", "0"], /--first 0 .* --first 10: leave --first out/],
    [["--steps", "65"], /--steps 65 .* --steps 64: leave --steps out/],
    [["--seed", "8"], /--seed 8 .* --seed 7: leave --seed out/],
    [["--endpoints", "e.npy"], /--endpoints needs all walkers.* --seed 7 instead of --resume/],
    [["--resume", "x.json"], /--resume is given twice/],
  ] as const;
  for (const [flags, wanted] of refusals) {
    const { code, stdout, stderr } = await stopped.resume(...flags);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^hexwalk: [^\n]+\n$/);
    assert.match(stderr, wanted);
  }
  assert.deepEqual(stopped.folder.names(), ["run.partial.json"]);
  const same = ["--n", "4e6", "--first", "10", "--steps", "64", "--seed", "7"];
  assert.equal((await stopped.resume(...same, "--quiet")).code, 0);
});

Deno.test("what is no saved run, or none that is there, is not resumed", async () => {
  using folder = new TempFolder();
  Deno.writeTextFileSync(`${folder.path}/bad.json`, "{}");
  const cases = [["bad.json", /Cannot read \S+bad\.json/], [
    "none.json",
    /There is no file/,
  ]] as const;
  for (const [name, wanted] of cases) {
    const { code, stderr } = await runMain("run", "--resume", folder.file(name));
    assert.equal(code, 2);
    assert.match(stderr, wanted);
  }
});
