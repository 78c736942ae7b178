/** Examples in docstrings and pages: they import what a reader would. */

import assert from "node:assert/strict";
import { join } from "node:path";

const ROOT = new URL("..", import.meta.url).pathname;
const read = (path: string) => Deno.readTextFileSync(join(ROOT, path));

/** The faces of the library, and what they re-export from where. */
const FACES = ["src/mod.ts", "src/pool/mod.ts", "src/plot/mod.ts"];

Deno.test("the examples of all that is public import hexwalk", () => {
  let examples = 0;
  for (const face of FACES) {
    for (
      const [, names, from] of read(face).matchAll(/export (?:type )?\{([^}]*)\} from "(.*)"/g)
    ) {
      const file = join(face, "..", from);
      for (const name of names.match(/\b(?!type\b)\w+/g) ?? []) {
        const example = exampleOf(read(file), name);
        if (example === undefined) continue;
        examples++;
        assertImports(example, `${file}: ${name}`);
      }
    }
  }
  assert.ok(examples > 10, `${examples} examples`);
});

Deno.test("the examples of the pages import hexwalk", () => {
  const pages = [...Deno.readDirSync(join(ROOT, "docs"))].map(({ name }) => `docs/${name}`);
  for (const page of ["README.md", ...pages.filter((path) => path.endsWith(".md"))]) {
    for (const [, code] of read(page).matchAll(/^```ts\n([^]*?)^```$/gm)) assertImports(code, page);
  }
});

/** The example in the docstring of a declaration. */
function exampleOf(code: string, name: string): string | undefined {
  const declared = new RegExp(`^export (?:async )?(?:function|class) ${name}\\b`, "m");
  const before = code.slice(0, declared.exec(code)?.index ?? 0).trimEnd();
  if (!before.endsWith("*/")) return undefined;
  const docstring = before.slice(before.lastIndexOf("/**"));
  return docstring.includes("@example") ? docstring : undefined;
}

/** What is imported must be a package, not a file that a reader does not have. */
function assertImports(code: string, where: string): void {
  for (const [, from] of code.matchAll(/\bfrom "(.*)"/g)) {
    assert.match(from, /^(hexwalk(\/parallel)?|node:.*|hyparquet)$/, `${where} imports ${from}`);
  }
}
