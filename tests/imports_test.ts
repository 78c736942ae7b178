/** What may import what: the architecture as data, checked against the real imports. */

import assert from "node:assert/strict";
import { dirname, join, relative } from "node:path";

const ROOT = new URL("..", import.meta.url).pathname;

/** For each part of the source, the parts that it may import. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "main.ts": ["src/cli"],
  "src/cli": [
    "src",
    "src/backends",
    "src/data",
    "src/pool",
    "src/tally",
    "src/terminal",
    "src/plot",
    "src/raster",
    "deno.json",
  ],
  "src": ["src/backends", "src/tally", "src/plot", "src/wgsl", "shaders"],
  "src/backends": ["src", "src/pool", "src/tally", "src/wgsl"],
  "src/data": ["src", "src/options", "src/tally"],
  "src/options": [],
  "src/tally": ["src", "src/options"],
  "src/pool": ["src", "src/options", "src/terminal"],
  "src/terminal": [],
  "src/plot": ["src/options"],
  "src/raster": ["src/options"],
  "src/wgsl": [],
};

/** Files in `src/` itself, and what each may import of the other parts: the core stays layered. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  "src/seed.ts": ["src/options"],
  "src/to_json.ts": [],
  "src/walks.ts": ["src/wgsl", "shaders"],
  "src/spec.ts": ["src", "src/options", "src/tally"],
  "src/run.ts": ["src", "src/backends", "src/options", "src/tally"],
  "src/stopped_run.ts": ["src", "src/options", "src/tally"],
  "src/endpoint_law.ts": ["src", "src/plot"],
  "src/figure.ts": ["src", "src/options", "src/plot", "src/tally"],
  "src/notebook.ts": ["src", "src/options"],
  "src/provenances.ts": ["src", "src/data", "deno.json"],
  "src/mod.ts": [
    "src",
    "src/backends",
    "src/data",
    "src/plot",
    "src/pool",
    "src/raster",
    "src/tally",
  ],
};

Deno.test("no part imports what the architecture does not let it", () => {
  for (const file of sources()) {
    const allowed = LAYERS[file] ?? ALLOWED[partOf(file)];
    assert.ok(allowed, `${file} is in no known part`);
    for (const target of importsOf(file)) {
      const part = partOf(target);
      const isFine = part === partOf(file) && !(file in LAYERS) || allowed.includes(part);
      assert.ok(isFine, `${file} imports ${target}`);
    }
  }
});

Deno.test("the engine does not import the run", () => {
  for (const file of sources()) {
    if (!/^src\/(backends|data|tally|wgsl|pool|plot)\//.test(file)) continue;
    for (const target of importsOf(file)) {
      assert.ok(!/^src\/(run|figure|mod)\.ts$/.test(target), `${file} imports ${target}`);
    }
  }
});

Deno.test("Deno is named in main.ts and src/cli alone", () => {
  for (const file of sources()) {
    if (file === "main.ts" || file.startsWith("src/cli/")) continue;
    const code = read(file).replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
    assert.ok(!/\bDeno\s*[.?]/.test(code), `${file} names Deno`);
  }
});

function partOf(file: string): string {
  return ["main.ts", "deno.json"].includes(file)
    ? file
    : dirname(file).replace("shaders/walks", "shaders");
}

function importsOf(file: string): string[] {
  const code = read(file);
  const found = [
    ...code.matchAll(/^\s*(?:import|export)\b[^;]*?from\s+"(\.[^"]+)"/gm),
    ...code.matchAll(/\bimport\("(\.[^"]+)"\)/g),
    // Workers are loaded by address.
    ...code.matchAll(/new URL\("(\.[^"]+\.ts)", import\.meta\.url\)/g),
  ];
  return found.map(([, path]) => relative(ROOT, join(ROOT, dirname(file), path)));
}

function sources(): string[] {
  const walk = (folder: string): string[] =>
    [...Deno.readDirSync(join(ROOT, folder))].flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory ? walk(path) : path.endsWith(".ts") ? [path] : [];
    });
  return ["main.ts", ...walk("src")];
}

function read(file: string): string {
  return Deno.readTextFileSync(join(ROOT, file));
}
