import assert from "node:assert/strict";
import fc from "fast-check";
import type { CellCounts } from "../../src/plot/cells.ts";
import { jointplot, type JointplotOptions } from "../../src/plot/jointplot.ts";
import { evenCells, walkCells } from "./data.ts";

const GOLDEN = new URL("../golden/jointplot.svg", import.meta.url);

const far: CellCounts = { ...walkCells(3000, 300), x0: 1e9, y0: -1e9 };
const figures: Readonly<Record<string, CellCounts>> = {
  walk: walkCells(3000, 300),
  empty: walkCells(0, 10),
  "of no cells": { x0: 0, y0: 0, cellSize: 1, columns: 0, rows: 0, counts: [] },
  "of one walker": walkCells(1, 1000),
  "of one step": walkCells(100, 1),
  "of fractional counts": { ...evenCells(2, 1e-3), x0: -0.5, y0: -0.5 },
  "far away": far,
  "of coarse cells": { ...far, cellSize: 2 ** 20, x0: -(2 ** 31), y0: -(2 ** 31) },
  "of 10^16 walkers": { ...far, counts: Array.from(far.counts, (count) => count * 1e12) },
  "of one row": { x0: 0, y0: 7, cellSize: 1, columns: 1000, rows: 1, counts: Array(1000).fill(3) },
};

Deno.test("jointplot() draws the golden figure, byte for byte", () => {
  const svg = jointplot(walkCells(20_000, 400), {
    title: "Endpoints of a diagonal random walk",
    caption: ["n = 20,000 walkers · 400 steps of ±1 on each axis", "An example, drawn in a test"],
  });
  if (Deno.env.get("UPDATE_GOLDEN") === "1") Deno.writeTextFileSync(GOLDEN, svg);
  assert.ok(
    svg === Deno.readTextFileSync(GOLDEN),
    "run with UPDATE_GOLDEN=1 and look at the change",
  );
});

Deno.test("jointplot() is a well-formed, still figure", async (t) => {
  for (const [name, cells] of Object.entries(figures)) {
    await t.step(name, () => {
      const svg = jointplot(cells, { title: "A figure", caption: ["a caption"] });
      assertWellFormed(svg);
      assert.doesNotMatch(svg, /NaN|Infinity|undefined|<script|href|url\(|\son\w+=/);
      assert.match(svg, /role="img"/);
      assert.equal(svg, jointplot(cells, { title: "A figure", caption: ["a caption"] }));
    });
  }
});

Deno.test("jointplot() clips no label", async (t) => {
  for (const [name, cells] of Object.entries(figures)) {
    await t.step(name, () => {
      const svg = jointplot(cells, {
        title: "title ".repeat(60),
        caption: ["caption ".repeat(60)],
      });
      const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
      for (const { content, left, right, y } of labels(svg)) {
        assert.ok(left >= 0 && right <= Number(width), `${content} spans ${left} to ${right}`);
        assert.ok(y > 10 && y < Number(height) - 4, `${content} is at ${y}`);
      }
    });
  }
});

Deno.test("jointplot() keeps every text, escaped", () => {
  const hostile = fc.string({ unit: "binary" });
  fc.assert(fc.property(
    fc.record({
      title: hostile,
      caption: fc.array(hostile, { maxLength: 3 }),
      xLabel: hostile,
      yLabel: hostile,
      countLabel: hostile,
      description: hostile,
    }),
    (options: JointplotOptions) => assertWellFormed(jointplot(walkCells(10, 3), options)),
  ));
  const svg = jointplot(walkCells(10, 3), { title: "</title><script>alert(1)</script>" });
  assert.match(svg, /<title>&lt;\/title&gt;&lt;script&gt;/);
});

Deno.test("jointplot() stays below 150 KiB where every hexagon is full", () => {
  // A different count in each column brings out all shades.
  const side = 200;
  const counts = Float64Array.from({ length: side * side }, (_, at) => 1 + (at % side));
  const svg = jointplot({ ...evenCells(side, 1), counts }, { title: "full" });
  assert.ok(svg.split("l1-1v-2").length > 2800);
  assert.ok(new TextEncoder().encode(svg).length < 150 * 1024);
});

Deno.test("jointplot() shows at the width it is asked for, in proportion", () => {
  const svg = jointplot(walkCells(10, 3), { title: "", width: 400 });
  const [, boxWidth, boxHeight, width, height] =
    /viewBox="0 0 (\S+) (\S+)" width="(\S+)" height="(\S+)"/.exec(svg)?.map(Number) ?? [];
  assert.equal(width, 400);
  assert.ok(Math.abs(height / width - boxHeight / boxWidth) < 1e-4);
  for (const width of [0, -1, NaN, Infinity]) {
    assert.throws(() => jointplot(walkCells(1, 1), { title: "", width }), RangeError);
  }
});

Deno.test("jointplot() says so where there are no walkers", () => {
  assert.match(jointplot(walkCells(0, 10), { title: "" }), />no walkers</);
  assert.doesNotMatch(jointplot(walkCells(1, 10), { title: "" }), />no walkers</);
});

/** Tags nest, attributes are quoted and unique, and no stray markup stands between them. */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)(\/?)>/gi,
    (_, close: string, name: string, attributes: string, empty: string) => {
      const names = [...attributes.matchAll(/\s([\w:-]+)=/g)].map(([, key]) => key);
      assert.equal(new Set(names).size, names.length, attributes);
      if (close !== "") assert.equal(open.pop(), name);
      else if (empty === "") open.push(name);
      return "";
    },
  );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>]|&(?!(amp|lt|gt|quot|#39);)/);
}

/** Each upright text's extent, as wide as DejaVu Sans, the widest of the common faces, sets it. */
function* labels(svg: string) {
  const sizes: Record<string, number> = { title: 19, label: 15, tick: 13.5, caption: 13 };
  let anchor = "start", size = 0;
  for (const [, tag, attributes, content] of svg.matchAll(/<(g|text)( [^>]*)>([^<]*)/g)) {
    const style = /class="(\w+)/.exec(attributes)?.[1] ?? "";
    const ownAnchor = /text-anchor="(\w+)"/.exec(attributes)?.[1];
    if (tag === "g") [anchor, size] = [ownAnchor ?? "start", sizes[style] ?? 0];
    if (tag === "g" || attributes.includes("rotate")) continue;
    const inGroup = sizes[style] === undefined;
    const width = content.length * (sizes[style] ?? size) * 0.6;
    const place = inGroup ? anchor : ownAnchor ?? "start";
    const shift = place === "end" ? width : place === "middle" ? width / 2 : 0;
    const left = Number(/ x="([^"]+)"/.exec(attributes)?.[1]) - shift;
    yield { content, left, right: left + width, y: Number(/ y="([^"]+)"/.exec(attributes)?.[1]) };
  }
}
