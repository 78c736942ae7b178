/** What a sentence of docs/wgsl-subset.md says, as programs that show it. */

import { module } from "./modules.ts";

export interface Claim {
  /** Modules that are of the subset, for the adapter too. */
  readonly takes?: readonly string[];
  /** Modules that are not, each with what the refusal says. */
  readonly refuses?: readonly (readonly [text: string, reason: RegExp])[];
  /** Modules, each with the word that invocation 5 leaves in `out`. */
  readonly gives?: readonly (readonly [text: string, word: number])[];
  /** Pairs of modules that are compiled to the same bytes. */
  readonly costs?: readonly (readonly [text: string, same: string])[];
}

export type Claims = Readonly<Record<string, Claim>>;

/** A kernel with `u` and `i`, which are `id.x`, that leaves what it makes `r`. */
export function main(body: string): string {
  return module(`var u = id.x; var i = i32(u); var r = 0u;\n${body}\nout[id.x] = r;`);
}

/** A kernel with declarations beside it. */
export function beside(declarations: string, body = ""): string {
  return declarations + main(body);
}

/** A storage buffer that holds the type. */
export function holding(type: string, access = "read_write"): string {
  return beside(`@group(0) @binding(9) var<storage, ${access}> q: ${type};`);
}
