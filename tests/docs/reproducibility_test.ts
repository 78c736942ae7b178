/** docs/reproducibility.md, followed by someone who has that page and nothing else of ours. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { openSerial } from "../../src/backends/serial.ts";
import { parseSeed } from "../../src/seed.ts";
import { simulate } from "../../src/run.ts";
import { createSpec } from "../../src/spec.ts";
import {
  defaultWindow,
  digestOf,
  PAGE_TEXT,
  seedNumber,
  table,
  threefry,
  walk,
  type Walkers,
} from "./page_rules.ts";
import { inFolder, runPython } from "../data/python.ts";

Deno.test("the page's hash gives the page's numbers", () => {
  const rows = table("seed | number");
  assert.equal(rows.length, 4);
  for (const [seed, number] of rows) assert.equal(String(seedNumber(seed)), number);
});

/** Pieces of which texts are made that look like numbers, or nearly. */
const PIECES = [
  ..."0 1 7 . , - + _ ' e E n x 0x 0b 0o f z inf nan ∞ ½ ٧ １ ｅ ⁶ é e\u0301 一 🎲 a run".split(
    " ",
  ),
  ...[" ", "\t", "\n", "\u00a0", "\ufeff", "\u2028", "\u0085", "\u200b", "\ud800", "\u3000"],
];

Deno.test("the page's rules for seeds are the program's, for what they refuse too", () => {
  let refused = 0;
  const seeds = fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((parts) =>
    parts.join("")
  );
  fc.assert(
    fc.property(seeds, (seed) => {
      const wanted = seedNumber(seed);
      if (wanted === undefined) {
        refused++;
        assert.throws(() => parseSeed(seed), RangeError);
      } else assert.equal(parseSeed(seed).value, wanted);
    }),
    { numRuns: 5000, seed: 1 },
  );
  assert.ok(refused > 1000 && refused < 4000, `${refused} of 5000 were refused`);
});

Deno.test("the page's generator gives the page's words", () => {
  const rows = table("block | words");
  assert.equal(rows.length, 2);
  for (const [block, words] of rows) {
    const found = threefry([5, 0, Number(block), 0], [7, 0, 0, 0]);
    assert.equal(found.map((word) => word.toString(16).padStart(8, "0")).join(" "), words);
  }
});

Deno.test("the page's rules give the page's endpoints, and so does the engine", async (t) => {
  const rows = table("seed | walker | steps | endpoint");
  assert.equal(rows.length, 7);
  for (const [seed, walker, steps, endpoint] of rows) {
    await t.step(`seed ${seed}, walker ${walker}, ${steps} steps`, async () => {
      const wanted = endpoint.match(/-?\d+/g)?.map(Number);
      assert.deepEqual(walk(seedNumber(seed) ?? -1n, BigInt(walker), Number(steps)), wanted);
      assert.deepEqual(await engineEndpoint(seed, Number(walker), Number(steps)), wanted);
    });
  }
});

Deno.test("the page's rule gives the page's windows, and the program's for any steps", () => {
  const rows = table("steps | x0 = y0 | cellSize | columns = rows");
  assert.equal(rows.length, 5);
  for (const row of rows) {
    const [steps, x0, cellSize, columns] = row.map(Number);
    assert.deepEqual(defaultWindow(steps), [x0, x0, cellSize, columns, columns]);
  }
  const squares = fc.integer({ min: 1, max: 46340 }).map((root) => root ** 2);
  const near = fc.tuple(squares, fc.integer({ min: -1, max: 1 })).map(([a, b]) =>
    Math.max(1, a + b)
  );
  const steps = fc.oneof(
    near,
    fc.integer({ min: 1, max: 100_000 }),
    fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  );
  fc.assert(
    fc.property(steps, (steps) => {
      const { origin, cellSize, columns, rows } = createSpec({ walkers: 1, steps, seed: 7 }).window;
      assert.deepEqual(defaultWindow(steps), [...origin, cellSize, columns, rows]);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("the page's rules give the page's digests, and so does the engine", async (t) => {
  const rows = table("seed | first walker | walkers | steps | window | digest");
  assert.equal(rows.length, 3);
  for (const [seed, first, walkers, steps, said, digest] of rows) {
    await t.step(`seed ${seed}, ${walkers} walkers from ${first}, ${steps} steps`, async () => {
      const window = said === "the default"
        ? defaultWindow(Number(steps))
        : said.split(",").map(Number);
      const run = { seed, first: Number(first), walkers: Number(walkers), steps: Number(steps) };
      assert.equal(await digestOf(run, window), digest);
      assert.equal(await engineDigest(run, window), digest);
    });
  }
});

Deno.test("the page's rules give the engine's digest over any window", async () => {
  const window = fc.tuple(
    ...[fc.integer({ min: -30, max: 9 }), fc.integer({ min: -30, max: 9 })],
    ...[fc.constantFrom(2, 4, 8), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })],
  );
  const run = fc.record({
    seed: fc.constantFrom("7", "hexwalk", "18446744073709551615"),
    first: fc.constantFrom(0, 2 ** 32 - 3, 2 ** 53 - 50),
    walkers: fc.integer({ min: 1, max: 20 }),
    steps: fc.integer({ min: 1, max: 150 }),
  });
  await fc.assert(
    fc.asyncProperty(run, window, async (run, window) => {
      assert.equal(await engineDigest(run, window), await digestOf(run, window));
    }),
    { numRuns: 30 },
  );
});

Deno.test("the page's Python prints what its comments say", async () => {
  const program = PAGE_TEXT.split("```python\n")[1].split("```")[0];
  const said = [...program.matchAll(/^print\(.*\) +# (.*)$/gm)].map(([, value]) => `${value}\n`);
  assert.equal(said.length, 2);
  await inFolder(async (folder) => {
    const printed = await runPython(program, folder);
    if (printed !== undefined) assert.equal(printed, said.join(""));
  });
});

async function engineDigest(run: Walkers, window: number[]): Promise<string> {
  const [x0, y0, cellSize, columns, rows] = window;
  const over = { origin: [x0, y0] as const, cellSize, columns, rows };
  return (await simulate(createSpec({ ...run, window: over }), { backend: "serial" })).digest;
}

/** The endpoint of one walker alone: the sums of a range that holds nobody else. */
async function engineEndpoint(seed: string, walker: number, steps: number): Promise<number[]> {
  const spec = createSpec({ walkers: Number.MAX_SAFE_INTEGER, steps, seed });
  await using backend = openSerial(spec);
  for await (const { tally } of backend.walk({ first: walker, end: walker + 1 })) {
    return [Number(tally.sums.x), Number(tally.sums.y)];
  }
  throw new assert.AssertionError({ message: "no part came" });
}
