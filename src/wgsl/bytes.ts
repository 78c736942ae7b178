/** Bytes in the making, with the number formats of WebAssembly (specification, section 5.2). */

export class Bytes {
  #bytes = new Uint8Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(value: number): this {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  /** A word, its lowest byte first. */
  word(value: number): this {
    for (let shift = 0; shift < 32; shift += 8) this.byte((value >>> shift) & 0xff);
    return this;
  }

  /** LEB128, unsigned. */
  unsigned(value: number): this {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return this.byte(rest);
  }

  /** LEB128, signed. */
  signed(value: number): this {
    let rest = value;
    while (rest < -64 || rest > 63) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    return this.byte(rest & 0x7f);
  }

  /** A name: its length, and its UTF-8. */
  text(value: string): this {
    const bytes = new TextEncoder().encode(value);
    return this.unsigned(bytes.length).append(bytes);
  }

  /** A list: its length, and its items. */
  vector(items: readonly Bytes[]): this {
    this.unsigned(items.length);
    for (const item of items) this.append(item);
    return this;
  }

  /** A section: a list of items. */
  section(id: number, ...items: Bytes[]): this {
    const content = new Bytes().vector(items);
    return this.byte(id).unsigned(content.length).append(content);
  }

  append(other: Bytes | ArrayLike<number>): this {
    const bytes = other instanceof Bytes ? other.#view() : other;
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  toArray(): Uint8Array<ArrayBuffer> {
    return this.#view().slice();
  }

  #view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(least: number): void {
    const bytes = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + least));
    bytes.set(this.#view());
    this.#bytes = bytes;
  }
}
