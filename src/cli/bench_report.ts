/** What a benchmark says: a table for people, an object for programs, a chart for a page. */

// @ts-types="@types/d3-format"
import { format } from "d3-format";
import { oneLine } from "../data/one_line.ts";
import { lineChart } from "../plot/mod.ts";
import { specToJson } from "../spec.ts";
import { describeHost, type Host } from "./bench_host.ts";
import {
  type Findings,
  firstMs,
  kernelMs,
  type Measurement,
  spreadMs,
  steadyMs,
  stepsPerSecond,
} from "./bench_measure.ts";
import { duration } from "./summary.ts";

const rate = format(".3~s");
const times = (value: number) => `${format(",.3~r")(value)}×`;
const percent = format(".2~p");
const whole = format(",d");

/** The largest number of walkers in full, and the times of all if there are several. */
export function table(findings: Findings, host: Host, notes: readonly string[]): string {
  const { spec, sizes, ceilingStepsPerSecond } = findings;
  const largest = sizes[sizes.length - 1];
  const digests = largest.flatMap(({ rounds }) => rounds[0].digest ?? []);
  return [
    ...sizes.length > 1 ? [align(growth(sizes))] : [],
    `${whole(spec.walkers)} walkers × ${whole(spec.steps)} steps`,
    align(linesOf(largest, findings)),
    [
      `All rows but the loop: digest ${digests[0]}`,
      `The ceiling is the generator alone: ${rate(ceilingStepsPerSecond)} steps/s a core`,
      `Host: ${describeHost(host)}`,
      // Drivers have names of others' choice.
      ...notes.map(oneLine),
    ].join("\n"),
  ].join("\n\n");
}

/** All figures, for programs. */
export function json(findings: Findings, host: Host, notes: readonly string[]): string {
  const { spec, sizes, ceilingStepsPerSecond } = findings;
  const rows = sizes.flatMap((all) =>
    all.map((measurement) => ({
      name: measurement.row.name,
      backend: measurement.row.backend,
      openMs: measurement.row.openMs,
      walkers: measurement.walkers,
      rounds: measurement.rounds,
      firstMs: firstMs(measurement),
      steadyMs: steadyMs(measurement),
      kernelMs: kernelMs(measurement),
      stepsPerSecond: stepsPerSecond(measurement),
      ofLoop: ofLoop(measurement, findings),
      ofCeiling: ofCeiling(measurement, findings),
    }))
  );
  return JSON.stringify({ host, spec: specToJson(spec), ceilingStepsPerSecond, rows, notes });
}

/** Time against walkers on logarithmic axes, a line a row. */
export function chart({ spec, sizes }: Findings): string {
  const rows = Map.groupBy(sizes.flat(), ({ row }) => row);
  const cores = navigator.hardwareConcurrency;
  return lineChart({
    title: `Time to walk ${whole(spec.steps)} steps`,
    caption: [`One host with ${cores} ${cores === 1 ? "core" : "cores"}; medians`],
    xLabel: "walkers",
    yLabel: "time",
    yTick: duration,
    series: [...rows].map(([{ name }, points]) => ({
      name,
      points: points.map((point) => [point.walkers, steadyMs(point)] as const),
    })),
  });
}

/** Steady times, a line a row, a column a number of walkers. */
function growth(sizes: Findings["sizes"]): string[][] {
  const head = sizes.map((all) => whole(Math.max(...all.map(({ walkers }) => walkers))));
  const lines = sizes[0].map(({ row }) => [
    row.name,
    ...sizes.map((all) => {
      const found = all.find((measurement) => measurement.row === row);
      return found ? duration(steadyMs(found)) : "";
    }),
  ]);
  return [["walkers", ...head], ...lines];
}

function linesOf(rows: readonly Measurement[], findings: Findings): string[][] {
  const isClocked = rows.some((row) => kernelMs(row) !== undefined);
  const head = [
    "",
    "open",
    "first",
    "steady",
    "spread",
    "walkers/s",
    "steps/s",
    "of loop",
    "of ceiling",
  ];
  const lines = rows.map((row) => {
    const [least, most] = spreadMs(row);
    const share = ofCeiling(row, findings);
    const cells = [
      row.row.name + (row.row.backend ? "" : ` (${whole(row.walkers)})`),
      row.row.backend ? duration(row.row.openMs) : "",
      duration(firstMs(row)),
      duration(steadyMs(row)),
      `${duration(least)} to ${duration(most)}`,
      rate(stepsPerSecond(row) / row.steps),
      rate(stepsPerSecond(row)),
      times(ofLoop(row, findings)),
      share === undefined ? "" : percent(share),
    ];
    const clocked = kernelMs(row);
    return isClocked ? [...cells, clocked === undefined ? "" : duration(clocked)] : cells;
  });
  return [isClocked ? [...head, "kernel"] : head, ...lines];
}

/** How many times the plain loop's rate, where that was last measured. */
function ofLoop(measurement: Measurement, { sizes }: Findings): number {
  const loop = sizes.flat().findLast(({ row }) => !row.backend) ?? measurement;
  return stepsPerSecond(measurement) / stepsPerSecond(loop);
}

/** The share of what the cores could do if they drew words and dropped them; undefined on a GPU. */
function ofCeiling(measurement: Measurement, findings: Findings): number | undefined {
  const { threads } = measurement.row;
  if (threads === undefined) return undefined;
  const cores = Math.min(threads, navigator.hardwareConcurrency);
  return stepsPerSecond(measurement) / (findings.ceilingStepsPerSecond * cores);
}

/** Names to the left, figures to the right. */
function align(lines: readonly string[][]): string {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]);
  return lines.map((line) => line.map(pad).join("  ")).join("\n");
}
