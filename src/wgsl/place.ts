/** Where a reference points: a compile-time matter, so pointers cost nothing at run time. */

import { arrayElement, binary, load, read, select, type Storage, u32 } from "./build.ts";
import type { LocalArray, ScalarType, Value, Variable } from "./ir.ts";
import type { Buffer } from "./typed.ts";
import { leafOffset, leaves, memberOffset, type Scalar, stride, type Type } from "./types.ts";

export type Place =
  /** A variable a leaf. */
  | { readonly kind: "variables"; readonly variables: readonly Variable[] }
  /** One of several places, by an index known at run time only; past the end is the last. */
  | { readonly kind: "choice"; readonly index: Value; readonly options: readonly Place[] }
  /** Words of a local array, a leaf each, from `word` on. */
  | { readonly kind: "array"; readonly array: LocalArray; readonly word: Value }
  /** Words of a buffer, from `word` on. */
  | { readonly kind: "memory"; readonly buffer: Buffer; readonly word: Value };

/** The place of an array's or vector's element; the index is u32 and, but for variables, in range. */
export function element(place: Place, of: Type, index: Value): Place {
  const type = elementType(of);
  if (place.kind === "memory") return behind(place, binary("mul", index, u32(stride(type) / 4)));
  if (place.kind === "array") {
    return behind(place, binary("mul", index, u32(leaves(type).length)));
  }
  if (place.kind === "choice") {
    return { ...place, options: place.options.map((option) => element(option, of, index)) };
  }
  const size = leaves(type).length;
  const count = leaves(of).length / size;
  const options = Array.from({ length: count }, (_, i) => part(place, i * size, size));
  if (index.op === "constant") return options[Math.min(index.value, count - 1)];
  return { kind: "choice", index, options };
}

/** The place of a struct's member. */
export function member(place: Place, of: Type & { kind: "struct" }, which: number): Place {
  if (place.kind === "memory") return behind(place, u32(memberOffset(of, which) / 4));
  if (place.kind === "array") return behind(place, u32(leafOffset(of, which)));
  if (place.kind === "choice") {
    return { ...place, options: place.options.map((option) => member(option, of, which)) };
  }
  return part(place, leafOffset(of, which), leaves(of.members[which].type).length);
}

/** The value at a place, leaf by leaf. */
export function readPlace(place: Place, type: Type): Value[] {
  switch (place.kind) {
    case "variables":
      return place.variables.map(read);
    case "memory":
      return wordsAt(place, type).map((word, i) =>
        load(scalarType(leaves(type)[i]), place.buffer, word)
      );
    case "array":
      return leaves(type).map((scalar, i) =>
        arrayElement(scalarType(scalar), place.array, binary("add", place.word, u32(i)))
      );
    case "choice": {
      const values = place.options.map((option) => readPlace(option, type));
      return values[0].map((_, leaf) => choose(place.index, values.map((value) => value[leaf])));
    }
  }
}

/** The variables, or the array, that writing to a place may set. */
export function storageOf(place: Place): Storage[] {
  if (place.kind === "choice") return place.options.flatMap(storageOf);
  if (place.kind === "array") return [place.array];
  return place.kind === "variables" ? [...place.variables] : [];
}

/** The scalar type of a leaf; the checker leaves no literal without one. */
export function scalarType(scalar: Scalar): ScalarType {
  if (scalar === "int") throw new TypeError("A literal reached the lowering without a type");
  return scalar;
}

/** The value at an index of a list, as a chain of selects. */
export function choose(index: Value, values: readonly Value[]): Value {
  const last = values[values.length - 1];
  return values.slice(0, -1).reduceRight(
    (rest, value, i) => select(isAt(index, i), value, rest),
    last,
  );
}

/** Whether a run-time index is i. */
export function isAt(index: Value, i: number): Value {
  return binary("eq", index, { op: "constant", type: index.type, value: i });
}

export function elementType(of: Type): Type {
  if (of.kind === "array") return of.element;
  if (of.kind === "vector") return { kind: "scalar", scalar: of.scalar };
  throw new TypeError(`Cannot index a ${of.kind}`);
}

/** A place of words, so many of them further on. */
function behind(place: Place & { readonly kind: "array" | "memory" }, words: Value): Place {
  return { ...place, word: binary("add", place.word, words) };
}

function part(place: Place & { kind: "variables" }, start: number, size: number): Place {
  return { kind: "variables", variables: place.variables.slice(start, start + size) };
}

/** The words of a buffer where the leaves of a value are. */
export function wordsAt({ word }: Place & { kind: "memory" }, type: Type): Value[] {
  return leafWords(type).map((offset) => binary("add", word, u32(offset)));
}

/** Words from the start of a value in memory to each of its leaves: between them may be gaps. */
function leafWords(type: Type): number[] {
  if (type.kind === "struct") {
    return type.members.flatMap((m, i) =>
      leafWords(m.type).map((word) => word + memberOffset(type, i) / 4)
    );
  }
  if (type.kind === "array") {
    const words = leafWords(type.element);
    const step = stride(type.element) / 4;
    return Array.from({ length: type.length ?? 0 }, (_, i) => words.map((word) => word + i * step))
      .flat();
  }
  return leaves(type).map((_, i) => i);
}
