/** A user's mistakes: one line that says what to do, exit status 2, nothing else. */

import assert from "node:assert/strict";
import { runMain, TempFolder } from "../helpers/cli.ts";

/** What is typed, and what the one line must name: the value, the bound, the remedy. */
type Mistake = readonly [string[], ...RegExp[]];

async function assertRefused([args, ...patterns]: Mistake): Promise<void> {
  const { code, stdout, stderr } = await runMain(...args);
  const what = `${args.join(" ")} → ${code}\n${stderr}`;
  assert.equal(code, 2, what);
  assert.equal(stdout, "", what);
  assert.match(stderr, /^hexwalk: [^\n]+\n$/, what);
  for (const pattern of patterns) assert.match(stderr, pattern, what);
}

async function assertAllRefused(mistakes: readonly Mistake[]): Promise<void> {
  for (const mistake of mistakes) await assertRefused(mistake);
}

Deno.test("an unknown command is refused, and the known ones named", async () => {
  await assertAllRefused([
    [["rum"], /no command rum: did you mean run\?/, /doctor/],
    [["draw"], /did you mean plot\?/],
    [["help"], /no command help: use run, plot, doctor, bench or --help$/m],
    [["--n", "5"], /Put a command before --n: run,/],
  ]);
});

Deno.test("an unknown flag is refused, and the nearest one suggested", async () => {
  await assertAllRefused([
    [["run", "--sed", "7"], /--sed/, /did you mean --seed\?/],
    [["run", "-n", "7"], /no flag -n: did you mean --n\?/],
    [["run", "--step=7"], /--step/, /did you mean --steps\?/],
    [["run", "-q"], /no flag -q: did you mean --quiet\?/],
    [["run", "-seed", "7"], /no flag -seed: did you mean --seed\?/],
    [["run", "—n", "5"], /no flag —n: did you mean --n\?/],
    [["run", "100000"], /no argument 100000: did you mean --n 100000\? See --help/],
    [["run", "fast"], /no argument fast: see --help/],
    [["run", "--walk", "lazy"], /no flag --walk: there is one walk, diagonal,/],
    [["doctor", "--jsno"], /no flag --jsno: see --help$/m],
  ]);
});

Deno.test("a flag without its value, or with one it does not take, is refused", async () => {
  await assertAllRefused([
    [["run", "--n"], /--n needs a value/],
    [["run", "--n="], /--n needs a value/],
    [["run", "--seed"], /--seed needs a value/],
    [["run", "--json=yes"], /--json takes no value/, /yes/],
  ]);
});

Deno.test("a number of walkers that cannot be is refused with the bounds", async () => {
  const bounds = /from 1 to 9007199254740991/;
  await assertAllRefused([
    [["run", "--n", "-1"], /--n -1:/, bounds],
    [["run", "--n", "0"], /--n 0:/, bounds],
    [["run", "--n", "1.5"], /--n 1\.5:/, bounds],
    [["run", "--n", "1e17"], /--n 100000000000000000:/, bounds],
    [["run", "--n", "9007199254740992"], bounds],
    [["run", "--n", "1e400"], /--n Infinity:/, bounds],
    [["run", "--first", "-1"], /--first -1:/, /from 0 to 9007199254640991/],
    [["run", "--first", "9007199254740991"], /for 100000 walkers/, /from 0 to 9007199254640991/],
    [["run", "--n", "abc"], /--n abc/, /1e6/],
    [["run", "--n", "0x10"], /--n 0x10/],
  ]);
});

Deno.test("steps, seeds, backends and workers that cannot be are refused with what can", async () => {
  await assertAllRefused([
    [["run", "--steps", "3e9"], /--steps 3000000000:/, /from 1 to 2147483647/],
    [["run", "--steps", "0"], /--steps 0:/, /from 1 to 2147483647/],
    [["run", "--seed", "-5"], /-5/, /from 0 to 18446744073709551615/],
    [["run", "--seed", "18446744073709551616"], /18446744073709551616/, /from 0 to/],
    [["run", "--seed", "1.5"], /1\.5/, /plain digits/],
    [["run", "--backend", "foo"], /foo/, /auto, gpu, workers, serial/],
    [["run", "--workers", "0"], /--workers 0/, /from 1 to 1024/],
    [["run", "--workers", "2.5"], /--workers 2\.5/, /from 1 to 1024/],
    [["run", "--workers", "1e6"], /from 1 to 1024/],
  ]);
});

Deno.test("a look that cannot be is refused by the name of its flag", async () => {
  await assertAllRefused([
    [["run", "--min-count", "-1"], /with --min-count -1: use a number of walkers/],
    [["run", "--gridsize", "0"], /with --gridsize 0: use a whole number/],
    [["run", "--width", "0"], /with --width 0: use a number of pixels/],
    [["run", "--law", "foo"], /--law takes lines or residuals, found foo$/m],
  ]);
});

Deno.test("a place that cannot hold the figure is refused before the work", async () => {
  using folder = new TempFolder();
  Deno.mkdirSync(`${folder.path}/a.svg`);
  Deno.writeTextFileSync(`${folder.path}/file`, "");
  // So much work that a run would be noticed.
  const run = (out: string) => ["run", "--n", "1e15", "--backend", "serial", "--out", out];
  await assertAllRefused([
    [run(folder.file("missing/walk.svg")), /no folder .*missing/, /choose another place/],
    [run(folder.file("a.svg")), /it is a folder/],
    [run(folder.file("file/walk.svg")), /file\/walk\.svg/],
    [run(folder.file("walk.gif")), /walk\.gif/, /\.svg or \.png/],
    [run("/tmp/hexwalk-test.svg"), /inside the project/, /--allow-write/],
    [run("../walk.svg"), /inside the project/],
  ]);
  assert.deepEqual(folder.names(), ["a.svg", "file"]);
});

Deno.test("whatever is typed, the answer is one line", async () => {
  await assertAllRefused([
    [["run", "one\ntwo"], /one two/],
    [["run", "--backend", "one\r\n\ttwo"], /one two/],
  ]);
});
