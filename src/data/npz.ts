/** A run as NumPy's `.npz`: its counts, their axes, and what else the tally knows. */

import { specToJson } from "../spec.ts";
import { statistics } from "../tally/statistics.ts";
import { cornersOf, type ExportedRun } from "./cell_table.ts";
import { npyOfCounts, npyOfFloats, npyOfIntegers, npyOfText } from "./npy.ts";
import { zip } from "./zip.ts";

/** A run as an `.npz` file; docs/data.md lists its arrays. */
export function npzOfRun({ spec, tally }: ExportedRun): Promise<Uint8Array<ArrayBuffer>> {
  const { window: { origin: [x0, y0], cellSize, columns, rows } } = tally;
  const { mean, variance, covariance } = statistics(tally);
  const matrix = [variance[0], covariance, covariance, variance[1]];
  const arrays: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
    counts: npyOfCounts(tally),
    x: npyOfIntegers(cornersOf(x0, cellSize, columns), [columns]),
    y: npyOfIntegers(cornersOf(y0, cellSize, rows), [rows]),
    cell_size: npyOfIntegers([cellSize], []),
    walkers: npyOfIntegers([tally.walkers], []),
    outside: npyOfIntegers([tally.outside], []),
    mean: npyOfFloats(mean, [2]),
    covariance: npyOfFloats(matrix, [2, 2]),
    spec: npyOfText(JSON.stringify(specToJson(spec))),
  };
  return zip(Object.entries(arrays).map(([name, bytes]) => ({ name: `${name}.npy`, bytes })));
}
