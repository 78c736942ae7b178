import assert from "node:assert/strict";
import fc from "fast-check";
import type { CellCounts } from "../../src/plot/cells.ts";
import { prepare } from "../../src/plot/figure_data.ts";
import { jointplot } from "../../src/plot/jointplot.ts";
import { type JointplotOptions, type LookOptions, SCALE_NAMES } from "../../src/plot/options.ts";
import { BOLD, textWidth } from "../../src/plot/theme.ts";
import { evenCells, normalLaw, walkCells } from "./data.ts";

const GOLDEN = new URL("../golden/jointplot.svg", import.meta.url);

const far: CellCounts = { ...walkCells(3000, 300), x0: 1e9, y0: -1e9 };
const small = walkCells(3000, 30);
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

/** Looks that bring out every part; each is tried on every figure. */
const looks: readonly (LookOptions & { hasLaw?: boolean; residuals?: boolean })[] = [
  {},
  { scale: "log", marginals: "density", hasLaw: true, width: 400 },
  { scale: "sqrt", marginals: "none", gridsize: 3, theme: "dark", height: 1600 },
  { scale: "log", hasLaw: true, minCount: 5, width: 400, colors: "cividis", theme: "light" },
  { hasLaw: true, residuals: true },
  { hasLaw: true, residuals: true, gridsize: 20, minCount: 0, width: 400 },
];

function lookAt(cells: CellCounts, { hasLaw, ...look }: typeof looks[number]): JointplotOptions {
  return {
    ...look,
    title: "A figure",
    caption: ["a caption"],
    ...hasLaw && { law: normalLaw(cells) },
  };
}

Deno.test("jointplot() is a well-formed, still figure", async (t) => {
  for (const [name, cells] of Object.entries(figures)) {
    await t.step(name, () => {
      for (const look of looks) {
        const svg = jointplot(cells, lookAt(cells, look));
        assertWellFormed(svg);
        assert.doesNotMatch(svg, /NaN|Infinity|undefined|<script|href|url\(|\son\w+=/);
        assert.match(svg, /role="img"/);
        assert.equal(svg, jointplot(cells, lookAt(cells, look)));
      }
    });
  }
});

Deno.test("jointplot() clips no label", async (t) => {
  for (const [name, cells] of Object.entries(figures)) {
    await t.step(name, () => {
      for (const look of looks) {
        assertUnclipped(jointplot(cells, {
          ...lookAt(cells, look),
          title: "title ".repeat(60),
          caption: ["caption ".repeat(60)],
        }));
      }
    });
  }
});

Deno.test("jointplot() clips no label for counts to 10^12 and coordinates to 10^9", () => {
  fc.assert(fc.property(
    fc.record({
      look: fc.constantFrom(...looks),
      power: fc.integer({ min: 0, max: 12 }),
      x: fc.integer({ min: -1e9, max: 1e9 }),
      y: fc.integer({ min: -1e9, max: 1e9 }),
      cellSize: fc.integer({ min: 1, max: 22 }).map((power) => 2 ** power),
    }),
    ({ look, power, x, y, cellSize }) => {
      const { columns, rows, counts } = small;
      const cells = { x0: x, y0: y, cellSize, columns, rows, counts };
      const scaled = { ...cells, counts: Array.from(counts, (count) => count * 10 ** power) };
      assertUnclipped(jointplot(scaled, lookAt(scaled, look)));
    },
  ));
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
      cellLabel: hostile,
      description: hostile,
    }),
    (options: JointplotOptions) => assertWellFormed(jointplot(walkCells(10, 3), options)),
  ));
  const svg = jointplot(walkCells(10, 3), { title: "</title><script>alert(1)</script>" });
  assert.match(svg, /<title>&lt;\/title&gt;&lt;script&gt;/);
});

Deno.test("jointplot() stays below 250 KiB where every hexagon is full", () => {
  // A different count in each column brings out all shades.
  const side = 200;
  const counts = Float64Array.from({ length: side * side }, (_, at) => 1e12 + 5e9 * (at % side));
  const svg = jointplot({ ...evenCells(side, 1), counts }, { title: "full" });
  assert.ok(svg.split("l1-1v-2").length > 2800);
  assert.ok(new TextEncoder().encode(svg).length < 250 * 1024);
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

Deno.test("jointplot() tells each hexagon's count, and all of them are the walkers", () => {
  const svg = jointplot(walkCells(20_000, 400), { title: "", gridsize: 12 });
  const told = [...svg.matchAll(/<path d="[^"]+"><title>\([^)]+\): ([\d.,e-]+)<\/title><\/path>/g)]
    .map(([, count]) => Number(count.replaceAll(",", "")));
  const sum = told.reduce((sum, count) => sum + count, 0);
  assert.ok(told.length > 50 && Math.abs(sum - 20_000) < 20, `${told.length}: ${sum}`);
});

Deno.test("jointplot() fits within a width and a height, the panel square", () => {
  fc.assert(fc.property(
    fc.record({
      width: fc.integer({ min: 50, max: 4000 }),
      height: fc.integer({ min: 50, max: 4000 }),
    }, { requiredKeys: [] }),
    (asked) => {
      const svg = jointplot(small, { title: "A figure", ...asked });
      const [, width, height] = / width="([\d.]+)" height="([\d.]+)" role/.exec(svg)?.map(Number) ??
        [];
      const shares = [
        ...(asked.width ? [width / asked.width] : []),
        ...(asked.height ? [height / asked.height] : []),
      ];
      assert.ok(shares.every((share) => share < 1.001));
      // A figure on less paper has another shape, so a height may not be used up to the last.
      if (asked.width) assert.ok(Math.max(...shares) > 0.85, `${shares}`);
      const [, across, up] =
        /<svg x="[^"]+" y="[^"]+" width="([^"]+)" height="([^"]+)"/.exec(svg) ?? [];
      assert.ok(across !== undefined && across === up);
    },
  ));
});

Deno.test("jointplot() draws no hexagon below minCount, and scales colours to those it draws", () => {
  const cells = walkCells(5000, 400);
  const counts = (minCount: number) =>
    [...jointplot(cells, { title: "", minCount }).matchAll(/<title>\([^)]+\): ([\d.]+)<\/title>/g)]
      .map(([, count]) => Number(count));
  assert.deepEqual(counts(10), counts(0).filter((count) => count >= 10));
  assert.match(jointplot(cells, { title: "", minCount: 1e9 }), />no walkers to show here</);
});

Deno.test("jointplot() without hexagons has no legend, as there are no counts to tell", () => {
  const cells = walkCells(5000, 400);
  for (const scale of SCALE_NAMES) {
    const svg = (minCount: number) => jointplot(cells, { title: "", scale, minCount });
    assert.match(svg(10), />walkers per cell</);
    assert.doesNotMatch(svg(1e9), />walkers per cell<|>0\.1</);
    const { least, most } = prepare(cells, { scale, minCount: 1e9 });
    assert.deepEqual([least, most], [1, 1]);
  }
});

Deno.test("jointplot()'s legend of few whole counts has a block for each, in the colour of its tiles", () => {
  const counts = [3, 0, 1, 2, 0, 3, 0, 0, 1];
  const cells = { x0: 0, y0: 0, cellSize: 1, columns: 3, rows: 3, counts };
  const svg = jointplot(cells, { title: "", marginals: "none" });
  const ofTiles = new Map(
    [...svg.matchAll(/<g class="(s\d+)">(.*)<\/g>/g)].map(([, shade, tiles]) =>
      [Number(/\): (\d)</.exec(tiles)?.[1]), shade] as const
    ),
  );
  const blocks = [...svg.matchAll(/<path class="(s\d+)" d="M[^"]*"\/>/g)].map(([, shade]) => shade);
  assert.deepEqual(blocks, [3, 2, 1].map((count) => ofTiles.get(count)));
  // Not where counts are no whole numbers, or many.
  const stripesOf = (times: number) =>
    jointplot({ ...cells, counts: counts.map((count) => count * times) }, { title: "" })
      .match(/<path class="s\d+" d=/g)?.length;
  assert.deepEqual([0.5, 1, 3].map(stripesOf), [64, 3, 64]);
});

Deno.test("jointplot() of an extent shows that extent and counts as without", () => {
  const cells = walkCells(5000, 400);
  const all = jointplot(cells, { title: "", binsize: 8, extent: [-80, 80, -80, 80] });
  const part = jointplot(cells, { title: "", binsize: 8, extent: [-20, 20, -20, 20] });
  const titles = (svg: string) => [...svg.matchAll(/<title>(\([^<]*)</g)].map(([, told]) => told);
  const whole = new Set(titles(all));
  assert.ok(titles(part).length > 20 && titles(part).length < 60);
  assert.ok(titles(part).every((count) => whole.has(count)));
  assert.match(part, />−20<.*>20</s);
  assert.match(
    jointplot(cells, { title: "", extent: [1e6, 2e6, 0, 1e6] }),
    />no walkers to show here</,
  );
});

Deno.test("jointplot() draws a site as long on both axes, unless it is asked not to", () => {
  const cells = walkCells(5000, 400);
  const panelOf = (extent: readonly [number, number, number, number], look: LookOptions = {}) =>
    /<svg x="[^"]+" y="[^"]+" width="([^"]+)" height="([^"]+)"/
      .exec(jointplot(cells, { title: "", extent, ...look }))?.slice(1).map(Number) ?? [];
  const extents = [[0, 100, -20, 20], [-20, 20, 0, 100], [0, 160, 0, 40], [
    0,
    40,
    -80,
    80,
  ]] as const;
  for (const extent of extents) {
    for (const look of [{}, { marginals: "none", width: 400 }, { scale: "log" }] as const) {
      const [width, height] = panelOf(extent, look);
      const [x0, x1, y0, y1] = extent;
      assert.ok(Math.abs((width / (x1 - x0)) / (height / (y1 - y0)) - 1) < 1e-3, `${extent}`);
      assert.ok(Math.min(width, height) > 80, `${width} × ${height}`);
    }
    const [width, height] = panelOf(extent, { aspect: "auto" });
    assert.equal(width, height);
  }
});

Deno.test("jointplot()'s marginals name what they count, and count from 0", () => {
  const cells = walkCells(20_000, 400);
  const namesIn = (look: LookOptions) =>
    [...jointplot(cells, { title: "", ...look }).matchAll(/>(walkers per (?:[^<]+ )?sites?)</g)]
      .map(([, name]) => name);
  const { marginals } = prepare(cells);
  const name = `walkers per ${marginals?.x.perSites} sites`;
  assert.deepEqual(namesIn({}), [name, name]);
  assert.deepEqual(namesIn({ marginals: "density" }), ["walkers per site", "walkers per site"]);
  assert.deepEqual(namesIn({ marginals: "none" }), []);
  // The axes' own, the legend's, and one for each marginal.
  assert.equal(jointplot(cells, { title: "" }).match(/>0</g)?.length, 5);
});

Deno.test("jointplot() cuts no marginal's name, however wide its bins and narrow the figure", () => {
  for (const cellSize of [2, 16, 1024]) {
    for (const width of [400, 720]) {
      const svg = jointplot({ ...walkCells(7, 100), cellSize }, { title: "", width });
      assert.equal(svg.match(/>walkers per [\d,]+ sites</g)?.length, 2, `${cellSize} in ${width}`);
    }
  }
});

Deno.test("jointplot() gives a low legend a shorter name, none that is cut", () => {
  const cells = walkCells(5000, 400), law = normalLaw(cells);
  const look = { title: "", marginals: "none", extent: [-120, 120, -30, 30] } as const;
  assert.match(jointplot(cells, { ...look, binsize: 8 }), /<text class="label"[^>]*>walkers</);
  assert.match(
    jointplot(cells, { ...look, law, residuals: true, minCount: 0 }),
    />residual \(sd\)</,
  );
  assert.match(
    jointplot(cells, { ...look, extent: [-60, 60, -60, 60], law, residuals: true, minCount: 0 }),
    />observed − expected \(sd\)</,
  );
});

Deno.test("jointplot() names no axis of counts where there are none", () => {
  const svg = jointplot(walkCells(5000, 400), { title: "", extent: [1e6, 2e6, 1e6, 2e6] });
  assert.doesNotMatch(svg, /walkers per/);
});

Deno.test("jointplot() leaves gaps between wide bars alone: between narrow ones they are stripes", () => {
  const gaps = (gridsize: number) => {
    const svg = jointplot(evenCells(200, 9), { title: "", gridsize });
    const bars = /class="bars" d="([^"]+)"/.exec(svg)?.[1] ?? "";
    const ends = [...bars.matchAll(/M(\S+) \S+V\S+H([\d.]+)V/g)].map((found) => found.map(Number));
    return ends.slice(1).map(([, low], at) => low - ends[at][2]);
  };
  const wide = gaps(20), narrow = gaps(200);
  assert.ok(wide.length > 15 && wide.every((gap) => gap > 0.5), `${wide}`);
  assert.ok(narrow.length > 150 && narrow.every((gap) => gap < 0.02), `${narrow}`);
});

Deno.test("every tick of jointplot() stands on an axis", async (t) => {
  for (const [name, cells] of Object.entries(figures)) {
    await t.step(name, () => {
      for (const look of [...looks, { extent: [5000, 5100, 5000, 5100] } as const]) {
        if (look.extent && cells.cellSize > 10) continue;
        assertTicksOnAxes(jointplot(cells, lookAt(cells, look)));
      }
    });
  }
});

Deno.test("jointplot() for one page has the rules of that page alone", () => {
  const cells = walkCells(10, 3);
  assert.doesNotMatch(jointplot(cells, { title: "", theme: "light" }), /@media|#15171b/);
  assert.doesNotMatch(jointplot(cells, { title: "", theme: "dark" }), /@media/);
  assert.match(jointplot(cells, { title: "", theme: "dark" }), /#15171b/);
});

function assertUnclipped(svg: string): void {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  for (const { content, left, right, y } of labels(svg)) {
    assert.ok(left >= 0 && right <= Number(width), `${content} spans ${left} to ${right}`);
    assert.ok(y > 10 && y < Number(height) - 4, `${content} is at ${y}`);
  }
  // Names that read upwards are centred on the panel, which is higher than they are long.
  const [, , , , panel] =
    /<svg x="([^"]+)" y="([^"]+)" (width)="([^"]+)" height="([^"]+)"/.exec(svg)
      ?.map(Number) ?? [];
  for (const [, content] of svg.matchAll(/<text [^>]*rotate[^>]*>([^<]*)/g)) {
    assert.ok(content.length * 15 * 0.6 < (panel ?? 0) + 80, content);
  }
}

/** Each tick, a stroke of its own, begins on a line of the same path; a legend's ticks begin on its bar. */
function assertTicksOnAxes(svg: string): void {
  const [, bar] =
    /fill="currentColor">\s*<path class="s\d+" d="M([\d.]+ [\d.]+h[\d.]+)/.exec(svg) ??
      [];
  const right = bar ? sumOf(bar.split(/ [\d.]+h/)) : NaN;
  for (const [, d] of svg.matchAll(/class="axis" d="([^"]*)"/g)) {
    const strokes = [...d.matchAll(/M([\d.]+) ([\d.]+)((?:[hvHV]-?[\d.]+)+)/g)];
    const lines = strokes.flatMap(([, x, y, rest]) => linesFrom(Number(x), Number(y), rest));
    for (const [, x, y] of strokes) {
      const isOnLine = lines.some((line) =>
        Math.hypot(line.x1 - line.x0, line.y1 - line.y0) > 6 && touches(line, Number(x), Number(y))
      );
      assert.ok(isOnLine || Math.abs(Number(x) - right) < 0.02, `a tick at ${x}, ${y} of ${d}`);
    }
  }
}

interface Line {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The lines of a path that goes along the axes of the page. */
function linesFrom(x: number, y: number, rest: string): Line[] {
  return [...rest.matchAll(/([hvHV])(-?[\d.]+)/g)].map(([, kind, text]) => {
    const [x0, y0] = [x, y];
    if (kind === "h") x += Number(text);
    if (kind === "H") x = Number(text);
    if (kind === "v") y += Number(text);
    if (kind === "V") y = Number(text);
    return { x0, y0, x1: x, y1: y };
  });
}

function touches({ x0, y0, x1, y1 }: Line, x: number, y: number): boolean {
  const isWithin = (at: number, a: number, b: number) =>
    at > Math.min(a, b) - 0.02 && at < Math.max(a, b) + 0.02;
  return isWithin(x, x0, x1) && isWithin(y, y0, y1);
}

function sumOf(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + Number(part), 0);
}

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
    const bold = style === "title" ? BOLD : 1;
    const width = textWidth(content, (sizes[style] ?? size) * bold);
    const place = inGroup ? anchor : ownAnchor ?? "start";
    const shift = place === "end" ? width : place === "middle" ? width / 2 : 0;
    const left = Number(/ x="([^"]+)"/.exec(attributes)?.[1]) - shift;
    yield { content, left, right: left + width, y: Number(/ y="([^"]+)"/.exec(attributes)?.[1]) };
  }
}
