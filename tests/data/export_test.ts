/** Exported files, read by the programs that they are for. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import type { ExportedRun } from "../../src/data/cell_table.ts";
import { EXPORT_ENDINGS, exportEnding, exportRun } from "../../src/data/export.ts";
import { crc32 } from "../../src/data/zip.ts";
import { createSpec, specToJson } from "../../src/spec.ts";
import { statistics } from "../../src/tally/statistics.ts";
import { inFolder, runPython } from "./python.ts";
import { largeRun, runs, tallyOf } from "./runs.ts";

/** Two columns and three rows, no two alike, with a count beyond 32 bits. */
function knownRun(): ExportedRun {
  const window = { origin: [-4, 2], cellSize: 4, columns: 2, rows: 3 } as const;
  const spec = createSpec({ walkers: 2 ** 50, steps: 100, seed: "déjà 𝟙", window });
  const piles = [[-4, 2, 1], [0, 4, 20], [2, 8, 2 ** 40 + 3], [-2, 10, 4000], [50, 50, 5]];
  return { spec, tally: tallyOf(spec, piles.map(([x, y, walkers]) => ({ x, y, walkers }))) };
}

const ROWS = [[-4, 2, 4, 1], [0, 2, 4, 20], [0, 6, 4, 2 ** 40 + 3], [-4, 10, 4, 4000]];

/** Reads the files of a run with a Python program that prints JSON. */
async function assertRead(run: ExportedRun, program: string, expected: unknown): Promise<void> {
  await inFolder(async (folder) => {
    for (const ending of EXPORT_ENDINGS) {
      await Deno.writeFile(`${folder}/run${ending}`, await exportRun(run, ending));
    }
    const printed = await runPython(`import json\n${program}`, folder);
    if (printed !== undefined) assert.deepEqual(JSON.parse(printed), expected);
  });
}

Deno.test("NumPy loads the counts of an .npy", async () => {
  await assertRead(
    knownRun(),
    `import numpy as np
for mode in None, "r":
    a = np.load("run.npy", allow_pickle=False, mmap_mode=mode)
print(json.dumps([a.dtype.str, a.shape, a.flags.c_contiguous, a.tolist()]))`,
    ["<i8", [3, 2], true, [[1, 20], [0, 2 ** 40 + 3], [4000, 0]]],
  );
});

Deno.test("NumPy loads counts, axes and moments of an .npz, and zipfile finds it whole", async () => {
  const run = knownRun();
  const { mean, variance, covariance } = statistics(run.tally);
  await assertRead(
    run,
    `import numpy as np, zipfile
assert zipfile.ZipFile("run.npz").testzip() is None
z = np.load("run.npz", allow_pickle=False)
print(json.dumps({k: [z[k].dtype.str, z[k].tolist()] for k in z if k != "spec"} | {"spec": json.loads(z["spec"].item())}))`,
    {
      counts: ["<i8", [[1, 20], [0, 2 ** 40 + 3], [4000, 0]]],
      x: ["<i8", [-4, 0]],
      y: ["<i8", [2, 6, 10]],
      cell_size: ["<i8", 4],
      walkers: ["<i8", 2 ** 40 + 4029],
      outside: ["<i8", 5],
      mean: ["<f8", mean],
      covariance: ["<f8", [[variance[0], covariance], [covariance, variance[1]]]],
      spec: JSON.parse(JSON.stringify(specToJson(run.spec))),
    },
  );
});

Deno.test("pandas reads the CSV", async () => {
  await assertRead(
    knownRun(),
    `import pandas as pd
d = pd.read_csv("run.csv")
print(json.dumps([list(d.columns), [str(t) for t in d.dtypes], d.values.tolist()]))`,
    [["x", "y", "cell_size", "count"], ["int64", "int64", "int64", "int64"], ROWS],
  );
});

Deno.test("the grid and the table of a large run agree, in Python", async () => {
  const run = largeRun();
  await assertRead(
    run,
    `import numpy as np
import pandas as pd
z, d = np.load("run.npz"), pd.read_csv("run.csv")
g = np.zeros_like(z["counts"])
g[np.searchsorted(z["y"], d.y), np.searchsorted(z["x"], d.x)] = d["count"]
print(json.dumps([bool((g == z["counts"]).all()), bool((g == np.load("run.npy")).all()), int(g.sum())]))`,
    [true, true, run.tally.walkers],
  );
});

Deno.test("hyparquet reads the Parquet of any run", async () => {
  await fc.assert(fc.asyncProperty(runs, async (run) => {
    const bytes = await exportRun(run, ".parquet");
    const rows = await parquetReadObjects({ file: bytes.buffer });
    const csv = new TextDecoder().decode(await exportRun(run, ".csv")).trimEnd().split("\n");
    assert.deepEqual(rows.map((row) => Object.values(row).join()), csv.slice(1));
    const { key_value_metadata, created_by, schema } = parquetMetadata(bytes.buffer);
    const facts = new Map(key_value_metadata?.map(({ key, value }) => [key, value]));
    assert.equal(facts.get("hexwalk"), JSON.stringify(specToJson(run.spec)).toWellFormed());
    assert.equal(facts.get("walkers"), String(run.tally.walkers));
    assert.equal(facts.get("outside"), String(run.tally.outside));
    assert.equal(created_by, "hexwalk");
    assert.deepEqual(schema.slice(1).map(({ name, type }) => [name, type]), [
      ["x", "INT64"],
      ["y", "INT64"],
      ["cell_size", "INT64"],
      ["count", "INT64"],
    ]);
  }));
  const bytes = await exportRun(knownRun(), ".parquet");
  const rows = await parquetReadObjects({ file: bytes.buffer });
  assert.deepEqual(rows.map((row) => Object.values(row).map(Number)), ROWS);
});

Deno.test("a Parquet of no cells is a list of no row groups", async () => {
  const { spec } = knownRun();
  const bytes = await exportRun({ spec, tally: tallyOf(spec, []) }, ".parquet");
  assert.deepEqual(await parquetReadObjects({ file: bytes.buffer }), []);
  // Thrift's compact protocol: field 3, i64 0; field 4, a list of 0 structs. parquet-wasm 0.8, which
  // is Rust's arrow, read this file and those of other runs when this was written.
  const text = String.fromCharCode(...bytes);
  assert.equal(text.split("\x16\x00\x19\x0c\x19\x3c").length, 2);
});

Deno.test("the same run gives the same file, and CSV is what it says", async () => {
  for (const ending of EXPORT_ENDINGS) {
    const [one, other] = [await exportRun(knownRun(), ending), await exportRun(knownRun(), ending)];
    assert.deepEqual(one, other);
  }
  const csv = new TextDecoder().decode(await exportRun(knownRun(), ".csv"));
  assert.equal(csv, "x,y,cell_size,count\n" + ROWS.map((row) => `${row.join()}\n`).join(""));
});

Deno.test("cells of 32 bits are exported as those of 64 bits are", async () => {
  const { spec, tally } = largeRun();
  const narrow = { ...tally, cells: Uint32Array.from(tally.cells) };
  for (const ending of EXPORT_ENDINGS) {
    const files = [
      await exportRun({ spec, tally }, ending),
      await exportRun({ spec, tally: narrow }, ending),
    ];
    assert.deepEqual(files[0], files[1], ending);
  }
});

Deno.test("exportEnding() chooses by the name's end, in any case", () => {
  assert.equal(exportEnding("a.b/Run.NPZ"), ".npz");
  for (const path of ["run", "run.npy.txt", "npy", ""]) {
    assert.throws(() => exportEnding(path), {
      name: "RangeError",
      message: `Cannot write ${path}: use a name that ends in .npy, .npz, .csv, .parquet`,
    });
  }
});

Deno.test("crc32() knows its check value", () => {
  // The catalogue of parametrised CRC algorithms, CRC-32/ISO-HDLC.
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
});
