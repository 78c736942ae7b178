/** Walkers by cell → the figure: a hexbin with marginal histograms, as SVG. */

// @ts-types="@types/d3-scale"
import { scaleLinear } from "d3-scale";
import { xAxis, yAxis } from "./axes.ts";
import type { CellCounts } from "./cells.ts";
import { document, textLines, wrapCaption, wrapTitle } from "./document.ts";
import { prepare } from "./figure_data.ts";
import { drawHexagons } from "./hexagons.ts";
import { CAPTION_LEADING, layOut, type Rectangle, TITLE_LEADING } from "./layout.ts";
import { legend } from "./legend.ts";
import { marginalAbove, marginalBeside } from "./marginals.ts";
import { text } from "./svg.ts";
import { countTicks, lastCountTick, siteTicks, wholeNumber } from "./ticks.ts";

/** What a figure says besides its data. */
export interface JointplotOptions {
  /** Above the figure and, for screen readers, its name. */
  readonly title: string;
  /** Lines under the figure. */
  readonly caption?: readonly string[];
  /** Name of the x axis, at most about 40 characters, as it is not wrapped; "x (sites)" if not given. */
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** Name of the colour scale; "walkers per hexagon" if not given. */
  readonly countLabel?: string;
  /** What a screen reader says of the figure; a sentence about the counts if not given. */
  readonly description?: string;
  /** Width at which the figure shows, in CSS pixels, above 0; 720 if not given. It scales as a whole. */
  readonly width?: number;
}

/**
 * Draws the joint distribution of endpoints: hexagons, a colour bar and the marginal histograms.
 *
 * Both axes have the same scale and cover all cells that hold walkers. The histograms share bin width
 * and scale. The same input gives the same bytes; at most 150 KiB.
 *
 * @throws {RangeError} If the cells are malformed or the width is not above 0.
 *
 * Cost: O(cells), about 30 ms for a million cells that all hold walkers.
 *
 * @example
 * ```ts
 * import { jointplot } from "./jointplot.ts";
 * import { match } from "node:assert/strict";
 *
 * const cells = { x0: -2, y0: -2, cellSize: 2, columns: 2, rows: 2, counts: [24, 26, 27, 23] };
 * const svg = jointplot(cells, { title: "One step", caption: ["100 walkers"] });
 * match(svg, /^<svg xmlns/);
 * ```
 */
export function jointplot(cells: CellCounts, options: JointplotOptions): string {
  const data = prepare(cells);
  const { extent } = data;
  const x = siteTicks(extent.x0, extent.x0 + extent.span, 6);
  const y = siteTicks(extent.y0, extent.y0 + extent.span, 6);
  const bins = lastCountTick(data.maxBin);
  const counts = countTicks(data.maxHexagon, 5);
  const title = wrapTitle(options.title);
  const caption = wrapCaption(options.caption);
  const layout = layOut({
    y,
    bins,
    legend: counts,
    titleLines: title.length,
    captionLines: caption.length,
  });
  const { panel } = layout;
  const perSite = panel.width / extent.span;
  const bottom = panel.y + panel.height;
  const toX = scaleLinear([extent.x0, extent.x0 + extent.span], [panel.x, panel.x + panel.width]);
  const toY = scaleLinear([extent.y0, extent.y0 + extent.span], [bottom, panel.y]);
  const toBar = scaleLinear([0, data.maxHexagon], [bottom, panel.y]);
  const { title: name, width } = options;
  return document(layout, { title: name, width, description: description(options, data.total) }, [
    ...textLines(title, "title", layout.titleY, TITLE_LEADING),
    drawHexagons(panel, data.hexagons, perSite, data.maxHexagon),
    marginalAbove(layout.above, toX, data.binsX, data.maxBin, bins),
    marginalBeside(layout.beside, toY, data.binsY, data.maxBin, bins),
    ...(data.total === 0 ? [emptyNote(panel)] : []),
    xAxis(panel, toX, x, options.xLabel ?? "x (sites)"),
    yAxis(panel, toY, y, options.yLabel ?? "y (sites)"),
    legend(layout, toBar, counts, options.countLabel ?? "walkers per hexagon"),
    ...textLines(caption, "caption quiet", layout.captionY, CAPTION_LEADING),
  ]);
}

/** Says that nothing is missing from a figure without hexagons. */
function emptyNote({ x, y, width, height }: Rectangle): string {
  return text("no walkers", {
    class: "label quiet",
    "text-anchor": "middle",
    x: x + width / 2,
    y: y + height / 2,
  });
}

function description(options: JointplotOptions, total: number): string {
  return options.description ??
    `Hexagonal bins of the endpoints of ${wholeNumber(total)} walkers, ` +
      `with histograms of x above and of y beside them.`;
}
