/** What a run says at its end: lines for people, one object for programs. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";
import type { BackendInfo } from "../backends/backend.ts";
import { oneLine } from "../data/one_line.ts";
import type { Provenance, SavedRun } from "../data/saved_run.ts";
import type { RunResult } from "../run.ts";
import type { Files } from "./products.ts";
import type { Resumed } from "./resume.ts";
import { specToJson } from "../spec.ts";
import { statistics } from "../tally/statistics.ts";
import type { Tally } from "../tally/tally.ts";
import { measured } from "./measured.ts";

/** The most that a summary names of where walkers come from. */
const MAX_ORIGINS = 3;

/** What was made of a run, and when. */
export interface Finished<Result> {
  readonly result: Result;
  /** What was written. */
  readonly files: Files;
  /** The saved run that it went on from. */
  readonly resumed?: Resumed;
  /** From the start of the program, in milliseconds. */
  readonly totalMs: number;
}

/** A run that was just walked, for people. */
export function describeRun(finished: Finished<RunResult>): string {
  const { result: { backend, reason, walkMs }, resumed } = finished;
  const origin = [["backend", `${describeBackend(backend)}: ${reason}`]] as [string, string][];
  if (resumed) {
    const { file, run } = resumed;
    origin.unshift(["resumed", `${file}: ${format(",d")(run.tally.walkers)} walkers`]);
  }
  const { isComplete } = finished.result;
  const { saved } = finished.files;
  const hints: Rows = saved === undefined || isComplete
    ? []
    : [["to finish", `deno task run --resume ${quoted(saved)}`]];
  return describe(finished, origin, [["walking", duration(walkMs)]], hints);
}

/** A name as a shell takes it. */
function quoted(name: string): string {
  return /^[\w./:@%+-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

/** A run that was read, for people. */
export function describeSaved(finished: Finished<SavedRun>): string {
  return describe(finished, [["saved", describeOrigins(finished.result.provenance)]], []);
}

/** Who walked how many on which day. */
function describeOrigins(provenance: readonly Provenance[]): string {
  const origins = Map.groupBy(
    provenance,
    ({ backend, finished }) => `by ${backend}, ${finished.slice(0, 10)}`,
  );
  const all = [...origins].map(([origin, parts]) => {
    const walkers = parts.reduce((sum, part) => sum + part.walkers, 0);
    return `${format(",d")(walkers)} walkers ${origin}`;
  });
  const named = all.slice(0, MAX_ORIGINS).join("; ");
  const more = all.length - MAX_ORIGINS;
  return more > 0 ? `${named}; and ${format(",d")(more)} more` : named;
}

/** A run that was just walked, for programs. Numbers that do not exist, as the mean of nobody, are null. */
export function jsonOfRun({ result, files, resumed, totalMs }: Finished<RunResult>): string {
  const { backend, walkMs } = result;
  const from = resumed && { file: resumed.file, walkers: resumed.run.tally.walkers };
  const timings = { walkMs, totalMs };
  return JSON.stringify({ ...facts(result), resumed: from, backend, timings, ...files });
}

/** A run that was read, for programs. */
export function jsonOfSaved({ result, files, totalMs }: Finished<SavedRun>): string {
  const { provenance } = result;
  return JSON.stringify({ ...facts(result), provenance, timings: { totalMs }, ...files });
}

type Known = Pick<RunResult, "spec" | "tally" | "digest" | "isComplete">;
type Rows = readonly (readonly [string, string])[];

function facts({ spec, tally, digest, isComplete }: Known) {
  const { walkers, outside } = tally;
  const counted = { walkers, outside, ...statistics(tally) };
  return { spec: specToJson(spec), tally: counted, digest, complete: isComplete };
}

function describe(
  { result, files, totalMs }: Finished<Known>,
  origin: Rows,
  times: Rows,
  hints: Rows = [],
): string {
  const { spec, tally, isComplete } = result;
  const count = format(",d");
  const walkers = isComplete
    ? count(tally.walkers)
    : `${count(tally.walkers)} of ${count(spec.walkers)} (partial)`;
  const rows: Rows = [
    ["walkers", walkers],
    ...spec.first === 0 ? [] : [["first", `number ${count(spec.first)}`] as const],
    ["steps", count(spec.steps)],
    ["seed", spec.seed.text],
    ...origin,
    ...moments(tally),
    ["outside", `${count(tally.outside)} walkers beyond the window`],
    ...times,
    ["in all", duration(totalMs)],
    ...rowsOf(files),
    ...hints,
  ];
  // Seeds, files and adapters have names of others' choice.
  return rows.map(([name, value]) => `${name.padEnd(10)}${oneLine(value)}`).join("\n");
}

/** Where the walkers ended, as far as that is known. */
function moments(tally: Tally): Rows {
  const { mean, variance, covariance, standardErrors } = statistics(tally);
  const list = (values: readonly number[], errors: readonly number[]) =>
    values.map((value, i) => measured(value, errors[i])).join(", ");
  const spread = `${list(variance, standardErrors.variance)} sites², ` +
    `covariance ${measured(covariance, standardErrors.covariance)}`;
  return [
    ["mean", tally.walkers > 0 ? `${list(mean, standardErrors.mean)} sites` : "of no walkers"],
    ["variance", tally.walkers > 1 ? spread : "takes two walkers"],
  ];
}

/** Each file that was written. */
function rowsOf({ figure, saved, exports, endpoints }: Files): Rows {
  const row = (what: string, name?: string): Rows => name === undefined ? [] : [[what, name]];
  return [
    ...row("figure", figure),
    ...row("run", saved),
    ...exports.flatMap((name) => row("counts", name)),
    ...row("endpoints", endpoints),
  ];
}

/** A backend in a few words. */
export function describeBackend({ name, adapter, software, workers }: BackendInfo): string {
  if (name === "gpu") return `gpu${software ? " (software)" : ""}, ${adapter}`;
  return workers === undefined ? name : `${workers} ${workers === 1 ? "worker" : "workers"}`;
}

/** A duration with three digits and a unit. */
export function duration(ms: number): string {
  return ms < 1000 ? `${format(".3~r")(ms)} ms` : `${format(".3~r")(ms / 1000)} s`;
}
