/** Which exits are in a statement. */

import type { Statement } from "./typed.ts";

/**
 * Whether a statement holds an exit that leaves it: a `break` within an inner loop or switch is that
 * one's, and so is a `continue` within an inner loop.
 */
export function mayExit(node: Statement, by: "break" | "continue" | "return"): boolean {
  const isWithin = (body: readonly Statement[]) => body.some((inner) => mayExit(inner, by));
  switch (node.kind) {
    case "break":
    case "continue":
    case "return":
      return node.kind === by;
    case "block":
      return isWithin(node.body);
    case "if":
      return node.arms.some((arm) => isWithin(arm.body)) || isWithin(node.otherwise);
    case "switch":
      return by !== "break" && node.cases.some((clause) => isWithin(clause.body));
    case "loop":
      return by === "return" && isWithin(node.body);
    default:
      return false;
  }
}
