/** The page about running against what it speaks of. */

import assert from "node:assert/strict";
import { command as RUN } from "../../src/cli/run_command.ts";

const read = (path: string) => Deno.readTextFileSync(new URL(`../../${path}`, import.meta.url));

Deno.test("docs/run.md names every flag of run, and no other", () => {
  const section = read("docs/run.md").split("## Flags of `run`")[1].split("\n## ")[0];
  const named = [...section.split("\nCtrl-C")[0].matchAll(/`--([a-z-]+)`/g)].map(([, name]) =>
    name
  );
  assert.deepEqual(new Set(named), new Set(RUN.flags.map(({ name }) => name)));
});
