/**
 * Draws the README's walkers with seaborn, as the program of "How to parallellize a python loop in one
 * minute" does, so that both figures can be held side by side:
 *
 *     deno run --allow-read=. --allow-write=. --allow-run=/usr/bin/python3 docs/seaborn.ts docs/seaborn.png
 */

import { createSpec, encodeEndpoints, simulate } from "hexwalk";

/** Debian's Python, with the packages python3-numpy and python3-seaborn. */
const PYTHON = "/usr/bin/python3";

/** Its standard input is an .npy of endpoints, shape [walkers, 2]; its standard output the PNG. */
const PROGRAM = `
import io, sys, matplotlib
matplotlib.use("agg")
import matplotlib.pyplot, numpy, seaborn
x, y = numpy.load(io.BytesIO(sys.stdin.buffer.read())).T
seaborn.jointplot(x=x, y=y, kind="hex")
versions = f"seaborn {seaborn.__version__}, matplotlib {matplotlib.__version__}"
matplotlib.pyplot.savefig(sys.stdout.buffer, format="png", dpi=120, metadata={"Software": versions})
`;

const [figure] = Deno.args;
if (figure === undefined) throw new TypeError("Cannot draw without a file: name a .png to write");

const spec = createSpec({ walkers: 100_000, seed: 7 });
const python = new Deno.Command(PYTHON, {
  args: ["-c", PROGRAM],
  clearEnv: true,
  stdin: "piped",
  stdout: "piped",
}).spawn();
const encoder = encodeEndpoints(".npy", spec.walkers);
const sent = encoder.readable.pipeTo(python.stdin);
const endpoints = encoder.writable.getWriter();
await simulate(spec, { onEndpoints: (part) => endpoints.write(part) });
await endpoints.close();
await sent;
const { success, stdout } = await python.output();
if (!success) {
  throw new Error(`Cannot draw with ${PYTHON}: install python3-numpy and python3-seaborn`);
}
await Deno.writeFile(figure, stdout);
