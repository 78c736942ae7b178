/** What is said of a word that is no flag: what is so, or what was meant, or nothing. */

import assert from "node:assert/strict";
import { command as BENCH } from "../../src/cli/bench_command.ts";
import { command as DOCTOR } from "../../src/cli/doctor_command.ts";
import { FACTS, hintForCommand, hintForFlag, SYNONYMS } from "../../src/cli/hints.ts";
import { command as PLOT } from "../../src/cli/plot_command.ts";
import { command as RUN } from "../../src/cli/run_command.ts";

const COMMANDS = [RUN, PLOT, DOCTOR, BENCH];
const FLAGS = new Set(COMMANDS.flatMap(({ flags }) => flags.map(({ name }) => name)));

Deno.test("a word that is near a flag, or that other programs have for it, suggests that flag", async () => {
  const meant = {
    seed: ["--sed", "--Seed", "-seed", "--random-state"],
    steps: ["--step", "--setps", "--n-steps", "-t"],
    n: ["-n", "-N", "--samples", "--walkers", "--num_samples", "--Walkers", "—n"],
    out: ["-o", "--output", "--outt", "--outfile"],
    workers: ["--worker", "--work", "--threads", "-j"],
    colors: ["--colours", "--cmap", "--color"],
    "scale-factor": ["--scale_factor", "--scalefactor", "--dpi"],
    version: ["-v", "--verison"],
    quiet: ["-q", "--silent"],
  };
  for (const [name, words] of Object.entries(meant)) {
    for (const word of words) {
      assert.equal(await hintForFlag(RUN, word), `did you mean --${name}?`, word);
    }
  }
});

Deno.test("a letter that begins several flags suggests all of them", async () => {
  assert.equal(await hintForFlag(BENCH, "-s"), "did you mean --sweep or --steps or --scaling?");
  assert.equal(await hintForFlag(RUN, "-g"), "did you mean --gridsize?");
});

Deno.test("what is far from every flag suggests none", async () => {
  for (const word of ["--xyzzy", "--nn", "--sooner", "--teleport", "-z", "--max", "--ab", "--"]) {
    assert.equal(await hintForFlag(RUN, word), undefined, word);
  }
});

Deno.test("no flag is suggested to a command that lacks it", async () => {
  for (const word of ["--samples", "--sed", "-o", "--threads"]) {
    assert.equal(await hintForFlag(DOCTOR, word), undefined, word);
  }
});

Deno.test("words for what no flag can ask for get a sentence", async () => {
  for (const word of ["walk", "dimensions", "boundary", "msd", "paths", "start", "p", "verbose"]) {
    for (const command of [RUN, PLOT, BENCH]) {
      assert.match(await hintForFlag(command, `--${word}`) ?? "", /^[^?]{20,}\.$/, word);
    }
  }
});

Deno.test("every synonym is of a flag, and no word is two things", () => {
  for (const name of Object.keys(SYNONYMS)) assert.ok(FLAGS.has(name), name);
  const words = [...Object.values(SYNONYMS), ...FACTS.map(([words]) => words)].join(" ").split(" ");
  assert.deepEqual(words.filter((word, i) => words.indexOf(word) !== i), []);
  // A command's own flag needs no hint.
  for (const word of words) assert.ok(!RUN.flags.some(({ name }) => name === word), word);
});

Deno.test("a word for a command, or near it, suggests that", async () => {
  const names = COMMANDS.map(({ name }) => name);
  const meant = {
    run: ["simulate", "rum"],
    plot: ["draw", "plots"],
    bench: ["benchmark", "bnech"],
  };
  for (const [name, words] of Object.entries(meant)) {
    for (const word of words) assert.equal(await hintForCommand(names, word), name, word);
  }
  assert.equal(await hintForCommand(names, "xyzzy"), undefined);
});
