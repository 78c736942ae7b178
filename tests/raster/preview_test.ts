/** Pictures in a terminal: cells, colours, proportion, and who can show them. */

import assert from "node:assert/strict";
import { halfBlocks } from "../../src/raster/half_blocks.ts";
import { shrink } from "../../src/raster/pixels.ts";
import { canPreview, preview } from "../../src/raster/preview.ts";
import { errorOf, svgOf } from "./pictures.ts";

const RED = [255, 0, 0, 255], BLUE = [0, 0, 255, 255], CLEAR = [0, 0, 0, 0];

Deno.test("a cell shows its upper pixel as ink and its lower as paper", () => {
  const picture = pixels(2, [RED, RED, BLUE, BLUE]);
  assert.equal(halfBlocks(picture), "\x1b[0m\x1b[38;2;255;0;0m\x1b[48;2;0;0;255m▀▀\x1b[0m\n");
});

Deno.test("clear pixels, and those under a picture of odd height, are left to the terminal", () => {
  const red = "\x1b[0m\x1b[38;2;255;0;0m";
  assert.equal(halfBlocks(pixels(1, [RED, CLEAR])), `${red}▀\x1b[0m\n`);
  assert.equal(halfBlocks(pixels(1, [CLEAR, RED])), `${red}▄\x1b[0m\n`);
  assert.equal(halfBlocks(pixels(3, [CLEAR, RED, CLEAR])), ` ${red}▀\x1b[0m \n`);
  assert.equal(halfBlocks(pixels(2, [CLEAR, CLEAR])), "  \n");
});

Deno.test("a half-clear pixel has its own colour, not a darker one", () => {
  assert.match(halfBlocks(pixels(1, [[150, 75, 0, 150]])), /38;2;255;128;0m/);
});

Deno.test("bytes that are not the picture's are refused", () => {
  const picture = { data: new Uint8Array(7), width: 1, height: 2 };
  assert.throws(() => halfBlocks(picture), /^RangeError: Cannot show 7 bytes as 1 by 2 pixels/);
  assert.throws(() => shrink(picture, 2), RangeError);
});

Deno.test("a shrunk picture has the means of squares, whole or cut", () => {
  const grey = (value: number) => [value, value, value, 255];
  const picture = pixels(3, [10, 20, 90, 30, 40, 110, 7, 9, 200].map(grey));
  assert.deepEqual(shrink(picture, 2), pixels(2, [25, 100, 8, 200].map(grey)));
  assert.deepEqual(shrink(picture, 1), picture);
});

Deno.test("a preview has a cell a column and keeps the proportion", async () => {
  const svg = svgOf(`<rect width="100" height="40" fill="#0f0"/>`);
  for (const [columns, lines] of [[10, 2], [25, 5], [80, 16]]) {
    const rows = cellsOf(await preview(svg, columns));
    assert.equal(rows.length, lines);
    for (const row of rows) assert.equal(row, "▀".repeat(columns));
  }
});

Deno.test("a preview shows colours where they are, and no text", async () => {
  const svg = svgOf(
    `<rect width="100" height="20" fill="#c00"/><rect y="20" width="100" height="20" fill="#00c"/>` +
      `<text x="10" y="30" font-size="30">walk</text>`,
  );
  const [above, below] = ["204;0;0", "0;0;204"];
  assert.equal(
    await preview(svg, 5),
    `\x1b[0m\x1b[38;2;${above}m\x1b[48;2;${below}m▀▀▀▀▀\x1b[0m\n`,
  );
});

Deno.test("columns that are none are refused", async () => {
  for (const columns of [0, -1, 2.5, NaN, Infinity]) {
    const error = await errorOf(preview(svgOf(""), columns));
    assert.ok(error instanceof RangeError);
    assert.match(error.message, /^Cannot preview in .+ columns: use a whole number from 1 up$/);
  }
});

Deno.test("a preview is for terminals with true colour whose user wants colours", () => {
  const able = { isTerminal: true, colorterm: "truecolor", noColor: false };
  assert.ok(canPreview(able));
  assert.ok(canPreview({ ...able, colorterm: "24bit" }));
  assert.ok(!canPreview({ ...able, isTerminal: false }));
  assert.ok(!canPreview({ ...able, noColor: true }));
  for (const colorterm of [undefined, "", "256color", "yes"]) {
    assert.ok(!canPreview({ ...able, colorterm }));
  }
});

function pixels(width: number, colours: readonly number[][]) {
  return { data: Uint8Array.from(colours.flat()), width, height: colours.length / width };
}

/** What a terminal shows, without colours. */
function cellsOf(text: string): string[] {
  // deno-lint-ignore no-control-regex
  return text.replace(/\x1b\[[\d;]*m/g, "").split("\n").slice(0, -1);
}
