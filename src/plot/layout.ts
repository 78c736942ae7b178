/** Where the parts of a figure are, in the units of the viewBox. */

import type { Ticks } from "./ticks.ts";
import { wrap } from "./svg.ts";
import { DIGIT, textWidth, TYPE } from "./theme.ts";

/** A rectangle; x and y are its left and upper edges. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The parts; the marginals share the panel's edges. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly panel: Rectangle;
  readonly above: Rectangle;
  readonly beside: Rectangle;
  readonly legend: Rectangle;
  /** The baseline of the legend's name, which reads upwards. */
  readonly legendNameX: number;
  /** Baselines of the first lines. */
  readonly titleY: number;
  readonly captionY: number;
}

/** What has to find room. */
export interface Contents {
  /** Of the whole, in units of the viewBox; {@linkcode FIGURE_WIDTH} as a rule. */
  readonly width: number;
  /** The panel's height over its width. */
  readonly ratio: number;
  readonly y: Ticks;
  /** Of the marginal above; undefined where there are no marginals. */
  readonly bins: Ticks | undefined;
  readonly legend: Ticks;
  readonly titleLines: number;
  readonly captionLines: number;
}

/** Width of a figure as a rule; the height follows from its lines of text. */
export const FIGURE_WIDTH = 720;
/** Width of the smallest: shown at 400 pixels, its ticks are still of 9 to 10. */
export const MIN_FIGURE_WIDTH = 560;
export const MARGIN = 20;
export const TITLE_LEADING = 25;
export const CAPTION_LEADING = 19;
/** Length of a tick and the gap to its label. */
export const TICK = { length: 5, gap: 4 } as const;

const MARGINAL = 76;
const GAP = 10;
/** The baseline of a marginal's name over the marginal above, and under the marginal beside. */
export const NAME_RISE = 6;
export const NAME_DROP = 46;
/** Room for that name above. */
const MARGINAL_NAME = 20;
/** The highest panel, by the widest. */
const MAX_PANEL = 1.25;
/** A legend is at least so high, if there is a marginal beside which it can rise. */
const MIN_LEGEND = 200;
const LEGEND = { gap: 26, width: 13 } as const;
/** Room for an axis' name; under the panel, for tick labels too. */
const NAME = 24;
const BELOW = 52;

/** Gives the labels the room they need and the panel all that is left. */
export function layOut(contents: Contents): Layout {
  const { width, bins } = contents;
  const tickRoom = TICK.length + TICK.gap;
  const left = MARGIN + NAME + labelWidth(contents.y, ...(bins ? [bins] : [])) + tickRoom;
  const legendLabels = labelWidth(contents.legend) + tickRoom;
  const marginal = bins ? MARGINAL * width / FIGURE_WIDTH : 0;
  const besides = bins ? GAP + marginal : 0;
  const right = besides + LEGEND.gap + LEGEND.width + legendLabels + NAME + MARGIN;
  const widest = width - left - right;
  const panelHeight = widest * Math.min(contents.ratio, MAX_PANEL);
  const panelWidth = Math.min(widest, panelHeight / contents.ratio);
  const titled = MARGIN + contents.titleLines * TITLE_LEADING;
  const named = bins ? MARGINAL_NAME : 0;
  const top = titled + named + besides + (contents.titleLines > 0 ? 12 : 0);
  const legendTop = panelHeight < MIN_LEGEND ? top - besides : top;
  const bottom = top + panelHeight;
  const captionTop = bottom + BELOW;
  const captioned = contents.captionLines === 0 ? 0 : 12 + contents.captionLines * CAPTION_LEADING;
  return {
    width,
    height: Math.ceil(captionTop + captioned + MARGIN - 6),
    panel: { x: left, y: top, width: panelWidth, height: panelHeight },
    above: { x: left, y: top - besides, width: panelWidth, height: marginal },
    beside: { x: left + panelWidth + GAP, y: top, width: marginal, height: panelHeight },
    legend: {
      x: left + panelWidth + besides + LEGEND.gap,
      y: legendTop,
      width: LEGEND.width,
      height: bottom - legendTop,
    },
    legendNameX: left + panelWidth + right - MARGIN - 2,
    titleY: MARGIN + TYPE.title * 0.8,
    captionY: captionTop + 12 + TYPE.caption * 0.8,
  };
}

/** The parts of a line chart. */
export type ChartLayout = Pick<Layout, "width" | "height" | "panel" | "titleY" | "captionY">;

/** Gives the ticks' and the lines' labels the room they need and the panel what is left of the width. */
export function layOutChart(
  contents: Pick<Contents, "y" | "titleLines" | "captionLines">,
  panelHeight: number,
  lineLabels: number,
): ChartLayout {
  const left = MARGIN + NAME + labelWidth(contents.y) + TICK.length + TICK.gap;
  const top = MARGIN + contents.titleLines * TITLE_LEADING + 12;
  const captionTop = top + panelHeight + BELOW;
  const captioned = contents.captionLines === 0 ? 0 : 12 + contents.captionLines * CAPTION_LEADING;
  return {
    width: FIGURE_WIDTH,
    height: Math.ceil(captionTop + captioned + MARGIN - 6),
    panel: {
      x: left,
      y: top,
      width: FIGURE_WIDTH - MARGIN - lineLabels - left,
      height: panelHeight,
    },
    titleY: MARGIN + TYPE.title * 0.8,
    captionY: captionTop + 12 + TYPE.caption * 0.8,
  };
}

/**
 * Text as lines no wider than asked, whatever the face; the last ends in an ellipsis where some is left out.
 *
 * @param width In units of the viewBox, at least twice the size.
 *
 * @example
 * ```ts
 * import { fitText } from "./layout.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(fitText("one two three four", 60, 13, 3), ["one two", "three", "four"]);
 * deepEqual(fitText("one two three four", 60, 13, 1), ["one t…"]);
 * ```
 */
export function fitText(content: string, width: number, size: number, maxLines: number): string[] {
  const lines = wrap(content, width, (line) => textWidth(line, size));
  if (lines.length <= maxLines) return lines;
  const last = [...lines[maxLines - 1]];
  while (textWidth(`${last.join("").trimEnd()}…`, size) > width) last.pop();
  return [...lines.slice(0, maxLines - 1), `${last.join("").trimEnd()}…`];
}

/** A bound on the width of the longest label of some axes. */
export function labelWidth(...axes: readonly Ticks[]): number {
  const longest = Math.max(...axes.flatMap(({ labels }) => labels.map((label) => label.length)), 1);
  return longest * TYPE.tick * DIGIT;
}
