/** Plain data: what most arguments and results are, and what can be copied quickly. */

/** Fields of what is copied one by one; structuredClone() does not ask a longer list for its keys. */
const FEW = 64;
/** Fields of what is flat: of a longer list structuredClone() is ready before its keys are. */
const MOST_FLAT = 4096;

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

/** Whether it is plain and holds no objects, and not too many fields. */
export function isFlat(value: object, most = MOST_FLAT): value is Fields {
  if (!Array.isArray(value)) return isPlain(value) && holdsUpTo(value, most);
  if (Object.getPrototypeOf(value) !== Array.prototype || value.length > most) return false;
  if (!holdsValues(value)) return false;
  const keys = Object.keys(value);
  // Neither gaps nor fields with names.
  return keys.length === value.length && Number(keys.at(-1) ?? -1) + 1 === keys.length;
}

/** As `isFlat` at any length, of what nobody changes: it remembers, as to find out takes longer than a copy. */
export function flatMemory(): (value: object) => value is Fields {
  const known = new Map<object, boolean>();
  return (value): value is Fields => {
    let isKnown = known.get(value);
    if (isKnown === undefined) known.set(value, isKnown = isFlat(value, Infinity));
    return isKnown;
  };
}

/** A copy of what is flat. */
export function flatCopy(value: Fields): unknown {
  return Array.isArray(value) ? value.slice() : { ...value };
}

function holdsUpTo(value: Fields, most: number): boolean {
  const fields = Object.values(value);
  return fields.length <= most && holdsValues(fields);
}

/** In a loop of its own: `every` takes ten times as long. */
function holdsValues(list: readonly unknown[]): boolean {
  for (let i = 0; i < list.length; i++) if (!isValue(list[i])) return false;
  return true;
}
