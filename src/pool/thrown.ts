/** What a task threw, as data that any thread can be sent, and made again. */

import { builtInClass, builtInName, type ErrorClass } from "./error_classes.ts";

/** What was thrown. */
export type Thrown =
  | { readonly kind: "value"; readonly value: unknown }
  /** Several in an array, as an `AggregateError` has them. */
  | { readonly kind: "list"; readonly list: readonly Thrown[] }
  | {
    readonly kind: "error";
    readonly className: string;
    /** The nearest class that other threads have too. */
    readonly builtIn: string;
    readonly name: string;
    readonly message: string;
    readonly stack?: string;
    /** Its own fields, those that can be sent: its cause and other parts too. */
    readonly fields: readonly Field[];
  };

interface Field {
  readonly key: string;
  readonly value: Thrown;
  readonly isEnumerable: boolean;
}

/** Errors within errors, which may go round in a circle. */
const DEPTH = 5;
/** What an error has besides its fields. */
const OWN_PARTS = ["message", "stack"];

/** What a task threw, to be sent: as it is now, whatever becomes of it. */
export function packThrown(thrown: unknown): Thrown {
  return pack(thrown, DEPTH) ?? textual(thrown);
}

/** Undefined if it cannot be sent. */
function pack(value: unknown, depth: number): Thrown | undefined {
  try {
    if (isError(value)) return depth > 0 ? packError(value, depth) : undefined;
    if (Array.isArray(value) && value.some(isError)) {
      return { kind: "list", list: value.map((item) => pack(item, depth) ?? textual(item)) };
    }
    return { kind: "value", value: structuredClone(value) };
  } catch {
    return undefined;
  }
}

function textual(value: unknown): Thrown {
  return { kind: "value", value: textOf(value) };
}

function packError(error: Error, depth: number): Thrown {
  const builtIn = builtInName(error);
  const stack = attempt(() => error.stack);
  const keys = [...Object.getOwnPropertyNames(error), ...gettersOf(builtIn)];
  return {
    kind: "error",
    className: textOf(attempt(() => error.constructor.name)),
    builtIn,
    name: textOf(attempt(() => error.name)),
    message: textOf(attempt(() => error.message)),
    stack: typeof stack === "string" ? stack : undefined,
    fields: keys.filter((key) => !OWN_PARTS.includes(key))
      .flatMap((key) => attempt(() => packField(error, key, depth)) ?? []),
  };
}

/** A field of an error; none if it cannot be sent. @throws What its getter throws. */
function packField(error: Error, key: string, depth: number): Field[] {
  const value = pack(error[key as keyof Error], depth - 1);
  const isEnumerable = Object.prototype.propertyIsEnumerable.call(error, key);
  return value === undefined ? [] : [{ key, value, isEnumerable }];
}

/** What a class of the host keeps where only its getters reach, as `QuotaExceededError` does. */
function gettersOf(builtIn: string): string[] {
  const prototype = builtInClass(builtIn)?.prototype;
  if (!(prototype instanceof DOMException)) return [];
  const properties = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  return properties.filter(([, { get }]) => get !== undefined).map(([key]) => key);
}

/**
 * What was thrown, made again.
 *
 * @param classes Classes that the caller knows. An error of another one becomes one of the nearest class
 * that it extends and every thread has, with its name.
 */
export function unpackThrown(thrown: Thrown, classes: readonly ErrorClass[] = []): unknown {
  if (thrown.kind === "value") return thrown.value;
  if (thrown.kind === "list") return thrown.list.map((item) => unpackThrown(item, classes));
  const { className, builtIn, name, message, stack, fields } = thrown;
  const isBuiltIn = builtIn.split(".").at(-1) === className;
  const own = isBuiltIn ? undefined : classes.find((known) => known.name === className);
  const made = make(own ?? builtInClass(builtIn) ?? Error, name, message);
  if (stack !== undefined) define(made, "stack", stack);
  const known = name === "Error" && className !== "" ? className : name;
  if (made.name !== known) define(made, "name", known);
  for (const { key, value, isEnumerable } of fields) {
    define(made, key, unpackThrown(value, classes), isEnumerable);
  }
  return made;
}

/** An error of a class without its constructor, which may want other arguments. */
function make(ErrorClass: ErrorClass, name: string, message: string): Error {
  const isException = ErrorClass === DOMException || ErrorClass.prototype instanceof DOMException;
  // Its name and message are kept where only its own constructor can put them.
  if (isException) return Reflect.construct(DOMException, [message, name], ErrorClass);
  return Object.setPrototypeOf(new Error(message), ErrorClass.prototype);
}

/** Gives an object a field, whatever it inherits. */
export function define(target: object, key: string, value: unknown, enumerable = false): void {
  Object.defineProperty(target, key, { value, enumerable, writable: true, configurable: true });
}

/** A value as a text; also one that refuses to be one. */
export function textOf(value: unknown): string {
  return attempt(() => String(value)) ?? Object.prototype.toString.call(value);
}

function isError(value: unknown): value is Error {
  return value instanceof Error || value instanceof DOMException;
}

/** What a function gives; undefined if it throws, as getters may. */
function attempt<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
