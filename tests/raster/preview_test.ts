/** Pictures in a terminal: cells, colours, proportion, and who can show them. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { halfBlocks } from "../../src/raster/half_blocks.ts";
import { shrink } from "../../src/raster/pixels.ts";
import { nearestOf256 } from "../../src/raster/colours_256.ts";
import { colourDepth, preview } from "../../src/raster/preview.ts";
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

Deno.test("a terminal has the colours that it says it has", () => {
  const said = [
    [{ COLORTERM: "truecolor" }, "24 bits"],
    [{ COLORTERM: "24bit", TERM: "xterm" }, "24 bits"],
    [{ TERM: "xterm-direct" }, "24 bits"],
    [{ TERM: "screen-256color" }, "256 colours"],
    [{ TERM: "xterm-256color", COLORTERM: "" }, "256 colours"],
    [{ TERM: "tmux-256color-bce", COLORTERM: "yes" }, "256 colours"],
    [{ TERM: "xterm" }, undefined],
    [{ TERM: "linux" }, undefined],
    [{ TERM: "dumb", COLORTERM: "truecolor" }, undefined],
    [{}, undefined],
  ] as const;
  for (const [variables, depth] of said) assert.equal(colourDepth(variables), depth);
});

Deno.test("each of the 256 colours is the nearest to itself, and no other is nearer to any", () => {
  const palette = Array.from({ length: 240 }, (_, i) => paletteColour(16 + i));
  for (const colour of palette) {
    // Some greys are in the palette twice.
    assert.deepEqual(paletteColour(nearestOf256(colour)), colour);
  }
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.tuple(byte, byte, byte), (colour) => {
      const far = (other: readonly number[]) =>
        other.reduce((sum, value, i) => sum + (value - colour[i]) ** 2, 0);
      const nearest = Math.min(...palette.map(far));
      assert.equal(far(paletteColour(nearestOf256(colour))), nearest);
    }),
    { seed: 11, numRuns: 2000 },
  );
});

Deno.test("a preview of 256 colours says no others", async () => {
  const svg = svgOf(`<rect width="100" height="40" fill="#0f0"/>`);
  assert.equal(
    await preview(svg, 5, "256 colours"),
    "\x1b[0m\x1b[38;5;46m\x1b[48;5;46m▀▀▀▀▀\x1b[0m\n",
  );
});

/** Colour 16 to 255 of xterm's, as its source makes them. */
function paletteColour(index: number): number[] {
  if (index >= 232) return Array(3).fill(10 * (index - 232) + 8);
  const level = (step: number) => step === 0 ? 0 : 40 * step + 55;
  const at = index - 16;
  return [Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map(level);
}

function pixels(width: number, colours: readonly number[][]) {
  return { data: Uint8Array.from(colours.flat()), width, height: colours.length / width };
}

/** What a terminal shows, without colours. */
function cellsOf(text: string): string[] {
  // deno-lint-ignore no-control-regex
  return text.replace(/\x1b\[[\d;]*m/g, "").split("\n").slice(0, -1);
}
