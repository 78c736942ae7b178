/** Which local variables of the WebAssembly function hold what a program names. */

import type { Code } from "./encode.ts";
import type { Variable } from "./ir.ts";

export class Locals {
  readonly #scalars = new Map<Variable, number>();
  readonly #vectors = new Map<Variable, readonly number[]>();
  readonly #spread = new Map<Variable, number>();
  readonly #constants = new Map<number, number>();

  /** @param blocks Blocks of four lanes in flight. */
  constructor(readonly code: Code, readonly blocks: number) {}

  /** A uniform variable. */
  scalar(variable: Variable): number {
    return remember(this.#scalars, variable, () => this.code.local("i32"));
  }

  /** A varying variable: a local a block. */
  vectors(variable: Variable): readonly number[] {
    return remember(
      this.#vectors,
      variable,
      () => Array.from({ length: this.blocks }, () => this.code.local("v128")),
    );
  }

  /** A uniform variable as a vector. */
  spread(variable: Variable): number {
    return remember(this.#spread, variable, () => this.code.local("v128"));
  }

  /** A vector of one word, set at the function's start: no other use of its local may come before. */
  constant(word: number): number {
    return remember(this.#constants, word, () => this.code.newLocal("v128"));
  }

  /** Vector constants in use, each with the local that is to hold it. */
  get constants(): ReadonlyMap<number, number> {
    return this.#constants;
  }

  /** Gives up the locals of a variable that is not used any more. */
  forget(variable: Variable): void {
    const locals = [this.#scalars.get(variable), this.#spread.get(variable)];
    const taken = [...locals, ...this.#vectors.get(variable) ?? []];
    this.code.release(...taken.filter((local) => local !== undefined));
  }
}

/** What a map holds for a key; it is made at the first question. */
export function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
