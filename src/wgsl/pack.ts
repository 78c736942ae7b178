/** Values → the bytes of a WGSL struct, by the names of its members. */

import { isInRange } from "./arithmetic.ts";
import { layout, leaves, memberOffset, type Type } from "./types.ts";

/** A member's value: a scalar, or the components of a vector. */
export type Packed = number | readonly number[];

/**
 * Lays out a struct of integers and vectors of them.
 *
 * @returns Words of the struct, shape [size in bytes / 4].
 * @throws {TypeError} If a member lacks a value, or has too many or few components.
 * @throws {RangeError} If a number is no value of its member's type.
 */
export function pack(
  type: Type & { kind: "struct" },
  values: Readonly<Record<string, Packed>>,
): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(layout(type).size / 4);
  type.members.forEach((member, i) => {
    const value = [values[member.name]].flat();
    const scalars = leaves(member.type);
    const what = `Cannot pack ${type.name}.${member.name}: its value is ${value}`;
    if (value.length !== scalars.length || value.includes(undefined as never)) {
      throw new TypeError(`${what}, it takes ${scalars.length} numbers`);
    }
    const isFit = value.every((leaf, l) => isInRange(scalars[l], leaf));
    if (!isFit) throw new RangeError(`${what}, not all ${scalars[0]}`);
    // Words of negative numbers are their two's complement.
    words.set(value.map((leaf) => leaf >>> 0), memberOffset(type, i) / 4);
  });
  return words;
}
