/** What `JSON.stringify` makes of objects with members that JSON lacks, such as 64-bit integers. */

/**
 * Gives an object a `toJSON` method that is no member of it: loops, copies, comparisons and messages
 * to workers see the object as it was.
 *
 * @param plain The object as plain data.
 */
export function withJson<T extends object>(object: T, plain: (object: T) => unknown): T {
  return Object.defineProperty(object, "toJSON", { value: () => plain(object) });
}
