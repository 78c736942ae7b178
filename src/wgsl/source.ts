/** Linked WGSL text that remembers which file each line came from. The first pass. */

/** A shader file: the name that errors show, and its text. */
export interface ShaderFile {
  readonly name: string;
  readonly text: string;
}

/** Files joined into one WGSL module. WGSL has no order among declarations, so joining is linking. */
export interface Source {
  readonly text: string;
  readonly files: readonly ShaderFile[];
}

/** WGSL that Hexwalk refuses: wrong, or outside the subset of docs/wgsl-subset.md. */
export class WgslError extends SyntaxError {
  override readonly name = "WgslError";
  constructor(
    /** What is wrong, without the place. */
    readonly reason: string,
    readonly file: string,
    /** Counted from 1, as is `column`. */
    readonly line: number,
    readonly column: number,
  ) {
    super(`${file}:${line}:${column}: ${reason}`);
  }
}

/**
 * Joins shader files into one module.
 *
 * @throws {RangeError} If there are none.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { link } from "./source.ts";
 *
 * const source = link([{ name: "a.wgsl", text: "const A = 1;" }, { name: "b.wgsl", text: "const B = A;" }]);
 * assert.equal(source.text, "const A = 1;\nconst B = A;\n");
 * ```
 */
export function link(files: readonly ShaderFile[]): Source {
  if (files.length === 0) throw new RangeError("Cannot link no files: a module needs at least one");
  return { text: files.map((file) => file.text + "\n").join(""), files };
}

// WGSL 3.2, "Blankspace and Line Breaks".
const LINE_BREAK = /\r\n|[\n-\r\x85\u2028\u2029]/;

/** The error for a construct at an offset of the linked text. */
export function errorAt(source: Source, offset: number, reason: string): WgslError {
  let start = 0;
  let [file] = source.files;
  for (const next of source.files.slice(1)) {
    const nextStart = start + file.text.length + 1;
    if (offset < nextStart) break;
    [start, file] = [nextStart, next];
  }
  const before = file.text.slice(0, offset - start).split(LINE_BREAK);
  return new WgslError(reason, file.name, before.length, before[before.length - 1].length + 1);
}
