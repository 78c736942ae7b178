/** Files that lie with a true checksum: made as docs/data.md says, without a look at the code. */

import { encodeRun } from "../../src/data/saved_run.ts";
import { provenanceOf, smallRun } from "./runs.ts";

/** The members of a good file. */
export async function goodMembers(): Promise<Record<string, unknown>> {
  const text = await encodeRun(smallRun(), [provenanceOf(12)]);
  const { checksum: _, ...members } = JSON.parse(text);
  return members;
}

/** Members as a file whose checksum is right. */
export function forge(members: Readonly<Record<string, unknown>>): Promise<string> {
  const { format: _, version: __, ...rest } = members;
  return forgeLines(
    Object.entries(rest).map(([name, value]) =>
      `${JSON.stringify(name)}: ${JSON.stringify(value)}`
    ),
  );
}

/** Any lines as a file whose checksum is right, JSON or not. */
export async function forgeLines(lines: readonly string[]): Promise<string> {
  // Only strings can hold such characters, which are escaped as the page says.
  const escape = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const body = ['{\n  "format": "hexwalk-run"', '"version": 1', ...lines, ""].join(",\n  ")
    .trimEnd().replace(/[^\n\x20-\x7e]/g, escape) + "\n";
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return `${body}  "checksum": "${new Uint8Array(hash).toHex()}"\n}\n`;
}

/** Counts as a file holds them. */
export async function packCells(counts: readonly bigint[], size = counts.length): Promise<string> {
  const cells = new BigUint64Array(size);
  cells.set(counts);
  const gzip = new Blob([cells]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(gzip).bytes()).toBase64();
}
