/** SVG → PNG: size, text, colours, the same bytes everywhere, and errors in one line. */

import assert from "node:assert/strict";
import { pngOf } from "../../src/raster/png.ts";
import { render } from "../../src/raster/render.ts";
import { jointplot } from "../../src/plot/jointplot.ts";
import { normalLaw, walkCells } from "../plot/data.ts";
import { errorOf, lookAt, svgOf } from "./pictures.ts";

const FIGURE = await Deno.readTextFile(new URL("../golden/jointplot.svg", import.meta.url));

Deno.test("a PNG has the figure's size times the scale factor", async () => {
  const svg = svgOf(`<rect width="9" height="9"/>`, { width: 40, height: 25 });
  for (const [scaleFactor, width, height] of [[1, 40, 25], [2, 80, 50], [1.5, 60, 38]]) {
    const png = await pngOf(svg, { scaleFactor });
    assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const header = new DataView(png.buffer, png.byteOffset + 16);
    assert.deepEqual([header.getUint32(0), header.getUint32(4)], [width, height]);
  }
});

Deno.test("a figure gives the same PNG twice", async () => {
  assert.deepEqual(await pngOf(FIGURE), await pngOf(FIGURE));
});

Deno.test("a PNG has the same bytes on every host", async () => {
  const svg = svgOf(
    `<rect width="100" height="40" fill="#fff"/><circle cx="80" cy="20" r="9.5" opacity=".3"/>` +
      `<text x="4" y="25" font-family="system-ui,Arial">−3.7 × 10⁻²</text>`,
    { width: 100, height: 40 },
  );
  const digest = await crypto.subtle.digest("SHA-256", await pngOf(svg, { scaleFactor: 2 }));
  // Looked at, then written down; a new resvg or Inter may change it.
  assert.equal(new Uint8Array(digest).toHex().slice(0, 16), "7ba55f53a81c1ba0");
});

Deno.test("titles, labels and minus signs are drawn in whatever family an SVG names", async () => {
  const look = (text: string, family: string) => {
    return lookAt(
      svgOf(`<text x="5" y="25" font-size="20" font-family='${family}'>${text}</text>`),
    );
  };
  const box = await look("漢", "sans-serif");
  assert.equal((await look(" ", "sans-serif")).ink, 0);
  for (const family of [`system-ui, "Segoe UI", sans-serif`, "Nowhere", "serif", "monospace"]) {
    for (const text of ["Endpoints", "−", "×", "⁻", "²", "√", "σ", "≤", "·", "…", "Ж"]) {
      const { ink, data } = await look(text, family);
      assert.ok(ink > 3, `no ${text} in ${family}`);
      assert.notDeepEqual(data, box.data, `a box for ${text} in ${family}`);
    }
  }
});

Deno.test("a weight of 600 is bolder than 400", async () => {
  const inkOf = async (weight: number) => {
    return (await lookAt(svgOf(`<text x="5" y="25" font-weight="${weight}">Walk</text>`))).ink;
  };
  assert.ok(await inkOf(600) > 1.1 * await inkOf(400));
});

Deno.test("a figure shows its title, and its hexagons in colour", async () => {
  const { title, panel } = await render(FIGURE, { fit: { mode: "zoom", value: 1 } }, (picture) => {
    const coloursIn = (x0: number, y0: number, x1: number, y1: number) => {
      const found = new Set<string>();
      for (let y = y0; y < y1; y++) {
        for (let x = x0; x < x1; x++) {
          const at = 4 * (y * picture.width + x);
          found.add(picture.data.subarray(at, at + 3).join());
        }
      }
      return found;
    };
    return { title: coloursIn(20, 18, 360, 42), panel: coloursIn(100, 150, 520, 570) };
  });
  assert.ok(title.has("31,35,40") && title.has("255,255,255"), "no title");
  // The lightest and the darkest shade that hexagons have, as the figure's style sheet has them.
  const drawn = [...FIGURE.matchAll(/<g class="(s\d+)">/g)].map(([, shade]) => shade);
  for (const shade of [drawn[0], drawn[drawn.length - 1]]) {
    const [, colour] = new RegExp(`\\.${shade}\\{color:#(\\w+)`).exec(FIGURE) ?? [];
    const bytes = [...Uint8Array.fromHex(colour)].join();
    assert.ok(panel.has(bytes), `hexagons have lost their shade ${shade}, ${bytes}`);
  }
});

Deno.test("a PNG takes no permission and no network", async () => {
  const { code, stdout, stderr } = await runBare(`
    import { pngOf } from "./src/raster/png.ts";
    console.log((await pngOf(${JSON.stringify(svgOf("<text y='20'>x</text>"))})).length);
  `);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^\d+\n$/);
});

Deno.test("what is no SVG is refused in one line", async () => {
  const cases = ["", "walk", "<html>", "<svg", svgOf("\0"), svgOf("<g>"), svgOf("&walk;")];
  for (const svg of [...cases, svgOf("", { width: 0 }), svgOf("<g>".repeat(5000))]) {
    const error = await errorOf(pngOf(svg));
    assert.ok(error instanceof SyntaxError, `${svg.slice(0, 80)}: ${error}`);
    assert.match(error.message, /^Cannot read the SVG: .+$/);
  }
});

Deno.test("a trap is told in one line, and what comes after it is drawn by another renderer", async () => {
  const before = await pngOf(FIGURE);
  // resvg 2.6.2 traps on a path wholly outside its clip.
  const path = `<path stroke="#000" d="M-900 -900a5 5 0 0 1 10 0a5 5 0 0 1 -10 0z"/>`;
  const { instantiate } = WebAssembly;
  let renderers = 0;
  WebAssembly.instantiate = ((...given: Parameters<typeof instantiate>) => {
    renderers++;
    return instantiate(...given);
  }) as typeof instantiate;
  try {
    for (const traps of [1, 2]) {
      const error = await errorOf(pngOf(svgOf(`<svg width="10" height="10">${path}</svg>`)));
      assert.ok(error instanceof Error);
      assert.equal(error.message, "Cannot draw the SVG: unreachable");
      assert.deepEqual(await pngOf(FIGURE), before);
      assert.equal(renderers, traps, "the renderer that trapped was used again");
    }
  } finally {
    WebAssembly.instantiate = instantiate;
  }
});

Deno.test("a figure far from its law is drawn", async () => {
  const cells = walkCells(1000, 400);
  const extent = [5000, 6000, 5000, 6000] as const;
  const svg = jointplot(cells, { title: "", law: normalLaw(cells), extent });
  assert.ok((await pngOf(svg)).length > 1000);
});

Deno.test("an SVG reads no file, and its odd text is drawn", async () => {
  const image = `<image href="file:///etc/hostname" width="9" height="9"/>`;
  assert.equal((await lookAt(svgOf(image))).ink, 0);
  for (const text of ["\ud800", "漢字 😀 עברית", "a\u0301".repeat(500), "\u202e\u200b\ufeff"]) {
    assert.ok((await pngOf(svgOf(`<text y="20">${text}</text>`))).length > 0);
  }
});

Deno.test("a picture of no or too many pixels is refused", async () => {
  for (const scaleFactor of [0, -1, NaN, Infinity]) {
    const error = await errorOf(pngOf(svgOf(""), { scaleFactor }));
    assert.ok(error instanceof RangeError);
    assert.match(error.message, /^Cannot draw a PNG with scaleFactor .+: use a number above 0/);
  }
  for (const [width, scaleFactor] of [[1e9, 1], [100, 1e6], [100, 1e-6]]) {
    const error = await errorOf(pngOf(svgOf("", { width }), { scaleFactor }));
    assert.ok(error instanceof RangeError);
    assert.match(error.message, /^Cannot draw .+ use one that gives 1 to 134217728 pixels$/);
  }
});

/** Runs a program without any permission, from what is installed. */
async function runBare(program: string) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "--cached-only", "--ext=ts", "-"],
    cwd: new URL("../..", import.meta.url),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  await ReadableStream.from([new TextEncoder().encode(program)]).pipeTo(child.stdin);
  const { code, stdout, stderr } = await child.output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: decode(stdout), stderr: decode(stderr) };
}
