/** No network after the first call, whatever that was: every command in a namespace that has none. */

import assert from "node:assert/strict";
import { cpSync, globSync } from "node:fs";
import { type Ended, read, ROOT, TempFolder } from "../helpers/cli.ts";

/** Every command, and the ways in which it ends early, with the exit status of each. */
const calls = (folder: TempFolder): readonly (readonly [number, readonly string[]])[] => [
  [2, ["run", "--nn", "5"]],
  [0, ["run", "--help"]],
  [0, ["run", "--version"]],
  [0, ["doctor"]],
  [0, ["plot", "tests/golden/saved_run.json", "--out", folder.file("plot.png")]],
  [0, ["bench", "--n", "100", "--steps", "9", "--rounds", "1", "--workers", "1"]],
  [0, [
    ...["run", "--n", "100", "--backend", "workers", "--out", folder.file("run.png")],
    ...["--export", folder.file("run.parquet"), "--save", folder.file("run.json")],
  ]],
];

/** What Deno keeps of packages and modules, for one test. */
class Cache implements Disposable {
  readonly path = Deno.makeTempDirSync({ prefix: "hexwalk-cache-" });

  /** Runs a task, with the network or without. */
  async task(args: readonly string[], hasNetwork: boolean): Promise<Ended> {
    const [program, ...before] = hasNetwork
      ? [Deno.execPath()]
      : ["unshare", "--map-root-user", "--net", Deno.execPath()];
    const command = new Deno.Command(program, {
      args: [...before, "task", ...args],
      cwd: ROOT,
      env: { DENO_DIR: this.path, NO_COLOR: "1" },
      stdin: "null",
    });
    return read(await command.output());
  }

  /** Names and versions of the packages that are here, in order. */
  packages(): string[] {
    const files = globSync("*/{*,@*/*}/*/package.json", { cwd: `${this.path}/npm` });
    return files.map((file) => file.split("/").slice(1, -1).join("/")).sort();
  }

  /** A copy that lacks what Deno reads up on packages: a task that ends early leaves it so. */
  copyPackages(): Cache {
    const copy = new Cache();
    const filter = (path: string) => !path.endsWith("/registry.json");
    cpSync(this.path, copy.path, { recursive: true, filter });
    return copy;
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }
}

Deno.test("after any first call no command needs the network, nor asks for it", async () => {
  if (!await canTakeNetworkAway()) return skip("unshare --net is not allowed here");
  using folder = new TempFolder();
  using first = new Cache();
  const { code, stderr } = await first.task(["run", "--nn", "5"], true);
  if (code !== 2) return skip(`the registry of npm cannot be reached: ${stderr}`);
  assert.deepEqual(first.packages(), lockedPackages());
  await assertSilent(first, folder);
  for (const [, args] of calls(folder).slice(1)) {
    using cache = first.copyPackages();
    await cache.task(args, true);
    await assertSilent(cache, folder);
  }
});

async function assertSilent(cache: Cache, folder: TempFolder): Promise<void> {
  for (const [wanted, args] of calls(folder)) {
    const { code, stdout, stderr } = await cache.task(args, false);
    assert.equal(code, wanted, `${args.join(" ")}: ${stderr}`);
    assert.doesNotMatch(stdout + stderr, /Download|registry/, args.join(" "));
  }
}

/** As `Cache.packages`, those of the lock file, where they stand as name@version. */
function lockedPackages(): string[] {
  const { npm } = JSON.parse(Deno.readTextFileSync(`${ROOT}/deno.lock`));
  return Object.keys(npm).map((name) => name.replace(/@([^@]+)$/, "/$1")).sort();
}

async function canTakeNetworkAway(): Promise<boolean> {
  const args = ["--map-root-user", "--net", "true"];
  return await new Deno.Command("unshare", { args }).output()
    .then(({ success }) => success, () => false);
}

function skip(reason: string): void {
  assert.ok(!Deno.env.has("HEXWALK_REQUIRE_NETWORK"), reason);
  console.warn(`skipped: ${reason}`);
}
