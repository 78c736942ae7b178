/** `deno task bench`: the backends of this host side by side, on one spec, in one run. */

import { Ceiling } from "../backends/ceiling.ts";
import type { RunSpec } from "../spec.ts";
import {
  type Command,
  HELP,
  type Invocation,
  parseNumber,
  UsageError,
  type Values,
  VERSION,
} from "./args.ts";
import { thisHost } from "./bench_host.ts";
import { measure } from "./bench_measure.ts";
import { chart, json, table } from "./bench_report.ts";
import { openRows } from "./bench_rows.ts";
import { checkPlace } from "./check_place.ts";
import { writeWhole } from "./output.ts";
import { note, say } from "./say.ts";
import { parseSpec, parseWorkers } from "./run_flags.ts";
import { StatusLine } from "../terminal/status_line.ts";

export const command: Command = {
  name: "bench",
  summary: "Compares the backends of this host with each other and with a plain loop.",
  flags: [
    { name: "n", value: "1e7", help: "walkers" },
    { name: "sweep", value: "1e4..1e8", help: "numbers of walkers instead, a factor of ten apart" },
    { name: "steps", value: "1000", help: "steps of each walk" },
    { name: "rounds", value: "5", help: "rounds; the table shows the median of all but the first" },
    {
      name: "workers",
      value: "2",
      help: "threads of the workers backend; every core if not given",
    },
    { name: "scaling", help: "a row for 1, 2, 4 … workers" },
    { name: "no-software", help: "leave a GPU adapter that is software out" },
    {
      name: "out",
      value: "bench.svg",
      help: "draw time against walkers; sweeps if not told to",
      isFile: true,
    },
    { name: "json", help: "print the figures as one JSON object" },
    HELP,
    VERSION,
  ],
};

/** The sweep of a chart that was asked for without one. */
const CHART_SWEEP = "1e4..1e8";

/** Runs the command and returns the program's exit status. */
export async function execute({ values }: Invocation): Promise<number> {
  const { out } = values;
  const sizes = parseSizes(values);
  const spec = parseSpec({ n: String(sizes[sizes.length - 1]), steps: values.steps, seed: "7" });
  const rounds = parseRounds(values.rounds ?? "5");
  const workers = values.workers ? parseWorkers(values.workers) : navigator.hardwareConcurrency;
  const place = out === undefined ? undefined : await checkPlace(out, [".svg"]);
  const { findings, notes } = await measureAll(spec, sizes, rounds, values, workers);
  // Standard output is for one thing alone.
  (place?.kind === "stdout" ? note : say)(
    (values.json === undefined ? table : json)(findings, thisHost(), notes),
  );
  if (place) await writeWhole(place, chart(findings));
  return 0;
}

async function measureAll(
  spec: RunSpec,
  sizes: readonly number[],
  rounds: number,
  values: Values,
  workers: number,
) {
  const status = new StatusLine();
  const { rows, notes } = await openRows(spec, {
    workers,
    scaling: values.scaling !== undefined,
    software: values["no-software"] === undefined,
  });
  try {
    const onRound = ({ name }: { name: string }, walkers: number, round: number) =>
      status.show(() => `${walkers} walkers, round ${round + 1} of ${rounds}: ${name}`);
    const plan = { spec, rows, sizes, rounds, onRound };
    return { findings: await measure(plan, await Ceiling.open()), notes };
  } finally {
    status.clear();
    for (const row of rows) await row[Symbol.asyncDispose]();
  }
}

/** The numbers of walkers to measure at, ascending; each makes a spec. */
function parseSizes(values: Values): number[] {
  const sizes = askedSizes(values);
  for (const size of sizes) parseSpec({ n: String(size), steps: values.steps });
  return sizes;
}

function askedSizes({ n, sweep, out }: Values): number[] {
  if (n !== undefined && sweep !== undefined) {
    throw new UsageError("--n and --sweep exclude each other: use one of them");
  }
  const asked = sweep ?? (n === undefined && out !== undefined ? CHART_SWEEP : undefined);
  if (asked === undefined) return [parseNumber("n", n ?? "1e7")];
  const ends = asked.split("..");
  if (ends.length !== 2) {
    throw new UsageError(`--sweep ${asked}: use two numbers, such as 1e4..1e8`);
  }
  const [low, high] = ends.map((end) => parseNumber("sweep", end));
  if (!(low >= 1 && low <= high && [low, high].every(Number.isSafeInteger))) {
    throw new UsageError(
      `--sweep ${asked}: use two whole numbers from 1 to ${Number.MAX_SAFE_INTEGER}, the lower one first`,
    );
  }
  const sizes: number[] = [];
  for (let size = low; size < high; size *= 10) sizes.push(size);
  return [...sizes, high];
}

function parseRounds(text: string): number {
  const rounds = parseNumber("rounds", text);
  if (Number.isInteger(rounds) && rounds >= 1 && rounds <= 1000) return rounds;
  throw new UsageError(`--rounds ${text}: use a whole number from 1 to 1000`);
}
