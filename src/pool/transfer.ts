/** Which buffers of a message are moved: those of typed arrays, also within arrays and plain objects. */

/** How deep to look for buffers; what is deeper is copied. */
const DEPTH = 6;

/** A buffer that is empty here, since it was moved away. */
export class MovedBefore extends TypeError {
  override readonly name = "MovedBefore";

  constructor() {
    super("its buffer was moved to another thread before; send a copy");
  }
}

/** What cannot be sent, and why; it stands in a list in its own place until its turn comes. */
export class Unsendable {
  constructor(readonly value: unknown, readonly reason: unknown) {}
}

/**
 * The buffers and ports in a message that is sent once, and that nobody else looks at.
 *
 * @throws {MovedBefore} If a buffer was moved before.
 * @throws The reason of what is unsendable.
 */
export function buffersIn(value: unknown): Set<Transferable> {
  const found = new Set<Transferable>();
  collect(value, found, DEPTH);
  return found;
}

function collect(value: unknown, found: Set<Transferable>, depth: number): void {
  if (typeof value !== "object" || value === null) return;
  if (value instanceof Unsendable) throw value.reason;
  const own = ArrayBuffer.isView(value) ? value.buffer : value;
  if (own instanceof ArrayBuffer || isPort(own)) {
    if ("detached" in own && own.detached) throw new MovedBefore();
    found.add(own);
    return;
  }
  if (depth === 0) return;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      if (typeof value[i] === "object") collect(value[i], found, depth - 1);
    }
  } else if (Object.getPrototypeOf(value) === Object.prototype) {
    for (const field of Object.values(value)) collect(field, found, depth - 1);
  }
}

/** Whether it is a port, which can only be moved. */
export function isPort(value: object): value is MessagePort {
  return typeof MessagePort !== "undefined" && value instanceof MessagePort;
}
