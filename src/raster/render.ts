/** SVG → pixels by resvg in WebAssembly, with type of our own: the same pixels on every host. */

import type { ResvgRenderOptions } from "@resvg/resvg-wasm";
import type { Pixels } from "./pixels.ts";

/** How large a picture becomes, and what of it is drawn. */
export interface RenderOptions {
  /** Device pixels a CSS pixel, or the width in device pixels. */
  readonly fit: { readonly mode: "zoom" | "width"; readonly value: number };
  /** Whether text is drawn: it is, if not given. */
  readonly hasText?: boolean;
}

/** What is drawn, while the renderer holds it. */
export interface Picture extends Pixels {
  asPng(): Uint8Array;
}

/** As many take 512 MiB of RGBA and a quarter of a minute. */
const MAX_PIXELS = 2 ** 27;

/** The family that stands in for every one that an SVG names. */
const FAMILY = "Inter";

/**
 * Draws an SVG and hands the picture on while it is there: the renderer's memory is freed afterwards.
 *
 * Renderer and fonts are loaded by the first call; nothing is read from the host or fetched, be it a file,
 * a font or a picture that the SVG refers to. Text is in Inter, whatever family the SVG names, in weights
 * 400 and 600, for Latin, Greek and Cyrillic; other characters show as boxes.
 *
 * @param take Copies what is wanted of the picture.
 * @throws {SyntaxError} If it is no SVG.
 * @throws {RangeError} If the picture would have no pixels or more than 2^27.
 * @throws {Error} If the renderer fails; one line.
 *
 * Cost: about a second for the first figure, 0.15 s for another, plus 0.1 s a megapixel beyond the first.
 */
export async function render<T>(
  svg: string,
  { fit, hasText = true }: RenderOptions,
  take: (picture: Picture) => T,
): Promise<T> {
  const Resvg = await loadRenderer();
  const options = { fitTo: fit, font: await fontOptions(hasText) } satisfies ResvgRenderOptions;
  const drawing = attempt("read", SyntaxError, () => new Resvg(svg, options));
  try {
    checkSize(drawing, fit);
    const picture = attempt("draw", Error, () => drawing.render());
    try {
      const { width, height } = picture;
      const data = attempt("draw", Error, () => picture.pixels);
      const asPng = () => attempt("draw", Error, () => picture.asPng());
      return take({ data, width, height, asPng });
    } finally {
      release(picture);
    }
  } finally {
    release(drawing);
  }
}

type Renderer = typeof import("@resvg/resvg-wasm").Resvg;

let renderer: Promise<Renderer> | undefined;

/** How many renderers there were. */
let loads = 0;

/**
 * Compiles the renderer once, and again after a trap; dynamic imports, so that a run without pictures pays
 * nothing for it.
 */
function loadRenderer(): Promise<Renderer> {
  return renderer ??= (async () => {
    const [{ initWasm, Resvg }, { default: code }] = await Promise.all([
      loads++ === 0 ? import("@resvg/resvg-wasm") : importAgain(),
      import("@resvg/resvg-wasm/index_bg.wasm", { with: { type: "bytes" } }),
    ]);
    await initWasm(code);
    return Resvg;
  })();
}

/** The package has one instance for each module, and a fragment of its own makes another module of it. */
function importAgain(): Promise<typeof import("@resvg/resvg-wasm")> {
  return import(`${import.meta.resolve("@resvg/resvg-wasm")}#${loads}`);
}

/** Fonts for the renderer; it draws no text if it has none. */
async function fontOptions(hasText: boolean): Promise<ResvgRenderOptions["font"]> {
  if (!hasText) return { fontBuffers: [] };
  const fonts = await Promise.all([
    import("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf", { with: { type: "bytes" } }),
    import("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf", {
      with: { type: "bytes" },
    }),
  ]);
  return { fontBuffers: fonts.map((font) => font.default), defaultFontFamily: FAMILY };
}

/** The renderer ends in a trap where a picture cannot be; a sentence is better. */
function checkSize(
  { width, height }: { readonly width: number; readonly height: number },
  { mode, value }: RenderOptions["fit"],
): void {
  const scale = mode === "zoom" ? value : value / width;
  const pixels = Math.round(width * scale) * Math.round(height * scale);
  if (pixels >= 1 && pixels <= MAX_PIXELS) return;
  throw new RangeError(
    `Cannot draw ${width} by ${height} CSS pixels at ${mode} ${value}: ` +
      `use one that gives 1 to ${MAX_PIXELS} pixels`,
  );
}

/** Runs a part of the renderer, whose errors are strings or traps, some with several lines. */
function attempt<T>(verb: string, Kind: new (message: string) => Error, part: () => T): T {
  try {
    return part();
  } catch (error) {
    // A trap leaves memory as it was half way; a full stack is a RangeError.
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
      renderer = undefined;
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new Kind(`Cannot ${verb} the SVG: ${reason.replace(/\s+/g, " ").trim()}`);
  }
}

/** Frees what the renderer holds; what a trap left half done cannot be, which must not hide the trap. */
function release(held: { free(): void }): void {
  try {
    held.free();
  } catch {
    renderer = undefined;
  }
}
