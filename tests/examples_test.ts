/** The examples, run as a reader would, and the programs of docs/. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { anneal, lengthOf, scatter } from "../examples/annealing.ts";
import { correlation } from "../examples/bootstrap.ts";
import { Random, type TaskContext } from "../src/pool/mod.ts";
import { type Ended, read, ROOT, TempFolder } from "./helpers/cli.ts";

/** Each example with a small size, and what it says. */
const EXAMPLES: Readonly<Record<string, readonly [size: string, says: RegExp]>> = {
  origin: ["200", /^Plain loop: \d+ ms\nPool of \d+: \d+ ms/],
  // The interval of 100,000 resamples is 0.46 to 0.96.
  bootstrap: ["20000", /^Correlation 0\.776, 95 % from 0\.4[3-9] to 0\.9[5-7]\n/],
  annealing: ["3", /^Best of 3 tours: \d\.\d{3}\n/],
  pi: ["1000", /^Largest number of darts: 1000, π ≈ 3\.[01]/],
};

for (const [name, [size, says]] of Object.entries(EXAMPLES)) {
  Deno.test(`examples/${name}.ts runs and draws the same figure again`, async () => {
    using folder = new TempFolder();
    for (const figure of ["one.svg", "two.svg"]) {
      const { code, stdout, stderr } = await runProgram(
        `examples/${name}.ts`,
        size,
        folder.file(figure),
      );
      assert.equal(code, 0, stderr);
      assert.match(stdout, says);
    }
    const svg = folder.read("one.svg");
    assert.match(svg, /^<svg [^]*<\/svg>\n$/);
    assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
    assert.match(svg, /prefers-color-scheme:dark/);
    assert.equal(svg, folder.read("two.svg"));
  });
}

Deno.test("every example is tested", () => {
  const files = [...Deno.readDirSync(join(ROOT, "examples"))].map(({ name }) => name);
  assert.deepEqual(
    new Set(files),
    new Set([...Object.keys(EXAMPLES), "svg"].map((n) => `${n}.ts`)),
  );
});

Deno.test("a tour visits every city once and says how long it is", () => {
  const cities = scatter(30, context(0));
  const { order, length } = anneal(cities, 3000, context(1));
  assert.deepEqual(order.toSorted((a, b) => a - b), cities.map((_, i) => i));
  assert.equal(length, lengthOf(cities, order));
  const unordered = lengthOf(cities, cities.map((_, i) => i));
  assert.ok(length < unordered / 2, `${length} of ${unordered}`);
});

Deno.test("pairs on a line are correlated in full", () => {
  assert.equal(correlation([[0, 0], [1, 2], [2, 4]]), 1);
  assert.equal(correlation([[0, 0], [1, -1], [2, -2]]), -1);
});

for (const page of ["docs/parallel.md", "docs/recipes.md"]) {
  Deno.test(`every program of ${page} runs and says what its comments say`, async () => {
    using folder = new TempFolder();
    const programs = programsOf(await Deno.readTextFile(join(ROOT, page)));
    assert.ok(programs.length > 0);
    const paths = programs.map((program, i) => {
      const path = folder.file(`program_${i}.ts`);
      Deno.writeTextFileSync(join(ROOT, path), program);
      return path;
    });
    // Types once for all of them; a run with --check would check each worker anew.
    const checked = await deno(["check", "--quiet", ...paths]);
    assert.equal(checked.code, 0, checked.stderr);
    for (const [i, path] of paths.entries()) {
      // In the folder, which takes the figures.
      const access = [`--allow-read=${ROOT}`, "--allow-write=."];
      const command = ["run", ...access, join(ROOT, path)];
      const { code, stdout, stderr } = await deno(command, folder.path);
      assert.equal(code, 0, `${programs[i]}\n${stderr}`);
      const said = [...programs[i].matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)];
      assert.equal(stdout, said.map(([, line]) => `${line}\n`).join(""), programs[i]);
    }
  });
}

/** The blocks that are whole programs: `deno test --doc` gives its blocks no file for workers to load. */
function programsOf(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^```ts ignore\n([^]*?)^```$/gm)].map(([, code]) => code);
  return blocks.filter((code) => code.includes("import.meta.main"));
}

function context(index: number): TaskContext {
  return { index, random: new Random({ key: [7, 0], call: 0 }, index) };
}

function runProgram(path: string, ...args: string[]): Promise<Ended> {
  return deno(["run", "--allow-read=.", "--allow-write=.", path, ...args]);
}

async function deno(args: string[], cwd = ROOT): Promise<Ended> {
  const command = new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { NO_COLOR: "1" },
    stdin: "null",
  });
  return read(await command.output());
}
