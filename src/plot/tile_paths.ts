/** Tiles as paths. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";
import type { Scale } from "./axes.ts";
import { shadeClass, shadeOf, SHADES } from "./colours.ts";
import { SQRT3 } from "./hex_cuts.ts";
import { HEX_CORNERS } from "./hex_tiling.ts";
import type { Rectangle } from "./layout.ts";
import { type Attributes, coordinate as c, element } from "./svg.ts";
import { pitchOf, type Tiles } from "./tiles.ts";

/** A hexagon about its first corner, whose offsets in the hexagons' own units are all whole. */
const OUTLINE = "l1-1v-2l-1-1-1 1v2z";

/** Closes the hairlines between hexagons, in units of the figure; less shows seams at 400 pixels. */
const STROKE = 1.5;

/** A square this wide, in units of the figure, or wider is told from its neighbours by a gap. */
const GAP_FROM = 12;

/** How much a square is larger than its cell where squares have no gaps, which closes hairlines. */
const OVERLAP = 0.8;

/** The narrowest gap and the widest, and what it is of a square's width beyond the narrowest. */
const GAP = { least: 0.4, most: 1.4, share: 0.1 } as const;

/** The smallest square, so that a lone walker of a long walk is seen. */
const MIN_SQUARE = 4.5;

/** Counts below this are told to three digits, as hexagons cut cells; from here on as whole numbers. */
const WHOLE_FROM = 100;

/** From here on to six digits, as no eye reads more and files would grow: 1.00235T. */
const PREFIX_FROM = 1e9;

/** How tiles get to the figure. */
export interface TileView {
  /** From sites to the figure. */
  readonly toX: Scale;
  readonly toY: Scale;
  /** Where on the colour scale a tile's value is, 0 to 1. */
  readonly shareOf: (value: number) => number;
}

/**
 * Draws tiles within a panel, a group a shade, the largest values last. Each tells a pointer that rests on
 * it where it is and what it counts.
 *
 * Paths count in units of a tile, in which all corners of hexagons are whole: exact, short, seamless. That
 * and a class for each group, not each tile, make a tile about 75 bytes.
 *
 * @param values What the colours tell, by tile.
 */
export function drawTiles(
  panel: Rectangle,
  tiles: Tiles,
  values: Float64Array,
  { toX, toY, shareOf }: TileView,
): string {
  const [pitchX, pitchY] = pitchOf(tiles);
  const { outline, shift, scale, attributes } = (tiles.shape === "hexagon" ? hexagons : squares)(
    toX(pitchX) - toX(0),
    toY(0) - toY(pitchY),
  );
  const labelOf = labels(tiles, values);
  const groups: string[] = Array(SHADES).fill("");
  for (let at = 0; at < values.length; at++) {
    const d = outline(tiles.column[at], tiles.row[at]);
    groups[shadeOf(shareOf(values[at]))] += `<path d="${d}"><title>${labelOf(at)}</title></path>`;
  }
  const drawn = groups.flatMap((paths, index) =>
    paths === "" ? [] : [`<g class="${shadeClass(index)}">${paths}</g>`]
  );
  const left = toX(tiles.centerX) - panel.x - shift[0];
  const top = toY(tiles.centerY) - panel.y - shift[1];
  const transform = `translate(${c(left)} ${c(top)}) ` +
    `scale(${scale.map((unit) => unit.toFixed(5)).join(" ")})`;
  // An inner svg clips at its edges without needing an id.
  return element(
    "svg",
    { ...panel },
    element("g", { transform, fill: "currentColor", ...attributes }, drawn.join("\n")),
  );
}

/** How tiles of a shape are drawn. */
interface TileShape {
  /** A tile's path, in units of its own. */
  readonly outline: (column: number, row: number) => string;
  /** Those units in units of the figure. */
  readonly scale: readonly [x: number, y: number];
  /** From where a path starts to the tile's centre, in units of the figure. */
  readonly shift: readonly [x: number, y: number];
  readonly attributes: Attributes;
}

/** Hexagons, in half widths and quarter heights; the figure's y axis points down. */
function hexagons(halfWidth: number): TileShape {
  const [x, y] = HEX_CORNERS[0];
  return {
    outline: (column, row) => start(column + x, y - 3 * row) + OUTLINE,
    scale: [halfWidth, halfWidth / SQRT3],
    shift: [0, 0],
    attributes: { stroke: "currentColor", "stroke-width": (STROKE / halfWidth).toFixed(4) },
  };
}

/** Squares, in cells, somewhat larger or smaller than these. */
function squares(cellWidth: number, cellHeight: number): TileShape {
  const growth = squareGrowth(Math.min(cellWidth, cellHeight));
  const sideOf = (cell: number) => Number((Math.max(cell + growth, MIN_SQUARE) / cell).toFixed(3));
  const width = sideOf(cellWidth), height = sideOf(cellHeight);
  const outline = `h${width}v${height}h${-width}z`;
  return {
    outline: (column, row) => start(column, row === 0 ? 0 : -row) + outline,
    scale: [cellWidth, cellHeight],
    shift: [width * cellWidth / 2, height * cellHeight / 2],
    attributes: {},
  };
}

/** Where a path starts; a minus needs no blank before it. */
function start(x: number, y: number): string {
  return `M${x}${y < 0 ? "" : " "}${y}`;
}

/** How much larger than its cell, in units of the figure, a square is drawn; negative for a gap. */
function squareGrowth(cell: number): number {
  return cell < GAP_FROM ? OVERLAP : -Math.min(GAP.least + GAP.share * (cell - GAP_FROM), GAP.most);
}

/** What a pointer is told: where a tile's centre is, its count, and what a law expects. */
function labels(tiles: Tiles, values: Float64Array): (at: number) => string {
  const { column, row, count, expected, centerX, centerY, width } = tiles;
  const [pitchX, pitchY] = pitchOf(tiles);
  const digits = Math.max(0, Math.ceil(-Math.log10(width / 4)));
  const place = format(`,.${digits}~f`);
  const xOf = remembered((column) => place(centerX + column * pitchX));
  const yOf = remembered((row) => place(centerY + row * pitchY));
  return (at) => {
    const found = `(${xOf(column[at])}, ${yOf(row[at])}): ${tell(count[at])}`;
    if (expected === undefined) return found;
    const both = `${found}, expected ${tell(expected[at])}`;
    return values === count ? both : `${both}, ${signed(values[at])} sd`;
  };
}

/** What is made of a number, made once for each. */
function remembered(make: (of: number) => string): (of: number) => string {
  const made = new Map<number, string>();
  return (of) => {
    const known = made.get(of) ?? make(of);
    made.set(of, known);
    return known;
  };
}

const whole = format(",.0f"), prefixed = format(".6~s"), signed = format("+.2f");

/** A count for a reader: 12,345 or 3.17. */
function tell(count: number): string {
  if (count >= PREFIX_FROM) return prefixed(count);
  return count >= WHOLE_FROM ? whole(count) : String(Number(count.toPrecision(3)));
}
