/**
 * What `&&` and `||` leave out: it need not have a value, so `false && 1 / 0 == 1` is no error. What a
 * constant leaves out is excused; what an override does, only if it depends on overrides itself.
 */
export class Idleness {
  #by?: "constant" | "override";
  /** How many overrides have been named so far, and had been when the innermost expression began. */
  #named = 0;
  #before = 0;

  /** Whether the expression that is being checked, as far as it is, may have no value. */
  get isExcused(): boolean {
    return this.#by === "constant" || (this.#by === "override" && this.#named > this.#before);
  }

  get overridesNamed(): number {
    return this.#named;
  }

  nameOverride(): void {
    this.#named++;
  }

  /** Checks an expression. */
  expression<T>(check: () => T): T {
    const outer = this.#before;
    this.#before = this.#named;
    const made = check();
    this.#before = outer;
    return made;
  }

  /** Checks what a left operand leaves out; it is made of overrides if more than `since` are named. */
  leftOut<T>(since: number, check: () => T): T {
    const outer = this.#by;
    if (outer !== "constant") this.#by = this.#named > since ? "override" : "constant";
    const made = check();
    this.#by = outer;
    return made;
  }

  /** Checks a declaration, which is not left out where its name is. */
  declaration<T>(check: () => T): T {
    const outer = [this.#by, this.#named] as const;
    this.#by = undefined;
    const made = check();
    [this.#by, this.#named] = outer;
    return made;
  }
}
