/** Names within functions: blocks nest, an inner name hides an outer one. */

import type { Expression, Local } from "./typed.ts";

/** What a name in a function stands for. */
export type Meaning = Local | (Expression & { kind: "constant" });

export class Scope {
  readonly #names = new Map<string, Meaning>();
  constructor(readonly outer?: Scope) {}

  /** Adds a name; false if this very block has it already. */
  declare(name: string, meaning: Meaning): boolean {
    if (this.#names.has(name)) return false;
    this.#names.set(name, meaning);
    return true;
  }

  find(name: string): Meaning | undefined {
    return this.#names.get(name) ?? this.outer?.find(name);
  }
}
