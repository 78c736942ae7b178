/** `bench` as a process, and what it makes of the rounds. */

import assert from "node:assert/strict";
import { Ceiling } from "../../src/backends/ceiling.ts";
import { measure, spreadMs, steadyMs } from "../../src/cli/bench_measure.ts";
import { describeHost, type Host, thisHost } from "../../src/cli/bench_host.ts";
import type { Round, Row } from "../../src/cli/bench_rows.ts";
import { createSpec } from "../../src/spec.ts";
import { hasGpu } from "../helpers/backends.ts";
import { read, ROOT, runMain, start, TempFolder } from "../helpers/cli.ts";

const SMALL = ["--steps", "65", "--rounds", "2"];

interface Printed {
  readonly host: Host;
  readonly ceilingStepsPerSecond: number;
  readonly notes: readonly string[];
  readonly rows: readonly {
    readonly name: string;
    readonly backend?: { name: string; software?: boolean };
    readonly walkers: number;
    readonly rounds: readonly { ms: number; digest?: string; kernelMs?: number }[];
    readonly steadyMs: number;
    readonly stepsPerSecond: number;
    readonly ofLoop: number;
    readonly ofCeiling?: number;
  }[];
}

async function bench(...args: string[]): Promise<Printed> {
  const { code, stdout, stderr } = await runMain("bench", ...args, "--json");
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

Deno.test("bench measures loop, serial and workers, and all engines have one digest", async () => {
  const flags = ["--n", "3e4", ...SMALL, "--workers", "2", "--no-software"];
  const { host, rows, ceilingStepsPerSecond } = await bench(...flags);
  // The program may not look at the flags of V8 here.
  assert.deepEqual(host, { ...thisHost(), wide: false, date: host.date });
  assert.ok(Math.abs(Date.now() - Date.parse(host.date)) < 60_000);
  assert.deepEqual(rows.map(({ name }) => name), ["loop", "serial", "2 workers"]);
  for (const row of rows) {
    assert.equal(row.walkers, 30_000);
    assert.equal(row.rounds.length, 2);
    assert.equal(row.stepsPerSecond, 1000 * 30_000 * 65 / row.steadyMs);
    assert.ok(row.ofCeiling === undefined || row.ofCeiling > 0);
  }
  assert.equal(rows[0].ofLoop, 1);
  assert.ok(ceilingStepsPerSecond > 1e8);
  const digests = rows.flatMap(({ rounds }) => rounds.flatMap(({ digest }) => digest ?? []));
  assert.equal(digests.length, 4);
  assert.equal(new Set(digests).size, 1);
});

Deno.test("bench --scaling has a row for 1, 2, 4 … workers", async () => {
  const { rows } = await bench(
    "--n",
    "1e4",
    ...SMALL,
    "--workers",
    "3",
    "--scaling",
    "--no-software",
  );
  const wanted = ["loop", "serial", "1 worker", "2 workers", "3 workers"];
  assert.deepEqual(rows.map(({ name }) => name), wanted);
});

Deno.test("bench shows a software adapter, labelled in table, chart and JSON, by its own clock too", async () => {
  if (!await hasGpu()) return;
  using folder = new TempFolder();
  const out = folder.file("bench.svg");
  const flags = ["--n", "1e4", ...SMALL, "--workers", "1", "--out", out];
  const { rows, notes } = await bench(...flags);
  const gpus = rows.filter(({ backend }) => backend?.name === "gpu");
  assert.ok(gpus.length > 0);
  const software = gpus.filter(({ backend }) => backend?.software);
  if (software.length === 0) return console.warn("skipped: the adapter is hardware");
  assert.deepEqual(notes, []);
  assert.deepEqual(rows.slice(0, 3).map(({ name }) => name), ["loop", "serial", "1 worker"]);
  const [{ name, rounds, ofCeiling }] = software;
  assert.match(name, /^gpu \(software\), ./);
  assert.equal(ofCeiling, undefined);
  for (const { ms, kernelMs } of rounds) assert.ok(kernelMs && kernelMs > 0 && kernelMs <= ms);
  assert.match(folder.read("bench.svg"), />gpu \(software\)/);
  const { stdout } = await runMain("bench", ...flags);
  assert.match(stdout, /^gpu \(software\), .* ms$/m);
});

Deno.test("bench --no-software leaves software out and says so", async () => {
  if (!await hasGpu()) return;
  const flags = ["--n", "1e4", ...SMALL, "--workers", "1", "--no-software"];
  const { rows, notes } = await bench(...flags);
  assert.ok(rows.every(({ backend }) => !backend?.software));
  if (rows.length > 3) return console.warn("skipped: the adapter is hardware");
  assert.equal(notes.length, 1);
  assert.match(notes[0], /^No row for .+: it is software, and --no-software leaves that out$/);
});

Deno.test("bench without any adapter says so in a line, and what was looked for", async () => {
  // A graphics interface that this system does not have.
  const DENO_WEBGPU_BACKEND = Deno.build.os === "windows" ? "metal" : "dx12";
  const flags = ["bench", "--n", "1e3", ...SMALL, "--workers", "1"];
  const { code, stdout } = read(await start(flags, { DENO_WEBGPU_BACKEND }).output());
  assert.equal(code, 0);
  const lines = stdout.split("\n").filter((line) => /gpu/i.test(line));
  assert.equal(lines.length, 1);
  assert.match(
    lines[0],
    /^No row for a GPU: WebGPU was asked for .* has neither; install .*Vulkan/,
  );
});

Deno.test("bench --sweep measures at every size, and --out draws time against walkers", async () => {
  using folder = new TempFolder();
  const out = folder.file("bench.svg");
  const flags = ["--sweep", "1e3..1e5", ...SMALL, "--workers", "1", "--out", out];
  const { code, stdout, stderr } = await runMain("bench", ...flags);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^walkers +1,000 +10,000 +100,000$/m);
  assert.match(stdout, /^100,000 walkers × 65 steps$/m);
  assert.match(stdout, /^All rows but the loop: digest [0-9a-f]{64}$/m);
  assert.match(stdout, /^Host: Deno [\d.]+, V8 .*, \d+ cores?, vectors of 128 bits, [\d-]{10}$/m);
  assert.match(folder.read("bench.svg"), /<title>Time to walk 65 steps<\/title>/);
});

Deno.test("bench tells a mistake in one line", async () => {
  const mistakes = [
    [["--rounds", "0"], /^hexwalk: --rounds 0: use a whole number from 1 to 1000\n$/],
    [["--workers", "0"], /^hexwalk: --workers 0: use a whole number from 1 to 1024\n$/],
    [["--sweep", "1e4"], /^hexwalk: --sweep 1e4: use two numbers, such as 1e4\.\.1e8\n$/],
    [
      ["--sweep", "5..1"],
      /^hexwalk: --sweep 5\.\.1: use two whole numbers from 1 to \d+, the lower one first\n$/,
    ],
    [
      ["--sweep", "1.5..20", "--steps", "10"],
      /^hexwalk: --sweep 1\.5\.\.20: [^\n]* from 1 to 9007199254740991, [^\n]*\n$/,
    ],
    [["--sweep", "1..1e400"], /^hexwalk: --sweep [^\n]* from 1 to 9007199254740991, [^\n]*\n$/],
    [
      ["--sweep", "1..2", "--n", "1"],
      /^hexwalk: --n and --sweep exclude each other: use one of them\n$/,
    ],
    [
      ["--out", "no/such/x.svg"],
      /^hexwalk: Cannot write no\/such\/x\.svg: there is no folder [^\n]*\n$/,
    ],
  ] as const;
  for (const [args, wanted] of mistakes) {
    const { code, stderr } = await runMain("bench", ...args);
    assert.equal(code, 2);
    assert.match(stderr, wanted);
  }
});

/** A row whose rounds are given. */
function fixedRow(rounds: readonly Round[]): Row {
  let round = 0;
  return {
    name: "fixed",
    openMs: 0,
    backend: { name: "serial" },
    walk: () => Promise.resolve(rounds[round++]),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

const PLAN = { spec: createSpec({ walkers: 10, steps: 1, seed: 7 }), sizes: [10] };

Deno.test("the first round is told apart; the steady time is the median of the others", async () => {
  const row = fixedRow([900, 30, 10, 20].map((ms) => ({ ms })));
  const plan = { ...PLAN, rows: [row], rounds: 4 };
  const { sizes: [[found]] } = await measure(plan, await Ceiling.open());
  assert.equal(found.rounds[0].ms, 900);
  assert.equal(steadyMs(found), 20);
  assert.deepEqual(spreadMs(found), [10, 30]);
});

Deno.test("rows that disagree end the benchmark", async () => {
  const rows = ["aa", "bb"].map((digest) => fixedRow([{ ms: 1, digest }]));
  const plan = { ...PLAN, rows, rounds: 1 };
  await assert.rejects(
    measure(plan, await Ceiling.open()),
    /^Error: the backends disagree on 10 walkers: aa, bb$/,
  );
});

/** The rate of a ceiling's first call after it was opened, beside what it comes to, in a new process. */
async function firstOfWarm(folder: TempFolder): Promise<number> {
  const module = new URL("../../src/backends/ceiling.ts", import.meta.url);
  const script = folder.file("ceiling.ts");
  Deno.writeTextFileSync(
    `${ROOT}/${script}`,
    `import { Ceiling } from "${module}";
    const ceiling = await Ceiling.open();
    const first = ceiling.measure(0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    console.log(first / Math.max(...Array.from({ length: 20 }, () => ceiling.measure(1))));`,
  );
  const args = ["run", "--no-check", "--allow-read=.", script];
  const { stdout } = read(await new Deno.Command(Deno.execPath(), { args, cwd: ROOT }).output());
  return Number(stdout);
}

Deno.test("a ceiling is warm when it is open", async () => {
  using folder = new TempFolder();
  const shares: number[] = [];
  // A busy host may take the core away in one call, but hardly in each of several.
  for (let attempt = 0; attempt < 5 && !shares.some((share) => share > 0.5); attempt++) {
    shares.push(await firstOfWarm(folder));
  }
  assert.ok(shares.some((share) => share > 0.5), shares.join(", "));
});

Deno.test("a host is told in a line", () => {
  const host = { ...thisHost(), cores: 1, wide: true, date: "2026-07-01T12:34:56.789Z" };
  assert.match(describeHost(host), /^Deno .*, 1 core, vectors of 256 bits, 2026-07-01$/);
});
