/** The pages' figures against the commands that stand under them. */

import assert from "node:assert/strict";
import { basename } from "node:path";
import { galleryFigures } from "../docs/gallery.ts";
import { runPython } from "./data/python.ts";
import { read, ROOT, TempFolder } from "./helpers/cli.ts";

const figures = galleryFigures((page) => Deno.readTextFileSync(`${ROOT}/${page}`));

Deno.test("the README shows a figure first, and a gallery", () => {
  assert.equal(figures[0].path, "docs/walk.svg");
  assert.ok(figures.length >= 5);
});

/** The figure that another program draws, whose other versions draw other bytes. */
const SEABORN = "docs/seaborn.png";

for (const { path, args } of figures) {
  Deno.test(`${path} is what its command draws`, async () => {
    if (path === SEABORN && !await isDrawnByThisSeaborn()) return;
    using folder = new TempFolder();
    const drawn = folder.file(basename(path));
    const moved = args.map((word) => word === path ? drawn : word);
    assert.notDeepEqual(moved, args);
    const options = { args: moved, cwd: ROOT, env: { NODEVICE_SELECT: "1" } };
    const { code, stderr } = read(await new Deno.Command(Deno.execPath(), options).output());
    assert.equal(code, 0, stderr);
    assert.deepEqual(
      Deno.readFileSync(`${ROOT}/${folder.file(basename(path))}`),
      Deno.readFileSync(`${ROOT}/${path}`),
    );
  });
}

Deno.test("a figure without its command is an error", () => {
  const page = "![a figure](docs/walk.svg)\n\nand no command";
  assert.throws(() => galleryFigures(() => page), /README\.md shows docs\/walk\.svg without/);
});

/** Whether this host has the versions that the picture names; if not, that is said. */
async function isDrawnByThisSeaborn(): Promise<boolean> {
  const versions = await runPython(
    "import seaborn\nimport matplotlib\n" +
      "print(f'seaborn {seaborn.__version__}, matplotlib {matplotlib.__version__}', end='')",
    ROOT,
  );
  if (versions === undefined) return false;
  const isSame = new TextDecoder("latin1").decode(Deno.readFileSync(`${ROOT}/${SEABORN}`))
    .includes(`Software\0${versions}`);
  if (!isSame) console.warn(`SKIPPED, ${SEABORN} was drawn by other versions than ${versions}`);
  return isSame;
}
