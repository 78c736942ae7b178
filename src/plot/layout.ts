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
  /** Of the whole, in units of the viewBox; {@linkcode FIGURE_WIDTH} as a rule. */
  readonly width: number;
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
  const side = width - left - right;
  const titled = MARGIN + contents.titleLines * TITLE_LEADING;
  const top = titled + besides + (contents.titleLines > 0 ? 12 : 0);
  const captionTop = top + side + BELOW;
  const captioned = contents.captionLines === 0 ? 0 : 12 + contents.captionLines * CAPTION_LEADING;
  return {
    width,
    height: Math.ceil(captionTop + captioned + MARGIN - 6),
    panel: { x: left, y: top, width: side, height: side },
    above: { x: left, y: top - besides, width: side, height: marginal },
    beside: { x: left + side + GAP, y: top, width: marginal, height: side },
    legend: { x: left + side + besides + LEGEND.gap, y: top, width: LEGEND.width, height: side },
    legendLabels,
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

/** Something to be placed along a line: where its middle is wanted, and what it takes. */
export interface Wanted {
  readonly middle: number;
  readonly size: number;
}

/**
 * Where things start that must not overlap: in their order, between two bounds, and as near to where they
 * are wanted as least squares have it (isotonic regression, by pooling adjacent violators).
 *
 * @param wanted Their sizes add up to `high − low` or less.
 *
 * @example
 * ```ts
 * import { spread } from "./layout.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const wanted = [{ middle: 40, size: 10 }, { middle: 42, size: 10 }, { middle: 99, size: 10 }];
 * deepEqual(spread(wanted, 0, 100), [31, 41, 90]);
 * ```
 */
export function spread(wanted: readonly Wanted[], low: number, high: number): number[] {
  // Things that touch move as one; startSum is the sum of the starts that its members want of it.
  const startOf = ({ startSum, members, size }: Cluster) =>
    Math.max(low, Math.min(startSum / members.length, high - size));
  const clusters: Cluster[] = [];
  for (const { middle, size } of wanted) {
    let last: Cluster = { startSum: middle - size / 2, members: [size], size };
    for (let before = clusters.pop(); before; before = clusters.pop()) {
      if (startOf(before) + before.size <= startOf(last)) {
        clusters.push(before);
        break;
      }
      last = {
        startSum: before.startSum + last.startSum - last.members.length * before.size,
        members: [...before.members, ...last.members],
        size: before.size + last.size,
      };
    }
    clusters.push(last);
  }
  return clusters.flatMap((cluster) => {
    let end = startOf(cluster);
    return cluster.members.map((size) => (end += size) - size);
  });
}

interface Cluster {
  readonly startSum: number;
  readonly members: readonly number[];
  readonly size: number;
}

/** A bound on the width of the longest label of some axes. */
export function labelWidth(...axes: readonly Ticks[]): number {
  const longest = Math.max(...axes.flatMap(({ labels }) => labels.map((label) => label.length)), 1);
  return longest * TYPE.tick * DIGIT;
}
