/** What a run says at its end: lines for people, one object for programs. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";
import type { BackendInfo } from "../backends/backend.ts";
import type { RunResult } from "../run.ts";
import { specToJson } from "../spec.ts";
import { statistics } from "../tally/statistics.ts";

export interface Finished {
  readonly result: RunResult;
  /** The file that holds the figure. */
  readonly figure: string;
  /** From the start of the program, in milliseconds. */
  readonly totalMs: number;
}

/** The summary for people. */
export function describeRun({ result, figure, totalMs }: Finished): string {
  const { spec, tally, backend, reason, walkMs } = result;
  const { mean, variance, covariance } = statistics(tally);
  const count = format(",d");
  const pair = (values: readonly number[]) => values.map((v) => format(".5~g")(v)).join(", ");
  const rows: [string, string][] = [
    [
      "walkers",
      result.isComplete
        ? count(tally.walkers)
        : `${count(tally.walkers)} of ${count(spec.walkers)} (stopped early)`,
    ],
    ["steps", count(spec.steps)],
    ["seed", spec.seed.text],
    ["backend", `${describeBackend(backend)}: ${reason}`],
    ["mean", `${pair(mean)} sites`],
    ["variance", `${pair(variance)} sites², covariance ${pair([covariance])}`],
    ["outside", `${count(tally.outside)} walkers beyond the window`],
    ["walking", duration(walkMs)],
    ["in all", duration(totalMs)],
    ["figure", figure],
  ];
  return rows.map(([name, value]) => `${name.padEnd(10)}${value}`).join("\n");
}

/** The summary for programs. Numbers that do not exist, as the mean of nobody, are null. */
export function jsonOfRun({ result, figure, totalMs }: Finished): string {
  const { spec, tally, backend, walkMs, isComplete } = result;
  const { walkers, outside } = tally;
  return JSON.stringify({
    spec: specToJson(spec),
    backend,
    tally: { walkers, outside, ...statistics(tally) },
    digest: result.digest,
    complete: isComplete,
    timings: { walkMs, totalMs },
    figure,
  });
}

/** A backend in a few words. */
export function describeBackend({ name, adapter, software, workers }: BackendInfo): string {
  if (name === "gpu") return `gpu, ${adapter}${software ? " (software: a CPU, not a GPU)" : ""}`;
  return workers === undefined ? name : `${workers} ${workers === 1 ? "worker" : "workers"}`;
}

/** A duration with three digits and a unit. */
export function duration(ms: number): string {
  return ms < 1000 ? `${format(".3~r")(ms)} ms` : `${format(".3~r")(ms / 1000)} s`;
}
