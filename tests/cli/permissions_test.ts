/** What the program and the library say of a permission that is missing: one line, with the flag. */

import assert from "node:assert/strict";
import { hasGpu } from "../helpers/backends.ts";
import { type Ended, read, ROOT, TempFolder } from "../helpers/cli.ts";

/** Runs a program with these flags alone, from a folder of its own. */
async function runWith(
  folder: TempFolder,
  permissions: readonly string[],
  program: string,
  ...args: string[]
): Promise<Ended> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--cached-only", `--config=${ROOT}deno.json`]
      .concat(permissions, program, args),
    cwd: folder.path,
    env: { NO_COLOR: "1", NODEVICE_SELECT: "1" },
    stdin: "null",
  });
  return read(await command.output());
}

const MAIN = `${ROOT}main.ts`;
/** As documented, but from another folder than the project's. */
const ELSEWHERE = ["--allow-read=.", "--allow-write=."];
const WORKERS_LACK =
  /^hexwalk: workers may not read [^\n]*: run again with --allow-read, or [^\n]*\n$/;

Deno.test("a command whose workers may not read their files says so in a line", async () => {
  using folder = new TempFolder();
  const walk = ["run", "--n", "1e6", "--out", "walk.svg"];
  const calls = [
    walk,
    [...walk, "--backend", "workers"],
    [...walk, "--backend", "gpu"],
    ["bench", "--n", "1000", "--rounds", "1"],
  ];
  for (const args of calls) {
    const { code, stdout, stderr } = await runWith(folder, ELSEWHERE, MAIN, ...args);
    assert.match(stderr, WORKERS_LACK, args.join(" "));
    assert.equal(stdout, "");
    assert.equal(code, 2);
  }
  assert.deepEqual(folder.names(), []);
});

Deno.test("what needs no workers goes on without them", async () => {
  using folder = new TempFolder();
  const walk = ["run", "--n", "1e4", "--out", "walk.svg", "--quiet"];
  const ended = await runWith(folder, ELSEWHERE, MAIN, ...walk);
  assert.deepEqual(ended, { code: 0, stdout: "", stderr: "" });
  const doctor = await runWith(folder, [], MAIN, "doctor");
  assert.equal(doctor.code, 0);
  if (await hasGpu()) assert.match(doctor.stdout, /^gpu +\S/m);
  if (Deno.build.arch === "x86_64") {
    assert.match(doctor.stdout, /^vectors +128 bits; more need --allow-env=DENO_V8_FLAGS$/m);
  }
});

Deno.test("a command that may not read or write its files names the flag in a line", async () => {
  using folder = new TempFolder();
  const saved = `${ROOT}tests/golden/saved_run.json`;
  const calls = [
    [[], ["run", "--n", "10"], /takes --allow-read=\. and --allow-write=\.; the tasks have it$/m],
    [["--allow-read=."], ["run", "--n", "10"], /takes --allow-write=\.; the tasks have it$/m],
    [["--allow-read=."], ["bench", "--n", "10", "--out", "bench.svg"], /takes --allow-write=\.;/],
    [ELSEWHERE, ["run", "--n", "10", "--out", "../walk.svg"], /takes --allow-read=\.\. and /],
    [["--allow-write=."], ["plot", saved], /with the --allow-read flag$/m],
  ] as const;
  for (const [permissions, args, flag] of calls) {
    const { code, stderr } = await runWith(folder, permissions, MAIN, ...args);
    assert.match(stderr, /^hexwalk: Cannot [^\n]+\n$/, args.join(" "));
    assert.match(stderr, flag);
    assert.equal(code, 2);
  }
});

Deno.test("the library says what its workers lack, and does not walk on one thread instead", async () => {
  using folder = new TempFolder();
  Deno.writeTextFileSync(
    `${folder.path}/program.ts`,
    `import { simulate } from "hexwalk";
    const backend = Deno.args[0] as "auto";
    const { backend: { name } } = await simulate({ walkers: 1e6, seed: 7 }, { backend })
      .catch((error) => ({ backend: { name: String(error) } }));
    console.log(name);`,
  );
  for (const backend of ["auto", "workers", "gpu"]) {
    const { stdout, stderr } = await runWith(folder, ["--allow-read=."], "program.ts", backend);
    assert.equal(stderr, "");
    assert.match(stdout, /^WorkerFault: workers may not read [^\n]*--allow-read=…\n$/);
  }
  const { stdout } = await runWith(folder, ["--allow-read=."], "program.ts", "serial");
  assert.equal(stdout, "serial\n");
  const allowed = await runWith(folder, [`--allow-read=${ROOT}`], "program.ts", "workers");
  assert.equal(allowed.stdout, "workers\n");
});
