/** A run as Apache Parquet. */

import { specToJson } from "../spec.ts";
import { MAX_CELLS } from "../tally/window.ts";
import { cellTable, type ExportedRun } from "./cell_table.ts";

/**
 * The cells that are not empty: columns x and y (the cell's lowest site), cell_size (sites), count,
 * all INT64 and never null, in one row group. The file's metadata has the spec, as "hexwalk", and
 * how many walkers there were, in the window or not.
 */
export async function parquetOfRun({ spec, tally }: ExportedRun): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded where it is needed, as most runs write no Parquet.
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const { x, y, count } = cellTable(tally);
  const size = count.map(() => tally.window.cellSize);
  const columns = { x, y, cell_size: size, count };
  const file = parquetWriteBuffer({
    columnData: Object.entries(columns).map(([name, values]) => ({
      name,
      data: BigInt64Array.from(values, BigInt),
      type: "INT64",
      nullable: false,
    })),
    rowGroupSize: MAX_CELLS,
    createdBy: "hexwalk",
    kvMetadata: [
      { key: "hexwalk", value: JSON.stringify(specToJson(spec)) },
      { key: "walkers", value: String(tally.walkers) },
      { key: "outside", value: String(tally.outside) },
    ],
  });
  const bytes = new Uint8Array(file);
  return count.length === 0 ? nameEmptyList(bytes) : bytes;
}

/**
 * Names what an empty list of row groups is a list of: hyparquet-writer 0.17.0 leaves it out, where
 * the format says structs (12), and Rust's arrow reads nothing else. In the footer, which is Thrift's
 * compact protocol, the list follows a 0, the number of rows.
 *
 * @param bytes A file without rows; changed in place.
 */
function nameEmptyList(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const [rowsHeader, rows, listHeader] = [0x16, 0, 0x19];
  const at = bytes.findIndex((byte, i) =>
    byte === rowsHeader && bytes[i + 1] === rows && bytes[i + 2] === listHeader
  );
  if (bytes[at + 3] === 0) bytes[at + 3] = 12;
  return bytes;
}
