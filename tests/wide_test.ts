/** Wide vectors, which V8 makes behind a flag, give what others give. */

import assert from "node:assert/strict";
import { compileKernel, CpuKernel, vectorOptions } from "../src/backends/cpu_kernel.ts";
import { createSpec, type SpecInput } from "../src/spec.ts";
import { read, ROOT, TempFolder } from "./helpers/cli.ts";

const WIDE = "--experimental-wasm-revectorize";
const NARROW = "--no-experimental-wasm-revectorize";
const IS_X64 = Deno.build.arch === "x86_64";

/** A kernel's counts over all walkers of a spec. */
function walk(input: SpecInput, wide: boolean) {
  const spec = createSpec(input);
  const kernel = new CpuKernel(spec, compileKernel(spec, false, vectorOptions(wide)));
  const work = kernel.walk({ first: 0, end: spec.walkers });
  let turn = work.next();
  while (!turn.done) turn = work.next();
  return turn.value.raw;
}

for (const input of [{ walkers: 5000, steps: 1000 }, { walkers: 3, steps: 2_000_000 }]) {
  Deno.test(`${input.walkers} walkers of ${input.steps} steps: wide code counts as other code`, () => {
    const [wide, other] = [true, false].map((isWide) => walk({ seed: 7, ...input }, isWide));
    assert.deepEqual(wide.cells, other.cells);
  });
}

/** Runs a script in the project, V8 with flags. */
async function deno(flags: readonly string[], ...args: string[]): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read=.", "--allow-write=.", ...args],
    cwd: ROOT,
    env: { NODEVICE_SELECT: "1", NO_COLOR: "1", DENO_V8_FLAGS: flags.join(",") },
  });
  const { code, stdout, stderr } = read(await command.output());
  assert.equal(code, 0, stderr);
  return stdout;
}

const LOOK = "--allow-env=DENO_V8_FLAGS";

Deno.test("wide vectors are known by V8's flag, and only where one may look", async () => {
  using folder = new TempFolder();
  const script = folder.file("wide.ts");
  const module = new URL("../src/backends/wide.ts", import.meta.url);
  Deno.writeTextFileSync(
    `${ROOT}/${script}`,
    `import { hasWideVectors } from "${module}"; console.log(hasWideVectors());`,
  );
  assert.equal(await deno([WIDE], LOOK, script), `${IS_X64}\n`);
  assert.equal(await deno(["--no-liftoff", WIDE], LOOK, script), `${IS_X64}\n`);
  assert.equal(await deno([NARROW], LOOK, script), "false\n");
  assert.equal(await deno([WIDE], script), "false\n");
});

for (const backend of ["serial", "workers"]) {
  const name = `${backend} gives the same digest with V8's wide vectors, which it makes many of`;
  Deno.test({ name, ignore: !IS_X64 }, async () => {
    using folder = new TempFolder();
    // Long enough for V8 to compile the kernel again with all optimisations and to run that.
    const walks = ["--n", "2e7", "--steps", "1000", "--seed", "7", "--workers", "2"];
    const args = [...walks, "--backend", backend, "--json", "--out", folder.file("walk.svg")];
    const run = async (...flags: string[]) => await deno(flags, LOOK, "main.ts", "run", ...args);
    const wide = await run(WIDE, "--trace-wasm-revectorize");
    assert.equal(digestOf(wide), digestOf(await run(NARROW)));
    const pairs = [...wide.matchAll(/Decided to vectorize, (\d+) revectorizable nodes/g)];
    assert.ok(Math.max(...pairs.map(([, count]) => Number(count))) > 1000);
  });
}

/** The digest in what a run printed, behind V8's trace. */
function digestOf(stdout: string): string {
  const json = stdout.split("\n").find((line) => line.startsWith('{"spec"')) ?? stdout;
  return JSON.parse(json).digest;
}
