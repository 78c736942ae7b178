/** `run` on terminals of several kinds and widths, which `script` plays. */

import assert from "node:assert/strict";
import { read, ROOT, TempFolder } from "../helpers/cli.ts";

/** A second's work: a bar shows after half of one. */
const LONG = ["--n", "1.6e7", "--backend", "serial"];

interface Kind {
  readonly TERM: string;
  readonly columns?: number;
  readonly NO_COLOR?: string;
}

/** Runs the task on a terminal, and returns what it wrote there; undefined where none can be played. */
async function onTerminal(kind: Kind, ...args: string[]): Promise<string | undefined> {
  const { TERM, columns = 80, NO_COLOR = "" } = kind;
  const task = [Deno.execPath(), "task", "--quiet", "run", "--seed", "7", ...args].join(" ");
  // By util-linux; those of other systems take other arguments.
  const script = new Deno.Command("script", {
    args: ["--quiet", "--return", "--command", `stty cols ${columns}; ${task}`, "/dev/null"],
    cwd: ROOT,
    env: { TERM, NO_COLOR, COLORTERM: "" },
    stdin: "null",
  });
  try {
    if (Deno.build.os !== "linux") throw new Deno.errors.NotFound();
    const { code, stdout } = read(await script.output());
    assert.equal(code, 0, stdout);
    return stdout;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    console.warn("skipped: there is no script of util-linux here");
    return undefined;
  }
}

Deno.test("the progress bar fits its terminal, and goes away", async () => {
  using folder = new TempFolder();
  const out = folder.file("walk.svg");
  for (const columns of [100, 20]) {
    const shown = await onTerminal({ TERM: "xterm", columns }, ...LONG, "--out", out);
    if (shown === undefined) return;
    const [bar, summary] = shown.split("\r\x1b[Kwalkers");
    assert.match(summary, /^ {3}16,000,000\r\n/);
    const texts = bar.split("\r").slice(1).map((text) => text.replace("\x1b[K", ""));
    assert.ok(texts.length > 2, bar);
    for (const text of texts) {
      assert.ok(text.length < columns, text);
      assert.match(text, /\d %/);
    }
  }
});

Deno.test("a dumb terminal gets no escape codes and no carriage returns", async () => {
  using folder = new TempFolder();
  const flags = [...LONG, "--out", folder.file("walk.svg"), "--preview"];
  const written = await onTerminal({ TERM: "dumb" }, ...flags);
  if (written === undefined) return;
  assert.match(
    written,
    /^--preview shows nothing, as this terminal says of no colours: TERM is dumb/,
  );
  // A terminal itself makes two characters of a line's end.
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(written.replaceAll("\r\n", "\n"), /[\x00-\x09\x0b-\x1f]/);
});

Deno.test("a preview has the terminal's colours, and without any the run goes on", async () => {
  using folder = new TempFolder();
  const flags = ["--n", "1000", "--out", folder.file("walk.svg"), "--preview"];
  const plain = await onTerminal({ TERM: "screen-256color" }, ...flags);
  if (plain === undefined) return;
  assert.ok(plain.includes("\x1b[38;5;"));
  assert.ok(!plain.includes("8;2;"));
  for (const kind of [{ TERM: "linux" }, { TERM: "screen-256color", NO_COLOR: "1" }]) {
    const written = await onTerminal(kind, ...flags) ?? "";
    assert.match(written, /^--preview shows nothing, as .*(TERM is linux|NO_COLOR)/);
    assert.match(written, /^walkers +1,000\r$/m);
    assert.ok(!written.includes("\x1b"));
  }
  assert.deepEqual(folder.names(), ["walk.svg"]);
});
