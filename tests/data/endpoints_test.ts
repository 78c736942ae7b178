import assert from "node:assert/strict";
import fc from "fast-check";
import {
  encodeEndpoints,
  endpointsBytes,
  type EndpointsEnding,
  endpointsEnding,
  endpointsHeader,
} from "../../src/data/endpoints.ts";
import { inFolder, runPython } from "./python.ts";

const coordinate = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const pairs = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 40 });

/** The file of these chunks. */
function write(
  ending: EndpointsEnding,
  chunks: Iterable<Int32Array>,
  walkers: number,
  first?: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = ReadableStream.from(chunks).pipeThrough(encodeEndpoints(ending, walkers, first));
  return new Response(stream).bytes();
}

Deno.test("the chunks of a file cannot be seen in its bytes", async () => {
  const cuts = fc.array(fc.nat({ max: 40 }));
  const ending = fc.constantFrom(".npy", ".csv" as const);
  await fc.assert(fc.asyncProperty(pairs, cuts, ending, async (all, cuts, ending) => {
    const edges = [0, ...cuts.filter((cut) => cut <= all.length).sort((a, b) => a - b), all.length];
    const chunks = edges.slice(1).map((end, i) => Int32Array.from(all.slice(edges[i], end).flat()));
    const whole = await write(ending, [Int32Array.from(all.flat())], all.length);
    assert.deepEqual(await write(ending, chunks, all.length), whole);
  }));
});

Deno.test("NumPy loads the endpoints, mapped into memory or not", async () => {
  const all = [[1, -1], [2 ** 31 - 1, -(2 ** 31)], [0, 7]];
  await inFolder(async (folder) => {
    const file = await write(".npy", [Int32Array.from(all.flat())], 3);
    await Deno.writeFile(`${folder}/endpoints.npy`, file);
    await Deno.writeFile(`${folder}/none.npy`, await write(".npy", [], 0));
    const printed = await runPython(
      `import json
import numpy as np
for mode in None, "r":
    a = np.load("endpoints.npy", allow_pickle=False, mmap_mode=mode)
print(json.dumps([a.dtype.str, a.shape, a.tolist(), np.load("none.npy").shape]))`,
      folder,
    );
    if (printed !== undefined) {
      assert.deepEqual(JSON.parse(printed), ["<i4", [3, 2], all, [0, 2]]);
    }
  });
});

Deno.test("pandas reads the endpoints' CSV, numbered from the first walker", async () => {
  const first = 2 ** 53 - 3;
  await inFolder(async (folder) => {
    const file = await write(".csv", [Int32Array.of(1, -1), Int32Array.of(-2, 0)], 2, first);
    await Deno.writeFile(`${folder}/endpoints.csv`, file);
    const printed = await runPython(
      `import json
import pandas as pd
d = pd.read_csv("endpoints.csv", index_col="walker")
print(json.dumps([d.index.tolist(), d.x.tolist(), d.y.tolist()]))`,
      folder,
    );
    if (printed !== undefined) {
      assert.deepEqual(JSON.parse(printed), [[first, first + 1], [1, -2], [-1, 0]]);
    }
  });
});

Deno.test("the header is 128 bytes for any number of walkers, so that it can be put right", async () => {
  for (const walkers of [0, 1, 1e9, Number.MAX_SAFE_INTEGER]) {
    assert.equal(endpointsHeader(".npy", walkers).length, 128);
  }
  const early = await write(".npy", [Int32Array.of(1, 2)], 1);
  const late = Uint8Array.from([
    ...endpointsHeader(".npy", 1e9),
    ...endpointsBytes(".npy", Int32Array.of(1, 2), 0),
  ]);
  late.set(endpointsHeader(".npy", 1));
  assert.deepEqual(late, early);
});

Deno.test("endpoints are written 8 bytes each, as they come, in constant memory", async () => {
  const chunk = new Int32Array(2 ** 12);
  const walkers = 1024 * chunk.length / 2;
  let [given, written, ahead] = [0, 0, 0];
  const many = ReadableStream.from((function* () {
    for (; given < 1024; given++) yield chunk;
  })());
  for await (const bytes of many.pipeThrough(encodeEndpoints(".npy", walkers))) {
    written += bytes.length;
    ahead = Math.max(ahead, given - (written - 128) / chunk.byteLength);
    // A slow disk.
    if (written % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  assert.equal(written, 128 + 8 * walkers);
  assert.ok(ahead <= 4, `${ahead} chunks wait in memory`);
});

Deno.test("a stream refuses half a pair, and another number of walkers than announced", async () => {
  const one = Int32Array.of(1, 1);
  await assert.rejects(write(".npy", [Int32Array.of(1)], 1), RangeError);
  await assert.rejects(write(".npy", [one, one], 1), RangeError);
  await assert.rejects(write(".npy", [one], 2), /Cannot end after 1 of 2/);
});

Deno.test("endpointsEnding() chooses by the name's end", () => {
  assert.equal(endpointsEnding("a.NPY"), ".npy");
  assert.throws(() => endpointsEnding("a.npz"), /use a name that ends in \.npy, \.csv/);
});
