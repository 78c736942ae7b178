import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { command as RUN } from "../../src/cli/run_command.ts";
import { describeSaved } from "../../src/cli/summary.ts";
import type { Provenance } from "../../src/data/saved_run.ts";
import { read, ROOT, runMain, start, TempFolder } from "../helpers/cli.ts";
import { provenanceOf, savedRun, smallRun } from "../data/runs.ts";

Deno.test("--version is that of deno.json, before and after a command", async () => {
  for (const args of [["--version"], ["run", "--version"], ["doctor", "--version"]]) {
    const wanted = { code: 0, stdout: `${config.version}\n`, stderr: "" };
    assert.deepEqual(await runMain(...args), wanted);
  }
});

Deno.test("--help, and no command, name the commands", async () => {
  for (const args of [["--help"], ["-h"], []]) {
    const { code, stdout, stderr } = await runMain(...args);
    assert.equal(code, 0);
    assert.equal(stderr, "");
    for (const command of ["run", "doctor"]) {
      assert.match(stdout, new RegExp(`^ +${command} `, "m"));
    }
  }
});

Deno.test("run --help names every flag, whatever else is there", async () => {
  for (const args of [["--help"], ["-h"], ["--n", "5", "--help"]]) {
    const { code, stdout, stderr } = await runMain("run", ...args);
    assert.equal(code, 0);
    assert.equal(stderr, "");
    for (const { name } of RUN.flags) assert.match(stdout, new RegExp(`^ +--${name} `, "m"));
  }
});

Deno.test("every command is a task", () => {
  for (const command of ["run", "doctor"] as const) {
    assert.match(config.tasks[command].command, new RegExp(`main\\.ts .*${command}$`));
  }
});

Deno.test("doctor says what this host offers and what auto would do", async () => {
  const { code, stdout, stderr } = await runMain("doctor");
  assert.equal(code, 0, stderr);
  assert.equal(stderr, "");
  for (const name of ["deno", "cores", "vectors", "gpu", "auto"]) {
    assert.match(stdout, new RegExp(`^${name} `, "m"));
  }
  assert.match(stdout, /^vectors +128 bits; more need --allow-env=DENO_V8_FLAGS$/m);
  assert.match(stdout, new RegExp(`^cores +${navigator.hardwareConcurrency}$`, "m"));
  // A software adapter is a CPU: auto never takes it, however large the run.
  if (/software/.test(stdout)) assert.doesNotMatch(stdout, /^auto .*: gpu,/m);
});

/** Runs the program with V8's wide vectors, and lets it see so. */
async function runWide(...args: string[]): Promise<string> {
  const allowed = ["--allow-read=.", "--allow-write=.", "--allow-env=DENO_V8_FLAGS"];
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", ...allowed, "main.ts", ...args],
    cwd: ROOT,
    env: { NODEVICE_SELECT: "1", DENO_V8_FLAGS: "--experimental-wasm-revectorize" },
  });
  const { code, stdout, stderr } = read(await command.output());
  assert.equal(code, 0, stderr);
  return stdout;
}

const IS_X64 = Deno.build.arch === "x86_64";

Deno.test({ name: "wide vectors are told wherever figures are", ignore: !IS_X64 }, async () => {
  using folder = new TempFolder();
  const [out, saved] = [folder.file("x.svg"), folder.file("run.json")];
  assert.match(await runWide("doctor"), /^vectors +256 bits \(DENO_V8_FLAGS\)$/m);
  for (const backend of ["serial", "workers"]) {
    const flags = ["--n", "1000", "--backend", backend, "--out", out, "--save", saved];
    const run = JSON.parse(await runWide("run", ...flags, "--quiet", "--json"));
    assert.equal(run.backend.wide, true);
    assert.equal(JSON.parse(folder.read("run.json")).provenance[0].wide, true);
    await runWide("plot", saved, "--out", out);
    const other = await runMain("run", ...flags, "--quiet", "--json");
    assert.equal("wide" in JSON.parse(other.stdout).backend, false);
  }
  const bench = await runWide("bench", "--n", "1000", "--steps", "9", "--rounds", "1", "--json");
  assert.equal(JSON.parse(bench).host.wide, true);
});

Deno.test("no name that is typed moves a terminal's cursor", async () => {
  using folder = new TempFolder();
  const name = "a\u001b[2J\u009b\u202e\u2028.svg";
  const shown = "a?[2J???.svg";
  const mistakes = [[name], ["plot", name], ["plot", folder.path, name], [
    "run",
    "--out",
    `no/${name}`,
  ]];
  for (const args of mistakes) {
    const { code, stderr } = await runMain(...args);
    assert.equal(code, 2);
    assert.match(stderr, /^hexwalk: [^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+\n$/u);
  }
  const { stderr } = await runMain("plot", name);
  assert.ok(stderr.includes(shown), stderr);
  const run = await runMain("run", "--n", "9", "--seed", "\u202eabc", "--out", folder.file(name));
  assert.equal(run.code, 0, run.stderr);
  assert.match(run.stdout, /^seed +\?abc$/m);
  assert.ok(run.stdout.includes(shown), run.stdout);
});

Deno.test("plot waits for no pipe, and reads no more than a saved run may have", async () => {
  using folder = new TempFolder();
  const { success } = await new Deno.Command("mkfifo", { args: [`${folder.path}/pipe`] }).output();
  assert.ok(success);
  const long = await Deno.open(`${folder.path}/long`, { write: true, createNew: true });
  await long.truncate(2 ** 36);
  long.close();
  const refusals = [
    ["pipe", /^hexwalk: Cannot read \S+pipe: it is no file\n$/],
    ["", /^hexwalk: Cannot read \S+: it is no file\n$/],
    ["long", /^hexwalk: Cannot read \S+long: it has more than 16777216 bytes, as no [^\n]+\n$/],
  ] as const;
  for (const [name, wanted] of refusals) {
    const program = start(["plot", folder.file(name)]);
    const patience = setTimeout(() => program.kill("SIGKILL"), 20_000);
    const { code, stderr } = read(await program.output());
    clearTimeout(patience);
    assert.equal(code, 2, name);
    assert.match(stderr, wanted);
  }
});

/** What a summary says of where a run of such parts comes from. */
async function origins(provenance: readonly Provenance[]): Promise<string | undefined> {
  const result = { ...await savedRun(smallRun()), provenance };
  const lines = describeSaved({ result, files: { exports: [] }, totalMs: 1 }).split("\n");
  return lines.find((line) => line.startsWith("saved"))?.slice(10);
}

Deno.test("a sum of many runs is summed up by backend and day, and no more than three named", async () => {
  const parts = Array.from({ length: 4000 }, () => provenanceOf(1));
  const serial = { ...provenanceOf(5), backend: "serial" } as const;
  assert.equal(
    await origins([serial, ...parts]),
    "5 walkers by serial, 2026-07-01; 4,000 walkers by workers, 2026-07-01",
  );
  const days = parts.map((part, i) => {
    const finished = new Date(Date.UTC(2000, 0, 1 + i)).toISOString();
    return { ...part, finished };
  });
  assert.equal(
    await origins(days),
    "1 walkers by workers, 2000-01-01; 1 walkers by workers, 2000-01-02; " +
      "1 walkers by workers, 2000-01-03; and 3,997 more",
  );
});
