/**
 * Which `<` and `>` are around template arguments, and which compare: WGSL 3.9, "Template Lists".
 * A `<` behind a name opens a list if a `>` follows before anything that no list can hold, so that
 * `f(a < b, c > d)` is a template, whatever a, b, c and d are.
 */

import type { Token } from "./lex.ts";

/** Collects tokens; the `<` that turns out to open a list becomes one of kind `open`. */
export class TemplateFinder {
  readonly tokens: Token[] = [];
  /** Where a list may have begun: the index of its `<`, and how deep in brackets it stands. */
  readonly #pending: { readonly index: number; readonly depth: number }[] = [];
  #depth = 0;

  /** Whether a `>` that stands here closes a list. */
  get isOpen(): boolean {
    return this.#pending.at(-1)?.depth === this.#depth;
  }

  add(token: Token): void {
    const before = this.tokens.at(-1);
    this.tokens.push(token);
    if (token.kind === "symbol") this.#symbol(token, before);
    else if (token.kind === "close") {
      const { index } = this.#pending.pop() as { index: number };
      this.tokens[index] = { ...this.tokens[index], kind: "open" };
    }
  }

  #symbol({ text }: Token, before?: Token): void {
    switch (text) {
      case "<":
        if (before?.kind === "name" || before?.text === "var") {
          this.#pending.push({ index: this.tokens.length - 1, depth: this.#depth });
        }
        return;
      case "(":
      case "[":
        this.#depth++;
        return;
      case ")":
      case "]":
        this.#drop(this.#depth);
        this.#depth = Math.max(0, this.#depth - 1);
        return;
      case "&&":
      case "||":
        return this.#drop(this.#depth);
      case ";":
      case "{":
      case ":":
        return this.#clear();
      default:
        if (text.endsWith("=") && !["==", "!=", "<=", ">="].includes(text)) this.#clear();
    }
  }

  /** Gives up the lists at a depth of brackets, or deeper. */
  #drop(depth: number): void {
    while ((this.#pending.at(-1)?.depth ?? -1) >= depth) this.#pending.pop();
  }

  #clear(): void {
    this.#pending.length = 0;
    this.#depth = 0;
  }
}
