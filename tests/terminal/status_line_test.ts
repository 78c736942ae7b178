/** A status line: never wider than the terminal, and no escape codes where they mean nothing. */

import assert from "node:assert/strict";
import { StatusLine } from "../../src/terminal/status_line.ts";
import { FakeTerminal } from "./fake_terminal.ts";

Deno.test("a status never reaches the last column, whatever the width", () => {
  for (let width = 0; width <= 50; width++) {
    const terminal = new FakeTerminal(width);
    new StatusLine(terminal).show(() => "1,000,000 walkers, round 1 of 5: serial");
    const [text] = terminal.shown();
    assert.ok(text.length <= Math.max(0, width - 1), `${width}: ${text}`);
    assert.ok(width > 39 || text === "" || text.endsWith("…"));
  }
});

Deno.test("a status takes the place of the last, also of one that a narrower terminal has wrapped", () => {
  const terminal = new FakeTerminal(80);
  const line = new StatusLine(terminal);
  line.show(() => "x".repeat(70));
  terminal.width = 30;
  line.show(() => "y");
  line.show(() => "z");
  line.clear();
  // 70 characters are three rows of 30.
  const wanted = `\r${"x".repeat(70)}\x1b[K\r\x1b[2A\x1b[Jy\x1b[K\rz\x1b[K\r\x1b[K`;
  assert.equal(terminal.written, wanted);
});

Deno.test("without a live terminal there is a plain line now and then, and less often in long runs", () => {
  const terminal = new FakeTerminal(80, false);
  let ms = 0;
  const line = new StatusLine(terminal, () => ms);
  const times: number[] = [];
  for (; ms < 3_600_000; ms += 100) {
    const before = terminal.written;
    line.show(() => `after ${ms}`);
    if (terminal.written !== before) times.push(ms);
  }
  line.clear();
  assert.equal(terminal.written, times.map((time) => `after ${time}\n`).join(""));
  assert.deepEqual(times.slice(0, 3), [30_000, 60_000, 90_000]);
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  assert.ok(gaps.every((gap) => gap >= 30_000 && gap <= 330_000), gaps.join(", "));
  assert.ok(times.length < 40, `${times.length} lines in an hour`);
});
