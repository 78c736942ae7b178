/** A file's format, by the ending of its name. */

import { checkArgument, text } from "../options/options.ts";

/**
 * The ending that a path has, in whatever case.
 *
 * @throws {TypeError} If it is no text.
 * @throws {RangeError} If it has none of them.
 */
export function endingOf<Ending extends string>(path: string, endings: readonly Ending[]): Ending {
  checkArgument("write", "path", path, text);
  const found = endings.find((ending) => path.toLowerCase().endsWith(ending));
  if (found) return found;
  throw new RangeError(`Cannot write ${path}: use a name that ends in ${endings.join(", ")}`);
}
