/** `deno task run`: walk, tally, draw. */

import { BACKEND_NAMES } from "../backends/choose.ts";
import { oneLine } from "../data/one_line.ts";
import { type RunResult, simulate } from "../run.ts";
import { type Command, HELP, type Values, VERSION } from "./args.ts";
import { FIGURE_FLAGS } from "./figure_flags.ts";
import { removeDrafts } from "./output.ts";
import { PRODUCT_FLAGS, Products, provenanceOf } from "./products.ts";
import { ProgressBar } from "../terminal/progress_bar.ts";
import { parseBackend, parseSpec, parseWorkers } from "./run_flags.ts";
import { describeRun, type Finished, jsonOfRun } from "./summary.ts";

export const command: Command = {
  name: "run",
  summary: "Simulates random walks and draws where they end.",
  flags: [
    { name: "n", value: "100000", help: "walkers, 1 to 2^53 - 1; 1e6 and 1_000_000 work too" },
    { name: "first", value: "500000", help: "number of the first walker; 0 if not given" },
    { name: "steps", value: "1000", help: "steps of each walk, 1 to 2^31 - 1" },
    { name: "seed", value: "7", help: "a number below 2^64, or a text; random if not given" },
    { name: "backend", value: "auto", help: `where to walk: ${BACKEND_NAMES.join(", ")}` },
    {
      name: "workers",
      value: "2",
      help: "threads of the workers backend; every core if not given",
    },
    ...PRODUCT_FLAGS,
    { name: "endpoints", value: "ends.npy", help: "every walker's endpoint, .npy or .csv" },
    ...FIGURE_FLAGS,
    { name: "json", help: "print the result as one JSON object" },
    { name: "quiet", help: "print no summary and no progress" },
    HELP,
    VERSION,
  ],
};

const INTERRUPTED = 130;
/** Signals closer to the first than this are one Ctrl-C. */
const SAME_INTERRUPT_MS = 1000;

/** Runs the command and returns the program's exit status. */
export async function execute(values: Values): Promise<number> {
  const spec = parseSpec(values);
  const backend = parseBackend(values.backend ?? "auto");
  const workers = values.workers === undefined ? undefined : parseWorkers(values.workers);
  const products = await Products.check(values, spec);
  await using endpoints = values.endpoints
    ? await (await import("./endpoints_file.ts")).EndpointsFile.open(values.endpoints, spec.walkers)
    : undefined;
  const isQuiet = values.quiet !== undefined;
  const bar = isQuiet ? undefined : new ProgressBar("walkers", spec.walkers);
  const interrupt = listenForInterrupt();
  endpoints?.onFailure(() => interrupt.abort());
  const result = await simulate(spec, {
    backend,
    workers,
    signal: interrupt.signal,
    onProgress: (walkers) => bar?.update(walkers),
    onEndpoints: endpoints && ((ends, first) => endpoints.write(ends, first)),
    onNotice: (notice) => {
      bar?.clear();
      console.error(oneLine(notice));
    },
  }).finally(() => bar?.clear());
  // One file that cannot be written costs neither the others nor the numbers.
  let figure: string | undefined;
  try {
    await products.write(result, provenanceOf(result));
    figure = products.figure;
  } finally {
    try {
      await endpoints?.keep();
    } finally {
      const finished = { result, figure, totalMs: performance.now() };
      print(finished, values.json !== undefined, isQuiet);
    }
  }
  return interrupt.signal.aborted ? INTERRUPTED : 0;
}

function print(finished: Finished<RunResult>, isJson: boolean, isQuiet: boolean): void {
  // With --json, standard output is for the object alone.
  if (!isQuiet) (isJson ? console.error : console.log)(describeRun(finished));
  if (isJson) console.log(jsonOfRun(finished));
}

/**
 * The first Ctrl-C, or a request to terminate, ends the run and keeps what was walked; one after that
 * ends the program. One Ctrl-C comes twice where a runner such as `deno task` hands on what the terminal sent to both.
 */
function listenForInterrupt(): AbortController {
  const controller = new AbortController();
  let first = 0;
  const end = () => {
    if (!controller.signal.aborted) first = performance.now();
    else if (performance.now() - first > SAME_INTERRUPT_MS) {
      removeDrafts();
      Deno.exit(INTERRUPTED);
    }
    controller.abort();
  };
  Deno.addSignalListener("SIGINT", end);
  // Windows knows no other.
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", end);
  return controller;
}
