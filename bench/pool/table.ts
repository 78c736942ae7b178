/** What was measured, as a table with ratios to Hexwalk. */

import { type Times, TRIVIAL, WALKS } from "./tasks.ts";
import { STEPS } from "./walk.ts";

const OURS = "hexwalk";
const PLAIN = "plain loop";

/** A row: what is compared, and which of a contestant's times it is. */
interface Row {
  readonly title: string;
  readonly unit: string;
  readonly of: (times: Times, plain: Times) => number | undefined;
}

const perTask = (ms: number | undefined, plain = 0) =>
  ms === undefined ? undefined : 1000 * (ms - plain) / TRIVIAL;

const ROWS: readonly Row[] = [
  { title: "added per task, by a list", unit: "µs", of: ({ list }, p) => perTask(list, p.list) },
  {
    title: "added per task, by a rule",
    unit: "µs",
    of: ({ rule, list }, p) => perTask(rule ?? list, p.rule),
  },
  { title: "first task of a new pool", unit: "ms", of: ({ first }) => first },
  { title: "walks, pool open and warm", unit: "ms", of: ({ open }) => open },
  { title: "walks, a whole program", unit: "ms", of: ({ whole }) => whole },
];

/** A line for each row, a column for each contestant: the value, and how many times ours it is. */
export function table(measured: ReadonlyMap<string, Times>): string {
  const [ours, plain] = [measured.get(OURS), measured.get(PLAIN)];
  if (!ours || !plain) throw new TypeError("A table needs Hexwalk and the plain loop");
  const lines = ROWS.map(({ title, unit, of }) => {
    const own = of(ours, plain) ?? NaN;
    const cells = [...measured].map(([name, times]) => {
      const value = name === PLAIN && title.startsWith("added") ? undefined : of(times, plain);
      if (value === undefined) return "–";
      const ratio = name === OURS ? "" : ` (${written(value / own)}×)`;
      return `${written(value)} ${unit}${ratio}`;
    });
    return [title, ...cells];
  });
  const note = `${WALKS} walks of ${STEPS} steps; ${TRIVIAL} trivial tasks. ` +
    `In brackets: how many times Hexwalk's. A contestant without rules is measured by a list.`;
  return `${aligned([["", ...measured.keys()], ...lines])}\n\n${note}`;
}

/** Three digits, or all before the point. */
function written(value: number): string {
  return value < 1000 ? value.toPrecision(3) : value.toFixed(0);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at])).join("  ").trimEnd())
    .join("\n");
}
