/** Where control goes: bodies that must return, and loops that must have a way out. */

import { mayExit } from "./exits.ts";
import type { WgslError } from "./source.ts";
import type { Statement } from "./typed.ts";

/** How a statement may end (WGSL 9.9, "Statement Behavior Analysis"). */
type Behaviour = ReadonlySet<"next" | "break" | "continue" | "return">;

const NEXT: Behaviour = new Set(["next"]);

/**
 * Refuses loops without an exit, as WGSL does; whether a condition ever holds is not asked.
 *
 * @throws {WgslError} As `error` makes it.
 */
export function checkLoops(
  body: readonly Statement[],
  error: (at: number, reason: string) => WgslError,
): Behaviour {
  let whole = NEXT;
  for (const statement of body) {
    const found = behaviour(statement, error);
    if (whole.has("next")) whole = without(whole, ["next"]).union(found);
  }
  return whole;
}

function behaviour(
  node: Statement,
  error: (at: number, reason: string) => WgslError,
): Behaviour {
  switch (node.kind) {
    case "break":
    case "continue":
    case "return":
      return new Set([node.kind]);
    case "block":
      return checkLoops(node.body, error);
    case "if":
      return node.arms.reduce<Behaviour>(
        (all, arm) => all.union(checkLoops(arm.body, error)),
        checkLoops(node.otherwise, error),
      );
    case "switch": {
      const all = node.cases.map((clause) => checkLoops(clause.body, error))
        .reduce((a, b) => a.union(b));
      return all.has("break") ? without(all, ["break"]).union(NEXT) : all;
    }
    case "loop": {
      const all = checkLoops(node.body, error).union(checkLoops(node.continuing, error));
      if (node.condition || node.breakIf || all.has("break")) {
        return without(all, ["break", "continue"]).union(NEXT);
      }
      const rest = without(all, ["next", "continue"]);
      if (rest.size === 0) throw error(node.at, "this loop has no way out: no break, no return");
      return rest;
    }
    default:
      return NEXT;
  }
}

function without(all: Behaviour, ends: readonly ("next" | "break" | "continue")[]): Behaviour {
  return all.difference(new Set<string>(ends));
}

/**
 * Whether a body's last statement returns on every path. WGSL also takes a return that unreachable
 * code follows, and an endless loop at the end; naga does not.
 */
export function alwaysReturns(body: readonly Statement[]): boolean {
  const last = body[body.length - 1];
  switch (last?.kind) {
    case "return":
      return true;
    case "block":
      return alwaysReturns(last.body);
    case "if":
      return last.arms.every((arm) => alwaysReturns(arm.body)) && alwaysReturns(last.otherwise);
    case "switch":
      return last.cases.every((clause) =>
        alwaysReturns(clause.body) && !clause.body.some((node) => mayExit(node, "break"))
      );
    default:
      return false;
  }
}
