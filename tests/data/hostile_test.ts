/** Files that were altered, cut or made to harm: refused with one line, at once, in little memory. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeRun, encodeRun, MAX_FILE_BYTES } from "../../src/data/saved_run.ts";
import { createSpec } from "../../src/spec.ts";
import { forge, forgeLines, goodMembers } from "./forge.ts";
import { assertRefused } from "./refused.ts";
import { largeRun, provenanceOf, smallRun } from "./runs.ts";

const small = () => encodeRun(smallRun(), [provenanceOf(12)]);

Deno.test("the forger's files are good if nothing in them lies", async () => {
  const text = await forge(await goodMembers());
  assert.equal(text, await small());
  await decodeRun(text);
});

Deno.test("a file with any one character altered is refused", async () => {
  const text = await small();
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    for (const other of [code ^ 1, code ^ 0x20, code ^ 0x80, 0x0d]) {
      const char = String.fromCharCode(other);
      await assertRefused(text.slice(0, at) + char + text.slice(at + 1));
    }
  }
});

Deno.test("a large file with any one character altered, added or dropped is refused", async () => {
  const run = largeRun();
  const text = await encodeRun(run, [provenanceOf(run.tally.walkers)]);
  const place = fc.nat({ max: text.length - 1 });
  const change = fc.tuple(fc.string({ unit: "binary", maxLength: 2 }), fc.nat({ max: 1 }));
  await fc.assert(fc.asyncProperty(place, change, async (at, [added, dropped]) => {
    const altered = text.slice(0, at) + added + text.slice(at + dropped);
    if (altered !== text) await assertRefused(altered);
  }));
});

Deno.test("a file that was cut anywhere, or has more after its end, is refused", async () => {
  const text = await small();
  for (let end = 0; end < text.length; end++) await assertRefused(text.slice(0, end));
  for (const more of ["\n", " ", "{}", text]) await assertRefused(text + more);
  await assertRefused(text.replaceAll("\n", "\r\n"), /does not begin/);
  await assertRefused(`\ufeff${text}`, /does not begin/);
});

Deno.test("what is no saved run of this version is refused by what it is", async () => {
  const text = await small();
  await assertRefused("", /does not begin as one; choose a file that --save wrote/);
  await assertRefused("<svg></svg>", /does not begin/);
  await assertRefused(text.replace('"version": 1', '"version": 2'), /version 2.*newer Hexwalk/);
  await assertRefused("{}".padEnd(MAX_FILE_BYTES + 1), /longer than 16777216 bytes/);
});

Deno.test("any JSON under a true checksum is refused", async () => {
  const members = await goodMembers();
  const names = Object.keys(members).filter((name) => name !== "format" && name !== "version");
  const json = fc.jsonValue({ maxDepth: 4 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), json, async (name, value) => {
      await assertRefused(await forge({ ...members, [name]: value }));
    }),
    { numRuns: 500 },
  );
});

Deno.test("a text that is no JSON, or deeper than a stack, is refused", async () => {
  await assertRefused(await forgeLines(["what?"]), /not JSON/);
  for (const name of ["spec", "ranges", "sums", "provenance"]) {
    const { [name]: _, ...members } = await goodMembers();
    const lines = Object.entries(members).slice(2)
      .map(([name, value]) => `"${name}": ${JSON.stringify(value)}`);
    const deep = `"${name}": ${"[".repeat(1e6)}${"]".repeat(1e6)}`;
    await assertRefused(await forgeLines([...lines, deep]));
  }
});

Deno.test("cells that inflate without end are refused before they are inflated", async () => {
  // 512 MiB of zeros are 500 kB of gzip.
  const zeros = new Uint8Array(2 ** 20);
  let left = 512;
  const many = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => left-- > 0 ? controller.enqueue(zeros) : controller.close(),
  });
  const gzip = many.pipeThrough(new CompressionStream("gzip") as TransformStream);
  const cells = (await new Response(gzip).bytes()).toBase64();
  const bomb = await forge({ ...await goodMembers(), cells });
  const inflated = await countInflated(() => assertRefused(bomb, /cells are more than 9/));
  assert.ok(inflated > 0 && inflated < 2 ** 24, `${inflated} bytes`);
});

/** How many bytes are inflated meanwhile. */
async function countInflated(meanwhile: () => Promise<void>): Promise<number> {
  const Original = DecompressionStream;
  let bytes = 0;
  globalThis.DecompressionStream = class extends Original {
    readonly #counted = super.readable.pipeThrough(
      new TransformStream({
        transform(chunk, controller) {
          bytes += chunk.length;
          controller.enqueue(chunk);
        },
      }),
    );
    override get readable() {
      return this.#counted;
    }
  };
  try {
    await meanwhile();
  } finally {
    globalThis.DecompressionStream = Original;
  }
  return bytes;
}

Deno.test("the longest file is refused at once, whatever fills it", async () => {
  const fills: readonly (readonly [string, string, RegExp])[] = [
    ["ranges", `[${"[0,1],".repeat(2.5e6)}[0,1]]`, /longer .* without its cells/],
    ["provenance", `[${"0,".repeat(8e6)}0]`, /longer .* without its cells/],
    ["digest", `"${"\\n".repeat(8e6)}"`, /longer .* without its cells/],
    ["cells", `["${"A".repeat(1.6e7)}"]`, /longer .* without its cells/],
    ["cells", `"${"A".repeat(1.6e7)}"`, /garbled/],
    ["ranges", `[${"[0,1],".repeat(1.7e5)}[0,1]]`, /not in order/],
  ];
  for (const [name, value, why] of fills) {
    const { [name]: _, ...members } = await goodMembers();
    const lines = Object.entries(members).slice(2)
      .map(([name, value]) => `"${name}": ${JSON.stringify(value)}`);
    const text = await forgeLines([...lines, `"${name}": ${value}`]);
    const start = performance.now();
    await assertRefused(text, why);
    assert.ok(performance.now() - start < 2000, name);
  }
});

Deno.test("a run of too many ranges is not saved, as it could not be read", async () => {
  const { spec, tally } = smallRun();
  const walkers = 2 ** 18;
  const ranges = Array.from({ length: walkers / 2 }, (_, i) => ({ first: 2 * i, end: 2 * i + 1 }));
  const cells = Float64Array.of(0, 0, 0, 0, walkers / 2, 0, 0, 0, 0);
  const none = { x: 0n, y: 0n, xx: 0n, yy: 0n, xy: 0n };
  const run = {
    spec: createSpec({ ...spec, seed: spec.seed.text, walkers }),
    ranges,
    tally: { ...tally, walkers: walkers / 2, outside: 0, cells, sums: none },
  };
  await assert.rejects(encodeRun(run, [provenanceOf(walkers / 2)]), /too many ranges/);
});
