/** What is known while a random kernel is being written: names in scope, and budgets. */

import { Random } from "./random_kernel_rng.ts";
import {
  type Constness,
  type Plain,
  plain,
  sameType,
  type Struct,
  type Type,
} from "./random_kernel_types.ts";

/** A name that expressions may use. */
export interface Entry {
  readonly name: string;
  readonly type: Type;
  /** How to write its value: the name, or `(*name)` for a pointer. */
  readonly text: string;
  readonly constness: Constness;
  /** The value of a constant that may be an array's length. */
  readonly length?: number;
  /** Whether it counts the turns of a loop. */
  readonly counts?: boolean;
  /** Whether it may be assigned. */
  readonly mutable: boolean;
  /** Whether an inner scope may declare the name anew. */
  readonly shadowable: boolean;
  /** How to pass a pointer to it, if that is allowed. */
  readonly pointer?: string;
  /** Entries with the same root share memory. */
  readonly root: number;
}

/** A function that later ones may call. */
export interface Helper {
  readonly name: string;
  readonly parameters: readonly { readonly type: Type; readonly pointer: boolean }[];
  readonly returns?: Type;
  /** Loop turns of one call at most, callees included. */
  readonly turns: number;
  /** Statements, callees counted at each call. */
  readonly size: number;
}

/** One production: its name in the statistics, its weight, and a maker that may decline. */
export type Choice<T> = readonly [name: string, weight: number, make: () => T | undefined];

/** Without these a kernel does little worth comparing. */
const ESSENTIAL = ["variable", "declare", "assign", "leaf", "if"];

/** The module being written. */
export class Kernel {
  readonly rng: Random;
  readonly constructs: Record<string, number> = {};
  readonly structs: Struct[] = [];
  readonly globals: Entry[] = [];
  readonly helpers: Helper[] = [];
  /** Constants without a type: usable where the context gives one. */
  readonly abstracts: { name: string; value: number }[] = [];
  readonly aliases: { name: string; type: Type }[] = [];
  readonly #factors = new Map<string, number>();
  readonly #omit: readonly string[];
  #names = 0;
  #roots = 0;

  constructor(seed: number, omit: readonly string[]) {
    this.rng = new Random(seed);
    this.#omit = omit;
  }

  /** A name not used before. */
  name(prefix: string): string {
    return `${prefix}_${this.#names++}`;
  }

  /** Whether the caller wants this construct. */
  allows(construct: string): boolean {
    return !this.#omit.includes(construct);
  }

  /** Counts a construct; false if this kernel must do without it. */
  note(construct: string): boolean {
    if (!this.allows(construct)) return false;
    this.constructs[construct] = (this.constructs[construct] ?? 0) + 1;
    return true;
  }

  /** Makes one of the choices; the last one must not decline. */
  choose<T>(menu: readonly Choice<T>[]): T {
    const left = menu.map(([name, weight]) => weight * this.#factor(name));
    for (;;) {
      const total = left.reduce((sum, weight) => sum + weight, 0);
      let at = (this.rng.word() / 2 ** 32) * total;
      const found = total > 0 ? left.findIndex((weight) => (at -= weight) < 0) : -1;
      const [name, , make] = menu[found < 0 ? menu.length - 1 : found];
      const made = make();
      if (made !== undefined) {
        this.note(name);
        return made;
      }
      if (found < 0) throw new Error(`The last choice, ${name}, declined`);
      left[found] = 0;
    }
  }

  // Kernels differ more, and find more, when each lacks some constructs and dwells on others
  // (swarm testing: Groce et al., ISSTA 2012).
  #factor(name: string): number {
    let factor = this.#factors.get(name);
    if (factor === undefined) {
      const lowest = ESSENTIAL.includes(name) ? 1 : 0;
      factor = this.allows(name) ? this.rng.pick([lowest, 1, 1, 1, 1, 1, 2, 3]) : 0;
      this.#factors.set(name, factor);
    }
    return factor;
  }

  /** A number for memory that no entry shares yet. */
  root(): number {
    return ++this.#roots;
  }

  plainType(): Plain {
    const scalar = this.rng.pick(["u32", "u32", "u32", "i32", "i32", "bool"] as const);
    return plain(scalar, this.rng.pick([1, 1, 1, 1, 2, 3, 4]));
  }
}

/** Names of one block. */
export interface Scope {
  readonly entries: Entry[];
  readonly mayShadow: boolean;
  /** Names that a `continue` may have passed by: nobody may say them any more. */
  readonly skipped: Set<string>;
}

/** The function body being written. */
export class Body {
  readonly scopes: Scope[] = [];
  /** Loops around this point that a jump may leave; and whether a `switch` is nearer. */
  loops = 0;
  inSwitch = false;
  /** Whether a `continue` of the loop around has been written. */
  continued = false;
  /** How often this point runs in one call at most, and loop turns so far. */
  repeats = 1;
  turns = 0;
  size = 0;
  /** Operators and calls that this statement may still hold; llvmpipe compiles long ones slowly. */
  nodes = 40;
  /** Variables to pass by pointer in this statement. */
  lent: Entry[] = [];
  /** Whether the statement may use them otherwise, and in several calls: then order shows. */
  orderShows = false;
  #hidden: number[] = [];

  constructor(
    readonly kernel: Kernel,
    readonly returns: Type | undefined,
    readonly isMain: boolean,
    public statements: number,
    readonly limits: { readonly turns: number; readonly size: number },
  ) {}

  /** Whether a call of `helper` here stays within the limits. */
  affords(helper: Helper): boolean {
    return this.turns + this.repeats * helper.turns <= this.limits.turns &&
      this.size + helper.size <= this.limits.size;
  }

  declare(entry: Omit<Entry, "root"> & { readonly root?: number }): void {
    const root = entry.root ?? this.kernel.root();
    this.scopes[this.scopes.length - 1].entries.push({ ...entry, root });
  }

  /** Runs `make` in a scope of its own. */
  scoped<T>(make: () => T, mayShadow = true): T {
    this.scopes.push({ entries: [], mayShadow, skipped: new Set() });
    const made = make();
    this.scopes.pop();
    return made;
  }

  /** All entries that a name at this point can mean. */
  visible(): Entry[] {
    const seen = new Set<string>();
    const none = new Set<string>();
    const scopes = [{ entries: this.kernel.globals, skipped: none }, ...this.scopes];
    return scopes.reverse().flatMap(({ entries, skipped }) =>
      entries.filter((entry) => {
        if (seen.has(entry.name)) return false;
        seen.add(entry.name);
        return !skipped.has(entry.name) && !this.#hidden.includes(entry.root);
      })
    );
  }

  /** The constants without a type that no other name hides here. */
  abstracts(): Kernel["abstracts"] {
    const inner = new Set(this.scopes.flatMap(({ entries }) => entries.map(({ name }) => name)));
    return this.kernel.abstracts.filter(({ name }) => !inner.has(name));
  }

  /** Sets up to two variables aside for pointer arguments: WGSL forbids aliases of them in a call. */
  lend(): void {
    this.takeBack();
    const { rng, helpers } = this.kernel;
    this.orderShows = helpers.length > 0 && rng.chance(0.4) && this.kernel.allows("order");
    const wanted = helpers.flatMap((helper) =>
      helper.parameters.flatMap(({ pointer, type }) => pointer ? [type] : [])
    );
    while (wanted.length > 0 && this.lent.length < 2 && rng.chance(0.6)) {
      const type = rng.pick(wanted);
      const roots = this.lent.map(({ root }) => root);
      const able = this.visible().filter((entry) =>
        entry.pointer && sameType(type, entry.type) && !roots.includes(entry.root)
      );
      if (able.length === 0) continue;
      const entry = rng.pick(able);
      this.lent.push(entry);
      if (!this.orderShows) this.#hidden.push(entry.root);
    }
  }

  takeBack(): void {
    this.lent = [];
    this.#hidden = [];
    this.orderShows = false;
  }
}
