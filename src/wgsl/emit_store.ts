/** Stores, atomics and what local arrays are set to: one a lane, in the lanes that are active. */

import type { Code } from "./encode.ts";
import { LANES } from "./emit_lanes.ts";
import type { ValueEmitter } from "./emit_value.ts";
import { scalarOp } from "./instructions.ts";
import type { Statement, Value } from "./ir.ts";

type Store = Statement & { kind: "store" };
type SetElement = Statement & { kind: "setElement" };

export class StoreEmitter {
  constructor(readonly code: Code, readonly values: ValueEmitter) {}

  /** @param masks The active lanes, a local a block; undefined if all are. */
  emit(node: Store, masks?: readonly number[]): void {
    if (this.values.blocks > 0) return this.#lanes(node, masks);
    const { old } = node;
    this.values.scalar(node.index);
    this.#word(node, () => this.values.scalar(node.value), (word) => {
      this.code.get(word);
      if (old) this.values.setScalar(old);
    });
  }

  /** @param masks Undefined if lanes that are not active may be set too. */
  emitElement(node: SetElement, masks?: readonly number[]): void {
    const { values, code } = this;
    if (!values.uniformity.varying.has(node.array)) {
      values.scalar(node.index);
      values.wordAddress();
      values.scalar(node.value);
      return code.store(values.arrays.offset(node.array));
    }
    if (values.isVarying(node.index)) this.#lanes(node, masks);
    else this.#row(node, masks);
  }

  /** The values of a store that are wanted as vectors; a uniform one is the same scalar in each lane. */
  vectors(node: Store | SetElement): Value[] {
    if (node.kind === "setElement" && !this.values.isVarying(node.index)) {
      return this.values.uniformity.varying.has(node.array) ? [node.value] : [];
    }
    return [node.index, node.value].filter((operand) => this.values.isVarying(operand));
  }

  /** Elements at a uniform index are a vector a block. */
  #row({ array, index, value }: SetElement, masks?: readonly number[]): void {
    const { values, code } = this;
    values.prepare(value);
    values.withRow(array, index, (address) => {
      for (let block = 0; block < values.blocks; block++) {
        const { offset } = values.arrays.at(array, LANES * block);
        code.get(address);
        values.vector(value, block);
        if (masks) {
          code.get(address);
          code.loadVector(offset);
          code.get(masks[block]);
          code.op("v128.bitselect");
        }
        code.storeVector(offset);
      }
    });
  }

  #lanes(node: Store | SetElement, masks?: readonly number[]): void {
    const { lanes, blocks } = this.values;
    const vectors = this.vectors(node);
    this.values.prepare(...vectors);
    vectors.forEach((operand, slot) =>
      lanes.store(slot, (block) => this.values.vector(operand, block))
    );
    this.values.withScratch(["i32"], (bits) => {
      for (let block = 0; block < blocks; block++) {
        const mask = masks?.[block];
        if (mask !== undefined) this.#intoBits(mask, bits);
        for (let lane = 0; lane < LANES; lane++) {
          const store = () => this.#lane(node, vectors, LANES * block + lane);
          if (mask === undefined) store();
          else this.#ifActive(bits, lane, store);
        }
      }
    });
    if (node.kind !== "store" || !node.old) return;
    lanes.gather(0, this.values.locals.vectors(node.old));
  }

  #lane(node: Store | SetElement, vectors: readonly Value[], lane: number): void {
    const word = (operand: Value) => {
      const slot = vectors.indexOf(operand);
      if (slot < 0) this.values.scalar(operand);
      else this.values.lanes.load(slot, lane);
    };
    word(node.index);
    if (node.kind === "store") {
      // The operands of this lane are not needed any more.
      const keep = (old: number) => this.values.lanes.put(0, lane, old);
      return this.#word(node, () => word(node.value), keep);
    }
    const at = this.values.arrays.at(node.array, lane);
    this.code.scale(at.stride);
    word(node.value);
    this.code.store(at.offset);
  }

  #intoBits(mask: number, bits: number): void {
    this.code.get(mask);
    this.code.op("i32x4.bitmask");
    this.code.set(bits);
  }

  #ifActive(bits: number, lane: number, store: () => void): void {
    this.code.get(bits);
    this.code.constant(1 << lane);
    this.code.op("i32.and");
    this.code.open("if");
    store();
    this.code.op("end");
  }

  /**
   * Stores a word at the index on the stack, joined with what is there if so asked.
   *
   * @param keep Takes the local with the word that was there, if the statement wants it.
   */
  #word({ buffer, combine, value, old }: Store, operand: () => void, keep: (was: number) => void) {
    const { code } = this;
    const offset = this.values.offsets[buffer.name];
    this.values.wordAddress();
    if (combine === undefined && !old) {
      operand();
      return code.store(offset);
    }
    this.values.withScratch(["i32", "i32"], (address, was) => {
      code.tee(address);
      code.load(offset);
      code.set(was);
      code.get(address);
      if (combine) code.get(was);
      operand();
      if (combine === "min" || combine === "max") this.values.scalarExtreme(combine, value.type);
      else if (combine) code.op(scalarOp(combine, value.type));
      code.store(offset);
      if (old) keep(was);
    });
  }
}
