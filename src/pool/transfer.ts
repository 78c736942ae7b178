/** Which buffers of a message are moved: those of typed arrays, also within arrays and plain objects. */

/** How deep to look for buffers. */
const DEPTH = 4;

/** A buffer that is empty here, since it was moved away. */
export class MovedBefore extends TypeError {
  override readonly name = "MovedBefore";
}

/** What is to be sent in place of a value, and the buffers in it that are moved. */
export interface Message<T> {
  readonly value: T;
  readonly transfer: Transferable[];
}

/**
 * Prepares values for another thread. A typed array that has its buffer to itself is moved, so it is
 * empty here afterwards; a view of part of a buffer is copied, only that part, since others may look at
 * the rest. The same buffer twice is moved once.
 *
 * @throws {MovedBefore} If a buffer was moved before.
 */
export function prepare<T>(value: T): Message<T> {
  const buffers = new Set<Transferable>();
  return { value: replace(value, buffers, DEPTH) as T, transfer: [...buffers] };
}

function replace(value: unknown, buffers: Set<Transferable>, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof ArrayBuffer || isPort(value)) {
    checkThere(value);
    buffers.add(value);
    return value;
  }
  if (ArrayBuffer.isView(value)) return replaceView(value, buffers);
  if (depth === 0) return value;
  if (Array.isArray(value)) return replaceItems(value, buffers, depth);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const [keys, items] = [Object.keys(value), Object.values(value)];
  const replaced = replaceItems(items, buffers, depth);
  if (replaced === items) return value;
  return Object.fromEntries(keys.map((key, i) => [key, replaced[i]]));
}

/** The array itself if nothing in it had to be replaced: most arguments hold no buffers. */
function replaceItems(items: unknown[], buffers: Set<Transferable>, depth: number): unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== "object" || item === null) continue;
    const replaced = replace(item, buffers, depth - 1);
    if (replaced !== item) (copy ??= [...items])[i] = replaced;
  }
  return copy ?? items;
}

function replaceView(view: ArrayBufferView, buffers: Set<Transferable>): unknown {
  const { buffer, byteOffset, byteLength } = view;
  if (!(buffer instanceof ArrayBuffer)) return view;
  checkThere(buffer);
  if (byteLength === buffer.byteLength) {
    buffers.add(buffer);
    return view;
  }
  const part = buffer.slice(byteOffset, byteOffset + byteLength);
  buffers.add(part);
  const View = view.constructor as new (buffer: ArrayBuffer) => ArrayBufferView;
  return new View(part);
}

function checkThere(buffer: ArrayBuffer | MessagePort): void {
  if (!("detached" in buffer && buffer.detached)) return;
  throw new MovedBefore("its buffer was moved to another thread before; send a copy");
}

function isPort(value: object): value is MessagePort {
  return typeof MessagePort !== "undefined" && value instanceof MessagePort;
}
