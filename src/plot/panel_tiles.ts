/** Cells → the tiles that a panel shows: hexagons or the cells themselves, with what a law expects in them. */

import { drawsCells } from "./binning.ts";
import { type CellCounts, type CellSums, occupiedBox, sumCells } from "./cells.ts";
import { expectedCells, wholeHexagons, withExpected } from "./expected.ts";
import { cropToExtent, type Extent, HEX_REACH, tilesWithin, tilingOver } from "./extent.ts";
import { hexbin, hexbinBox } from "./hexbin.ts";
import type { Hexagons } from "./hex_tiling.ts";
import type { Law } from "./law.ts";
import { largest } from "./marginal_data.ts";
import { cellTiles, hexagonTiles, selectTiles, type Tiles } from "./tiles.ts";

/** What decides on the tiles. */
export interface TilesWanted {
  readonly extent: Extent;
  /** Of the cells. */
  readonly sums: CellSums;
  /** Whether the extent holds all walkers, as where none was asked for. */
  readonly isWhole: boolean;
  /** Width of a hexagon, in cells. */
  readonly hexCells: number;
  /** Whether that was asked for, so that few walkers alone do not forbid hexagons. */
  readonly isAsked: boolean;
  /** How much longer a site of y is drawn than one of x. */
  readonly stretch: number;
  /** Tiles of fewer walkers are left out: counted ones, or expected ones for residuals. */
  readonly minCount: number;
  readonly law: Law | undefined;
  /** Whether the tiles are for what is counted less what is expected. */
  readonly isResidual: boolean;
}

/** The tiles that an extent shows. */
export function panelTiles(cells: CellCounts, wanted: TilesWanted): Tiles {
  const { extent, sums, isWhole, hexCells, stretch, minCount, law, isResidual } = wanted;
  const width = hexCells * cells.cellSize, reach = HEX_REACH * width;
  // A law expects walkers in empty cells too, so that cells beyond the extent are work.
  const isCropped = !isWhole || law !== undefined;
  const shown = isCropped ? cropToExtent(cells, extent, 0, 0) : cells;
  const near = isCropped ? cropToExtent(cells, extent, reach, reach / stretch) : cells;
  const tiling = tilingOver(extent, width, stretch);
  const boxOfNear = () => occupiedBox(isCropped ? sumCells(near) : sums);
  const hexagons = hexagonsUnlessCells(shown, () => hexbinBox(near, boxOfNear(), tiling), wanted);
  const tiles = hexagons ?? cellTiles(shown, stretch);
  const counted = minCount > 0 ? selectTiles(tiles, (at) => tiles.count[at] >= minCount) : tiles;
  if (law === undefined) return counted;
  const source = hexagons ? near : shown;
  const expected = expectedCells(source, law);
  if (isResidual) {
    const compared = hexagons
      ? tilesWithin(wholeHexagons(source, expected, tiling), extent)
      : swapped(withExpected(cellTiles(expected, stretch), tiles));
    return selectTiles(compared, (at) => (compared.expected?.[at] ?? 0) >= minCount);
  }
  return withExpected(
    counted,
    hexagons ? hexagonTiles(hexbin(expected, tiling)) : cellTiles(expected, stretch),
  );
}

/** The hexagons that an extent shows; undefined where cells are to be drawn. */
function hexagonsUnlessCells(
  shown: CellCounts,
  binned: () => Hexagons,
  { extent, isWhole, hexCells, stretch, isAsked, isResidual }: TilesWanted,
): Tiles | undefined {
  const occupied = () => countOccupied(shown);
  if (drawsCells({ hexCells, stretch, occupied, fullest: Infinity })) return undefined;
  const all = hexagonTiles(binned());
  const hexagons = isWhole ? all : tilesWithin(all, extent);
  // Residuals' hexagons hold whole counts, and where walkers are few a cell expects less than one.
  const fullest = isAsked || isResidual ? Infinity : largest(hexagons.count);
  return drawsCells({ hexCells, stretch, occupied, fullest }) ? undefined : hexagons;
}

/** Tiles of expected walkers with those counted besides, as tiles of counted walkers. */
function swapped({ count, expected = count, ...tiles }: Tiles): Tiles {
  return { ...tiles, count: expected, expected: count };
}

function countOccupied({ counts }: CellCounts): number {
  let occupied = 0;
  for (let at = 0; at < counts.length; at++) if (counts[at] > 0) occupied++;
  return occupied;
}
