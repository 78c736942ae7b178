/** A run's result → where its walkers come from, for a file that keeps it. */

import config from "../deno.json" with { type: "json" };
import { oneLine } from "./data/one_line.ts";
import type { Provenance } from "./data/saved_run.ts";
import type { RunResult } from "./run.ts";

export type { Provenance } from "./data/saved_run.ts";

/** Where a run's walkers come from, once it has ended: an entry for each backend with a part in it. */
export function provenancesOf(
  { shares, reason, tally }: Pick<RunResult, "shares" | "reason" | "tally">,
): Provenance[] {
  const finished = new Date().toISOString();
  return shares.filter(({ walkers }) => walkers > 0 || tally.walkers === 0).map(
    ({ backend: { name, ...facts }, walkers, walkMs }) => ({
      version: config.version,
      backend: name,
      ...facts,
      ...facts.adapter !== undefined && { adapter: oneLine(facts.adapter) },
      reason: oneLine(reason),
      walkers,
      walkMs,
      finished,
    }),
  );
}
