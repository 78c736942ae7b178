/**
 * Copies of arguments and results, made at the moment that counts, so that nothing that becomes of the
 * original shows. They are those of structuredClone(), made faster for what is sent most.
 */

import { Copier } from "./copier.ts";
import { type Fields, flatCopy, flatMemory, isFlat, isValue } from "./plain.ts";
import { Unsendable } from "./transfer.ts";

/**
 * A copy of a value, with nothing in common with it but shared memory. A typed array that has its buffer
 * to itself is moved into the copy, so it is empty afterwards; of others the part they show is copied.
 *
 * @param moves Whether to move buffers; else they are copied.
 * @throws {DOMException} A `DataCloneError` if it cannot be copied.
 * @throws {MovedBefore} If a buffer was moved before.
 */
export function copyOf(value: unknown, moves = true): unknown {
  if (isValue(value)) return value;
  return isFlat(value as object) ? flatCopy(value as Fields) : copyBy(new Copier(moves), value);
}

/**
 * Makes copies of what nobody changes meanwhile, again and again.
 *
 * @throws As `copyOf`, without moving.
 */
export function copies(): (value: unknown) => unknown {
  const isKnownFlat = flatMemory();
  return (value) => {
    if (isValue(value)) return value;
    if (isKnownFlat(value as object)) return flatCopy(value as Fields);
    return copyBy(new Copier(false, isKnownFlat), value);
  };
}

function copyBy(copier: Copier, value: unknown): unknown {
  const into: Fields = {};
  copier.copyInto(into, "copy", value);
  copier.finish();
  return into.copy;
}

/** As `copyOf`, but what cannot be copied is kept for the one who sends it. */
export function takeOver(value: unknown, moves = true): unknown {
  try {
    return copyOf(value, moves);
  } catch (reason) {
    return new Unsendable(value, reason);
  }
}

/** What a list holds now. */
export interface Snapshot {
  readonly items: unknown[];
  /** Whether several items hold one object, so that each is to be copied before it is used. */
  readonly isShared: boolean;
  /** Buffers that several items hold, which nobody may move. */
  readonly shared: ReadonlySet<ArrayBuffer>;
}

/** Copies a list's items. What several of them hold is copied once, or memory might not suffice. */
export function snapshot(list: readonly unknown[]): Snapshot {
  const items = list.slice() as unknown[] & Fields;
  const copier = new Copier(true);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item === "number" || isValue(item)) continue;
    try {
      if (isFlat(item as object)) items[i] = flatCopy(item as Fields);
      else copier.copyInto(items, i, item);
    } catch (reason) {
      items[i] = new Unsendable(item, reason);
    }
  }
  const shared = copier.finish();
  return { items, isShared: copier.isShared, shared };
}
