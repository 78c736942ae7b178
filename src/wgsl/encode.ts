/**
 * WebAssembly's binary form: instructions as bytes, and a module around one function. Opcodes as in
 * the WebAssembly specification, chapter 5, with the vector instructions of version 2.0.
 */

import { Bytes } from "./bytes.ts";

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
  "i32x4.dot_i16x8_s": 0xba,
} as const;

export type Plain = keyof typeof PLAIN;
export type Vector = keyof typeof VECTOR;

function isVector(name: string): name is Vector {
  return name in VECTOR;
}

/** A function's body under construction: its locals and its instructions. */
export class Code {
  readonly #front = new Bytes();
  readonly #body = new Bytes();
  #out = this.#body;
  readonly #locals: LocalType[] = [];
  readonly #free: Record<LocalType, number[]> = { i32: [], v128: [] };

  constructor(
    /** How many i32 parameters the function has; they are its first locals. */
    readonly parameters: number,
  ) {}

  /** The types of the local variables behind the parameters. */
  get locals(): readonly LocalType[] {
    return this.#locals;
  }

  /** A local variable that nothing else uses until it is released. */
  local(type: LocalType): number {
    return this.#free[type].pop() ?? this.newLocal(type);
  }

  /** A local variable that nothing else has used, zero at first. */
  newLocal(type: LocalType): number {
    return this.parameters + this.#locals.push(type) - 1;
  }

  /** Gives local variables up for others to use. */
  release(...locals: number[]): void {
    for (const local of locals) this.#free[this.#locals[local - this.parameters]].push(local);
  }

  /** Puts what `write` writes at the function's start, behind what was put there before. */
  atStart(write: () => void): void {
    this.#out = this.#front;
    write();
    this.#out = this.#body;
  }

  op(name: Plain | Vector): void {
    if (isVector(name)) this.#vector(VECTOR[name]);
    else this.#out.byte(PLAIN[name]);
  }

  get(local: number): void {
    this.#out.byte(0x20).unsigned(local);
  }

  set(local: number): void {
    this.#out.byte(0x21).unsigned(local);
  }

  tee(local: number): void {
    this.#out.byte(0x22).unsigned(local);
  }

  /** A 32-bit constant, signed or unsigned. */
  constant(value: number): void {
    this.#out.byte(0x41).signed(value | 0);
  }

  /** The word on the stack times a constant. */
  scale(factor: number): void {
    const power = Math.log2(factor);
    this.constant(Number.isInteger(power) ? power : factor);
    this.op(Number.isInteger(power) ? "i32.shl" : "i32.mul");
  }

  /** A vector of one constant. */
  splat(value: number): void {
    this.#words([value, value, value, value]);
  }

  /** The vector of four numbers from `first` on. */
  numbers(first: number): void {
    this.#words([first, first + 1, first + 2, first + 3]);
  }

  /** The word at the address on the stack plus `offset` bytes. */
  load(offset: number): void {
    this.#out.byte(0x28).byte(2).unsigned(offset);
  }

  store(offset: number): void {
    this.#out.byte(0x36).byte(2).unsigned(offset);
  }

  /** The vector at the address on the stack plus `offset` bytes. */
  loadVector(offset: number): void {
    this.#vector(0x00).byte(4).unsigned(offset);
  }

  storeVector(offset: number): void {
    this.#vector(0x0b).byte(4).unsigned(offset);
  }

  open(kind: "block" | "loop" | "if"): void {
    this.#out.byte({ block: 0x02, loop: 0x03, if: 0x04 }[kind]).byte(NO_RESULT);
  }

  branch(depth: number): void {
    this.#out.byte(0x0c).unsigned(depth);
  }

  branchIf(depth: number): void {
    this.#out.byte(0x0d).unsigned(depth);
  }

  /** The function as a module's code section has it. */
  encode(): Bytes {
    const types = this.#locals.map((type) => new Bytes().byte(1).byte(TYPE_BYTES[type]));
    return new Bytes().vector(types).append(this.#front).append(this.#body).byte(PLAIN.end);
  }

  #vector(opcode: number): Bytes {
    return this.#out.byte(0xfd).unsigned(opcode);
  }

  #words(words: readonly number[]): void {
    this.#vector(0x0c);
    for (const word of words) this.#out.word(word);
  }
}

// WebAssembly JavaScript Interface, "Implementation-defined limits"; parameters are counted in.
const MAX_LOCALS = 50_000;

/** Words to be in memory, from a byte on, before a function runs. */
export interface Data {
  readonly offset: number;
  readonly words: readonly number[];
}

/**
 * A module that imports its memory as `host.memory` and exports one function, of i32 parameters and
 * without a result. Its data is written to the memory when it is instantiated.
 *
 * @throws {RangeError} If the function has more local variables than engines take.
 */
export function encodeModule(
  name: string,
  code: Code,
  data: readonly Data[] = [],
): Uint8Array<ArrayBuffer> {
  const count = code.parameters + code.locals.length;
  if (count > MAX_LOCALS) {
    throw new RangeError(
      `${name} needs ${count} local variables, more than ${MAX_LOCALS}: keep fewer blocks in flight`,
    );
  }
  const type = new Bytes().byte(0x60).unsigned(code.parameters);
  for (let i = 0; i < code.parameters; i++) type.byte(TYPE_BYTES.i32);
  type.byte(0);
  const memory = new Bytes().text("host").text("memory").byte(0x02).byte(0x00).byte(1);
  const body = code.encode();
  const module = new Bytes()
    .append([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00])
    .section(1, type)
    .section(2, memory)
    .section(3, new Bytes().byte(0))
    .section(7, new Bytes().text(name).byte(0x00).byte(0))
    .section(10, new Bytes().unsigned(body.length).append(body));
  if (data.length > 0) module.section(11, ...data.map(encodeData));
  return module.toArray();
}

/** An active segment of memory 0, at a constant address. */
function encodeData({ offset, words }: Data): Bytes {
  const segment = new Bytes().byte(0).byte(0x41).signed(offset | 0).byte(PLAIN.end);
  segment.unsigned(4 * words.length);
  for (const word of words) segment.word(word);
  return segment;
}
