/** Error classes that every thread has, by a name that says where they are. */

/** A class of errors, whatever its constructor wants. */
// deno-lint-ignore no-explicit-any -- a class is whatever can be constructed
export type ErrorClass = new (...args: any[]) => Error;

/** Where a host keeps error classes: `RangeError`, `WebAssembly.RuntimeError`, `Deno.errors.NotFound`. */
const HOMES = [[], ["WebAssembly"], ["Deno", "errors"]];

/**
 * The nearest class of an error, or of those that its class extends, that every thread has.
 *
 * @returns Its name, for `builtInClass`.
 */
export function builtInName(error: object): string {
  for (let proto = error; (proto = Object.getPrototypeOf(proto)) !== null;) {
    const own = Object.getOwnPropertyDescriptor(proto, "constructor")?.value;
    if (typeof own !== "function") continue;
    for (const home of HOMES) {
      const name = [...home, own.name].join(".");
      if (builtInClass(name) === own) return name;
    }
  }
  return "Error";
}

/** The class of such a name; undefined if this host has none. */
export function builtInClass(name: string): ErrorClass | undefined {
  const found = name.split(".").reduce<unknown>(
    (home, key) => (home as Record<string, unknown> | undefined)?.[key],
    globalThis,
  );
  const isError = found === Error || (found as ErrorClass)?.prototype instanceof Error;
  return isError ? found as ErrorClass : undefined;
}
