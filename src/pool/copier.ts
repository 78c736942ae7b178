/** Copies of whatever can be sent, as structuredClone() makes them; buffers may be moved. */

import { type Fields, flatCopy, isFlat, isPlain, isValue } from "./plain.ts";
import { buffersIn, isPort, MovedBefore } from "./transfer.ts";

/** Copies values, each object once, however often it is met. */
export class Copier {
  readonly #copies = new Map<unknown, unknown>();
  /** Copies whose original was met again. */
  readonly #again = new Set<unknown>();
  /** What is moved, when all else is copied: another view of it may still be met. */
  readonly #late: {
    readonly into: Fields;
    readonly key: string | number;
    readonly from: object;
  }[] = [];

  /**
   * @param moves Whether to move buffers; else they are copied.
   * @param isFlatHere How to find out what is flat.
   */
  constructor(
    readonly moves: boolean,
    readonly isFlatHere: (value: object) => value is Fields = isFlat,
  ) {}

  /** Puts a copy of a value into a field, at the latest when it is finished. */
  copyInto(into: Fields, key: string | number, value: unknown): void {
    if (isValue(value)) return setField(into, key, value);
    if (isWholeBuffer(value as object)) {
      checkThere(ArrayBuffer.isView(value) ? value.buffer : value as ArrayBuffer);
      this.#late.push({ into, key, from: value as object });
    } else {
      setField(into, key, this.#copy(value as object));
    }
  }

  /** Whether an object was met more than once. */
  get isShared(): boolean {
    return this.#again.size > 0;
  }

  /** Moves what is to be moved. @returns Buffers that several fields hold. */
  finish(): Set<ArrayBuffer> {
    for (const { into, key, from } of this.#late) setField(into, key, this.#copy(from));
    const shared = new Set<ArrayBuffer>();
    for (const copy of this.#again) {
      for (const buffer of buffersIn(copy)) if (buffer instanceof ArrayBuffer) shared.add(buffer);
    }
    return shared;
  }

  #copy(value: object): unknown {
    const known = this.#copies.get(value);
    if (known !== undefined) this.#again.add(known);
    return known ?? this.#copyNew(value);
  }

  #copyNew(value: object): unknown {
    const isList = Array.isArray(value) && this.isFlatHere(value);
    if (!isList && isPlain(value)) return this.#copyFields(value);
    const copy = isList
      ? flatCopy(value)
      : value instanceof ArrayBuffer
      ? this.#copyBuffer(value)
      : ArrayBuffer.isView(value)
      ? this.#copyView(value)
      : isPort(value)
      ? value
      : isDate(value)
      ? new Date(value.getTime())
      : structuredClone(value);
    this.#copies.set(value, copy);
    return copy;
  }

  #copyFields(value: Fields): unknown {
    const copy = (Array.isArray(value) ? new Array(value.length) : {}) as Fields;
    // Before its fields, as one of them may hold it.
    this.#copies.set(value, copy);
    try {
      for (const key of Object.keys(value)) this.copyInto(copy, key, value[key]);
    } catch (error) {
      // It is not whole, and nobody else may get it.
      this.#copies.delete(value);
      throw error;
    }
    return copy;
  }

  #copyView(view: ArrayBufferView): ArrayBufferView {
    const { buffer, byteOffset, byteLength } = view;
    if (!(buffer instanceof ArrayBuffer)) return view;
    const own = isWholeBuffer(view)
      ? this.#copy(buffer) as ArrayBuffer
      : checkThere(buffer).slice(byteOffset, byteOffset + byteLength);
    // Not its constructor, which may be another's: Buffer's complains.
    const kind = Object.prototype.toString.call(view).slice(8, -1);
    const View =
      (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => DataView>)[kind];
    return new View(own);
  }

  #copyBuffer(buffer: ArrayBuffer): ArrayBuffer {
    if (!this.moves) return buffer.slice();
    try {
      return buffer.transfer();
    } catch {
      // WebAssembly's memories, and what hosts mark, stay where they are.
      return buffer.slice();
    }
  }
}

/** Also one whose name is that of a setter. */
function setField(into: Fields, key: string | number, value: unknown): void {
  if (key !== "__proto__") into[key] = value;
  else Object.defineProperty(into, key, { ...FIELD, value });
}

const FIELD = { writable: true, enumerable: true, configurable: true };

/** Whether it is a buffer, or shows all of one, that nobody else may need. */
function isWholeBuffer(value: object): boolean {
  if (!ArrayBuffer.isView(value)) return value instanceof ArrayBuffer;
  return value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength;
}

function isDate(value: object): value is Date {
  return value instanceof Date && Object.getPrototypeOf(value) === Date.prototype;
}

/** @throws {MovedBefore} If it is not. */
function checkThere<B extends ArrayBufferLike>(buffer: B): B {
  if ("detached" in buffer && buffer.detached) throw new MovedBefore();
  return buffer;
}
