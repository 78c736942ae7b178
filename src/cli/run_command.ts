/** `deno task run`: walk, tally, draw. */

import { BACKEND_NAMES, type BackendName } from "../backends/choose.ts";
import { drawFigure } from "../figure.ts";
import { simulate } from "../run.ts";
import { createSpec } from "../spec.ts";
import { type Command, HELP, parseNumber, UsageError, type Values, VERSION } from "./args.ts";
import { checkFigurePath, writeWhole } from "./output.ts";
import { ProgressBar } from "./progress.ts";
import { describeRun, type Finished, jsonOfRun } from "./summary.ts";

export const RUN: Command = {
  name: "run",
  summary: "Simulates random walks and draws where they end.",
  flags: [
    { name: "n", value: "100000", help: "walkers, 1 to 2^53 - 1; 1e6 and 1_000_000 work too" },
    { name: "steps", value: "1000", help: "steps of each walk, 1 to 2^31 - 1" },
    { name: "seed", value: "7", help: "a number below 2^64, or a text; random if not given" },
    { name: "backend", value: "auto", help: `where to walk: ${BACKEND_NAMES.join(", ")}` },
    {
      name: "workers",
      value: "2",
      help: "threads of the workers backend; every core if not given",
    },
    { name: "out", value: "walk.svg", help: "the figure's file" },
    { name: "json", help: "print the result as one JSON object" },
    { name: "quiet", help: "print no summary and no progress" },
    HELP,
    VERSION,
  ],
};

/** The most workers that are of any use; each takes memory for a tally. */
const MAX_WORKERS = 1024;
const INTERRUPTED = 130;

/** Runs the command and returns the program's exit status. */
export async function run(values: Values): Promise<number> {
  const spec = createSpec({
    walkers: parseNumber("n", values.n ?? "100000"),
    steps: parseNumber("steps", values.steps ?? "1000"),
    seed: values.seed,
  });
  const backend = parseBackend(values.backend ?? "auto");
  const workers = values.workers === undefined ? undefined : parseWorkers(values.workers);
  const figure = values.out ?? "walk.svg";
  await checkFigurePath(figure);
  const isQuiet = values.quiet !== undefined;
  const bar = new ProgressBar(spec.walkers, !isQuiet && Deno.stderr.isTerminal());
  const interrupt = listenForInterrupt();
  const result = await simulate(spec, {
    backend,
    workers,
    signal: interrupt.signal,
    onProgress: (walkers) => bar.update(walkers),
    onNotice: (notice) => console.error(notice),
  });
  bar.clear();
  await writeWhole(figure, drawFigure(result));
  print({ result, figure, totalMs: performance.now() }, values.json !== undefined, isQuiet);
  return interrupt.signal.aborted ? INTERRUPTED : 0;
}

function print(finished: Finished, isJson: boolean, isQuiet: boolean): void {
  // With --json, standard output is for the object alone.
  if (!isQuiet) (isJson ? console.error : console.log)(describeRun(finished));
  if (isJson) console.log(jsonOfRun(finished));
}

/** The first Ctrl-C ends the run and keeps what was walked; a second ends the program. */
function listenForInterrupt(): AbortController {
  const controller = new AbortController();
  Deno.addSignalListener("SIGINT", () => {
    if (controller.signal.aborted) Deno.exit(INTERRUPTED);
    controller.abort();
  });
  return controller;
}

function parseBackend(text: string): BackendName {
  const name = BACKEND_NAMES.find((known) => known === text);
  if (name) return name;
  throw new UsageError(`There is no backend ${text}: use ${BACKEND_NAMES.join(", ")}`);
}

function parseWorkers(text: string): number {
  const workers = parseNumber("workers", text);
  if (Number.isInteger(workers) && workers >= 1 && workers <= MAX_WORKERS) return workers;
  throw new UsageError(`--workers ${text}: use a whole number from 1 to ${MAX_WORKERS}`);
}
