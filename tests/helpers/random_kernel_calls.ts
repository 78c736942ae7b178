/** Calls of helper functions. */

import { reach } from "./random_kernel_leaves.ts";
import type { Body, Helper } from "./random_kernel_state.ts";
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
  const helper = b.kernel.rng.pick(able);
  const keep = helper.returns && b.kernel.rng.chance(0.4) ? "_ = " : "";
  return [`${keep}${callText(b, helper, argument)};`];
}

function callable(b: Body, helper: Helper): boolean {
  const { lent } = b;
  return b.affords(helper) &&
    helper.parameters.every(({ type, pointer }) =>
      !pointer || (lent !== undefined && sameType(lent.type, type))
    );
}

function callText(b: Body, helper: Helper, argument: (type: Type) => string): string {
  b.turns += b.repeats * helper.turns;
  b.size += helper.size;
  const { lent } = b;
  const takesLent = helper.parameters.some(({ pointer }) => pointer);
  if (takesLent) {
    b.lent = undefined;
    b.kernel.note("pointer_argument");
  }
  const args = helper.parameters.map(({ type, pointer }) =>
    pointer && lent?.pointer ? lent.pointer : argument(type)
  );
  return `${helper.name}(${args.join(", ")})`;
}
