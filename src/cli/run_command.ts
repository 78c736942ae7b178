/** `deno task run`: walk, tally, draw. */

import { BACKEND_NAMES } from "../backends/choose.ts";
import { oneLine } from "../data/one_line.ts";
import { RunFault, type RunOptions, type RunResult, simulate } from "../run.ts";
import type { RunSpec } from "../spec.ts";
import { type Command, HELP, type Invocation, type Values, VERSION } from "./args.ts";
import { stopWhenAsked } from "./ending.ts";
import type { EndpointsFile } from "./endpoints_file.ts";
import { FIGURE_FLAGS } from "./figure_flags.ts";
import { Failures } from "./output.ts";
import { isThere, partialOf, type Place } from "./place.ts";
import { PRODUCT_FLAGS, Products } from "./products.ts";
import { ProgressBar } from "../terminal/progress_bar.ts";
import { parseBackend, parseSpec, parseWorkers } from "./run_flags.ts";
import type { Resumed } from "./resume.ts";
import { brief, note } from "./say.ts";
import { describeRun, jsonOfRun } from "./summary.ts";

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
    {
      name: "resume",
      value: "run.json",
      help: "finish a saved run that was stopped",
      isFile: true,
    },
    ...PRODUCT_FLAGS,
    {
      name: "endpoints",
      value: "ends.npy",
      help: "every walker's endpoint, .npy or .csv",
      isFile: true,
    },
    ...FIGURE_FLAGS,
    { name: "json", help: "print the result as one JSON object" },
    { name: "quiet", help: "print no summary and no progress" },
    HELP,
    VERSION,
  ],
};

/** Runs the command and returns the program's exit status. */
export async function execute(invocation: Invocation): Promise<number> {
  const stop = stopWhenAsked();
  const { values } = invocation;
  const resumed = await readResumed(values);
  if (resumed?.run.isComplete) return await drawComplete(resumed, invocation);
  const spec = resumed?.run.spec ?? parseSpec(values);
  const options = {
    backend: parseBackend(values.backend ?? "auto"),
    workers: values.workers === undefined ? undefined : parseWorkers(values.workers),
    signal: stop.signal,
    from: resumed?.run,
  };
  const { place, remark } = await placeOfEndpoints(values, spec);
  const defaults = { figure: invocation.place("walk.svg"), saved: resumed?.saved };
  const products = await Products.check(invocation, spec, defaults, place);
  if (values.quiet === undefined) {
    if (remark !== undefined) note(remark);
    await sayWhatIsStopped(products.saved, resumed);
  }
  await using endpoints = place &&
    await (await import("./endpoints_file.ts")).EndpointsFile.open(place, spec);
  endpoints?.onFailure(() => stop.ask());
  const { result, fault } = await walk(spec, options, values.quiet !== undefined, endpoints);
  await keep({ result, fault, products, endpoints, resumed });
  return result.isComplete ? 0 : stop.status ?? OUR_FAILURE;
}

const OUR_FAILURE = 1;

/** What was walked, and why that is not all if it should be. */
interface Walked {
  readonly result: RunResult;
  readonly fault?: RunFault;
}

/** Walks, with a progress bar. */
async function walk(
  spec: RunSpec,
  options: RunOptions,
  isQuiet: boolean,
  endpoints?: EndpointsFile,
): Promise<Walked> {
  const before = options.from?.tally.walkers ?? 0;
  const bar = isQuiet ? undefined : new ProgressBar("walkers", spec.walkers - before);
  const walking = simulate(spec, {
    ...options,
    onProgress: (walkers) => bar?.update(walkers - before),
    onEndpoints: endpoints && ((ends, first) => endpoints.write(ends, first)),
    onNotice: (notice) => {
      bar?.clear();
      note(oneLine(notice));
    },
  }).finally(() => bar?.clear());
  return await walking.then((result) => ({ result }), (fault) => {
    if (fault instanceof RunFault) return { result: fault.result, fault };
    throw fault;
  });
}

/** Writes what was walked, and says what that is. */
async function keep({ result, fault, products, endpoints, resumed }: Walked & {
  readonly products: Products;
  readonly endpoints?: EndpointsFile;
  readonly resumed?: Resumed;
}): Promise<void> {
  const finished = () => ({ result, files: products.files, resumed, totalMs: performance.now() });
  // One file that cannot be written costs neither the others nor the numbers.
  const failures = new Failures();
  if (fault) failures.add(fault);
  await failures.take(endpoints?.keep((name) => products.files.endpoints = name));
  if (result.isComplete || result.shares.some(({ walkers }) => walkers > 0)) {
    await failures.take(products.write(result, !result.isComplete));
    products.tell(describeRun(finished()), () => jsonOfRun(finished()));
  } else products.tellNothing(() => jsonOfRun(finished()));
  failures.throw();
}

/** An earlier run that was stopped is worth finishing, and would be replaced if this one is stopped. */
async function sayWhatIsStopped(saved: Place | undefined, resumed?: Resumed): Promise<void> {
  if (saved?.kind !== "file") return;
  const { name, path } = partialOf(saved);
  if (path === saved.path || !await isThere(path)) return;
  // To go on from it loses nothing.
  if (resumed && await Deno.realPath(resumed.file) === await Deno.realPath(path)) return;
  note(
    `${
      brief(name)
    } is a run that was stopped: --resume finishes it, this one replaces it if stopped`,
  );
}

async function readResumed(values: Values): Promise<Resumed | undefined> {
  if (values.resume === undefined) return undefined;
  return await (await import("./resume.ts")).readResumed(values.resume, values);
}

async function drawComplete({ file, run }: Resumed, invocation: Invocation): Promise<number> {
  if (invocation.values.quiet === undefined) {
    note(`hexwalk: ${brief(file)} has all of its walkers: nothing was walked`);
  }
  await (await import("./plot_command.ts")).draw(run, invocation);
  return 0;
}

async function placeOfEndpoints(
  { endpoints }: Values,
  spec: RunSpec,
): Promise<{ place?: Place; remark?: string }> {
  if (endpoints === undefined) return {};
  return await (await import("./endpoints_file.ts")).EndpointsFile.check(endpoints, spec);
}
