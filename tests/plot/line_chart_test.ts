import assert from "node:assert/strict";
import fc from "fast-check";
import { fitText } from "../../src/plot/layout.ts";
import { lineChart, type LineChartOptions, type Series } from "../../src/plot/line_chart.ts";
import { BOLD, textWidth, TYPE } from "../../src/plot/theme.ts";
import { decadeTicks, powerOfTen } from "../../src/plot/log_ticks.ts";
import { spread } from "../../src/plot/spread.ts";

/** From a label's tick down to its baseline. */
const DROP = 0.36 * TYPE.tick;

const LABELS = { title: "Time to walk", xLabel: "walkers", yLabel: "time" };

/** As many series as asked, each a straight line over three decades. */
function parallels(count: number, name = (at: number) => `${at} workers`): Series[] {
  return Array.from({ length: count }, (_, at) => ({
    name: name(at),
    points: [1e4, 1e5, 1e6, 1e7].map((x) => [x, x / (at + 1)] as const),
  }));
}

const charts: Readonly<Record<string, readonly Series[]>> = {
  "of one point": [{ name: "gpu", points: [[1e6, 3]] }],
  "of one decade": [{ name: "loop", points: [[1e6, 3], [2e6, 5]] }],
  "of equal times": [{ name: "a", points: [[1, 7], [1e9, 7]] }, { name: "b", points: [[1e9, 7]] }],
  "of the whole range of numbers": [{
    name: "wide",
    points: [[Number.MIN_VALUE, Number.MAX_VALUE], [Number.MAX_VALUE, Number.MIN_VALUE]],
  }],
  "of the least number": [{ name: "small", points: [[Number.MIN_VALUE, Number.MAX_VALUE]] }],
  "of 14 series": parallels(14),
  "of 60 series with long names": parallels(60, (at) => `adapter ${at} `.repeat(20)),
};

const value = fc.integer({ min: -9e4, max: 12e4 }).map((exponent) => 10 ** (exponent / 1e4));
const points = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 6 });
const names = fc.oneof(
  fc.string({ unit: "binary", maxLength: 90 }),
  fc.array(fc.constantFrom("W", "gpu,", "<HBM3>", "illicit", "漢字", "🎲"), { maxLength: 40 })
    .map((words) => words.join(" ")),
);
const seriesLists = fc.array(fc.record({ name: names, points }), { minLength: 1, maxLength: 16 });

Deno.test("lineChart() is a well-formed, still chart, the same each time", async (t) => {
  for (const [name, series] of Object.entries(charts)) {
    await t.step(name, () => {
      const svg = lineChart({ ...LABELS, series });
      read(svg);
      assert.doesNotMatch(svg, /NaN|Infinity|undefined|<script|href|url\(|\son\w+=/);
      assert.match(svg, /viewBox="0 0 720 \d+" .*role="img"/);
      assert.equal(svg, lineChart({ ...LABELS, series }));
    });
  }
});

Deno.test("lineChart() keeps every text, escaped", () => {
  const text = fc.string({ unit: "binary" });
  const options = fc.record({
    title: text,
    caption: fc.array(text, { maxLength: 3 }),
    xLabel: text,
    yLabel: text,
    description: text,
    series: seriesLists,
  });
  fc.assert(fc.property(options, (options: LineChartOptions) => void read(lineChart(options))));
  const hostile = [{ name: "</text><script>x</script>", points: [[1, 1]] as const }];
  assert.match(lineChart({ ...LABELS, series: hostile }), />&lt;\/text&gt;&lt;script&gt;/);
});

Deno.test("lineChart() puts points where its ticks say", () => {
  fc.assert(fc.property(points, (points) => {
    const chart = read(lineChart({
      ...LABELS,
      xTick: (value) => `x${value}`,
      yTick: (value) => `y${value}`,
      series: [{ name: "", points }],
    }));
    const scaleOf = (axis: "x" | "y") => {
      const ticks = chart.filter(({ text }) => new RegExp(`^${axis}[\\d.e+-]+$`).test(text));
      const [a, b] = [ticks[0], ticks[ticks.length - 1]];
      const [from, to] = [a, b].map(({ text }) => Math.log10(Number(text.slice(1))));
      return (value: number) =>
        a[axis] + (b[axis] - a[axis]) * (Math.log10(value) - from) / (to - from);
    };
    const [toX, toY] = [scaleOf("x"), scaleOf("y")];
    const circles = chart.filter(({ name }) => name === "circle");
    points.toSorted(([a], [b]) => a - b).forEach(([x, y], at) => {
      assert.ok(Math.abs(toX(x) - circles[at].x) < 0.1);
      assert.ok(Math.abs(toY(y) - DROP - circles[at].y) < 0.1);
    });
  }));
});

Deno.test("lineChart() clips no label and lets no two touch", () => {
  const check = (series: readonly Series[]) => {
    const long = { title: "title ".repeat(60), xLabel: "x".repeat(200), yLabel: "y".repeat(200) };
    const svg = lineChart({ ...long, caption: ["caption ".repeat(60)], series });
    const height = Number(/viewBox="0 0 720 (\d+)"/.exec(svg)?.[1]);
    const texts = read(svg).filter(({ name }) => name === "text");
    const boxes = texts.map((text) => boxOf(text, height));
    boxes.forEach(({ left, right, top, bottom }, at) => {
      const { text } = texts[at];
      assert.ok(left >= 0 && right <= 700.01, `${text} spans ${left} to ${right}`);
      assert.ok(top > 0 && bottom < height, `${text} spans ${top} to ${bottom} of ${height}`);
      const touching = boxes.findIndex((other, index) =>
        index > at && other.left < right && left < other.right && other.top < bottom &&
        top < other.bottom
      );
      assert.equal(touching, -1, `${text} touches ${texts[touching]?.text}`);
    });
  };
  for (const series of Object.values(charts)) check(series);
  fc.assert(fc.property(seriesLists, check));
});

Deno.test("lineChart() leads from the end of every line to its name, and no two leaders cross", () => {
  const series = parallels(14).toReversed();
  const chart = read(lineChart({ ...LABELS, series }));
  const labels = chart.filter(({ style }) => style === "caption");
  chart.filter(({ style }) => style.startsWith("leader")).forEach(({ path }, at) => {
    const [x, y, , , end] = path.match(/[\d.]+/g)?.map(Number) ?? [];
    const { text, y: baseline } = labels[at];
    const title = chart.find((element) => element.name === "title" && element.text === text);
    const circle = chart.findLast(({ name, parent }) => {
      return name === "circle" && parent === title?.parent;
    });
    assert.deepEqual([x, y], [circle?.x, circle?.y], text);
    assert.ok(Math.abs(end - (baseline - DROP)) < 0.1, text);
  });
  // The first of the reversed series is the fastest, and so the lowest.
  assert.deepEqual(labels.map(({ text }) => text), series.map(({ name }) => name).toReversed());
});

Deno.test("lineChart() writes a backend's name in full", () => {
  const name = "gpu, NVIDIA H100 80GB HBM3 (software: a CPU, not a GPU)";
  const chart = read(lineChart({ ...LABELS, series: parallels(14, () => name) }));
  const rows = chart.filter(({ style }) => style === "caption").map(({ text }) => text);
  assert.equal(rows.join(" "), Array(14).fill(name).join(" "));
});

Deno.test("lineChart() draws a line where there are two points, a marker alone where there is one", () => {
  const svg = lineChart({
    ...LABELS,
    series: [{ name: "", points: [[1, 1]] }, { name: "", points: [[9, 9], [1, 1]] }],
  });
  const shapes = read(svg).filter(({ style }) => /^(line|dot)\b/.test(style));
  assert.deepEqual(shapes.map(({ style }) => style), ["dot", "line dash0", "dot", "dot"]);
});

Deno.test("lineChart() tells 18 lines apart by colour and dash", () => {
  const svg = lineChart({ ...LABELS, series: parallels(18) });
  const looks = svg.match(/<g class="c\d+"><title>[^<]*<\/title><path class="[^"]+"/g) ?? [];
  assert.equal(new Set(looks.map((look) => look.replace(/<title>.*<\/title>/, ""))).size, 18);
});

Deno.test("lineChart() refuses what has no logarithm, by name and with a remedy", () => {
  const refused: [readonly Series[], RegExp][] = [
    [[], /there are 0 series; give it one or more$/],
    [[{ name: "gpu\n", points: [] }], /series "gpu\\n" has 0 points; leave it out$/],
    [[{ name: "a", points: [[1, 1], [0, 1]] }], /x of point 2 in series "a" is 0; leave/],
    [[{ name: "a", points: [[1, -1]] }], /y of point 1 in series "a" is -1; leave/],
    [[{ name: "a", points: [[NaN, 1]] }], /is NaN; leave the point out$/],
    [[{ name: "a", points: [[1, Infinity]] }], /is Infinity; leave the point out$/],
  ];
  for (const [series, message] of refused) {
    assert.throws(() => lineChart({ ...LABELS, series }), (error: Error) => {
      assert.ok(error instanceof RangeError);
      assert.match(error.message, message);
      return !error.message.includes("\n");
    });
  }
});

Deno.test("decadeTicks() are powers of ten within the axis, as many as have room", () => {
  const exponents = fc.record({
    low: fc.double({ min: -300, max: 300, noNaN: true }),
    span: fc.double({ min: 1.01, max: 300, noNaN: true }),
    most: fc.integer({ min: 1, max: 12 }),
  });
  fc.assert(fc.property(exponents, ({ low, span, most }) => {
    const high = Math.min(low + span, 308);
    fc.pre(high - low > 1);
    const ends = [10 ** low, 10 ** high] as const;
    const { values, labels } = decadeTicks(ends, (value) => value.toExponential(), () => most);
    assert.ok(values.length >= 1 && values.length <= most);
    assert.ok(labels.every((label) => /^1e[+-]\d+$/.test(label)), `${labels}`);
    const [first, last] = [values[0], values[values.length - 1]].map(Math.log10);
    assert.ok(first >= low - 1e-6 && last <= high + 1e-6 && first - low < 1 + 1e-6);
  }));
  assert.equal(powerOfTen(1e-12), "10⁻¹²");
});

Deno.test("spread() keeps order, bounds and distance, and moves nothing without need", () => {
  const things = fc.array(
    fc.record({
      middle: fc.double({ min: -50, max: 150, noNaN: true }),
      size: fc.double({ min: 0.1, max: 9, noNaN: true }),
    }),
    { maxLength: 11 },
  ).map((things) => things.toSorted((a, b) => a.middle - b.middle));
  fc.assert(fc.property(things, (things) => {
    const starts = spread(things, 0, 100);
    things.forEach(({ middle, size }, at) => {
      const [before, next] = [at > 0 ? starts[at - 1] + things[at - 1].size : 0, starts[at + 1]];
      const end = starts[at] + size;
      assert.ok(starts[at] >= before - 1e-9 && end <= (next ?? 100) + 1e-9);
      const isFree = starts[at] > before + 1e-6 && end < (next ?? 100) - 1e-6;
      if (isFree) assert.ok(Math.abs(starts[at] + size / 2 - middle) < 1e-9);
    });
  }));
});

Deno.test("fitText() keeps every row within the width, and all of the text if rows suffice", () => {
  fc.assert(fc.property(names, fc.integer({ min: 26, max: 300 }), (name, width) => {
    const rows = fitText(name, width, 13, 3);
    assert.ok(rows.length <= 3 && rows.every((row) => textWidth(row, 13) <= width), `${rows}`);
    const [all, shown] = [name, rows.join("")].map((text) => text.replace(/\s/gu, ""));
    assert.ok(shown === all || shown.endsWith("…") && all.startsWith(shown.slice(0, -1)));
  }));
});

Deno.test("textWidth() is no less than DejaVu Sans needs", () => {
  // Advance widths in em, from the hmtx table of DejaVu Sans 2.37: the widest of each kind.
  const widths = { r: 0.411, "@": 1, W: 0.989, m: 0.974, Q: 0.787, "+": 0.838, w: 0.818 };
  const more = { "%": 0.95, M: 0.863, K: 0.656, a: 0.613, "0": 0.636, "}": 0.636, "…": 1 };
  for (const [character, width] of Object.entries({ ...widths, ...more })) {
    assert.ok(textWidth(character, 1) >= width, character);
  }
});

/** What tests ask of an element. */
interface Drawn {
  readonly name: string;
  readonly style: string;
  readonly path: string;
  readonly text: string;
  /** Index of the element around it. */
  readonly parent: number;
  /** Where a text is anchored, or a circle's centre; NaN for the rest. */
  readonly x: number;
  readonly y: number;
  /** Inherited, as is the size of type. */
  readonly anchor: string;
  readonly size: number;
}

/** All elements of a document in order, which must be well-formed. */
function read(svg: string): Drawn[] {
  const drawn: Drawn[] = [], open: number[] = [];
  const tag = /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)(\/?)>([^<>]*)/gi;
  assert.equal(svg.replace(tag, ""), "");
  for (const [, close, name, written, empty, text] of svg.matchAll(tag)) {
    assert.doesNotMatch(written + text, /&(?!(amp|lt|gt|quot|#39);)/);
    if (close !== "") {
      assert.equal(drawn[open.pop() ?? -1]?.name, name);
      continue;
    }
    const pairs = [...written.matchAll(/\s([\w:-]+)="([^"]*)"/g)];
    const attributes = new Map(pairs.map(([, key, value]) => [key, value]));
    assert.equal(attributes.size, pairs.length, written);
    const style = attributes.get("class") ?? "";
    const parent = open.at(-1) ?? -1;
    const number = (key: string) => Number.parseFloat(attributes.get(key) ?? "");
    drawn.push({
      ...{ name, style, text, parent, path: attributes.get("d") ?? "" },
      x: number(name === "circle" ? "cx" : "x"),
      y: number(name === "circle" ? "cy" : "y"),
      anchor: attributes.get("text-anchor") ?? drawn[parent]?.anchor ?? "start",
      size: Object.entries(TYPE).find(([kind]) => style.startsWith(kind))?.[1] ??
        drawn[parent]?.size ?? 0,
    });
    if (empty === "") open.push(drawn.length - 1);
  }
  assert.deepEqual(open, []);
  return drawn;
}

/** Where a text is; the name of the y axis, which has no place of its own, is taken to be halfway up. */
function boxOf({ text, x, y, anchor, size, style }: Drawn, height: number) {
  // Not escaped, and as wide as other tests take titles and captions to be.
  const plain = text.replace(/&#?\w+;/g, "&");
  const isBounded = ["caption", "title"].some((kind) => style.startsWith(kind));
  const bold = style === "title" ? BOLD : 1;
  const width = isBounded ? textWidth(plain, size * bold) : plain.length * size * 0.6;
  if (Number.isNaN(x)) {
    return { left: 0, right: 0, top: (height - width) / 2, bottom: (height + width) / 2 };
  }
  const left = anchor === "start" ? x : anchor === "middle" ? x - width / 2 : x - width;
  return { left, right: left + width, top: y - size * 0.8, bottom: y + size * 0.3 };
}
