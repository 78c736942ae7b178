/** Calls of helper functions. */

import { reach } from "./random_kernel_leaves.ts";
import type { Body, Entry, Helper } from "./random_kernel_state.ts";
import { type Expr, primary, sameType, type Type } from "./random_kernel_types.ts";

/** A call whose result, or a part of it, is a `want`; undefined if no helper offers one. */
export function helperCall(
  b: Body,
  want: Type,
  argument: (type: Type) => string,
): Expr | undefined {
  const ways = b.kernel.helpers.flatMap((helper) =>
    helper.returns && callable(b, helper)
      ? reach(b, helper.returns, want).map((suffix) => ({ helper, suffix }))
      : []
  );
  if (ways.length === 0) return undefined;
  const { helper, suffix } = b.kernel.rng.pick(ways);
  return primary(callText(b, helper, argument) + suffix());
}

/** A call for its effects, as a statement. */
export function callStatement(b: Body, argument: (type: Type) => string): string[] | undefined {
  const able = b.kernel.helpers.filter((helper) => callable(b, helper));
  if (able.length === 0) return undefined;
  const helper = b.kernel.rng.pick(preferPointers(b, able));
  const keep = helper.returns && b.kernel.rng.chance(0.4) ? "_ = " : "";
  return [`${keep}${callText(b, helper, argument)};`];
}

// Calls that need a lent variable are rarely possible: take the chance where there is one.
function preferPointers(b: Body, able: readonly Helper[]): readonly Helper[] {
  const taking = able.filter(({ parameters }) => parameters.some(({ pointer }) => pointer));
  return taking.length > 0 && b.kernel.rng.chance(0.7) ? taking : able;
}

function callable(b: Body, helper: Helper): boolean {
  return b.affords(helper) && pointersFor(b, helper) !== undefined;
}

/** A lent variable for each pointer parameter, by position; undefined if they do not suffice. */
function pointersFor(b: Body, helper: Helper): Map<number, Entry> | undefined {
  const left = [...b.lent];
  const found = new Map<number, Entry>();
  for (const [i, { type, pointer }] of helper.parameters.entries()) {
    if (!pointer) continue;
    const at = left.findIndex((entry) => sameType(entry.type, type));
    if (at < 0) return undefined;
    found.set(i, left.splice(at, 1)[0]);
  }
  return found;
}

function callText(b: Body, helper: Helper, argument: (type: Type) => string): string {
  b.turns += b.repeats * helper.turns;
  b.size += helper.size;
  const pointers = pointersFor(b, helper) ?? new Map<number, Entry>();
  const taken = [...pointers.values()];
  if (taken.length > 0) b.kernel.note(taken.length > 1 ? "two_pointers" : "pointer_argument");
  // A second call in the same statement might see the order of the two.
  if (!b.orderShows) b.lent = b.lent.filter((entry) => !taken.includes(entry));
  else if (taken.length > 0) b.kernel.note("order");
  const args = helper.parameters.map(({ type }, i) => pointers.get(i)?.pointer ?? argument(type));
  return `${helper.name}(${args.join(", ")})`;
}
