import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { command as RUN } from "../../src/cli/run_command.ts";
import { runMain } from "../helpers/cli.ts";

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
    assert.match(config.tasks[command].command, new RegExp(`main\\.ts ${command}$`));
  }
});

Deno.test("doctor says what this host offers and what auto would do", async () => {
  const { code, stdout, stderr } = await runMain("doctor");
  assert.equal(code, 0, stderr);
  assert.equal(stderr, "");
  for (const name of ["deno", "cores", "gpu", "auto"]) {
    assert.match(stdout, new RegExp(`^${name} `, "m"));
  }
  assert.match(stdout, new RegExp(`^cores +${navigator.hardwareConcurrency}$`, "m"));
  // A software adapter is a CPU: auto never takes it, however large the run.
  if (/software/.test(stdout)) assert.doesNotMatch(stdout, /^auto .*: gpu,/m);
});
