/**
 * What the uniformity pass found, held against its meaning: by rules of its own about which lanes can
 * be where, without the pass's scopes and without its fixpoint.
 */

import { operands, type Storage, storageRead } from "./build.ts";
import type { Block, Statement, Value } from "./ir.ts";
import type { Uniformity } from "./uniformity.ts";

/** What narrows the lanes: an arm of a divergent `if`, or a block that lanes leave at their own times. */
type Region = readonly Statement[] | Block;

/** The regions around a statement, outermost first. */
type Regions = readonly Region[];

/** A block or loop around a statement, with how many regions there are once inside it. */
interface Around {
  readonly node: Statement;
  readonly depth: number;
}

/** @throws {TypeError} If lanes could see what they must not, or part where the pass sees none part. */
export function verifyMasks(body: readonly Statement[], uniformity: Uniformity): void {
  const verifier = new MaskVerifier(uniformity);
  verifier.statements(body, [], []);
  verifier.finish();
}

class MaskVerifier {
  /** Where each variable and array is declared or read. */
  readonly #seen = new Map<Storage, Regions[]>();
  /** The sets that reach all lanes, active or not. */
  readonly #unblended: { readonly storage: Storage; readonly regions: Regions }[] = [];

  constructor(readonly uniformity: Uniformity) {}

  statements(body: readonly Statement[], regions: Regions, around: readonly Around[]): void {
    for (const statement of body) this.#statement(statement, regions, around);
  }

  /**
   * A set that is not blended also sets lanes that are elsewhere. They must never see it: whoever reads
   * the variable has to be under every mask that the set was under, and so has its declaration.
   */
  finish(): void {
    for (const { storage, regions } of this.#unblended) {
      const isHidden = (this.#seen.get(storage) ?? []).every((at) =>
        regions.every((region, i) => at[i] === region)
      );
      expect(isHidden, `a set of ${storage.name} is not blended, and lanes elsewhere can see it`);
    }
  }

  #statement(node: Statement, regions: Regions, around: readonly Around[]): void {
    const { divergent, masked } = this.uniformity;
    switch (node.kind) {
      case "declare":
      case "set":
        return this.#set(node, node.variable, [node.value], regions);
      case "declareArray":
        return this.#note(node.array, regions);
      case "setElement":
        return this.#set(node, node.array, [node.index, node.value], regions);
      case "if": {
        this.#read(node.condition, regions);
        const parts = divergent.has(node);
        expect(parts || !this.#varies(node.condition), "an if diverges unnoticed");
        for (const arm of [node.then, node.otherwise]) {
          this.statements(arm, parts ? [...regions, arm] : regions, around);
        }
        return;
      }
      case "block":
      case "loop": {
        const inner = node.kind === "block" && masked.has(node) ? [...regions, node] : regions;
        return this.statements(node.body, inner, [...around, { node, depth: inner.length }]);
      }
      case "exit":
        return this.#exit(node, regions, around);
      case "store":
        this.#read(node.index, regions);
        this.#read(node.value, regions);
        if (!node.old) return;
        expect(this.uniformity.varying.has(node.old), `${node.old.name} varies unnoticed`);
        this.#note(node.old, regions);
    }
  }

  #set(node: Statement, storage: Storage, values: readonly Value[], regions: Regions): void {
    const { varying, blended } = this.uniformity;
    for (const value of values) this.#read(value, regions);
    const varies = blended.has(node) || values.some((value) => this.#varies(value));
    expect(!varies || varying.has(storage), `${storage.name} varies unnoticed`);
    if (node.kind === "declare") this.#note(storage, regions);
    else if (!blended.has(node)) this.#unblended.push({ storage, regions });
  }

  /** An exit takes only some lanes if there is a region within the block that it leaves. */
  #exit(node: Statement & { kind: "exit" }, regions: Regions, around: readonly Around[]): void {
    const { divergent, masked, ragged } = this.uniformity;
    const inside = around.slice(around.findIndex((item) => item.node === node.target));
    if (!divergent.has(node)) {
      return expect(inside[0].depth === regions.length, "an exit parts lanes unnoticed");
    }
    expect(regions.length > 0, "an exit takes some lanes where all are active");
    expect(masked.has(node.target), "some lanes leave a block that has no mask");
    const isRagged = inside.every((item) => item.node.kind !== "loop" || ragged.has(item.node));
    expect(isRagged, "some lanes leave a loop that is not ragged");
  }

  #read(value: Value, regions: Regions): void {
    const own = storageRead(value);
    if (own) this.#note(own, regions);
    for (const operand of operands(value)) this.#read(operand, regions);
  }

  #note(storage: Storage, regions: Regions): void {
    const known = this.#seen.get(storage);
    if (known) known.push(regions);
    else this.#seen.set(storage, [regions]);
  }

  #varies(value: Value): boolean {
    if (value.op === "invocation") return true;
    const own = storageRead(value);
    if (own && this.uniformity.varying.has(own)) return true;
    return operands(value).some((operand) => this.#varies(operand));
  }
}

/** @throws {TypeError} Unless the condition holds. */
export function expect(condition: boolean, fault: string): void {
  if (!condition) throw new TypeError(`Bad IR: ${fault}`);
}
