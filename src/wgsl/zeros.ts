/** The text that a GPU is given: with the zeros that WGSL implies. */

import type { Statement } from "./ast.ts";
import { parse } from "./parse.ts";
import type { Source } from "./source.ts";

/**
 * A module's text in which every `var x: T;` of a function says `var x: T = T();`. naga clears such a
 * variable once, where WGSL has it begin at zero on each turn of a loop (gfx-rs/wgpu#9489). Lines stay
 * what they are where a type is on one.
 *
 * @throws {WgslError} If the text cannot be parsed.
 */
export function writeZeros(source: Source): string {
  const { text } = source;
  const zeros = parse(source).flatMap((node) => node.kind === "function" ? unset(node.body) : []);
  const ends = [...zeros.map(({ end }) => end), text.length];
  return ends.map((end, i) => {
    const type = zeros[i]?.type;
    const zero = type ? ` = ${text.slice(type.at, end)}()` : "";
    return text.slice(ends[i - 1] ?? 0, end) + zero;
  }).join("");
}

/** The declarations of variables without a value, in the order of the text. */
function unset(body: readonly Statement[]): (Statement & { kind: "declare" })[] {
  return body.flatMap((node) => {
    switch (node.kind) {
      case "declare":
        return node.value === undefined ? [node] : [];
      case "if":
        return [...node.arms.map((arm) => arm.body), node.otherwise].flatMap(unset);
      case "switch":
        return node.cases.flatMap((clause) => unset(clause.body));
      case "loop":
        return unset([...node.body, ...node.continuing]);
      case "block":
        return unset(node.body);
      default:
        return [];
    }
  });
}
