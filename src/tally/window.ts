/** Where endpoints are counted: a rectangle of square lattice cells. Pure geometry. */

/**
 * A rectangle of square cells over the lattice. The cell in column c and row r counts the walkers
 * that end with x in [x0 + c·cellSize, x0 + (c + 1)·cellSize) and y likewise from y0.
 */
export interface Window {
  /** Lowest lattice coordinate of the first cell on each axis, [x0, y0]. */
  readonly origin: readonly [number, number];
  /** Side of a cell in lattice sites, a power of two. */
  readonly cellSize: number;
  readonly columns: number;
  readonly rows: number;
}
