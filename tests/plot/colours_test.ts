import assert from "node:assert/strict";
import { barColour, residualShades, shades } from "../../src/plot/colours.ts";
import { COLOR_NAMES } from "../../src/plot/options.ts";

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

const PAPERS = { light: "#ffffff", dark: "#15171b" } as const;
const PAGES = ["light", "dark"] as const;

/**
 * How a dichromat sees linear sRGB: Machado, Oliveira and Fernandes, "A physiologically-based model for
 * simulation of color vision deficiency" (2009), severity 1.
 */
const SIGHTS: Readonly<Record<string, Matrix>> = {
  trichromat: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanope: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranope: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanope: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

Deno.test("every colour map keeps its order in lightness, whatever the colour vision", () => {
  each((name, page, sight, matrix) => {
    const lightness = shades(name, page).map((colour) => oklab(apply(matrix, linear(colour)))[0]);
    const sign = page === "light" ? -1 : 1;
    // A byte's rounding may undo a step between neighbours, but no more.
    const most = Math.max(...lightness.slice(1).map((l, at) => sign * (lightness[at] - l)));
    assert.ok(most < 0.004, `${name} on ${page} for a ${sight}: falls by ${most}`);
  });
});

Deno.test("every colour map tells an eighth of the scale apart, whatever the colour vision", () => {
  each((name, page, sight, matrix) => {
    const seen = shades(name, page).map((colour) => oklab(apply(matrix, linear(colour))));
    const least = Math.min(...seen.slice(8).map((colour, at) => distance(colour, seen[at])));
    // A difference of 0.02 in OKLab is just noticeable.
    assert.ok(least > 0.028, `${name} on ${page} for a ${sight}: ${least}`);
  });
});

Deno.test("every colour map comes out of the page without a rim", () => {
  for (const name of COLOR_NAMES) {
    for (const page of PAGES) {
      const paper = oklab(linear(PAPERS[page]));
      const away = [
        0,
        ...shades(name, page).map((colour) => distance(oklab(linear(colour)), paper)),
      ];
      const steps = away.slice(1, 18).map((far, at) => far - away[at]);
      // Magma's own end is 0.09 from white, which is a rim; a difference of 0.02 is just noticeable.
      assert.ok(away[1] > 0 && Math.max(...steps) < 0.05, `${name} on ${page}: ${steps}`);
    }
  }
});

Deno.test("residuals have the page in their middle, and equal ends, whatever the colour vision", () => {
  for (const page of PAGES) {
    for (const matrix of Object.values(SIGHTS)) {
      const seen = residualShades(page).map((colour) => oklab(apply(matrix, linear(colour))));
      const paper = oklab(apply(matrix, linear(PAPERS[page])));
      const away = seen.map((colour) => distance(colour, paper));
      assert.ok(Math.max(away[31], away[32]) < 0.02);
      assert.ok(away.slice(0, 31).every((far, at) => far > away[at + 1] - 1e-3), page);
      assert.ok(away.slice(32, 63).every((far, at) => away[33 + at] > far - 1e-3), page);
      // Fewer and more are told apart by hue, as many deviations from the middle.
      for (const [fewer, more] of [[0, 63], [10, 53], [20, 43]]) {
        assert.ok(distance(seen[fewer], seen[more]) > 0.05, `${page}: ${fewer}`);
      }
    }
  }
});

Deno.test("marginals stand out three to one", () => {
  for (const name of COLOR_NAMES) {
    for (const page of PAGES) {
      const paper = linear(PAPERS[page]);
      const contrast = contrastOf(luminance(linear(barColour(name, page))), luminance(paper));
      assert.ok(contrast >= 3, `${name} on ${page}: bars ${contrast} to 1`);
    }
  }
});

function each(
  check: (
    name: typeof COLOR_NAMES[number],
    page: "light" | "dark",
    sight: string,
    matrix: Matrix,
  ) => void,
): void {
  for (const name of COLOR_NAMES) {
    for (const page of PAGES) {
      for (const [sight, matrix] of Object.entries(SIGHTS)) check(name, page, sight, matrix);
    }
  }
}

/** Linear sRGB, 0 to 1, of #rrggbb or rgb(r, g, b). */
function linear(colour: string): Triple {
  const parts = colour.startsWith("#")
    ? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    : [...colour.matchAll(/\d+/g)].map(([part]) => Number(part));
  const [r, g, b] = parts.map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return [r, g, b];
}

function apply(matrix: Matrix, colour: Triple): Triple {
  const [r, g, b] = matrix.map((row) =>
    Math.min(1, Math.max(0, row.reduce((sum, weight, at) => sum + weight * colour[at], 0)))
  );
  return [r, g, b];
}

/** Ottosson, "A perceptual color space for image processing" (2020). */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function distance(a: Triple, b: Triple): number {
  return Math.hypot(...a.map((value, at) => value - b[at]));
}

/** WCAG 2.2's relative luminance and contrast. */
function luminance([r, g, b]: Triple): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrastOf(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
