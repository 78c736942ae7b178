/** Signals: an end within a second, what was walked kept beside what is whole, and nothing else left. */

import assert from "node:assert/strict";
import { decodeRun } from "../../src/data/saved_run.ts";
import { hasGpu } from "../helpers/backends.ts";
import { runPython } from "../data/python.ts";
import { type Ended, read, ROOT, start, TempFolder } from "../helpers/cli.ts";

/** Long enough for a program to start on a busy machine. */
const START_MS = 20_000;
/** "Within a second", and time for the figure and a machine that runs other tests beside this one. */
const STOP_MS = 2000;

const STATUSES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof STATUSES;
const SIGNALS = Object.keys(STATUSES) as Signal[];

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Starts a run and sends it signals once it is time. */
async function interrupt(
  args: readonly string[],
  signals: readonly Signal[],
  time: () => Promise<void>,
): Promise<Ended & { ms: number }> {
  const child = start(["run", "--seed", "7", ...args]);
  await time();
  const asked = performance.now();
  for (const signal of signals) child.kill(signal);
  // One that does not listen shall fail its test, not outlive it.
  const last = setTimeout(() => child.kill("SIGKILL"), 5 * STOP_MS);
  const ended = read(await child.output());
  clearTimeout(last);
  return { ...ended, ms: performance.now() - asked };
}

/** Files that a run is asked for, all of which hold something good already. */
class Kept implements Disposable {
  readonly folder = new TempFolder();
  readonly names = ["keep.svg", "keep.json", "keep.npz", "keep.csv", "keep.npy"];
  readonly flags: readonly string[];

  constructor() {
    for (const name of this.names) Deno.writeTextFileSync(`${this.folder.path}/${name}`, name);
    const [svg, json, npz, csv, npy] = this.names.map((name) => this.folder.file(name));
    this.flags = [
      ...["--out", svg, "--save", json, "--export", npz, "--export", csv, "--endpoints", npy],
    ];
  }

  /** Waits until endpoints are being written. */
  async untilWalked(): Promise<void> {
    for (let ms = 0; ms < START_MS; ms += 20) {
      const drafts = this.folder.names().filter((name) => name.startsWith(".hexwalk"));
      if (drafts.some((name) => Deno.statSync(`${this.folder.path}/${name}`).size > 128)) return;
      await wait(20);
    }
    assert.fail("the run does not begin");
  }

  /** Makes sure that what was good is so still, and that these are the only other files. */
  assertGood(others: readonly string[], what: string): void {
    for (const name of this.names) assert.equal(this.folder.read(name), name, what);
    assert.deepEqual(this.folder.names(), [...this.names, ...others].sort(), what);
  }

  [Symbol.dispose](): void {
    this.folder[Symbol.dispose]();
  }
}

async function assertKeepsPart(backend: string, signal: Signal): Promise<void> {
  using kept = new Kept();
  const args = ["--n", "1e9", "--backend", backend, "--json", ...kept.flags];
  const { code, stdout, stderr, ms } = await interrupt(args, [signal], () => kept.untilWalked());
  const what = `${backend}, ${signal}: ${stderr}`;
  assert.equal(code, STATUSES[signal], what);
  assert.ok(ms < STOP_MS, `${what} took ${ms} ms`);
  const { complete, tally, ...files } = JSON.parse(stdout);
  assert.equal(complete, false);
  assert.ok(tally.walkers > 0 && tally.walkers < 1e9, `${what} kept ${tally.walkers} walkers`);
  assert.match(stderr, /^walkers .* of 1,000,000,000 \(partial\)$/m);
  const partial = kept.names.map((name) => name.replace(".", ".partial."));
  kept.assertGood(partial, what);
  const [svg, json, npz, csv, npy] = partial.map((name) => kept.folder.file(name));
  assert.deepEqual(
    [files.figure, files.saved, files.exports, files.endpoints],
    [svg, json, [npz, csv], npy],
  );
  for (const name of [svg, json, npz, csv, npy]) assert.ok(stderr.includes(` ${name}\n`), what);
  assert.ok(stderr.includes(`deno task run --resume ${json}\n`), what);
  const count = tally.walkers.toLocaleString("en");
  const figure = kept.folder.read(partial[0]);
  assert.ok(figure.includes(`Partial: ${count} of 1,000,000,000 walkers`));
  assert.match(figure, /<\/svg>\s*$/);
  assert.equal((await decodeRun(kept.folder.read(partial[1]))).tally.walkers, tally.walkers);
}

for (const signal of SIGNALS) {
  Deno.test(`${signal} stops serial and workers and keeps what they walked, beside what is whole`, async () => {
    await Promise.all(["serial", "workers"].map((backend) => assertKeepsPart(backend, signal)));
  });
}

Deno.test("SIGINT stops gpu and keeps what it walked, beside what is whole", async () => {
  if (await hasGpu()) await assertKeepsPart("gpu", "SIGINT");
});

Deno.test("a run that is stopped before it walked anything leaves every file alone and says so", async () => {
  await Promise.all(SIGNALS.map(async (signal) => {
    using kept = new Kept();
    const walk = ["--n", "1e8", "--steps", "2147483647", "--backend", "serial"];
    const { code, ms, stdout, stderr } = await interrupt(
      [...walk, ...kept.flags],
      [signal],
      () => wait(1000),
    );
    assert.equal(code, STATUSES[signal], stderr);
    assert.ok(ms < STOP_MS, `took ${ms} ms`);
    assert.equal(stdout, "");
    assert.match(stderr, /^hexwalk: stopped before it had walked anything: no file was written\n$/);
    kept.assertGood([], signal);
  }));
});

Deno.test("--json and --quiet of a run that walked nothing say what is so", async () => {
  using kept = new Kept();
  const walk = ["--n", "1e8", "--steps", "2147483647", "--backend", "serial"];
  const flags = [...walk, ...kept.flags, "--json", "--quiet"];
  const { stdout, stderr } = await interrupt(flags, ["SIGTERM"], () => wait(1000));
  const { complete, tally: { walkers, mean }, ...rest } = JSON.parse(stdout);
  assert.deepEqual([complete, walkers, mean], [false, 0, [null, null]]);
  assert.deepEqual([rest.figure, rest.saved, rest.exports, rest.endpoints], [
    ...[undefined, undefined, [], undefined],
  ]);
  assert.doesNotMatch(stdout + stderr, /NaN/);
});

Deno.test("whenever a signal comes, no draft is left and nothing whole is replaced", async () => {
  for (const [i, ms] of [0, 20, 40, 60, 80, 100, 130, 160, 200, 250, 300, 400].entries()) {
    using kept = new Kept();
    const signal = SIGNALS[i % SIGNALS.length];
    const { code, stderr } = await interrupt(
      ["--n", "1e9", ...kept.flags],
      [signal],
      () => wait(ms),
    );
    const what = `${signal} after ${ms} ms: ${stderr}`;
    assert.equal(code, STATUSES[signal], what);
    const others = kept.folder.names().filter((name) => !kept.names.includes(name));
    for (const name of others) assert.match(name, /^keep\.partial\.[a-z]+$/, what);
    kept.assertGood(others, what);
  }
});

Deno.test("one Ctrl-C that comes twice, as through deno task, still keeps what was walked", async () => {
  using kept = new Kept();
  const args = ["--n", "1e9", "--backend", "workers", "--json", ...kept.flags];
  const { code, stdout, stderr } = await interrupt(
    args,
    ["SIGINT", "SIGINT"],
    () => kept.untilWalked(),
  );
  assert.equal(code, 130, stderr);
  assert.ok(JSON.parse(stdout).tally.walkers > 0);
});

Deno.test("a signal that comes again while a large picture is drawn costs nothing", async () => {
  using kept = new Kept();
  const picture = ["--out", kept.folder.file("large.png"), "--width", "700", "--scale-factor", "6"];
  const others = ["--endpoints", kept.folder.file("keep.npy"), "--json"];
  const child = start(["run", "--n", "1e9", "--seed", "7", ...picture, ...others]);
  let hasEnded = false;
  child.status.then(() => hasEnded = true);
  await kept.untilWalked();
  for (let ms = 0; ms < 1000 && !hasEnded; ms += 300) {
    child.kill("SIGINT");
    await wait(300);
  }
  const { code, stdout, stderr } = read(await child.output());
  assert.equal(code, 130, stderr);
  assert.equal(JSON.parse(stdout).figure, kept.folder.file("large.partial.png"));
  kept.assertGood(["keep.partial.npy", "large.partial.png"], stderr);
});

Deno.test("a second signal, well after the first, ends the program at once and leaves no draft", async () => {
  await Promise.all(SIGNALS.map(async (second) => {
    using folder = new TempFolder();
    const program = new URL("../helpers/endless_draft.ts", import.meta.url).pathname;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-read", "--allow-write", program, folder.path],
      stdout: "piped",
    }).spawn();
    const reader = child.stdout.getReader();
    await reader.read();
    assert.equal(folder.names().length, 1);
    child.kill("SIGTERM");
    await wait(1200);
    assert.equal(folder.names().length, 1);
    child.kill(second);
    await reader.cancel();
    // The first one says why the program ends.
    assert.equal((await child.status).code, STATUSES.SIGTERM);
    assert.deepEqual(folder.names(), []);
  }));
});

/** Python that starts a program on a terminal of its own, which hangs up, and prints its exit status. */
const hangUp = (command: readonly string[]) => `
import os, pty, time
command = ${JSON.stringify(command)}
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
time.sleep(3)
os.close(terminal)
_, status = os.waitpid(pid, 0)
print(os.waitstatus_to_exitcode(status))
`;

Deno.test("a terminal that hangs up costs nothing of what was walked", async () => {
  using kept = new Kept();
  const walk = ["main.ts", "run", "--n", "1e9", "--backend", "workers", ...kept.flags];
  const deno = [Deno.execPath(), "run", "--cached-only", "--allow-read=.", "--allow-write=."];
  const status = await runPython(hangUp([...deno, ...walk]), ROOT);
  if (status === undefined) return;
  assert.equal(Number(status), STATUSES.SIGHUP);
  kept.assertGood(kept.names.map((name) => name.replace(".", ".partial.")), "SIGHUP");
});
