/** The members of an object that came from a file: all that must be there, and no other. */

import { refuse } from "./error.ts";

/** What a member must be; with "?" it may be missing. */
export type MemberType = "string" | "number" | "boolean" | "object";
export type MemberTypes = Readonly<Record<string, MemberType | `${MemberType}?`>>;

/**
 * Checks that a value is an object with the members wanted, each of its type.
 *
 * @param what What the object is, as in "the provenance".
 * @throws {DataError} If it is not.
 */
export function checkMembers(
  what: string,
  json: unknown,
  types: MemberTypes,
): Record<string, unknown> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    refuse(`${what} is no object`);
  }
  const found = new Map(Object.entries(json));
  for (const [name, type] of Object.entries(types)) {
    const value = found.get(name);
    if (!found.delete(name) && type.endsWith("?")) continue;
    const wanted = type.replace("?", "");
    if (typeof value === wanted && value !== null) continue;
    refuse(`${what} needs ${wanted === "object" ? "an" : "a"} ${wanted}, ${name}`);
  }
  for (const name of found.keys()) refuse(`${what} has an unknown member, ${name}`);
  return json as Record<string, unknown>;
}
