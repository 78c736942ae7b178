/** Counts ↔ a short text: base64 of gzip of little-endian u64. */

import { refuse } from "./error.ts";
import { int64Bytes } from "./bytes.ts";

/** Deflate makes at most 1032 bytes of one, so that a slice inflates to 4 MiB at most. */
const SLICE_BYTES = 4096;
/** A count's high word is below this, as counts are at most 2^53 − 1. */
const HIGH_END = 2 ** 21;

/** Counts as a text, for a window of 191 × 191 cells about 60,000 characters. */
export async function compressCounts(counts: ArrayLike<number>): Promise<string> {
  const gzip = new Blob([int64Bytes(counts)]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(gzip).bytes()).toBase64();
}

/**
 * The counts of a text.
 *
 * @param cells How many there must be.
 * @throws {DataError} If the text holds anything but so many counts of at most 2^53 − 1.
 *
 * Cost: memory of 16 bytes a cell and 4 MiB, whatever the text inflates to.
 */
export async function decompressCounts(text: string, cells: number): Promise<Float64Array> {
  const { buffer } = await inflate(text, 8 * cells);
  const view = new DataView(buffer);
  const counts = new Float64Array(cells);
  for (let i = 0; i < cells; i++) {
    const high = view.getUint32(8 * i + 4, true);
    if (high >= HIGH_END) refuse(`cell ${i} counts more than 2^53 - 1 walkers`);
    counts[i] = high * 2 ** 32 + view.getUint32(8 * i, true);
  }
  return counts;
}

/** Inflates to so many bytes exactly, and stops at the first slice that gives more. */
async function inflate(text: string, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  try {
    for await (const chunk of slices(Uint8Array.fromBase64(text)).pipeThrough(gunzip())) {
      if (filled + chunk.length > size) refuse(`its cells are more than ${size / 8}`);
      bytes.set(chunk, filled);
      filled += chunk.length;
    }
  } catch (error) {
    // A SyntaxError of base64 or a TypeError of gzip says nothing that a user could act on.
    if (error instanceof SyntaxError || error instanceof TypeError) refuse("its cells are garbled");
    throw error;
  }
  if (filled < size) refuse(`its cells are fewer than ${size / 8}`);
  return bytes;
}

/** Bytes bit by bit: an engine may inflate a whole chunk at once, and a bomb is small. */
function slices(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at += SLICE_BYTES));
    },
  }, { highWaterMark: 0 });
}

// Its types differ between the web's and Deno's.
function gunzip(): ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  return new DecompressionStream("gzip") as ReadableWritablePair<
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>
  >;
}
