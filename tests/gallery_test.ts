/** The pages' figures against the commands that stand under them. */

import assert from "node:assert/strict";
import { basename } from "node:path";
import { galleryFigures } from "../docs/gallery.ts";
import { read, ROOT, TempFolder } from "./helpers/cli.ts";

const figures = galleryFigures((page) => Deno.readTextFileSync(`${ROOT}/${page}`));

Deno.test("the README shows a figure first, and a gallery", () => {
  assert.equal(figures[0].path, "docs/walk.svg");
  assert.ok(figures.length >= 5);
});

for (const { path, args } of figures) {
  Deno.test(`${path} is what its command draws`, async () => {
    using folder = new TempFolder();
    const drawn = folder.file(basename(path));
    const moved = args.map((word) => word === path ? drawn : word);
    assert.notDeepEqual(moved, args);
    const options = { args: moved, cwd: ROOT, env: { NODEVICE_SELECT: "1" } };
    const { code, stderr } = read(await new Deno.Command(Deno.execPath(), options).output());
    assert.equal(code, 0, stderr);
    assert.equal(folder.read(basename(path)), Deno.readTextFileSync(`${ROOT}/${path}`));
  });
}

Deno.test("a figure without its command is an error", () => {
  const page = "![a figure](docs/walk.svg)\n\nand no command";
  assert.throws(() => galleryFigures(() => page), /README\.md shows docs\/walk\.svg without/);
});
