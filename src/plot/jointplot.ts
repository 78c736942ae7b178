/** Walkers by cell → the figure: a hexbin with its marginals, as SVG. */

// @ts-types="@types/d3-scale"
import { scaleLinear } from "d3-scale";
import { xAxis, yAxis } from "./axes.ts";
import type { CellCounts } from "./cells.ts";
import { colourRules } from "./colours.ts";
import { type CountScale, countScale } from "./count_scale.ts";
import { document, shownSize, textLines, wrapCaption, wrapTitle } from "./document.ts";
import { type FigureData, prepare } from "./figure_data.ts";
import { drawHexagons } from "./hexagons.ts";
import { LAW_RULES, lawContours, plate } from "./law_lines.ts";
import {
  CAPTION_LEADING,
  FIGURE_WIDTH,
  fitText,
  labelWidth,
  type Layout,
  layOut,
  MIN_FIGURE_WIDTH,
  type Rectangle,
  TITLE_LEADING,
} from "./layout.ts";
import { legend } from "./legend.ts";
import { marginalAbove, marginalBeside } from "./marginals.ts";
import type { JointplotOptions } from "./options.ts";
import { text } from "./svg.ts";
import { textWidth, themed, TYPE } from "./theme.ts";
import { lastCountTick, siteTicks, type Ticks, wholeNumber } from "./ticks.ts";

/** All that has a place in a figure. */
interface Composition {
  readonly layout: Layout;
  readonly title: readonly string[];
  readonly caption: readonly string[];
  readonly x: Ticks;
  readonly y: Ticks;
  /** Of the marginals above and beside; undefined where there are none. */
  readonly bins: { readonly x: Ticks; readonly y: Ticks } | undefined;
  readonly counts: CountScale;
}

/**
 * Draws the joint distribution of endpoints: hexagons, a colour bar and the marginals.
 *
 * Both axes have the same scale and cover all cells that hold walkers, unless an extent is given. The
 * marginals share bin width and scale. They are of all walkers, in the extent or not. Every hexagon has its
 * count as a title, for a pointer. The same input gives the same bytes; at most 250 KiB by default.
 *
 * @throws {RangeError} If the cells are malformed, or an option is out of bounds.
 *
 * Cost: O(cells), about 30 ms for a million cells that all hold walkers.
 *
 * @example
 * ```ts
 * import { jointplot } from "./jointplot.ts";
 * import { match } from "node:assert/strict";
 *
 * const cells = { x0: -2, y0: -2, cellSize: 2, columns: 2, rows: 2, counts: [24, 26, 27, 23] };
 * const svg = jointplot(cells, { title: "One step", caption: ["100 walkers"], scale: "log" });
 * match(svg, /^<svg xmlns/);
 * ```
 */
export function jointplot(cells: CellCounts, options: JointplotOptions): string {
  const data = prepare(cells, options, options.law);
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

/**
 * Finds a place for everything. A figure that is shown small is composed on less paper, so that its type
 * stays legible; how small follows from its shape on the usual paper.
 */
function compose(data: FigureData, options: JointplotOptions): Composition {
  const usual = composeOn(FIGURE_WIDTH, data, options);
  const { width } = shownSize(usual.layout, options);
  if (width >= FIGURE_WIDTH) return usual;
  return composeOn(Math.max(MIN_FIGURE_WIDTH, Math.round(width)), data, options);
}

function composeOn(width: number, data: FigureData, options: JointplotOptions): Composition {
  const { extent, marginals } = data;
  // Characters along an axis, in proportion to what siteTicks() takes for the usual paper.
  const room = 50 - (FIGURE_WIDTH - width) / 10;
  const x = siteTicks(extent.x0, extent.x1, 6, room);
  const y = siteTicks(extent.y0, extent.y1, 6, room);
  const bins = marginals &&
    { x: lastCountTick(marginals.x.max), y: lastCountTick(marginals.y.max) };
  const counts = countScale(options.scale ?? "linear", data.minHexagon, data.maxHexagon);
  const title = wrapTitle(options.title, width);
  const caption = wrapCaption(options.caption, width);
  const layout = layOut({
    ...{ width, y, bins: bins?.x, legend: counts.ticks },
    ...{ titleLines: title.length, captionLines: caption.length },
  });
  return { layout, title, caption, x, y, bins, counts };
}

/** Hexagons, marginals, axes and legend. */
function panels(
  data: FigureData,
  { layout, x, y, bins, counts }: Composition,
  options: JointplotOptions,
): string[] {
  const { extent, marginals, hexagons } = data;
  const { panel } = layout;
  const bottom = panel.y + panel.height;
  const toX = scaleLinear([extent.x0, extent.x1], [panel.x, panel.x + panel.width]);
  const toY = scaleLinear([extent.y0, extent.y1], [bottom, panel.y]);
  const perSite = panel.width / (extent.x1 - extent.x0);
  const fit = (name: string) => fitText(name, panel.width, TYPE.label, 1).join("");
  // Bins may reach over the ends of an extent.
  const [alongX, alongY] = [toX, toY].map((scale) => scale.copy().clamp(true));
  // The last label of an extent may reach under the marginal.
  const last = toX(x.values.at(-1) ?? extent.x0) + labelWidth(x) / 2;
  const lower = last > layout.beside.x ? TYPE.tick * 1.2 : 0;
  const note = hexagons.count.length === 0 ? emptyNote(panel, data.total) : undefined;
  return [
    drawHexagons(panel, hexagons, perSite, counts),
    ...(options.law
      ? [lawContours(panel, options.law, { toX, toY, taken: note ? [note.box] : [] })]
      : []),
    ...(marginals && bins
      ? [
        marginalAbove(layout.above, alongX, marginals.x, bins.x),
        marginalBeside(layout.beside, alongY, marginals.y, bins.y, lower),
      ]
      : []),
    ...(note && options.law ? [plate(note.box)] : []),
    ...(note ? [note.drawn] : []),
    xAxis(panel, toX, x, fit(options.xLabel ?? "x (sites)")),
    yAxis(panel, toY, y, fit(options.yLabel ?? "y (sites)")),
    // Without hexagons there are no counts to tell; its room stays, so that figures keep their shape.
    ...(note ? [] : [legend(layout, counts, fit(options.countLabel ?? "walkers per hexagon"))]),
  ];
}

function styleOf({ theme = "auto", colors = "magma", law }: JointplotOptions): string {
  const light = [...(law ? LAW_RULES.light : []), ...colourRules(colors, "light")];
  const dark = [...(law ? LAW_RULES.dark : []), ...colourRules(colors, "dark")];
  return themed(theme, light, dark).join("\n");
}

/** Says that nothing is missing from a figure without hexagons, and the room that this takes. */
function emptyNote(panel: Rectangle, total: number): { drawn: string; box: Rectangle } {
  const content = total === 0 ? "no walkers" : "no walkers to show here";
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
  return `Hexagonal bins of the endpoints of ${wholeNumber(total)} walkers${besides[marginals]}.`;
}
