/** What `run` and `plot` leave besides the figure, and what they refuse. */

import assert from "node:assert/strict";
import { hasGpu } from "../helpers/backends.ts";
import { runMain, TempFolder } from "../helpers/cli.ts";

async function well(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runMain(...args);
  assert.equal(code, 0, stderr);
  return stdout;
}

const WALK = ["run", "--seed", "7", "--n", "20000", "--quiet"];

Deno.test("a saved run is plotted again to the same bytes, with its digest", async () => {
  using folder = new TempFolder();
  const [walked, plotted, saved] = ["a.svg", "b.svg", "run.json"].map((name) => folder.file(name));
  const run = JSON.parse(await well(...WALK, "--json", "--out", walked, "--save", saved));
  const plot = JSON.parse(await well("plot", saved, "--json", "--quiet", "--out", plotted));
  assert.equal(plot.digest, run.digest);
  assert.equal(plot.provenance[0].backend, "serial");
  assert.equal(folder.read("b.svg"), folder.read("a.svg"));
  const summary = await well("plot", saved, "--out", plotted, "--scale", "log", "--law");
  assert.match(summary, /^saved {5}20,000 walkers by serial, \d{4}-\d\d-\d\d$/m);
  assert.notEqual(folder.read("b.svg"), folder.read("a.svg"));
});

Deno.test("runs of --first add up to one run of all their walkers, bit for bit", async () => {
  using folder = new TempFolder();
  const [a, b, out] = ["a.json", "b.json", "x.svg"].map((name) => folder.file(name));
  const walk = ["run", "--seed", "7", "--json", "--quiet", "--out", out];
  const whole = JSON.parse(await well(...walk, "--n", "30_000"));
  await well(...walk, "--n", "1e4", "--save", a);
  const rest = JSON.parse(await well(...walk, "--n", "2e4", "--first", "1e4", "--save", b));
  assert.equal(rest.spec.first, 10_000);
  assert.equal(rest.complete, true);
  for (const files of [[a, b], [b, a]]) {
    const sum = JSON.parse(await well("plot", ...files, "--json", "--quiet", "--out", out));
    assert.equal(sum.digest, whole.digest);
    assert.equal(sum.complete, true);
    assert.deepEqual(sum.spec, whole.spec);
  }
  assert.match(await well("plot", b, "--out", out), /^first {5}number 10,000$/m);
});

Deno.test("plot adds runs up only if they share no walkers", async () => {
  using folder = new TempFolder();
  const [saved, out] = [folder.file("run.json"), folder.file("x.svg")];
  await well(...WALK, "--out", out, "--save", saved);
  const { code, stderr } = await runMain("plot", saved, saved, "--out", out);
  assert.equal(code, 2);
  assert.match(stderr, /^hexwalk: Cannot add [^\n]*run\.json: walkers 0 to [^\n]+\n$/);
  const part = folder.file("part.partial.json");
  await Deno.rename(saved, part);
  const missing = await runMain("plot", folder.file("part.json"), "--out", out);
  assert.match(
    missing.stderr,
    /^hexwalk: There is no file \S+part\.json: did you mean \S+part\.partial\.json, [^\n]+\n$/,
  );
});

Deno.test("plot refuses what is no saved run in one line", async () => {
  using folder = new TempFolder();
  const [saved, out] = [folder.file("run.json"), folder.file("x.svg")];
  await well(...WALK, "--out", out, "--save", saved);
  const text = folder.read("run.json");
  const bad = { "cut.json": text.slice(0, -9), "altered.json": text.replace("20000", "20001") };
  for (const [name, content] of Object.entries(bad)) {
    Deno.writeTextFileSync(`${folder.path}/${name}`, content);
    const { code, stderr } = await runMain("plot", folder.file(name), "--out", out);
    assert.equal(code, 2);
    assert.match(stderr, /^hexwalk: Cannot read [^\n]+\n$/);
  }
  const missing = await runMain("plot", folder.file("none.json"));
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /^hexwalk: There is no file [^\n]+\n$/);
  const nothing = await runMain("plot");
  assert.equal(nothing.code, 2);
  assert.match(nothing.stderr, /^hexwalk: plot needs a file: [^\n]+\n$/);
});

Deno.test("--endpoints has the same bytes from every backend, --export from every run", async () => {
  using folder = new TempFolder();
  const backends = ["serial", "workers", ...await hasGpu() ? ["gpu"] : []];
  const files = backends.map((backend) => [`${backend}.npy`, `${backend}.npz`]);
  for (const [i, backend] of backends.entries()) {
    const [ends, counts] = files[i].map((name) => folder.file(name));
    const flags = ["--backend", backend, "--endpoints", ends, "--export", counts];
    await well(...WALK, ...flags, "--out", folder.file("x.svg"));
  }
  const bytes = (name: string) => Deno.readFileSync(`${folder.path}/${name}`);
  for (const [ends, counts] of files) {
    assert.deepEqual(bytes(ends), bytes(files[0][0]), ends);
    assert.deepEqual(bytes(counts), bytes(files[0][1]), counts);
  }
  assert.equal(bytes("serial.npy").length, 128 + 20_000 * 8);
});

Deno.test("--out takes .png, which is a picture of the figure's size", async () => {
  using folder = new TempFolder();
  const sizes = [];
  for (const factor of ["1", "2"]) {
    await well(...WALK, "--out", folder.file("walk.png"), "--scale-factor", factor);
    const png = Deno.readFileSync(`${folder.path}/walk.png`);
    assert.deepEqual([...png.subarray(1, 4)], [0x50, 0x4e, 0x47]);
    sizes.push(new DataView(png.buffer).getUint32(16));
  }
  assert.deepEqual(sizes, [720, 1440]);
});

Deno.test("a look that cannot be is refused before a step is walked", async () => {
  const mistakes = [
    [["--gridsize", "0"], /gridsize 0: use a whole number from 1 to 250/],
    [["--gridsize", "9", "--binsize", "9"], /give one of them/],
    [["--extent", "1,2,3"], /--extent 1,2,3: use four numbers, x0,x1,y0,y1/],
    [["--scale", "cubic"], /--scale cubic: use linear, log, sqrt/],
    [["--colors", "rainbow"], /--colors rainbow: use magma, /],
    [["--scale-factor", "0"], /--scale-factor 0: use a number from 0.1 to 8/],
    [["--out", "walk.gif"], /use a name that ends in \.svg or \.png/],
    [["--save", "run.txt"], /use a name that ends in \.json/],
    [["--export", "x.xls"], /use a name that ends in \.npy or \.npz or \.csv or \.parquet/],
    [["--endpoints", "x.npz"], /use a name that ends in \.npy or \.csv/],
    [
      ["--out", "a.svg", "--save", "b.json", "--endpoints", "./c.csv", "--export", "c.csv"],
      /Cannot write \.?\/?c\.csv twice/,
    ],
    [["--out", "a.png", "--width", "9000"], /A picture of 18000 pixels cannot be drawn/],
    [["--width", "-1"], /width -1: use a number of pixels above 0/],
  ] as const;
  for (const [args, wanted] of mistakes) {
    const { code, stderr } = await runMain("run", "--n", "1e12", ...args);
    assert.equal(code, 2, stderr);
    assert.match(stderr, wanted);
    assert.match(stderr, /^hexwalk: [^\n]+\n$/);
  }
});

Deno.test("--open and --preview say in one line what they lack", async () => {
  using folder = new TempFolder();
  const out = folder.file("walk.svg");
  const { code, stderr } = await runMain(...WALK, "--out", out, "--open");
  assert.equal(code, 2);
  assert.match(stderr, /^hexwalk: --open starts [^\n]+\n$/);
  const preview = await runMain(...WALK, "--out", out, "--preview");
  assert.equal(preview.code, 0);
  assert.match(preview.stderr, /^--preview shows nothing, as standard output is no terminal\n$/);
});
