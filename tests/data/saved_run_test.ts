import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeRun, encodeRun } from "../../src/data/saved_run.ts";
import { digest } from "../../src/tally/tally.ts";
import { largeRun, provenanceOf, runs, savedRun, smallRun } from "./runs.ts";

const GOLDEN = new URL("../golden/saved_run.json", import.meta.url);

const save = (run: ReturnType<typeof smallRun>) =>
  encodeRun(run, [provenanceOf(run.tally.walkers)]);

Deno.test("decodeRun() gives back what encodeRun() was given", async () => {
  await fc.assert(fc.asyncProperty(runs, async (run) => {
    assert.deepEqual(await decodeRun(await save(run)), await savedRun(run));
  }));
});

Deno.test("a saved run keeps all that is known of where its walkers come from", async () => {
  const run = smallRun();
  const parts = [
    {
      ...provenanceOf(5),
      backend: "gpu",
      adapter: "NVIDIA H100 – “β”",
      software: false,
    },
    { ...provenanceOf(7), wide: true, reason: "as asked" },
  ] as const;
  assert.deepEqual((await decodeRun(await encodeRun(run, parts))).provenance, parts);
});

Deno.test("a saved run is ASCII, a member a line", async () => {
  const text = await save(smallRun());
  assert.match(text, /^[\x20-\x7e\n]+$/);
  assert.match(text, /^\{\n( {2}"[a-z]+": .+,\n)+ {2}"checksum": "[0-9a-f]{64}"\n\}\n$/);
  assert.equal(JSON.parse(text).spec.seed, "déjà vu");
});

Deno.test("cells of 32 bits are saved as those of 64 bits are", async () => {
  const run = smallRun();
  const tally = { ...run.tally, cells: Uint32Array.from(run.tally.cells) };
  assert.equal(await save({ ...run, tally }), await save(run));
});

Deno.test("a file of version 1 stays readable", async () => {
  // Written once by encodeRun.
  if (Deno.env.get("UPDATE_GOLDEN") === "1") Deno.writeTextFileSync(GOLDEN, await save(smallRun()));
  assert.deepEqual(await decodeRun(Deno.readTextFileSync(GOLDEN)), await savedRun(smallRun()));
});

Deno.test("a run of 10^9 walkers is read and checked in well under 0.1 s", async () => {
  const run = largeRun();
  assert.ok(run.tally.walkers > 0.9e9);
  const text = await save(run);
  assert.ok(text.length < 100_000, `${text.length} characters`);
  let best = Infinity;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    const { digest: found } = await decodeRun(text);
    best = Math.min(best, performance.now() - start);
    assert.equal(found, await digest(run.tally));
  }
  assert.ok(best < 100, `${best} ms`);
});

Deno.test("encodeRun() refuses what decodeRun() would", async () => {
  const run = smallRun();
  const { spec, ranges, tally } = run;
  const wrong = [
    { ...run, ranges: [{ first: 0, end: 11 }] },
    { ...run, ranges: [...ranges].reverse() },
    { ...run, ranges: [{ first: 9, end: 21 }] },
    { ...run, tally: { ...tally, outside: 0 } },
    { ...run, tally: { ...tally, window: { ...spec.window, origin: [-3, -3] as const } } },
    { ...run, tally: { ...tally, sums: { ...tally.sums, x: tally.sums.x + 2n } } },
  ];
  for (const other of wrong) await assert.rejects(save(other), { name: "DataError" });
  await assert.rejects(encodeRun(run, [provenanceOf(11)]), { name: "DataError" });
  await assert.rejects(encodeRun(run, [{ ...provenanceOf(12), adapter: "a\nb" }]), {
    name: "DataError",
  });
});
