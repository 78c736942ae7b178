/** Walkers by cell → the figure: a hexbin with its marginals, as SVG. */

// @ts-types="@types/d3-scale"
import { type ScaleLinear, scaleLinear } from "d3-scale";
import { checkOptions } from "../options/options.ts";
import { xAxis, yAxis } from "./axes.ts";
import { JOINTPLOT } from "./check_look.ts";
import type { CellCounts } from "./cells.ts";
import { colourRules } from "./colours.ts";
import { compose, type Composition } from "./composition.ts";
import { document, textLines } from "./document.ts";
import { type FigureData, prepare } from "./figure_data.ts";
import { LAW_RULES, lawContours, plate } from "./law_lines.ts";
import {
  CAPTION_LEADING,
  fitText,
  labelWidth,
  MARGIN,
  type Rectangle,
  TITLE_LEADING,
} from "./layout.ts";
import { legend } from "./legend.ts";
import type { Marginal } from "./marginal_data.ts";
import { marginalAbove, marginalBeside, marginalName } from "./marginals.ts";
import type { JointplotOptions } from "./options.ts";
import { text } from "./svg.ts";
import type { Tiles } from "./tiles.ts";
import { textWidth, themed, TYPE } from "./theme.ts";
import { drawTiles } from "./tile_paths.ts";
import { wholeNumber } from "./ticks.ts";

/**
 * Draws the joint distribution of endpoints: hexagons, a colour bar and the marginals. Where hexagons would
 * show walkers where none can be, or fractions of few, it draws the cells themselves ({@linkcode drawsCells}).
 *
 * Both axes have the same scale and cover all cells that hold walkers, unless an extent is given. The
 * marginals share bin width and scale. They are of all walkers, in the extent or not. Every hexagon tells a
 * pointer, by its title, where it is and what it counts. The same input gives the same bytes; at most 250
 * KiB by default.
 *
 * @throws {TypeError} If an option is unknown, missing or of another type.
 * @throws {RangeError} If the cells are malformed, an option is out of bounds, or residuals are asked for
 *   without a law.
 *
 * Cost: O(cells), about 30 ms for a million cells that all hold walkers, 50 ms with a law.
 *
 * @example
 * ```ts
 * import { jointplot } from "hexwalk";
 * import { match } from "node:assert/strict";
 *
 * const cells = { x0: -2, y0: -2, cellSize: 2, columns: 2, rows: 2, counts: [24, 26, 27, 23] };
 * const svg = jointplot(cells, { title: "One step", caption: ["100 walkers"], scale: "log" });
 * match(svg, /^<svg xmlns/);
 * ```
 */
export function jointplot(cells: CellCounts, options: JointplotOptions): string {
  checkOptions("draw", options, JOINTPLOT);
  const data = prepare(cells, options, options);
  const composition = compose(data, options);
  const { layout, title, caption } = composition;
  return document(
    layout,
    {
      title: options.title,
      description: options.description ?? describe(data.total, options),
      style: styleOf(options),
      ...options.width !== undefined && { width: options.width },
      ...options.height !== undefined && { height: options.height },
      ...options.theme && { theme: options.theme },
    },
    [
      ...textLines(title, "title", layout.titleY, TITLE_LEADING),
      ...panels(data, composition, options),
      ...textLines(caption, "caption quiet", layout.captionY, CAPTION_LEADING),
    ],
  );
}

/** Hexagons, marginals, axes and legend. */
function panels(
  data: FigureData,
  composition: Composition,
  options: JointplotOptions,
): string[] {
  const { layout, x, y, counts } = composition;
  const { extent, tiles, values } = data;
  const { panel } = layout;
  const bottom = panel.y + panel.height;
  const toX = scaleLinear([extent.x0, extent.x1], [panel.x, panel.x + panel.width]);
  const toY = scaleLinear([extent.y0, extent.y1], [bottom, panel.y]);
  const fit = (name: string, room: number) => fitText(name, room, TYPE.label, 1).join("");
  const xName = fit(options.xLabel ?? "x (sites)", panel.width);
  const note = values.length === 0 ? emptyNote(panel, data.total, options.residuals) : undefined;
  return [
    drawTiles(panel, tiles, values, { toX, toY, shareOf: counts.shareOf }),
    ...(options.law && !options.residuals
      ? [lawContours(panel, options.law, { toX, toY, taken: note ? [note.box] : [] })]
      : []),
    ...drawMarginals(data, composition, toX, toY, xName),
    ...(note && options.law ? [plate(note.box)] : []),
    ...(note ? [note.drawn] : []),
    xAxis(panel, toX, x, xName),
    yAxis(panel, toY, y, fit(options.yLabel ?? "y (sites)", panel.height)),
    // Without tiles there are no counts to tell; its room stays, so that figures keep their shape.
    ...(note ? [] : [
      legend(
        layout,
        counts,
        fit(legendName(tiles, options, layout.legend.height), layout.legend.height),
      ),
    ]),
  ];
}

/** The marginals, if there are any, with their axes; `xName` is that of the panel's, beside one of theirs. */
function drawMarginals(
  { extent, marginals }: FigureData,
  { layout, x, bins }: Composition,
  toX: ScaleLinear<number, number>,
  toY: ScaleLinear<number, number>,
  xName: string,
): string[] {
  if (marginals === undefined || bins === undefined) return [];
  const { above, beside } = layout;
  // Bins may reach over the ends of an extent.
  const [alongX, alongY] = [toX, toY].map((scale) => scale.copy().clamp(true));
  // The last label of an extent may reach under the marginal.
  const last = toX(x.values.at(-1) ?? extent.x0) + labelWidth(x) / 2;
  const lower = last > beside.x - TYPE.tick ? TYPE.tick * 1.2 : 0;
  const right = layout.width - MARGIN;
  // Where nothing is counted there are no ticks, of which a name would say what they count.
  const nameFrom = (from: number, marginal: Marginal) =>
    marginal.max === 0 ? "" : fitText(marginalName(marginal), right - from, TYPE.tick, 1).join("");
  // A long name begins left of its marginal, as far as that of the panel's axis lets it.
  const middle = (toX(extent.x0) + toX(extent.x1)) / 2;
  const free = middle + textWidth(xName, TYPE.label) / 2 + TYPE.label;
  const nameBeside = nameFrom(Math.min(beside.x, free), marginals.y);
  return [
    marginalAbove(above, alongX, marginals.x, {
      ticks: bins.x,
      name: nameFrom(above.x, marginals.x),
    }),
    marginalBeside(beside, alongY, marginals.y, {
      ticks: bins.y,
      name: nameBeside,
      nameX: Math.min(beside.x, right - textWidth(nameBeside, TYPE.tick)),
      lower,
    }),
  ];
}

/** The legend's name; a shorter one where it is too long for the room. */
function legendName(
  { shape }: Tiles,
  { residuals, countLabel, cellLabel }: JointplotOptions,
  room: number,
): string {
  const [name, short] = residuals
    ? ["observed − expected (sd)", "residual (sd)"]
    : shape === "cell"
    ? [cellLabel ?? "walkers per cell", "walkers"]
    : [countLabel ?? "walkers per hexagon", "walkers"];
  return textWidth(name, TYPE.label) <= room ? name : short;
}

function styleOf(options: JointplotOptions): string {
  const { theme = "auto", colors = "magma", law, residuals = false } = options;
  const [light, dark] = (["light", "dark"] as const).map((page) => [
    ...(law ? LAW_RULES[page] : []),
    ...colourRules(colors, page, residuals),
  ]);
  return themed(theme, light, dark).join("\n");
}

/** Says that nothing is missing from a figure without hexagons, and the room that this takes. */
function emptyNote(
  panel: Rectangle,
  total: number,
  isResidual = false,
): { drawn: string; box: Rectangle } {
  const few = isResidual ? "too few walkers to compare here" : "no walkers to show here";
  const content = total === 0 ? "no walkers" : few;
  const x = panel.x + panel.width / 2, y = panel.y + panel.height / 2;
  const width = textWidth(content, TYPE.label), size = TYPE.label;
  return {
    drawn: text(content, { class: "label quiet", "text-anchor": "middle", x, y }),
    box: { x: x - width / 2, y: y - 1.2 * size, width, height: 1.7 * size },
  };
}

function describe(total: number, { marginals = "hist" }: JointplotOptions): string {
  const besides = {
    none: "",
    hist: ", with histograms of x above and of y beside them",
    density: ", with densities of x above and of y beside them",
  };
  return `Endpoints of ${wholeNumber(total)} walkers, counted by place${besides[marginals]}.`;
}
