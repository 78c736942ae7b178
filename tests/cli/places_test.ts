/** Where files go: what is replaced, what is written through, and what is refused before the work. */

import assert from "node:assert/strict";
import { describeRun } from "../../src/cli/summary.ts";
import { simulate } from "../../src/run.ts";
import { type Ended, read, ROOT, runMain, start, TempFolder } from "../helpers/cli.ts";

const WALK = ["run", "--seed", "7", "--n", "1000", "--quiet"];
/** So much work that a run would be noticed. */
const ENDLESS = ["run", "--n", "1e15", "--backend", "serial"];

async function well(...args: string[]): Promise<Ended> {
  const ended = await runMain(...args);
  assert.equal(ended.code, 0, ended.stderr);
  return ended;
}

/** What a run of `WALK` writes. */
async function figureOf(folder: TempFolder): Promise<string> {
  await well(...WALK, "--out", folder.file("plain.svg"));
  return folder.read("plain.svg");
}

async function assertRefused(args: readonly string[], wanted: RegExp): Promise<void> {
  const { code, stdout, stderr } = await runMain(...args);
  assert.equal(code, 2, stderr);
  assert.equal(stdout, "");
  assert.match(stderr, /^hexwalk: [^\n]{1,320}\n$/);
  assert.match(stderr, wanted);
  assert.doesNotMatch(stderr, /\.tmp'|hexwalk-[0-9a-f]/);
}

Deno.test("names of files are the caller's folder's, and what is printed is where it is", async () => {
  using folder = new TempFolder();
  Deno.mkdirSync(`${folder.path}/deep`);
  // A task keeps the variable where npm, which may have started this test, has set it already.
  const { INIT_CWD: _, ...env } = Deno.env.toObject();
  const task = async (...args: string[]) => {
    const command = new Deno.Command(Deno.execPath(), {
      args: ["task", "--quiet", ...args],
      cwd: `${folder.path}/deep`,
      clearEnv: true,
      env: { ...env, NO_COLOR: "1" },
    });
    const ended = read(await command.output());
    assert.equal(ended.code, 0, ended.stderr);
    return ended.stdout;
  };
  const walk = ["run", "--n", "1000", "--seed", "7", "--json", "--quiet"];
  const names = ["--save", "../run.json", "--export", "a.npz", "--endpoints", "e.csv"];
  const printed = JSON.parse(await task(...walk, ...names));
  const at = (name: string) => `${folder.path}/${name}`;
  assert.deepEqual(
    [printed.figure, printed.saved, printed.exports, printed.endpoints],
    [at("deep/walk.svg"), at("run.json"), [at("deep/a.npz")], at("deep/e.csv")],
  );
  const plotted = JSON.parse(await task("plot", "../run.json", "--json", "--out", at("b.svg")));
  assert.equal(plotted.figure, at("b.svg"));
  assert.equal(plotted.digest, printed.digest);
  assert.match(
    await task("plot", "../run.json"),
    new RegExp(`^figure +${at("deep/walk.svg")}$`, "m"),
  );
  const sizes = ["--sweep", "10..100", "--steps", "9", "--rounds", "1", "--workers", "1"];
  await task("bench", ...sizes, "--no-software", "--out", "bench.svg");
  assert.deepEqual(folder.names(), ["b.svg", "deep", "run.json"]);
  const deep = [...Deno.readDirSync(at("deep"))].map(({ name }) => name).sort();
  assert.deepEqual(deep, ["a.npz", "bench.svg", "e.csv", "walk.svg"]);
});

Deno.test("where the caller is matters to tasks alone", async () => {
  using folder = new TempFolder();
  const out = folder.file("walk.svg");
  const { code } = read(await start([...WALK, "--out", out], { INIT_CWD: "/nowhere" }).output());
  assert.equal(code, 0);
  assert.deepEqual(folder.names(), ["walk.svg"]);
});

Deno.test("a summary names every file that was written, and --export may be given several times", async () => {
  using folder = new TempFolder();
  const names = ["w.png", "r.json", "a.npy", "b.npz", "c.csv", "d.parquet", "e.npy"];
  const [out, saved, ...others] = names.map((name) => folder.file(name));
  const ends = others.pop() ?? "";
  const flags = ["--out", out, "--save", saved, "--endpoints", ends]
    .concat(others.flatMap((name) => ["--export", name]));
  const { stdout } = await well("run", "--n", "1000", "--seed", "7", ...flags);
  const rows = [["figure", out], ["run", saved]]
    .concat(others.map((name) => ["counts", name]), [["endpoints", ends]]);
  const lines = rows.map(([what, name]) => `${what.padEnd(10)}${name}\n`).join("");
  assert.ok(stdout.endsWith(lines), stdout);
  assert.deepEqual(folder.names(), [...names].sort());
  const again = JSON.parse(
    (await well("plot", saved, "--json", "--quiet", ...flags.slice(0, -10)))
      .stdout,
  );
  assert.deepEqual([again.figure, again.exports], [out, []]);
});

Deno.test("a link is written through, whether what it leads to is there or not", async () => {
  using folder = new TempFolder();
  const wanted = await figureOf(folder);
  Deno.mkdirSync(`${folder.path}/far`);
  Deno.writeTextFileSync(`${folder.path}/far/old.svg`, "old");
  for (const name of ["old", "new"]) {
    Deno.symlinkSync(`far/${name}.svg`, `${folder.path}/${name}.svg`);
    Deno.symlinkSync(`${name}.svg`, `${folder.path}/${name}-twice.svg`);
    await well(...WALK, "--out", folder.file(`${name}-twice.svg`));
    assert.ok(Deno.lstatSync(`${folder.path}/${name}.svg`).isSymlink);
    assert.ok(Deno.lstatSync(`${folder.path}/${name}-twice.svg`).isSymlink);
    assert.equal(folder.read(`far/${name}.svg`), wanted);
  }
  const far = [...Deno.readDirSync(`${folder.path}/far`)].map(({ name }) => name).sort();
  assert.deepEqual(far, ["new.svg", "old.svg"]);
  Deno.symlinkSync("self.svg", `${folder.path}/self.svg`);
  await assertRefused(
    [...ENDLESS, "--out", folder.file("self.svg")],
    /self\.svg: it is a link that leads back to itself; choose another name/,
  );
  Deno.symlinkSync("/hexwalk-test.svg", `${folder.path}/out.svg`);
  await assertRefused([...ENDLESS, "--out", folder.file("out.svg")], /inside the project/);
});

Deno.test("the line that finishes a run can be given to a shell", async () => {
  using folder = new TempFolder();
  const name = folder.file("it's my run.json");
  const finished = {
    ...{ files: { exports: [], saved: name }, totalMs: 1 },
    result: await simulate({ walkers: 10, seed: 7 }, { signal: AbortSignal.abort() }),
  };
  const line = /^to finish deno task run --resume (.*)$/m.exec(describeRun(finished))?.[1] ?? "";
  const echo = new Deno.Command("sh", { args: ["-c", `printf %s ${line}`] });
  assert.equal(read(await echo.output()).stdout, name);
});

Deno.test("two names of one file are refused, whatever links lead there", async () => {
  using folder = new TempFolder();
  Deno.symlinkSync("counts.csv", `${folder.path}/link.csv`);
  Deno.symlinkSync(".", `${folder.path}/here`);
  for (const other of ["link.csv", "here/counts.csv", "counts.csv"]) {
    const flags = ["--export", folder.file("counts.csv"), "--endpoints", folder.file(other)];
    await assertRefused([...ENDLESS, ...flags], /^hexwalk: Cannot write .*\.csv twice/);
  }
});

Deno.test("a pipe is written through, and standard output is one", async () => {
  using folder = new TempFolder();
  const wanted = await figureOf(folder);
  for (const name of ["pipe.svg", "pipe"]) {
    const path = `${folder.path}/${name}`;
    assert.ok((await new Deno.Command("mkfifo", { args: [path] }).output()).success);
    const [taken] = await Promise.all([
      Deno.readTextFile(path),
      well(...WALK, "--out", folder.file(name)),
    ]);
    assert.equal(taken, wanted);
    assert.ok(Deno.statSync(path).isFifo);
  }
  const { stdout, stderr } = await well(
    "run",
    "--seed",
    "7",
    "--n",
    "1000",
    "--out",
    "/dev/stdout",
  );
  assert.equal(stdout, wanted);
  assert.match(stderr, /^walkers +1,000$/m);
  const ends = await well(...WALK, "--out", folder.file("w.svg"), "--endpoints", "/dev/stdout");
  assert.match(ends.stdout, /^walker,x,y\n0,-6,28\n1,-14,28\n/);
  await assertRefused(
    [...ENDLESS, "--out", "/dev/stdout", "--json"],
    /--json prints on standard output, where a file is to go/,
  );
  await assertRefused([...ENDLESS, "--out", "/dev/stdout", "--save", "/dev/stdout"], /twice/);
});

Deno.test("what goes to /dev/null goes nowhere, and takes no permission", async () => {
  using folder = new TempFolder();
  const nowhere = ["--save", "--export", "--endpoints"].flatMap((flag) => [flag, "/dev/null"]);
  const { stdout } = await well(...WALK, "--json", "--out", "/dev/null", ...nowhere);
  assert.equal(JSON.parse(stdout).figure, "/dev/null");
  assert.deepEqual(folder.names(), []);
});

Deno.test("files of the system take all permissions, and a shell's own pipe is one", async () => {
  using folder = new TempFolder();
  const wanted = await figureOf(folder);
  for (const place of ["/dev/fd/63", "/proc/walk.svg", "/dev/stderr"]) {
    await assertRefused([...ENDLESS, "--out", place], /: that takes --allow-all; choose a file/);
  }
  const shell = new Deno.Command("bash", {
    args: ["-c", '"$0" run -A main.ts "$@" --out >(cat)', Deno.execPath(), ...WALK],
    cwd: ROOT,
  });
  const { code, stdout, stderr } = read(await shell.output());
  assert.equal(code, 0, stderr);
  assert.equal(stdout, wanted);
});

Deno.test("a reader that goes away costs no file but its own", async () => {
  using folder = new TempFolder();
  const [out, ends] = [["--out", folder.file("w.svg")], ["--endpoints", "/dev/stdout"]];
  const saved = ["--save", folder.file("run.json")];
  for (const n of ["1000", "3e6"]) {
    // A pipe holds 64 KiB, which the endpoints of more walkers do not fit into.
    const isOwn = n !== "1000";
    const child = start(["run", "--seed", "7", "--n", n, ...out, ...saved, ...isOwn ? ends : []]);
    const reader = child.stdout.getReader();
    if (isOwn) await reader.read();
    await reader.cancel();
    const stderr = await new Response(child.stderr).text();
    assert.equal((await child.status).code, isOwn ? 1 : 0, stderr);
    const wanted = ["run.json", "w.svg"].map((name) =>
      isOwn ? name.replace(".", ".partial.") : name
    );
    assert.deepEqual(folder.names().filter((name) => name.includes(".partial.") === isOwn), wanted);
    if (!isOwn) continue;
    assert.match(stderr, /^hexwalk: Cannot write \/dev\/stdout: nobody reads it any more$/m);
  }
});

Deno.test("a file that is replaced keeps who may read and write it", async () => {
  using folder = new TempFolder();
  for (const mode of [0o600, 0o664, 0o640]) {
    Deno.writeTextFileSync(`${folder.path}/walk.svg`, "old");
    Deno.chmodSync(`${folder.path}/walk.svg`, mode);
    await well(...WALK, "--out", folder.file("walk.svg"));
    assert.equal((Deno.statSync(`${folder.path}/walk.svg`).mode ?? 0) & 0o777, mode);
    assert.match(folder.read("walk.svg"), /<\/svg>/);
  }
});

Deno.test("a name that is too long is refused in a short line, one that is not is taken", async () => {
  using folder = new TempFolder();
  const name = (length: number) => folder.file(`${"x".repeat(length - 4)}.svg`);
  for (const length of [256, 300, 5000]) {
    await assertRefused([...ENDLESS, "--out", name(length)], /x…x.*: the name is too long; choose/);
  }
  // As long as its name with .partial in it may be.
  await well(...WALK, "--out", name(247));
  assert.equal(folder.names().length, 1);
});

Deno.test("whatever is long where it is typed is short where it is told", async () => {
  const long = "x".repeat(4000);
  for (const args of [["run", "--backend", long], ["run", "--n", long], ["plot", long], [long]]) {
    await assertRefused(args, /x…x/);
  }
});

Deno.test("endpoints that cannot fit are refused, and how much many take is said first", async () => {
  using folder = new TempFolder();
  const run = async (n: string, ...flags: string[]) => {
    const allowed = ["--allow-read=.", "--allow-write=.", "--allow-sys=statfs"];
    const command = new Deno.Command(Deno.execPath(), {
      args: ["run", "--cached-only", ...allowed, "main.ts", "run", "--n", n, ...flags],
      cwd: ROOT,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const last = setTimeout(() => child.kill("SIGINT"), 1500);
    const child = command;
    const ended = read(await child.output());
    clearTimeout(last);
    return ended;
  };
  const out = ["--out", folder.file("w.svg"), "--quiet"];
  for (const [name, least] of [["e.npy", /it takes 72\.1 PB/], ["e.csv", /it takes at least/]]) {
    const flags = ["--endpoints", folder.file(`${name}`), ...out];
    const { code, stderr } = await run("9007199254740991", ...flags);
    assert.equal(code, 2, stderr);
    assert.match(stderr, least as RegExp);
    assert.match(
      stderr,
      /^hexwalk: Cannot write [^\n]+ and [\d.]+ [kMGT]B are free there; [^\n]+\n$/,
    );
    assert.deepEqual(folder.names(), []);
  }
  const flags = ["--endpoints", folder.file("e.npy"), "--out", folder.file("w.svg")];
  const { code, stderr } = await run("1.25e8", ...flags);
  assert.equal(code, 130, stderr);
  assert.match(stderr, /^\S+e\.npy takes 1 GB; [\d.]+ [MGT]B are free$/m);
});

/** Runs the program where a folder is a disk of its own. Only somebody who may mount can. */
async function runOnDisk(folder: TempFolder, options: string, args: readonly string[]) {
  const script = `mount -t tmpfs -o ${options} tmpfs "$0" && shift 0 && "$@"; code=$?
    ls -A "$0" >&2; exit $code`;
  const deno = [Deno.execPath(), "run", "--cached-only", "--allow-read=.", "--allow-write=."];
  return read(
    await new Deno.Command("unshare", {
      args: [
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        script,
        folder.path,
        ...deno,
        "main.ts",
        ...args,
      ],
      cwd: ROOT,
      env: { NODEVICE_SELECT: "1" },
    }).output(),
  );
}

async function mayMount(): Promise<boolean> {
  const args = ["--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"];
  const isFine = await new Deno.Command("unshare", { args }).output()
    .then(({ success }) => success, () => false);
  if (!isFine) console.warn("skipped: a disk cannot be mounted here");
  return isFine;
}

Deno.test("a disk that can only be read is refused before the work, with a remedy", async () => {
  if (!await mayMount()) return;
  using folder = new TempFolder();
  const args = [...ENDLESS, "--out", folder.file("w.svg")];
  const { code, stderr } = await runOnDisk(folder, "ro", args);
  assert.equal(code, 2, stderr);
  const wanted =
    /^hexwalk: Cannot write \S+w\.svg: its disk can only be read; choose another place\n$/;
  assert.match(stderr, wanted);
});

Deno.test("a disk that fills up costs no more than what did not fit", async () => {
  if (!await mayMount()) return;
  using folder = new TempFolder();
  const [npy, json, svg] = ["e.npy", "s.json", "w.svg"].map((name) => folder.file(name));
  const walk = ["run", "--n", "1e8", "--seed", "7", "--backend", "workers", "--workers", "2"];
  const flags = ["--endpoints", npy, "--save", json, "--out", svg, "--json", "--quiet"];
  const { code, stdout, stderr } = await runOnDisk(folder, "size=3m", [...walk, ...flags]);
  assert.equal(code, 1, stderr);
  assert.match(stderr, /^hexwalk: Cannot write \S+e\.npy: its disk is full; make room, or choose/);
  assert.match(stderr, /^e\.partial\.npy$/m);
  assert.doesNotMatch(stderr, /^(\.hexwalk.*|e\.npy|s\.json|w\.svg)$/m);
  const { complete, tally, endpoints } = JSON.parse(stdout);
  assert.ok(!complete && tally.walkers > 0);
  assert.match(endpoints, /e\.partial\.npy$/);
});

Deno.test("a folder or a file that is protected is refused before the work, with a remedy", async () => {
  using folder = new TempFolder();
  Deno.mkdirSync(`${folder.path}/shut`);
  Deno.chmodSync(`${folder.path}/shut`, 0o555);
  Deno.writeTextFileSync(`${folder.path}/mine.svg`, "mine");
  Deno.chmodSync(`${folder.path}/mine.svg`, 0o444);
  try {
    Deno.writeTextFileSync(`${folder.path}/shut/probe`, "");
    return console.warn("skipped: nothing is protected from this user");
  } catch {
    // As it should be.
  }
  for (const name of ["shut/w.svg", "mine.svg"]) {
    await assertRefused(
      [...ENDLESS, "--out", folder.file(name)],
      /: you may not write there; change the permissions, or choose another place/,
    );
  }
  assert.equal(folder.read("mine.svg"), "mine");
});
