/** Names within functions: blocks nest, an inner name hides an outer one. */

import type { Constant, Local } from "./typed.ts";

/** What a name in a function stands for. */
export type Meaning = Local | Constant;

/** What a name means to a loop's `continuing` if a `continue` may pass its declaration by. */
export type Skipped = "skipped";

export class Scope {
  readonly #names = new Map<string, Meaning | Skipped>();
  constructor(readonly outer?: Scope) {}

  /** Adds a name; false if this very block has it already. */
  declare(name: string, meaning: Meaning): boolean {
    if (this.#names.has(name)) return false;
    this.#names.set(name, meaning);
    return true;
  }

  find(name: string): Meaning | Skipped | undefined {
    return this.#names.get(name) ?? this.outer?.find(name);
  }

  get names(): readonly string[] {
    return [...this.#names.keys()];
  }

  /** A scope within this one, for which some of its names have been skipped. */
  without(names: readonly string[]): Scope {
    const inner = new Scope(this);
    for (const name of names) inner.#names.set(name, "skipped");
    return inner;
  }
}
