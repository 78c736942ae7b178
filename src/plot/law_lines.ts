/** A law over its walkers: lines, and contours with the share that they hold. */

import type { Scale } from "./axes.ts";
import { contourRadius, type Law } from "./law.ts";
import type { Rectangle } from "./layout.ts";
import { coordinate as c, element, text } from "./svg.ts";
import { DIGIT, PAPER, TYPE } from "./theme.ts";

/** Rules on a light page, and on a dark one besides. A halo of paper keeps a line apart from any shade. */
export const LAW_RULES = {
  light: [
    `& .halo{fill:none;stroke:${PAPER.light};stroke-opacity:.75;stroke-width:3.6;stroke-linejoin:round}`,
    `& .law{fill:none;stroke:#1f2328;stroke-width:1.5;stroke-linejoin:round}`,
    `& .plate{fill:${PAPER.light};fill-opacity:.85}`,
  ],
  dark: [
    `& .halo{stroke:${PAPER.dark}}`,
    `& .law{stroke:#f3f4f6}`,
    `& .plate{fill:${PAPER.dark}}`,
  ],
};

/** Where along a contour its label may be, in degrees from the right upwards: the highest first. */
const ANGLES = Array.from(
  { length: 144 },
  (_, at) => 90 + (at % 2 === 0 ? 1.25 : -1.25) * (at + at % 2),
);

/** Between a label and the panel's edge. */
const INSET = 2;

/** Room about a label. */
const PAD = { x: 4, y: 2 } as const;

/** A line of a law, given its path. */
export function lawLine(d: string): string {
  return element("path", { class: "halo", d }) + element("path", { class: "law", d });
}

/**
 * Ellipses that hold shares of a law, with these as labels, clipped at the panel; one beyond the panel is
 * left out, and so is a label that finds no room in it, clear of the others.
 *
 * @param toX From sites to the figure, as `toY`.
 * @param taken Where no label may be.
 */
export function lawContours(
  panel: Rectangle,
  law: Law,
  { toX, toY, taken }: { toX: Scale; toY: Scale; taken: readonly Rectangle[] },
): string {
  const centre: Point = [toX(law.x.mean), toY(law.y.mean)];
  const unit: Point = [
    toX(law.x.mean + law.x.deviation) - centre[0],
    centre[1] - toY(law.y.mean + law.y.deviation),
  ];
  const contours = law.contours.map((share) => {
    const radius = contourRadius(share);
    return { share, rx: unit[0] * radius, ry: unit[1] * radius };
    // resvg 2.6.2 traps on a path that is wholly outside its clip.
  }).filter(({ rx, ry }) => overlap(boxAbout(centre, 2 * rx, 2 * ry), panel));
  const lines = contours.map(({ rx, ry }) => lawLine(ellipse(centre, rx, ry, panel)));
  const placed = [...taken];
  const labels = contours.flatMap(({ share, rx, ry }) => {
    const content = `${Math.round(share * 100)} %`;
    const box = labelBox(content, centre, [rx, ry], panel, placed);
    if (box === undefined) return [];
    placed.push(box);
    return [plate(box), label(content, box)];
  });
  return element("svg", { ...panel }, lines.join("\n")) +
    element("g", { class: "tick", "text-anchor": "middle" }, labels.join("\n"));
}

/** Paper under text that lines may cross; it takes the rules of a law. */
export function plate(box: Rectangle): string {
  return element("rect", { class: "plate", ...box, rx: 2 });
}

type Point = readonly [number, number];

function boxAbout([x, y]: Point, width: number, height: number): Rectangle {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** An ellipse as two arcs, in the panel's own units. */
function ellipse([x, y]: Point, rx: number, ry: number, panel: Rectangle): string {
  const [left, middle] = [x - rx - panel.x, y - panel.y];
  const arc = (width: number) => `a${c(rx)} ${c(ry)} 0 0 1 ${c(width)} 0`;
  return `M${c(left)} ${c(middle)}${arc(2 * rx)}${arc(-2 * rx)}z`;
}

/** The first place along an ellipse, in the panel, where a label is clear of others. */
function labelBox(
  content: string,
  [x, y]: Point,
  [rx, ry]: Point,
  panel: Rectangle,
  placed: readonly Rectangle[],
): Rectangle | undefined {
  const width = content.length * TYPE.tick * DIGIT + 2 * PAD.x;
  const height = TYPE.tick * 0.8 + 2 * PAD.y;
  const [right, bottom] = [panel.x + panel.width, panel.y + panel.height];
  return ANGLES
    .map((degrees) => degrees * Math.PI / 180)
    .map((angle): Point => [x + rx * Math.cos(angle), y - ry * Math.sin(angle)])
    .filter(([x, y]) => x >= panel.x && x <= right && y >= panel.y && y <= bottom)
    .map(([x, y]) => ({
      // Near an edge a label is moved inwards.
      x: clamp(x - width / 2, panel.x + INSET, right - width - INSET),
      y: clamp(y - height / 2, panel.y + INSET, bottom - height - INSET),
      width,
      height,
    }))
    .find((box) => !placed.some((other) => overlap(box, other)));
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

function label(content: string, { x, y, width, height }: Rectangle): string {
  return text(content, { x: x + width / 2, y: y + height - PAD.y - 0.4 });
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width &&
    a.y < b.y + b.height && b.y < a.y + a.height;
}
