/** What a run or a saved one is made into: a figure, a file of numbers, the run itself, a preview. */

import { resolve } from "node:path";
import { EXPORT_ENDINGS, exportEnding, exportRun } from "../data/export.ts";
import type { CoveredRun, Provenance } from "../data/saved_run.ts";
import { checkFigure, drawFigure, type FigureOptions } from "../figure.ts";
import type { RunResult } from "../run.ts";
import { provenancesOf } from "../provenances.ts";
import type { RunSpec } from "../spec.ts";
import { type Flag, parseNumber, UsageError, type Values } from "./args.ts";
import { parseFigure } from "./figure_flags.ts";
import { checkPath, writeWhole } from "./output.ts";

export const PRODUCT_FLAGS: readonly Flag[] = [
  { name: "out", value: "walk.svg", help: "the figure's file, .svg or .png" },
  { name: "scale-factor", value: "2", help: "pixels of a .png for each of the figure's" },
  { name: "save", value: "run.json", help: "keep the run itself, for plot" },
  { name: "export", value: "walk.npz", help: `the counts: ${EXPORT_ENDINGS.join(", ")}` },
  { name: "preview", help: "show the figure here, on a terminal with colours" },
  { name: "open", help: "show the figure in the system's viewer" },
];

const FIGURE_ENDINGS = [".svg", ".png"];
/** Beyond, a picture takes gigabytes. */
const MAX_SCALE_FACTOR = 8;
const MIN_SCALE_FACTOR = 0.1;
/** A side of a picture in pixels: more would take gigabytes, fewer than one cannot be. */
const MAX_SIDE = 8192;

/** A run to be made into something. */
export type Product = CoveredRun & Pick<RunResult, "isComplete">;

/** What was asked for, checked, so that no run is walked in vain. */
export class Products {
  private constructor(
    /** The figure's file. */
    readonly figure: string,
    readonly look: FigureOptions,
    readonly scaleFactor: number,
    readonly values: Values,
  ) {}

  /**
   * Reads the flags and makes sure that all files can be written.
   *
   * @throws {UsageError} If not.
   */
  static async check(values: Values, spec: RunSpec): Promise<Products> {
    const look = parseFigure(values);
    const figure = values.out ?? "walk.svg";
    const scaleFactor = parseNumber("scale-factor", values["scale-factor"] ?? "2");
    if (!(scaleFactor >= MIN_SCALE_FACTOR && scaleFactor <= MAX_SCALE_FACTOR)) {
      throw new UsageError(
        `--scale-factor ${scaleFactor}: use a number from ${MIN_SCALE_FACTOR} to ${MAX_SCALE_FACTOR}`,
      );
    }
    asUsage(() => checkFigure(spec, look));
    if (isPng(figure)) checkPixels(look, scaleFactor);
    checkDistinct([figure, values.save, values.export, values.endpoints]);
    await checkPath(figure, FIGURE_ENDINGS);
    if (values.export) await checkPath(values.export, EXPORT_ENDINGS);
    if (values.save) await checkPath(values.save, [".json"]);
    if (values.preview !== undefined) await (await import("./preview.ts")).checkPreview();
    if (values.open !== undefined) await (await import("./open_file.ts")).canOpen(figure);
    return new Products(figure, look, scaleFactor, values);
  }

  /** Writes all files, the figure last. */
  async write(run: Product, provenance: readonly Provenance[]): Promise<void> {
    const { save, export: exported, open, preview } = this.values;
    // What a plain run does not need is loaded when it is wanted.
    if (save) {
      const { encodeRun } = await import("../data/saved_run.ts");
      await writeWhole(save, await encodeRun(run, provenance));
    }
    if (exported) await writeWhole(exported, await exportRun(run, exportEnding(exported)));
    const svg = drawFigure(run, this.look);
    await writeWhole(this.figure, await this.#figureOf(svg));
    if (preview !== undefined) {
      // Small as it is, the panel alone is worth its room.
      const bare = drawFigure(run, { ...this.look, marginals: "none", title: "" });
      await (await import("./preview.ts")).showPreview(bare);
    }
    if (open !== undefined) await (await import("./open_file.ts")).openFile(this.figure);
  }

  async #figureOf(svg: string): Promise<string | Uint8Array> {
    if (!isPng(this.figure)) return svg;
    const { pngOf } = await import("../raster/png.ts");
    return await pngOf(svg, { scaleFactor: this.scaleFactor });
  }
}

/** Where a run's walkers come from, backend by backend. */
export function provenanceOf(result: RunResult): Provenance[] {
  return provenancesOf(result);
}

function isPng(path: string): boolean {
  return path.toLowerCase().endsWith(".png");
}

function checkPixels({ width = 720, height }: FigureOptions, scaleFactor: number): void {
  const side = Math.min(width, height ?? width) * scaleFactor;
  if (side >= 1 && side <= MAX_SIDE) return;
  throw new UsageError(
    `A picture of ${Math.round(side)} pixels cannot be drawn: with --width, --height and ` +
      `--scale-factor stay within 1 to ${MAX_SIDE}`,
  );
}

/** @throws {UsageError} If two files are one. */
function checkDistinct(paths: readonly (string | undefined)[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    if (!path) continue;
    // Without a folder to begin with, `resolve` loads Node's process for it: 5 ms.
    const whole = resolve(Deno.cwd(), path);
    if (seen.has(whole)) throw new UsageError(`Cannot write ${path} twice: choose two names`);
    seen.add(whole);
  }
}

/** A bound that the library refuses is the user's mistake here. */
function asUsage<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}
