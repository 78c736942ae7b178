/**
 * How a tiling of regular hexagons cuts the columns and rows of a square grid.
 *
 * Pointy-top hexagons of width w have sides a = w/√3. Vertical lines w/2 apart, through every centre and
 * every side, and horizontal lines through every upper and lower end of a side, cut the plane into
 * rectangles of two kinds: *straight* ones, a high, each inside one hexagon, and *slanted* ones, a/2
 * high, which one diagonal divides between two hexagons. So the overlap of a cell with a hexagon is
 * a product of lengths, but for that diagonal: exact areas without clipping a polygon.
 */

/** √3, the height over the half-width of an equilateral triangle. */
export const SQRT3 = Math.sqrt(3);

/** A cell's sliver below this share of the cell is rounding, not overlap. */
export const SLIVER = 1e-12;

/** The pieces that lattice lines cut an axis' cells into; cell c has pieces [start[c], start[c + 1]). */
export interface Cuts {
  readonly start: Int32Array;
  /** The lattice strip that holds the piece. */
  readonly strip: Int32Array;
  /** Where the piece starts and ends within the strip, 0 to 1. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** The piece's share of its cell; a cell's shares sum to 1. */
  readonly share: Float64Array;
}

/** Cells along one axis: cell c covers [start + c·size, start + (c + 1)·size). */
export interface AxisCells {
  readonly start: number;
  readonly size: number;
  readonly count: number;
}

/** Cuts columns at multiples of half a hexagon's width; strip i is [i·w/2, (i + 1)·w/2). */
export function cutColumns(columns: AxisCells, width: number): Cuts {
  const half = width / 2;
  return cut(columns.count, columns.start / half, columns.size / half, {
    begin: (strip) => strip,
    holding: Math.floor,
  });
}

/**
 * Cuts rows of cells where sides begin and end. Strip 2r holds the sides of the hexagons of row r, whose
 * centres are at y = r·w·√3/2; strip 2r + 1 lies between those of rows r and r + 1.
 */
export function cutRows(rows: AxisCells, width: number): Cuts {
  const pitch = (width * SQRT3) / 2;
  // A pitch is 3/2 of a side, and sides begin half a side, 1/3 of a pitch, below the centres.
  return cut(rows.count, rows.start / pitch + 1 / 3, rows.size / pitch, {
    begin: (strip) => Math.floor(strip / 2) + (strip % 2 === 0 ? 0 : 2 / 3),
    holding: (at) => 2 * Math.floor(at) + (at - Math.floor(at) < 2 / 3 ? 0 : 1),
  });
}

/** Where strips begin, and which strip holds a coordinate. */
interface Strips {
  begin(strip: number): number;
  holding(at: number): number;
}

function cut(count: number, origin: number, size: number, strips: Strips): Cuts {
  const start = new Int32Array(count + 1);
  const strip: number[] = [], from: number[] = [], to: number[] = [], share: number[] = [];
  const sliver = SLIVER * size;
  for (let cell = 0; cell < count; cell++) {
    const high = origin + (cell + 1) * size;
    let at = origin + cell * size;
    let current = strips.holding(at);
    if (strips.begin(current + 1) - at <= sliver) current++;
    for (let left = 1; left > 0; current++) {
      const base = strips.begin(current), top = strips.begin(current + 1);
      // The last piece takes what rounding left over, so that no walker is lost.
      const isLast = high - top <= sliver;
      const end = isLast ? high : top;
      const part = isLast ? left : (end - at) / size;
      strip.push(current);
      from.push(Math.max(0, (at - base) / (top - base)));
      to.push(Math.min(1, (end - base) / (top - base)));
      share.push(part);
      left = isLast ? 0 : left - part;
      at = end;
    }
    start[cell + 1] = strip.length;
  }
  return {
    start,
    strip: Int32Array.from(strip),
    from: Float64Array.from(from),
    to: Float64Array.from(to),
    share: Float64Array.from(share),
  };
}
