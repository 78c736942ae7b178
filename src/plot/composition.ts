/** What a joint plot says, and where its parts are. */

import { type CountScale, countScale, residualScale, wholeCountScale } from "./count_scale.ts";
import { shownSize, wrapCaption, wrapTitle } from "./document.ts";
import type { FigureData } from "./figure_data.ts";
import { FIGURE_WIDTH, type Layout, layOut, MIN_FIGURE_WIDTH } from "./layout.ts";
import type { JointplotOptions } from "./options.ts";
import { endCountTicks, siteTicks, type Ticks } from "./ticks.ts";

/** All that has a place in a figure. */
export interface Composition {
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
 * Finds a place for everything. A figure that is shown small is composed on less paper, so that its type
 * stays legible; how small follows from its shape on the usual paper.
 */
export function compose(data: FigureData, options: JointplotOptions): Composition {
  const usual = composeOn(FIGURE_WIDTH, data, options);
  const { width } = shownSize(usual.layout, options);
  if (width >= FIGURE_WIDTH) return usual;
  return composeOn(Math.max(MIN_FIGURE_WIDTH, Math.round(width)), data, options);
}

function composeOn(width: number, data: FigureData, options: JointplotOptions): Composition {
  const { extent, marginals } = data;
  // Characters along an axis, in proportion to what siteTicks() takes for the usual paper.
  const room = 50 - (FIGURE_WIDTH - width) / 10;
  const ratio = options.aspect === "auto" ? 1 : (extent.y1 - extent.y0) / (extent.x1 - extent.x0);
  const x = siteTicks(extent.x0, extent.x1, 6, room / Math.max(1, ratio));
  const y = siteTicks(extent.y0, extent.y1, 6, room);
  const bins = marginals &&
    { x: endCountTicks(marginals.x.max), y: endCountTicks(marginals.y.max) };
  const counts = scaleOf(data, options);
  const title = wrapTitle(options.title, width);
  const caption = wrapCaption(options.caption, width);
  const layout = layOut({
    ...{ width, ratio, y, bins: bins?.x, legend: counts.ticks },
    ...{ titleLines: title.length, captionLines: caption.length },
  });
  return { layout, title, caption, x, y, bins, counts };
}

function scaleOf(
  { tiles, values, least, most }: FigureData,
  { residuals, scale = "sqrt" }: JointplotOptions,
): CountScale {
  if (residuals) return residualScale(least, most);
  const isWhole = tiles.shape === "cell" && values.every(Number.isInteger);
  return (isWhole ? wholeCountScale : countScale)(scale, least, most);
}
