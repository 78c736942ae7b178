/**
 * What varies and where lanes part, found a second time: by going over the whole program until nothing
 * changes. Slow and plain on purpose.
 */

import { operands, type Storage } from "../../src/wgsl/build.ts";
import type { Statement, Value } from "../../src/wgsl/ir.ts";
import type { Uniformity } from "../../src/wgsl/uniformity.ts";

/** Blocks and loops around a statement, and what has a mask: arms as lists, masked blocks twice. */
type Around = readonly (Statement | readonly Statement[] | { readonly mask: Statement })[];

export function uniformityOracle(body: readonly Statement[]): Uniformity {
  const found = {
    varying: new Set<Storage>(),
    divergent: new Set<Statement>(),
    masked: new Set<Statement>(),
    ragged: new Set<Statement>(),
    blended: new Set<Statement>(),
  };
  const size = () => Object.values(found).reduce((sum, set) => sum + set.size, 0);
  for (let before = -1; before < size();) {
    before = size();
    walk(body, [], new Map());
  }
  return found;

  function walk(body: readonly Statement[], around: Around, homes: Map<Storage, number>): void {
    for (const node of body) statement(node, around, homes);
  }

  function statement(node: Statement, around: Around, homes: Map<Storage, number>): void {
    const masks = around.filter(isMask).length;
    const isDivergent = found.divergent.has(node);
    if (node.kind === "declare") homes.set(node.variable, masks);
    if (node.kind === "declareArray") homes.set(node.array, masks);
    if (node.kind === "store" && node.old) {
      homes.set(node.old, masks);
      found.varying.add(node.old);
    }
    if (node.kind === "declare" || node.kind === "set" || node.kind === "setElement") {
      const storage = node.kind === "setElement" ? node.array : node.variable;
      const isElsewhere = homes.get(storage) !== masks;
      if (isElsewhere) found.blended.add(node);
      if (isElsewhere || varies(node.value)) found.varying.add(storage);
      if (node.kind === "setElement" && varies(node.index)) found.varying.add(storage);
    }
    if (node.kind === "if") {
      if (varies(node.condition)) found.divergent.add(node);
      for (const arm of [node.then, node.otherwise]) {
        walk(arm, isDivergent ? [...around, arm] : around, homes);
      }
    }
    if (node.kind === "loop") walk(node.body, [...around, node], homes);
    if (node.kind === "block") {
      const mask = found.masked.has(node) ? [{ mask: node }] : [];
      walk(node.body, [...around, node, ...mask], homes);
    }
    if (node.kind === "exit") {
      const inside = around.slice(around.indexOf(node.target) + 1);
      const parts = inside.some((item) =>
        isMask(item) && !("mask" in item && item.mask === node.target)
      );
      if (!parts) return;
      found.divergent.add(node);
      found.masked.add(node.target);
      for (const item of inside) {
        if ("kind" in item && item.kind === "loop") found.ragged.add(item);
      }
    }
  }

  function varies(value: Value): boolean {
    if (value.op === "invocation") return true;
    if (value.op === "read" && found.varying.has(value.variable)) return true;
    if (value.op === "element" && found.varying.has(value.array)) return true;
    return operands(value).some(varies);
  }
}

function isMask(item: Around[number]): boolean {
  return !("kind" in item);
}
