/** The system's viewer gets any path as it is, and nothing else. */

import assert from "node:assert/strict";
import { openCommand } from "../../src/raster/open.ts";

const ODD = ["-a b", "$(x)`y`", "a;b&c|d", `"q"`, "it's", "%PATH%", "a,b", "ünï", "\n"];

Deno.test("a viewer gets a path as one argument", () => {
  for (const name of ODD) {
    assert.deepEqual(openCommand("linux", `/tmp/${name}`), ["xdg-open", `/tmp/${name}`]);
    assert.deepEqual(openCommand("freebsd", `/tmp/${name}`), ["xdg-open", `/tmp/${name}`]);
    assert.deepEqual(openCommand("darwin", `/tmp/${name}`), ["open", `/tmp/${name}`]);
  }
});

Deno.test("PowerShell reads a path as it is, its five quotes doubled", () => {
  const commandOf = (path: string) => openCommand("windows", path).at(-1);
  assert.equal(openCommand("windows", "C:\\a.svg")[0], "powershell");
  assert.equal(
    commandOf("C:\\a,b & %c% $d.svg"),
    "Invoke-Item -LiteralPath 'C:\\a,b & %c% $d.svg'",
  );
  assert.equal(commandOf("C:\\'‘’‚‛"), "Invoke-Item -LiteralPath 'C:\\''‘‘’’‚‚‛‛'");
  assert.equal(commandOf("\\\\host\\a.svg"), "Invoke-Item -LiteralPath '\\\\host\\a.svg'");
});

Deno.test("a path that is not absolute is refused in one line", () => {
  const cases = [["linux", "-a"], ["darwin", "-a"], ["linux", ""], ["windows", "/c"]];
  for (const [os, path] of [...cases, ["windows", "a"], ["windows", "C:a"], ["linux", "a\nb"]]) {
    assert.throws(
      () => openCommand(os, path),
      /^RangeError: Cannot open ".*": use an absolute path$/,
    );
  }
});
