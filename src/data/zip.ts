/**
 * Files in a zip archive (PKWARE's APPNOTE 6.3), as small as `.npz` needs: deflated, below 4 GiB. The
 * same files give the same archive on one engine, as no time is written.
 */

import { concat } from "./bytes.ts";

/** A file of an archive. */
export interface ZipFile {
  /** ASCII. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 2.0, the first version that deflates. */
const VERSION = 20;
const DEFLATED = 8;
/** 1 January 1980, the first day that a zip archive knows. */
const DATE = 1 << 5 | 1;

/** Packs files into an archive, in their order. */
export async function zip(files: readonly ZipFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const bodies: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const packed = await deflate(bytes);
    const label = new TextEncoder().encode(name);
    const facts = [VERSION, 0, DEFLATED, 0, DATE].map(u16)
      .concat([crc32(bytes), packed.length, bytes.length].map(u32), [label.length, 0].map(u16));
    const body = concat([u32(LOCAL), ...facts, label, packed]);
    // Made by version, the facts again, no comment, disk 0, no attributes, where the body is.
    entries.push(
      concat([u32(CENTRAL), u16(VERSION), ...facts, ...[0, 0, 0].map(u16), u32(0), u32(offset)]),
      label,
    );
    bodies.push(body);
    offset += body.length;
  }
  const directory = concat(entries);
  const counts = [0, 0, files.length, files.length].map(u16);
  const end = [u32(END), ...counts, u32(directory.length), u32(offset), u16(0)];
  return concat([...bodies, directory, ...end]);
}

/** The checksum of zip and gzip: CRC-32 with the reflected polynomial 0xEDB88320 (RFC 1952, 8). */
export function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (let i = 0; i < bytes.length; i++) crc = CRCS[(crc ^ bytes[i]) & 255] ^ crc >>> 8;
  return ~crc >>> 0;
}

const CRCS = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
  return crc;
});

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return await new Response(packed).bytes();
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value, value >> 8);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value, value >> 8, value >> 16, value >> 24);
}
