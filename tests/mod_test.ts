/** The public face: what it refuses, and what of it JSON takes. */

import assert from "node:assert/strict";
import * as hexwalk from "hexwalk";
import * as pool from "hexwalk/parallel";

const result = await hexwalk.simulate({ walkers: 100, steps: 10, seed: 7 });
const { spec, tally } = result;
const RUN = "use what simulate() or decodeRun() gave";
const CELLS = { x0: 0, y0: 0, cellSize: 2, columns: 2, rows: 1, counts: [1, 2] };
const TILING = { width: 4, centerX: 0, centerY: 0 };
const CHART = { title: "", xLabel: "", yLabel: "", series: [{ name: "a", points: [[1, 2]] }] };
const TALLY = "use a tally, such as result.tally";

/** Calls with one thing wrong, by the function; values of any type, as JavaScript's callers give them. */
// deno-lint-ignore no-explicit-any
const WRONG: Readonly<Record<string, readonly (readonly [args: any[], message: string])[]>> = {
  createSpec: [
    [[{ step: 100 }], "Cannot run with step 100: there is no such option; possible are walk, "],
    [[], "Cannot run without options: use an object; possible are walk, "],
  ],
  simulate: [
    [[{ walker: 10 }], "Cannot run with walker 10: there is no such option; possible are walk, "],
    [[{ walkers: 0 }], "Cannot run with walkers 0: use a whole number from 1 to 9007199254740991"],
    [[spec, { backend: "cpu" }], 'Cannot simulate with backend "cpu": choose one of auto, gpu, '],
    [[spec, { workers: -1 }], "Cannot simulate with workers -1: use a whole number from 1 to 1024"],
    [[spec, { workers: 1.5 }], "Cannot simulate with workers 1.5: use a whole number from 1"],
    [[spec, { workers: NaN }], "Cannot simulate with workers NaN: use a whole number from 1"],
    [[spec, { threads: 2 }], "Cannot simulate with threads 2: there is no such option; possible "],
    [[spec, { signal: 5 }], "Cannot simulate with signal 5: use an AbortSignal"],
    [[spec, { onProgress: true }], "Cannot simulate with onProgress true: use a function"],
    [[spec, "serial"], 'Cannot simulate with options "serial": use an object; possible are '],
    [[spec, null], "Cannot simulate with options null: use an object; possible are "],
  ],
  specFromJson: [[["{}"], 'Cannot read a run with options "{}": use an object; possible are ']],
  specToJson: [[
    [{ walkers: 5 }],
    "Cannot write with spec { walkers }: use what createSpec() gave",
  ]],
  hashSpec: [
    [[JSON.parse(JSON.stringify(spec))], "Cannot write with spec { walk, dimensions, walkers, "],
    [[{ walkers: 5 }], "Cannot write with spec { walkers }: use what createSpec() gave"],
  ],
  zero: [
    [[{ ...spec.window, columns: -1 }], "Cannot use a window of -1 × 11 cells: from 1 to 1048576 "],
    [[undefined], "Cannot count without window: use an object; possible are origin, "],
  ],
  merge: [
    [[result, tally], `Cannot merge with first tally { spec, tally, ranges, digest, `],
    [[tally, undefined], `Cannot merge without second tally: ${TALLY}`],
  ],
  encode: [[[5], `Cannot encode with tally 5: ${TALLY}`]],
  digest: [[[{}], `Cannot encode with tally {}: ${TALLY}`]],
  statistics: [
    [[JSON.parse(JSON.stringify(tally))], "Cannot find the statistics with tally.cells "],
    [[null], `Cannot find the statistics with tally null: ${TALLY}`],
  ],
  exportRun: [
    [[result, "npz"], 'Cannot export with format "npz": choose one of .npy, .npz, .csv, .parquet'],
    [[result], "Cannot export without format: choose one of .npy, .npz, .csv, .parquet"],
    [[tally, ".npz"], `Cannot export with run { window, walkers, outside, cells, sums }: ${RUN}`],
  ],
  exportEnding: [
    [[5], "Cannot write with path 5: use a text"],
    [["a.txt"], "Cannot write a.txt: use a name that ends in .npy, .npz, .csv, .parquet"],
  ],
  endpointsEnding: [[[], "Cannot write without path: use a text"]],
  encodeEndpoints: [
    [["npy", 3], 'Cannot write endpoints with format "npy": choose one of .npy, .csv'],
    [[".npy"], "Cannot write endpoints without walkers: use a whole number from 0 to "],
    [[".npy", 3, -1], "Cannot write endpoints with first -1: use a whole number from 0 to "],
  ],
  encodeRun: [
    [[tally, []], `Cannot save with run { window, walkers, outside, cells, sums }: ${RUN}`],
    [
      [{ ...result, provenance: undefined }],
      "Cannot save without provenance: use a list, such as ",
    ],
  ],
  drawFigure: [
    [[result, { title: 5 }], "Cannot draw with title 5: use a text"],
    [
      [result, { gridSize: 40 }],
      "Cannot draw with gridSize 40: there is no such option; possible ",
    ],
    [[result, { gridsize: 0 }], "Cannot draw with gridsize 0: use a whole number from 1 to 250"],
    [[result, { law: "all" }], 'Cannot draw with law "all": choose one of true, false, lines, '],
    [[result, { law: 1 }], "Cannot draw with law 1: choose one of true, false, lines, residuals"],
    [
      [spec],
      `Cannot draw with run { walk, dimensions, first, walkers, steps, seed, window }: ${RUN}`,
    ],
    [[tally], `Cannot draw with run { window, walkers, outside, cells, sums }: ${RUN}`],
  ],
  checkFigure: [
    [[spec, { scale: 2 }], "Cannot draw with scale 2: choose one of linear, log, sqrt"],
    [[spec], "Cannot draw without options: use an object; possible are gridsize, "],
    [[{ walkers: "1" }, {}], 'Cannot run with walkers "1": use a whole number from 1 to '],
  ],
  checkLookOver: [
    [[spec.window, { title: "no look" }], 'Cannot draw with title "no look": there is no such '],
    [[undefined, {}], "Cannot draw without cells: use a window, such as spec.window"],
  ],
  jointplot: [
    [[CELLS, {}], "Cannot draw without title: use a text"],
    [
      [CELLS, { title: "", label: "" }],
      'Cannot draw with label "": there is no such option; possible',
    ],
    [[CELLS, { title: "", law: true }], "Cannot draw with law true: use a law of both axes"],
    [[CELLS, { title: "", caption: "one" }], 'Cannot draw with caption "one": use a list of lines'],
    [[CELLS.counts, { title: "" }], "Cannot draw with cells 1,2: use counts on a grid of squares"],
    [[{ ...CELLS, counts: 3 }, { title: "" }], "Cannot draw with cells.counts 3: use an array of "],
  ],
  hexbin: [
    [[CELLS], "Cannot bin into hexagons without options: use an object; possible are width, "],
    [[CELLS, { width: "3" }], 'Cannot bin into hexagons with width "3": use a width in sites'],
    [
      [tally, TILING],
      "Cannot draw with cells { window, walkers, outside, cells, sums }: use counts",
    ],
  ],
  lineChart: [
    [[{ ...CHART, title: 5 }], "Cannot draw a line chart with title 5: use a text"],
    [[{ ...CHART, series: undefined }], "Cannot draw a line chart without series: use a list of "],
    [
      [{ ...CHART, xScale: "log" }],
      'Cannot draw a line chart with xScale "log": there is no such ',
    ],
    [
      [{ ...CHART, series: [{ name: "a", points: [[1, 2], 3] }] }],
      "Cannot draw a line chart with series[0].points[1] 3: use a pair of numbers",
    ],
  ],
  pngOf: [
    [[5], "Cannot draw a PNG with svg 5: use a text"],
    [["<svg/>", 2], "Cannot draw a PNG with options 2: use an object; possible are scaleFactor"],
    [
      ["<svg/>", { scale: 2 }],
      "Cannot draw a PNG with scale 2: there is no such option; possible ",
    ],
  ],
  decodeRun: [[[new Uint8Array(3)], "Cannot read a run with text of class Uint8Array: use a text"]],
  mergeRuns: [
    [
      [result, tally],
      `Cannot add with second run { window, walkers, outside, cells, sums }: ${RUN}`,
    ],
  ],
};

Deno.test("what is wrong is tried with every function but the pool's", () => {
  const functions = Object.entries(hexwalk).flatMap(([name, value]) =>
    typeof value === "function" && !/^class/.test(String(value)) && !(name in pool) ? [name] : []
  );
  assert.deepEqual(new Set(Object.keys(WRONG)), new Set(functions));
});

for (const [name, calls] of Object.entries(WRONG)) {
  Deno.test(`${name}() refuses in a line with option, value and what is possible`, async () => {
    // deno-lint-ignore no-explicit-any
    const call = (hexwalk as any)[name];
    for (const [args, message] of calls) {
      await assert.rejects(async () => await call(...args), (error: Error) => {
        assert.ok(error instanceof TypeError || error instanceof RangeError, `${error}`);
        assert.doesNotMatch(error.message, /\n|undefined/);
        assert.equal(error.message.slice(0, message.length), message);
        return true;
      });
    }
  });
}

Deno.test("JSON.stringify() takes a run, and loses no digit of it", async () => {
  const saved = await hexwalk.decodeRun(await hexwalk.encodeRun(result));
  for (const run of [result, saved]) {
    const json = JSON.parse(JSON.stringify(run));
    assert.deepEqual(hexwalk.specFromJson(json.spec), spec);
    assert.equal(json.digest, run.digest);
    assert.deepEqual(json.provenance, run.provenance);
    const { sums, cells, ...counts } = json.tally;
    for (const [name, sum] of Object.entries(tally.sums)) assert.equal(BigInt(sums[name]), sum);
    assert.deepEqual(cells, [...tally.cells]);
    assert.deepEqual(counts, { window: spec.window, walkers: 100, outside: 0 });
  }
});

Deno.test("what JSON takes is seen by nothing else", () => {
  assert.deepEqual(Object.keys(tally), ["window", "walkers", "outside", "cells", "sums"]);
  assert.deepEqual(structuredClone(spec), { ...spec });
});

Deno.test("simulate() takes what createSpec() takes, and gives the same", async () => {
  const input = { walkers: 100, steps: 10, seed: 7 };
  const { digest } = await hexwalk.simulate(hexwalk.createSpec(input));
  assert.equal((await hexwalk.simulate(input)).digest, digest);
  assert.equal(result.digest, digest);
});

Deno.test("a run is saved without another word, by the version that walked it", async () => {
  const { version } = JSON.parse(Deno.readTextFileSync(new URL("../deno.json", import.meta.url)));
  const saved = await hexwalk.decodeRun(await hexwalk.encodeRun(result));
  assert.deepEqual(saved.provenance, result.provenance);
  assert.deepEqual(saved.provenance.map((part) => [part.version, part.backend, part.walkers]), [
    [version, "serial", 100],
  ]);
  // So can what was read, and what was added up.
  assert.equal(await hexwalk.encodeRun(saved), await hexwalk.encodeRun(result));
});
