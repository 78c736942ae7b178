/** Plain data: what most arguments and results are, and what can be copied quickly. */

/** Fields of what is copied one by one; structuredClone() does not ask a longer list for its keys. */
const FEW = 64;

/** An array, or an object without a behaviour of its own. */
export type Fields = { [key: string | number]: unknown };

/** Whether nothing can become of it: neither an object nor something that cannot be sent. */
export function isValue(value: unknown): boolean {
  const type = typeof value;
  return type !== "object" && type !== "function" && type !== "symbol" || value === null;
}

/** Whether its own fields are all there is to it, for structuredClone() too. */
export function isPlain(value: object): value is Fields {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return true;
  if (Array.isArray(value)) {
    return prototype === Array.prototype && (value.length <= FEW || !holdsValues(value));
  }
  // Maps, errors and what hosts make have names of their own.
  return typeof value === "object" && Object.prototype.toString.call(value) === "[object Object]";
}

/** Whether it is plain and holds no objects, and few fields. */
export function isFlat(value: object, most = FEW): value is Fields {
  if (!Array.isArray(value)) return isPlain(value) && holdsFew(value, most);
  if (Object.getPrototypeOf(value) !== Array.prototype || value.length > most) return false;
  if (!holdsValues(value)) return false;
  const keys = Object.keys(value);
  // Neither gaps nor fields with names.
  return keys.length === value.length && Number(keys.at(-1) ?? -1) + 1 === keys.length;
}

/** Knows what is flat, however long, of what nobody changes: to find out takes longer than a copy. */
export class FlatMemory {
  readonly #known = new Map<object, boolean>();

  isFlat(value: object): value is Fields {
    let known = this.#known.get(value);
    if (known === undefined) this.#known.set(value, known = isFlat(value, Infinity));
    return known;
  }
}

/** A copy of what is flat. */
export function flatCopy(value: Fields): unknown {
  return Array.isArray(value) ? value.slice() : { ...value };
}

function holdsFew(value: Fields, most: number): boolean {
  const fields = Object.values(value);
  return fields.length <= most && holdsValues(fields);
}

/** In a loop of its own: `every` takes ten times as long. */
function holdsValues(list: readonly unknown[]): boolean {
  for (let i = 0; i < list.length; i++) if (!isValue(list[i])) return false;
  return true;
}
