/** Whatever a title, a label or a file's name says, a figure stays a figure. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { jointplot } from "../../src/plot/jointplot.ts";
import { normalLaw, walkCells } from "./data.ts";

/** Everything that a figure is made of: elements, and what each may carry. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  svg: ["xmlns", "class", "viewBox", "width", "height", "role", "x", "y"],
  title: [],
  desc: [],
  style: [],
  rect: ["class", "x", "y", "width", "height", "rx"],
  g: ["class", "text-anchor", "transform", "fill", "stroke", "stroke-width"],
  path: ["class", "d"],
  text: ["class", "text-anchor", "transform", "x", "y"],
};

const PIECES = [
  ...["<script>alert(1)</script>", "</title><svg onload=alert(1)>", '" onclick="alert(1)'],
  ...["<a href='javascript:alert(1)'>", "]]>", "<![CDATA[", "<!--", "-->", "<?xml?>", "&#0;"],
  ...["&lt;script&gt;", "&amp;", "&", "</style>", "<style>@import url(//x)</style>", "</svg>"],
  ...["\u0000", "\u001b[2J", "\ud800", "\uffff", "\u202e", "\u2028", "\r\n", "\t", "\\", "`${1}`"],
  ...[
    "../../etc/passwd.svg",
    "C:\\walk<1>.svg",
    "walk'\".svg",
    "<use href=#x>",
    "xlink:href",
    "🎲",
  ],
];

const hostile = fc.oneof(
  fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 8 })), {
    maxLength: 6,
  }).map((pieces) => pieces.join("")),
  fc.string({ unit: "grapheme" }),
);

const cells = walkCells(10, 3);

Deno.test("10,000 hostile titles, labels and file names leave only what is ours, well-formed", () => {
  const law = normalLaw(cells);
  const texts = {
    title: hostile,
    caption: fc.array(hostile, { maxLength: 2 }),
    xLabel: hostile,
    yLabel: hostile,
    countLabel: hostile,
    cellLabel: hostile,
    description: hostile,
  };
  fc.assert(
    fc.property(fc.record(texts), (options) => {
      assertOurs(jointplot(cells, { ...options, law, theme: "light" }));
    }),
    { numRuns: 10_000, seed: 20_260_103 },
  );
});

Deno.test("the check of what is ours sees what is not", () => {
  const svg = jointplot(cells, { title: "plain" });
  assertOurs(svg);
  const spoilt = [
    svg.replace("<desc>", "<desc><script></script>"),
    svg.replace("<rect ", '<rect onload="x" '),
    svg.replace("<rect ", "<rect href='x' "),
    svg.replace("</desc>", ""),
    svg.replace(">plain<", ">a & b<"),
    svg.replace(">plain<", ">\u0000<"),
    svg.replace("<style>", "<style>@import url(x);"),
  ];
  for (const other of spoilt) assert.throws(() => assertOurs(other));
});

/** Reads a document as a strict XML parser does, and knows every name in it. */
function assertOurs(svg: string): void {
  assert.ok(svg.isWellFormed());
  // deno-lint-ignore no-control-regex
  assert.ok(!/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(svg));
  const open: string[] = [];
  const tag = /<(\/?)([a-z]+)((?: [A-Za-z-]+="[^"<]*")*)(\/?)>|([^<>]+)/gy;
  let at = 0;
  for (let found = tag.exec(svg); found; found = tag.exec(svg)) {
    at = tag.lastIndex;
    const [, close, name, attributes, empty, text] = found;
    if (text !== undefined) assertText(text, open.at(-1));
    else if (close !== "") assert.equal(open.pop(), name);
    else {
      assertElement(name, attributes);
      if (empty === "") open.push(name);
    }
  }
  assert.equal(at, svg.length, svg.slice(at, at + 60));
  assert.deepEqual(open, []);
}

function assertElement(name: string, attributes: string): void {
  const known = WRITTEN[name];
  assert.ok(known, `<${name}> is not ours`);
  const names = [...attributes.matchAll(/ ([A-Za-z-]+)="([^"]*)"/g)].map(([, key, value]) => {
    assertText(value, "attribute");
    return key;
  });
  assert.ok(names.every((key) => known.includes(key)), `<${name}${attributes}>`);
  assert.equal(new Set(names).size, names.length);
}

function assertText(text: string, parent: string | undefined): void {
  assert.doesNotMatch(text, /&(?!(amp|lt|gt|quot|#39);)/);
  if (parent === "style") assert.doesNotMatch(text, /@import|url\(|expression/);
}
