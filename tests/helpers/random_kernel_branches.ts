/** Random control flow: blocks, `if`, `switch`, and jumps out of them. */

import { condition, expression } from "./random_kernel_expressions.ts";
import { operand } from "./random_kernel_leaves.ts";
import { loopMenu } from "./random_kernel_loops.ts";
import { lending, simpleMenu } from "./random_kernel_statements.ts";
import type { Body, Choice } from "./random_kernel_state.ts";
import { plain } from "./random_kernel_types.ts";

/** `count` random statements at most, in the current scope. */
export function statements(b: Body, count: number, depth: number): string[] {
  const lines: string[] = [];
  for (let i = 0; i < count && b.statements > 0; i++) {
    b.statements--;
    b.size++;
    b.nodes = 40;
    lines.push(...b.kernel.choose(statementMenu(b, depth)));
  }
  return lines;
}

function statementMenu(b: Body, depth: number): Choice<string[]>[] {
  const { rng } = b.kernel;
  const menu: Choice<string[]>[] = [];
  if (depth > 0) {
    const block = () => b.scoped(() => statements(b, rng.between(1, 4), depth - 1));
    menu.push(
      ["if", 3.5, () => branch(b, depth)],
      ["switch", 1.2, () => switchOver(b, depth)],
      ["block", 0.3, () => ["{", ...block(), "}"]],
      ["jump", b.loops > 0 ? 2 : 0.5, () => jumpIf(b)],
      ...loopMenu(b, (count) => statements(b, count, depth - 1)),
    );
  }
  return [...menu, ...simpleMenu(b)];
}

/** One arm of an `if` or `switch`: statements in a scope of their own, sometimes a jump at the end. */
function arm(b: Body, depth: number): string[] {
  const { rng } = b.kernel;
  return b.scoped(() => {
    const lines = statements(b, rng.between(rng.chance(0.1) ? 0 : 1, 4), depth - 1);
    const jump = rng.chance(b.loops > 0 || b.inSwitch ? 0.2 : 0.06) ? jumpText(b) : undefined;
    return jump ? [...lines, jump] : lines;
  });
}

function branch(b: Body, depth: number): string[] {
  const { rng } = b.kernel;
  const test = () => {
    const text = lending(b, () => condition(b));
    return rng.chance(0.85) ? `(${text})` : text;
  };
  const lines = [`if ${test()} {`, ...arm(b, depth)];
  while (rng.chance(0.25) && b.kernel.note("else_if")) {
    lines.push(`} else if ${test()} {`, ...arm(b, depth));
  }
  if (rng.chance(0.45) && b.kernel.note("else")) lines.push("} else {", ...arm(b, depth));
  return [...lines, "}"];
}

/** A `switch` with distinct selectors, its default anywhere, alone or beside selectors. */
function switchOver(b: Body, depth: number): string[] {
  const { rng } = b.kernel;
  const signed = rng.chance(0.4);
  const over = lending(b, () => selector(b, signed));
  const values = rng.shuffle(signed ? [-2, -1, 0, 1, 2, 3, 4, 5] : [0, 1, 2, 3, 4, 5, 6, 7]);
  const cases = Array.from({ length: rng.between(1, 4) }, () => {
    const taken = values.splice(0, rng.pick([1, 1, 1, 2, 3]));
    return taken.map((value) => caseValue(b, value, signed));
  }).filter((list) => list.length > 0);
  const labels = cases.map((list) => `case ${list.join(", ")}`);
  if (rng.chance(0.2) && b.kernel.note("default_in_list")) {
    const list = rng.pick(cases);
    labels[cases.indexOf(list)] = `case ${rng.shuffle([...list, "default"]).join(", ")}`;
  } else labels.splice(rng.between(0, labels.length), 0, "default");
  const outer = b.inSwitch;
  b.inSwitch = true;
  const bodies = labels.flatMap((label) => [
    `${label}${rng.chance(0.5) ? ":" : ""} {`,
    ...arm(b, depth),
    "}",
  ]);
  b.inSwitch = outer;
  return [`switch ${rng.chance(0.8) ? `(${over})` : over} {`, ...bodies, "}"];
}

function selector(b: Body, signed: boolean): string {
  const { rng } = b.kernel;
  if (signed) return `(${operand(b, plain("i32"))} & 7) - 2`;
  return rng.chance(0.5)
    ? `${operand(b, plain("u32"))} % ${rng.between(3, 8)}u`
    : `${operand(b, plain("u32"))} & 7u`;
}

function caseValue(b: Body, value: number, signed: boolean): string {
  const named = b.abstracts().find((constant) => constant.value === value);
  if (named && b.kernel.rng.chance(0.6) && b.kernel.note("named_selector")) return named.name;
  return `${value}${b.kernel.rng.pick(["", signed ? "i" : "u"])}`;
}

/** `if (condition) { …; jump }`, where the jump fits the place. */
function jumpIf(b: Body): string[] | undefined {
  const head = `if (${lending(b, () => condition(b))}) {`;
  return b.scoped(() => {
    const lines = b.kernel.choose(simpleMenu(b));
    const jump = jumpText(b);
    return jump === undefined ? undefined : [head, ...lines, jump, "}"];
  });
}

/** A jump that is allowed here: break, continue or return. */
function jumpText(b: Body): string | undefined {
  const { rng } = b.kernel;
  const able: string[] = [];
  if (b.loops > 0) able.push("break", "continue", "continue");
  else if (b.inSwitch) able.push("break");
  // Early returns from `main` leave less to compare.
  if (!b.isMain || rng.chance(0.15)) able.push("return");
  const allowed = able.filter((jump) => b.kernel.allows(jump));
  if (allowed.length === 0) return undefined;
  const jump = rng.pick(allowed);
  b.kernel.note(jump);
  if (jump === "continue") b.continued = true;
  if (jump === "return" && b.isMain) return "output[base] ^= 77u;\nreturn;";
  if (jump !== "return" || !b.returns) return `${jump};`;
  const { returns } = b;
  return `return ${lending(b, () => expression(b, returns, 2, { anchored: true })).text};`;
}
