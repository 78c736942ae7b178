/** What a run or a saved one is made into: a figure, files of numbers, the run itself, a preview. */

import { EXPORT_ENDINGS, type ExportEnding, exportRun } from "../data/export.ts";
import type { CoveredRun } from "../data/saved_run.ts";
import { checkFigure, drawFigure, type FigureOptions } from "../figure.ts";
import type { RunResult } from "../run.ts";
import type { RunSpec } from "../spec.ts";
import { asUsage, type Flag, type Invocation, parseNumber, UsageError } from "./args.ts";
import { checkDistinct, checkPlace } from "./check_place.ts";
import { parseFigure } from "./figure_flags.ts";
import { Failures, writeWhole } from "./output.ts";
import { partialOf, type Place } from "./place.ts";
import { note, say } from "./say.ts";

export const PRODUCT_FLAGS: readonly Flag[] = [
  { name: "out", value: "walk.svg", help: "the figure's file, .svg or .png", isFile: true },
  { name: "scale-factor", value: "2", help: "pixels of a .png for each of the figure's" },
  { name: "save", value: "run.json", help: "keep the run itself, for plot", isFile: true },
  {
    name: "export",
    value: "walk.npz",
    help: `the counts: ${EXPORT_ENDINGS.join(", ")}; may be given several times`,
    isFile: true,
    isRepeatable: true,
  },
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
export type Product = CoveredRun & Pick<RunResult, "isComplete" | "provenance">;

/** The files that were written, by their names. */
export interface Files {
  figure?: string;
  saved?: string;
  exports: string[];
  endpoints?: string;
}

/** What was asked for, checked, so that no run is walked in vain. */
export class Products {
  /** What was written so far. */
  readonly files: Files = { exports: [] };

  private constructor(
    readonly figure: Place,
    readonly saved: Place | undefined,
    readonly exports: readonly Place[],
    /** Whether a file goes to standard output, so that nothing else may. */
    readonly isPiped: boolean,
    readonly look: FigureOptions,
    readonly invocation: Invocation,
  ) {}

  /**
   * Reads the flags and makes sure that all files can be written.
   *
   * @param defaults Names of files that no flag gives.
   * @param endpoints The place of one more file, which another writes.
   * @throws {UsageError} If not.
   */
  static async check(
    invocation: Invocation,
    spec: RunSpec,
    defaults: { readonly figure: string; readonly saved?: string },
    endpoints?: Place,
  ): Promise<Products> {
    const { values, lists } = invocation;
    const { out = defaults.figure, save = defaults.saved } = values;
    const look = parseFigure(values);
    const scaleFactor = scaleFactorOf(invocation);
    asUsage(() => checkFigure(spec, look));
    const figure = await checkPlace(out, FIGURE_ENDINGS);
    if (figure.ending === ".png") checkPixels(look, scaleFactor);
    const saved = save === undefined ? undefined : await checkPlace(save, [".json"]);
    const exports: Place[] = [];
    for (const name of lists.export ?? []) exports.push(await checkPlace(name, EXPORT_ENDINGS));
    const places = [figure, saved, ...exports, endpoints].filter((place) => place !== undefined);
    await checkDistinct(places);
    const isPiped = places.some(({ kind }) => kind === "stdout");
    if (isPiped && values.json !== undefined) {
      throw new UsageError(
        "--json prints on standard output, where a file is to go: leave one out",
      );
    }
    if (values.preview !== undefined) await (await import("./preview.ts")).checkPreview();
    if (values.open !== undefined) await (await import("./open_file.ts")).canOpen(figure.path);
    return new Products(figure, saved, exports, isPiped, look, invocation);
  }

  /**
   * Writes all files and shows the figure.
   *
   * @param isPartial Whether they go beside their places.
   * @throws {Error} If one cannot be written; the others are.
   */
  async write(run: Product, isPartial = false): Promise<void> {
    const failures = new Failures();
    const put = (place: Place, make: () => Promise<Content>) => {
      const goal = isPartial ? partialOf(place) : place;
      return failures.take(
        make().then((content) => writeWhole(goal, content)).then(() => goal.name),
      );
    };
    // What a plain run does not need is loaded when it is wanted.
    if (this.saved) {
      const { encodeRun } = await import("../data/saved_run.ts");
      this.files.saved = await put(this.saved, () => encodeRun(run));
    }
    for (const place of this.exports) {
      const name = await put(place, () => exportRun(run, place.ending as ExportEnding));
      if (name !== undefined) this.files.exports.push(name);
    }
    const svg = drawFigure(run, this.look);
    this.files.figure = await put(this.figure, () => this.#figureOf(svg));
    await failures.take(this.#show(run));
    failures.throw();
  }

  /** Prints a summary, and with --json an object; standard output is for one thing alone. */
  tell(summary: string, object: () => string): void {
    const { json, quiet } = this.invocation.values;
    if (quiet === undefined) (json !== undefined || this.isPiped ? note : say)(summary);
    if (json !== undefined) say(object());
  }

  /** Says that there is nothing to keep; the object says the same. */
  tellNothing(object: () => string): void {
    note("hexwalk: stopped before it had walked anything: no file was written");
    if (this.invocation.values.json !== undefined) say(object());
  }

  async #show(run: Product): Promise<void> {
    const { preview, open } = this.invocation.values;
    if (preview !== undefined) {
      // Small as it is, the panel alone is worth its room.
      const bare = drawFigure(run, { ...this.look, marginals: "none", title: "" });
      await (await import("./preview.ts")).showPreview(bare);
    }
    const { figure } = this.files;
    if (open !== undefined && figure) await (await import("./open_file.ts")).openFile(figure);
  }

  async #figureOf(svg: string): Promise<Content> {
    if (this.figure.ending !== ".png") return svg;
    const { pngOf } = await import("../raster/png.ts");
    return await pngOf(svg, { scaleFactor: scaleFactorOf(this.invocation) });
  }
}

type Content = string | Uint8Array;

/** Pixels of a picture for each of the figure's. @throws {UsageError} If it is out of bounds. */
function scaleFactorOf({ values }: Invocation): number {
  const scaleFactor = parseNumber("scale-factor", values["scale-factor"] ?? "2");
  if (scaleFactor >= MIN_SCALE_FACTOR && scaleFactor <= MAX_SCALE_FACTOR) return scaleFactor;
  throw new UsageError(
    `--scale-factor ${scaleFactor}: use a number from ${MIN_SCALE_FACTOR} to ${MAX_SCALE_FACTOR}`,
  );
}

function checkPixels({ width = 720, height }: FigureOptions, scaleFactor: number): void {
  const side = Math.min(width, height ?? width) * scaleFactor;
  if (side >= 1 && side <= MAX_SIDE) return;
  throw new UsageError(
    `A picture of ${Math.round(side)} pixels cannot be drawn: with --width, --height and ` +
      `--scale-factor stay within 1 to ${MAX_SIDE}`,
  );
}
