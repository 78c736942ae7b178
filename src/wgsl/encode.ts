/**
 * WebAssembly's binary form: instructions as bytes, and a module around one function. Opcodes as in
 * the WebAssembly specification, chapter 5, with the vector instructions of version 2.0.
 */

export type LocalType = "i32" | "v128";

const TYPE_BYTES: Readonly<Record<LocalType, number>> = { i32: 0x7f, v128: 0x7b };
const NO_RESULT = 0x40;

/** Instructions of one byte. */
const PLAIN = {
  else: 0x05,
  end: 0x0b,
  select: 0x1b,
  "i32.eqz": 0x45,
  "i32.eq": 0x46,
  "i32.ne": 0x47,
  "i32.lt_s": 0x48,
  "i32.lt_u": 0x49,
  "i32.gt_s": 0x4a,
  "i32.gt_u": 0x4b,
  "i32.le_s": 0x4c,
  "i32.le_u": 0x4d,
  "i32.ge_s": 0x4e,
  "i32.ge_u": 0x4f,
  "i32.clz": 0x67,
  "i32.ctz": 0x68,
  "i32.popcnt": 0x69,
  "i32.add": 0x6a,
  "i32.sub": 0x6b,
  "i32.mul": 0x6c,
  "i32.div_u": 0x6e,
  "i32.rem_u": 0x70,
  "i32.and": 0x71,
  "i32.or": 0x72,
  "i32.xor": 0x73,
  "i32.shl": 0x74,
  "i32.shr_s": 0x75,
  "i32.shr_u": 0x76,
} as const;

/** Vector instructions: the prefix 0xfd and a number. */
const VECTOR = {
  "i32x4.splat": 0x11,
  "i32x4.eq": 0x37,
  "i32x4.ne": 0x38,
  "i32x4.lt_s": 0x39,
  "i32x4.lt_u": 0x3a,
  "i32x4.gt_s": 0x3b,
  "i32x4.gt_u": 0x3c,
  "i32x4.le_s": 0x3d,
  "i32x4.le_u": 0x3e,
  "i32x4.ge_s": 0x3f,
  "i32x4.ge_u": 0x40,
  "v128.not": 0x4d,
  "v128.and": 0x4e,
  "v128.andnot": 0x4f,
  "v128.or": 0x50,
  "v128.xor": 0x51,
  "v128.bitselect": 0x52,
  "v128.any_true": 0x53,
  "i8x16.popcnt": 0x62,
  "i16x8.extadd_pairwise_i8x16_u": 0x7d,
  "i32x4.extadd_pairwise_i16x8_u": 0x7f,
  "i32x4.neg": 0xa1,
  "i32x4.bitmask": 0xa4,
  "i32x4.shl": 0xab,
  "i32x4.shr_s": 0xac,
  "i32x4.shr_u": 0xad,
  "i32x4.add": 0xae,
  "i32x4.sub": 0xb1,
  "i32x4.mul": 0xb5,
  "i32x4.min_s": 0xb6,
  "i32x4.min_u": 0xb7,
  "i32x4.max_s": 0xb8,
  "i32x4.max_u": 0xb9,
} as const;

export type Plain = keyof typeof PLAIN;
export type Vector = keyof typeof VECTOR;

export function isVector(name: string): name is Vector {
  return name in VECTOR;
}

/** A function's body under construction: its locals and its instructions. */
export class Code {
  readonly bytes: number[] = [];
  readonly #locals: LocalType[] = [];

  constructor(
    /** How many i32 parameters the function has; they are its first locals. */
    readonly parameters: number,
  ) {}

  get locals(): readonly LocalType[] {
    return this.#locals;
  }

  /** A new local variable, zero at first. */
  local(type: LocalType): number {
    return this.parameters + this.#locals.push(type) - 1;
  }

  op(name: Plain | Vector): void {
    if (isVector(name)) this.bytes.push(0xfd, ...unsigned(VECTOR[name]));
    else this.bytes.push(PLAIN[name]);
  }

  get(local: number): void {
    this.bytes.push(0x20, ...unsigned(local));
  }

  set(local: number): void {
    this.bytes.push(0x21, ...unsigned(local));
  }

  tee(local: number): void {
    this.bytes.push(0x22, ...unsigned(local));
  }

  /** A 32-bit constant, signed or unsigned. */
  constant(value: number): void {
    this.bytes.push(0x41, ...signed(value | 0));
  }

  /** A vector of one constant. */
  splat(value: number): void {
    const word = [value, value >> 8, value >> 16, value >> 24].map((byte) => byte & 0xff);
    this.bytes.push(0xfd, 0x0c, ...word, ...word, ...word, ...word);
  }

  /** The vector of lane numbers, 0 to 3. */
  laneNumbers(): void {
    this.bytes.push(0xfd, 0x0c, ...[0, 1, 2, 3].flatMap((lane) => [lane, 0, 0, 0]));
  }

  extractLane(lane: number): void {
    this.bytes.push(0xfd, 0x1b, lane);
  }

  replaceLane(lane: number): void {
    this.bytes.push(0xfd, 0x1c, lane);
  }

  /** The word at the address on the stack plus `offset` bytes. */
  load(offset: number): void {
    this.bytes.push(0x28, 2, ...unsigned(offset));
  }

  store(offset: number): void {
    this.bytes.push(0x36, 2, ...unsigned(offset));
  }

  open(kind: "block" | "loop" | "if"): void {
    this.bytes.push({ block: 0x02, loop: 0x03, if: 0x04 }[kind], NO_RESULT);
  }

  branch(depth: number): void {
    this.bytes.push(0x0c, ...unsigned(depth));
  }

  branchIf(depth: number): void {
    this.bytes.push(0x0d, ...unsigned(depth));
  }
}

/**
 * A module that imports its memory as `host.memory` and exports one function, of i32 parameters and
 * without a result.
 */
export function encodeModule(name: string, code: Code): Uint8Array<ArrayBuffer> {
  const parameters = Array<number>(code.parameters).fill(TYPE_BYTES.i32);
  const locals = code.locals.map((type) => [1, TYPE_BYTES[type]]);
  const body = [...vector(locals), ...code.bytes, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [[0x60, ...unsigned(parameters.length), ...parameters, 0]]),
    ...section(2, [[...text("host"), ...text("memory"), 0x02, 0x00, 1]]),
    ...section(3, [[0]]),
    ...section(7, [[...text(name), 0x00, 0]]),
    ...section(10, [[...unsigned(body.length), ...body]]),
  ]);
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  const content = vector(items);
  return [id, ...unsigned(content.length), ...content];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128, unsigned. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return [...bytes, rest];
}

/** LEB128, signed. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest < -64 || rest > 63) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  return [...bytes, rest & 0x7f];
}
