/** Which lanes are active: a mask a block, for every scope that the uniformity pass tells apart. */

import type { Code } from "./encode.ts";
import type { Block } from "./ir.ts";

/** A local a block of lanes. */
export type MaskLocals = readonly number[];

/** A scope of the uniformity pass; it has no masks while all lanes are active. */
interface Scope {
  readonly block?: Block;
  readonly masks?: MaskLocals;
}

export class Masks {
  readonly #scopes: Scope[] = [{}];

  constructor(readonly code: Code, readonly blocks: number) {}

  /** The masks in force; undefined if all lanes are active. */
  get current(): MaskLocals | undefined {
    return this.#scopes[this.#scopes.length - 1].masks;
  }

  /**
   * Runs in a scope with new masks.
   *
   * @param block The block whose scope it is, if it is a masked block's.
   * @param mask Leaves the mask of a block of lanes on the stack.
   */
  under(
    block: Block | undefined,
    mask: (lanes: number) => void,
    run: (masks: MaskLocals) => void,
  ): void {
    const masks = Array.from({ length: this.blocks }, (_, lanes) => {
      const local = this.code.local("v128");
      mask(lanes);
      this.code.set(local);
      return local;
    });
    this.#scopes.push({ block, masks });
    run(masks);
    this.#scopes.pop();
    this.code.release(...masks);
  }

  /** Takes the active lanes out of every mask up to the target's; the one in force comes last. */
  leave(target: Block): void {
    const leaving = this.current;
    if (leaving === undefined) throw new TypeError("An exit of some lanes without a mask");
    const end = this.#scopes.findIndex(({ block }) => block === target);
    for (const { masks = [] } of this.#scopes.slice(end)) {
      masks.forEach((mask, lanes) => {
        this.code.get(mask);
        this.code.get(leaving[lanes]);
        this.code.op("v128.andnot");
        this.code.set(mask);
      });
    }
  }

  /** Leaves on the stack whether any lane of the masks is active. */
  any(masks: MaskLocals): void {
    masks.forEach((mask, i) => {
      this.code.get(mask);
      if (i > 0) this.code.op("v128.or");
    });
    this.code.op("v128.any_true");
  }
}
