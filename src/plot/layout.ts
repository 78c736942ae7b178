/** Where the parts of a joint plot are, in the units of the viewBox. */

import type { Ticks } from "./ticks.ts";
import { CHARACTER, TYPE } from "./theme.ts";

/** A rectangle; x and y are its left and upper edges. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The parts; the panel is square, and the marginals share its edges. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly panel: Rectangle;
  readonly above: Rectangle;
  readonly beside: Rectangle;
  readonly legend: Rectangle;
  /** Room for the legend's labels, to its right. */
  readonly legendLabels: number;
  /** Baselines of the first lines. */
  readonly titleY: number;
  readonly captionY: number;
}

/** What has to find room. */
export interface Contents {
  readonly y: Ticks;
  readonly bins: Ticks;
  readonly legend: Ticks;
  readonly titleLines: number;
  readonly captionLines: number;
}

/** Width of every figure; the height follows from its lines of text. */
export const FIGURE_WIDTH = 720;
export const MARGIN = 20;
export const TITLE_LEADING = 25;
export const CAPTION_LEADING = 19;
/** Length of a tick and the gap to its label. */
export const TICK = { length: 5, gap: 4 } as const;

const MARGINAL = 76;
const GAP = 10;
const LEGEND = { gap: 26, width: 13 } as const;
/** Room for an axis' name; under the panel, for tick labels too. */
const NAME = 24;
const BELOW = 52;

/** Gives the labels the room they need and the panel all that is left. */
export function layOut(contents: Contents): Layout {
  const tickRoom = TICK.length + TICK.gap;
  const left = MARGIN + NAME + labelWidth(contents.y, contents.bins) + tickRoom;
  const legendLabels = labelWidth(contents.legend) + tickRoom;
  const right = GAP + MARGINAL + LEGEND.gap + LEGEND.width + legendLabels + NAME + MARGIN;
  const side = FIGURE_WIDTH - left - right;
  const titled = MARGIN + contents.titleLines * TITLE_LEADING;
  const top = titled + MARGINAL + GAP + (contents.titleLines > 0 ? 12 : 0);
  const captionTop = top + side + BELOW;
  const captioned = contents.captionLines === 0 ? 0 : 12 + contents.captionLines * CAPTION_LEADING;
  return {
    width: FIGURE_WIDTH,
    height: Math.ceil(captionTop + captioned + MARGIN - 6),
    panel: { x: left, y: top, width: side, height: side },
    above: { x: left, y: top - GAP - MARGINAL, width: side, height: MARGINAL },
    beside: { x: left + side + GAP, y: top, width: MARGINAL, height: side },
    legend: {
      x: left + side + GAP + MARGINAL + LEGEND.gap,
      y: top,
      width: LEGEND.width,
      height: side,
    },
    legendLabels,
    titleY: MARGIN + TYPE.title * 0.8,
    captionY: captionTop + 12 + TYPE.caption * 0.8,
  };
}

/** Characters that a line of this size has room for. */
export function lineLength(size: number, perCharacter: number): number {
  return Math.floor((FIGURE_WIDTH - 2 * MARGIN) / (size * perCharacter));
}

function labelWidth(...axes: readonly Ticks[]): number {
  const longest = Math.max(...axes.flatMap(({ labels }) => labels.map((label) => label.length)), 1);
  return longest * TYPE.tick * CHARACTER.digit;
}
