/**
 * What callers give, checked: a table says what each option may be, so that a name that there is not, a
 * value of another type and one out of bounds are refused in one line that says what is possible.
 *
 * A table is typed by the interface of its options: one that lacks an option, has another, or says the
 * wrong type does not compile.
 */

/** What an option may be. */
export interface Kind<T> {
  /** @throws {TypeError | RangeError} If the value is of another type, or out of bounds. */
  readonly check: (value: unknown, place: Place) => void;
  /** Whether the option must be given. */
  readonly isRequired?: boolean;
  /** The type of its values; never set. */
  readonly type?: T;
}

/** A table for the options of an interface. */
export type Kinds<Options> = {
  readonly [Name in keyof Options]-?: undefined extends Options[Name] ? Kind<Options[Name]>
    : Kind<Options[Name]> & { readonly isRequired: true };
};

/** Where a value was given, as in "Cannot draw with gridsize 0". */
export interface Place {
  /** What was to be done, a verb and perhaps an object: "draw". */
  readonly task: string;
  /** The option's name, or an argument's. */
  readonly name: string;
}

/**
 * Checks options against their table. One that is undefined counts as not given.
 *
 * @param task What is to be done with them, a verb and perhaps an object: "draw".
 * @throws {TypeError} If they are no object, one is unknown, missing or of another type.
 * @throws {RangeError} If one is out of bounds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { checkOptions, type Kinds, text, wholeNumber } from "./options.ts";
 *
 * interface Party { readonly guests?: number; readonly host?: string }
 * const PARTY: Kinds<Party> = { guests: wholeNumber(1, 99), host: text };
 * checkOptions("invite", { guests: 7 }, PARTY);
 * assert.throws(() => checkOptions("invite", { guests: 0 }, PARTY), {
 *   name: "RangeError",
 *   message: "Cannot invite with guests 0: use a whole number from 1 to 99",
 * });
 * ```
 */
export function checkOptions<Options>(task: string, given: unknown, kinds: Kinds<Options>): void {
  checkMembers(given, kinds, task, "");
}

/** Checks one argument. @throws {TypeError | RangeError} If it is not of the kind. */
export function checkArgument<T>(task: string, name: string, value: unknown, kind: Kind<T>): void {
  kind.check(value, { task, name });
}

/** A kind, by what to do instead, a type and bounds. */
export function kindOf<T>(
  remedy: string,
  isOfType: (value: unknown) => boolean,
  isWithin: (value: T) => boolean = () => true,
): Kind<T> {
  return {
    check(value, place) {
      if (!isOfType(value)) throw new TypeError(refusal(place, value, remedy));
      if (!isWithin(value as T)) throw new RangeError(refusal(place, value, remedy));
    },
  };
}

/** A whole number within bounds. @param when Stands before the bounds, if they depend on something. */
export function wholeNumber(least: number, most: number, when = ""): Kind<number> {
  return number(
    `${when}use a whole number from ${least} to ${most}`,
    (value) => Number.isSafeInteger(value) && value >= least && value <= most,
  );
}

/** A number, or one that something holds for. */
export function number(remedy: string, isWithin?: (value: number) => boolean): Kind<number> {
  return kindOf(remedy, (value) => typeof value === "number", isWithin);
}

/** One of some names. */
export function oneOf<Name extends string>(names: readonly Name[]): Kind<Name> {
  return kindOf<Name>(
    `choose one of ${names.join(", ")}`,
    (value) => typeof value === "string",
    (value) => names.includes(value),
  );
}

/** Any bigint. */
export const bigint: Kind<bigint> = kindOf("use a bigint", (value) => typeof value === "bigint");

/** A list of whatever. @param remedy Where to get one. */
export function list<T>(remedy: string): Kind<readonly T[]> {
  return kindOf(remedy, Array.isArray);
}

/** Any text. */
export const text: Kind<string> = kindOf("use a text", (value) => typeof value === "string");

/** True or false. */
export const truth: Kind<boolean> = kindOf(
  "use true or false",
  (value) => typeof value === "boolean",
);

/** What ends something early. */
export const signal: Kind<AbortSignal> = kindOf(
  "use an AbortSignal",
  (value) => value instanceof AbortSignal,
);

/** A function, whatever its parameters. */
export function callback<F>(): Kind<F> {
  return kindOf("use a function", (value) => typeof value === "function");
}

/** A list whose every item is of a kind. */
export function listOf<T>(kind: Kind<T>, remedy: string): Kind<readonly T[]> {
  return {
    check(value, place) {
      if (!Array.isArray(value)) throw new TypeError(refusal(place, value, remedy));
      value.forEach((item, i) => kind.check(item, { ...place, name: `${place.name}[${i}]` }));
    },
  };
}

/** An object with options of its own. */
export function record<Options>(kinds: Kinds<Options>): Kind<Options> {
  return {
    check: (value, { task, name }) => checkMembers(value, kinds, task, name),
  };
}

/**
 * An object that the library made, known by some of its members; it may have others.
 *
 * @param remedy Where to get one.
 */
export function having<T>(
  members: { readonly [Name in keyof T]?: Kind<T[Name]> },
  remedy: string,
): Kind<T> {
  const kinds = Object.entries<Kind<unknown>>(members as Record<string, Kind<unknown>>);
  return {
    check(value, place) {
      const found = isObject(value) ? value as Record<string, unknown> : {};
      if (kinds.some(([name]) => found[name] === undefined)) {
        throw new TypeError(refusal(place, value, remedy));
      }
      for (const [name, kind] of kinds) {
        kind.check(found[name], { ...place, name: `${place.name}.${name}` });
      }
    },
  };
}

/** A kind that must be given. */
export function required<T>(kind: Kind<T>): Kind<T> & { readonly isRequired: true } {
  return { ...kind, isRequired: true };
}

function checkMembers<Options>(
  given: unknown,
  kinds: Kinds<Options>,
  task: string,
  owner: string,
): void {
  const table = new Map(Object.entries<Kind<unknown>>(kinds));
  const names = [...table.keys()].join(", ");
  if (!isObject(given)) {
    const place = { task, name: owner || "options" };
    throw new TypeError(refusal(place, given, `use an object; possible are ${names}`));
  }
  const nameOf = (name: string) => owner ? `${owner}.${name}` : name;
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const place = { task, name: nameOf(name) };
    const kind = table.get(name);
    if (!kind) {
      const remedy = `there is no such option; possible are ${names}`;
      throw new TypeError(refusal(place, value, remedy));
    }
    kind.check(value, place);
  }
  for (const [name, { isRequired, check }] of table) {
    if (!isRequired || (given as Record<string, unknown>)[name] !== undefined) continue;
    // What its kind says of nothing is the remedy.
    check(undefined, { task, name: nameOf(name) });
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const MAX_SHOWN = 60;

function refusal({ task, name }: Place, value: unknown, remedy: string): string {
  const found = value === undefined
    ? `without ${short(name)}`
    : `with ${short(name)} ${shown(value)}`;
  return `Cannot ${task} ${found}: ${remedy}`;
}

/** A value in a message, on one line and not too long. */
export function shown(value: unknown): string {
  return short(show(value));
}

/** A text cut where it is long, without what would break a line or turn its writing round. */
export function short(text: string): string {
  const cut = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return cut.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "?");
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_SHOWN).map((item) => Array.isArray(item) ? "…" : show(item));
    // One item alone would look like no list.
    return items.length < 2 ? `[${items}]` : items.join();
  }
  if (typeof value !== "object" || value === null) return String(value);
  const { name = "Object" } = value.constructor ?? {};
  if (name !== "Object") return `of class ${name}`;
  const names = Object.keys(value);
  return names.length > 0 ? `{ ${names.join(", ")} }` : "{}";
}
