/** Programs with a pool end by themselves, whatever their tasks do. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { read, ROOT } from "../helpers/cli.ts";

/** Time for a program to start and end, on a machine that runs other tests beside it. */
const END_MS = 60_000;
/** "Within a second", on the same machine. */
const STOP_MS = 2000;

const PROGRAM = join(ROOT, "tests/helpers/pool_program.ts");

function startProgram(what: string, flags = ["--allow-read"], cwd = ROOT, program = PROGRAM) {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", ...flags, program, what],
    cwd,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs a program to its end; one that hangs is killed, and so has failed. */
async function runProgram(what: string, flags?: string[], cwd?: string) {
  const child = startProgram(what, flags, cwd);
  const last = setTimeout(() => child.kill("SIGKILL"), END_MS);
  const ended = read(await child.output());
  clearTimeout(last);
  return ended;
}

Deno.test("a program with a task that hangs names it and ends", async () => {
  const { code, stderr } = await runProgram("a task hangs");
  assert.equal(code, 1);
  assert.match(stderr, /TimeoutError: task compute at index 1 took more than 200 ms/);
});

Deno.test("a program with tasks that all hang goes on, and ends", async () => {
  const { code, stdout, stderr } = await runProgram("all tasks hang");
  assert.equal(stdout, '["rejected","rejected","rejected"]\n', stderr);
  assert.equal(code, 0);
});

Deno.test("a program with a task that fails prints the error with its task, and ends", async () => {
  const { code, stderr } = await runProgram("a task fails");
  assert.equal(code, 1);
  assert.match(stderr, /RangeError: out of range\n/);
  assert.match(stderr, /pool_program\.ts/);
  assert.match(stderr, /TaskFailure: task fail failed at index 2/);
});

Deno.test("a program that leaves a loop over results ends", async () => {
  const { code, stdout, stderr } = await runProgram("a loop is left");
  assert.equal(code, 0, stderr);
  assert.equal(stdout, "1\n");
});

Deno.test("Ctrl-C ends a program in the middle of a map within a second", async () => {
  const child = startProgram("a map goes on");
  const last = setTimeout(() => child.kill("SIGKILL"), END_MS);
  const stdout = child.stdout.getReader();
  await stdout.read();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const asked = performance.now();
  child.kill("SIGINT");
  const { signal } = await child.status;
  const ms = performance.now() - asked;
  clearTimeout(last);
  await Promise.all([stdout.cancel(), child.stderr.cancel()]);
  assert.equal(signal, "SIGINT");
  assert.ok(ms < STOP_MS, `took ${ms} ms`);
});

Deno.test("progress: true prints nothing where there is no terminal", async () => {
  const { code, stdout, stderr } = await runProgram("nobody sees its progress");
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: "300\n", stderr: "" });
});

Deno.test("Buffers as arguments print nothing", async () => {
  const { code, stdout, stderr } = await runProgram("buffers are arguments");
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: "[3,3,4,3,3,4]\n", stderr: "" });
});

Deno.test("imap() over three million tasks takes no more memory than over a few", async () => {
  const { stdout, stderr } = await runProgram("three million tasks");
  assert.equal(stderr, "");
  const { seen, heap } = JSON.parse(stdout);
  assert.equal(seen, 3e6);
  // All results at once would take 600 MB or more; three engines that leave garbage lie take some.
  const [, early, ...later] = heap;
  const grown = Math.max(...later) - early;
  assert.ok(grown < 200e6, `${grown / 1e6} MB more after ${early / 1e6} MB`);
});

Deno.test("a program that may not read its files says in one line which flag is missing", async () => {
  const library = join(ROOT, "src/");
  const cases = [
    { flags: [], cwd: ROOT, missing: [library, PROGRAM] },
    // Where the documented flag names another folder.
    { flags: ["--allow-read=."], cwd: join(ROOT, "docs"), missing: [library, PROGRAM] },
    { flags: ["--allow-read=."], cwd: library, missing: [PROGRAM] },
    { flags: ["--allow-read=."], cwd: join(ROOT, "tests"), missing: [library] },
  ];
  for (const { flags, cwd, missing } of cases) {
    const folders = missing.map((path) => path.slice(0, path.lastIndexOf("/")));
    for (const what of ["a task fails", "a task hangs"]) {
      const { code, stdout, stderr } = await runProgram(what, flags, cwd);
      assert.equal(
        stderr,
        `error: Uncaught (in promise) WorkerFault: workers may not read ${
          missing.join(" and ")
        }: ` +
          `run again with --allow-read, or with ${folders.join(",")} in --allow-read=…\n`,
      );
      assert.deepEqual({ code, stdout }, { code: 1, stdout: "" });
    }
    // What it says is all that is missing.
    const allowed = [flags[0] ?? "--allow-read=.", ...folders].join(",");
    const { stdout } = await runProgram("a loop is left", [allowed], cwd);
    assert.equal(stdout, "1\n");
  }
});

Deno.test("a program whose module may not read what it imports says so in one line", async () => {
  const [one, other] = [Deno.makeTempDirSync(), Deno.makeTempDirSync()];
  Deno.writeTextFileSync(join(other, "far.ts"), "export const far = 1;");
  const program = join(one, "program.ts");
  Deno.writeTextFileSync(
    program,
    `import { parallel } from "${new URL("../../src/pool/mod.ts", import.meta.url)}";
    import { far } from "${pathToFileURL(join(other, "far.ts"))}";
    export const add = (x: number) => x + far;
    if (import.meta.main) await parallel(import.meta).map(add, [1]);`,
  );
  const flags = [`--allow-read=${join(ROOT, "src")},${program}`];
  const child = startProgram("", flags, ROOT, program);
  const { code, stderr } = read(await child.output());
  assert.match(
    stderr,
    /^error: Uncaught \(in promise\) WorkerFault: .*Requires read access to ".*far\.ts", run again with the --allow-read flag at file:\S+\n$/,
  );
  assert.equal(code, 1);
});
