/**
 * Where local arrays lie in memory. An array that varies has a word for each lane in flight at every
 * index, next to each other, so that a uniform index is a vector; a uniform one has a word at an index.
 */

import { operands, type Storage } from "./build.ts";
import type { Data } from "./encode.ts";
import type { LocalArray, Statement, Value } from "./ir.ts";

const WORD_BYTES = 4;
/** Where vectors may begin, so that none lies across two cache lines. */
const ALIGNMENT = 16;
/** Memory that arrays may take, below which no engine refuses. */
const MAX_BYTES = 2 ** 28;

export class Arrays {
  readonly data: readonly Data[];
  readonly #offsets = new Map<LocalArray, number>();
  /** The end of what is taken now, and at most. */
  #end: number;
  #most: number;

  /**
   * @param start The first byte that is free.
   * @param lanes Lanes in flight.
   */
  constructor(
    body: readonly Statement[],
    start: number,
    readonly varying: ReadonlySet<Storage>,
    readonly lanes: number,
  ) {
    this.#end = this.#most = start;
    this.data = [...constantArrays(body)].map((array) => {
      this.take(array);
      return { offset: this.offset(array), words: array.values ?? [] };
    });
  }

  /** The end of all memory that is ever taken. */
  get end(): number {
    return this.#most;
  }

  /**
   * Finds room for an array, until `within` ends.
   *
   * @throws {RangeError} If the arrays take too much memory.
   */
  take(array: LocalArray): void {
    const words = array.length * (this.varying.has(array) ? this.lanes : 1);
    this.#offsets.set(array, this.#end);
    this.#end += Math.ceil(WORD_BYTES * words / ALIGNMENT) * ALIGNMENT;
    this.#most = Math.max(this.#most, this.#end);
    if (this.#end > MAX_BYTES) {
      throw new RangeError(
        `Arrays of functions take more than ${MAX_BYTES} bytes once all are inlined: make them shorter`,
      );
    }
  }

  /** Runs, and gives up what was taken meanwhile. */
  within(run: () => void): void {
    const end = this.#end;
    run();
    this.#end = end;
  }

  /** The address of a uniform array. */
  offset(array: LocalArray): number {
    return this.#offsets.get(array) as number;
  }

  /** Where a lane's elements begin, and the bytes from one to the next. */
  at(array: LocalArray, lane: number): { readonly offset: number; readonly stride: number } {
    const offset = this.offset(array);
    if (!this.varying.has(array)) return { offset, stride: WORD_BYTES };
    return { offset: offset + WORD_BYTES * lane, stride: WORD_BYTES * this.lanes };
  }
}

/** The constant arrays that a program reads. */
function constantArrays(body: readonly Statement[]): Set<LocalArray> {
  const found = new Set<LocalArray>();
  const read = (value: Value) => {
    if (value.op === "element" && value.array.values) found.add(value.array);
    operands(value).forEach(read);
  };
  const walk = (body: readonly Statement[]) => {
    for (const statement of body) {
      if ("value" in statement) read(statement.value);
      if ("index" in statement) read(statement.index);
      if ("body" in statement) walk(statement.body);
      if (statement.kind !== "if") continue;
      read(statement.condition);
      walk(statement.then);
      walk(statement.otherwise);
    }
  };
  walk(body);
  return found;
}
