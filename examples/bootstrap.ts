/**
 * How sure is a correlation? Bootstrap resamples of a small data set, and what lies between the
 * percentiles (Efron, "Bootstrap methods: another look at the jackknife", 1979):
 *
 *     deno run --allow-read=. --allow-write=. examples/bootstrap.ts [resamples] [figure]
 */

import { parallel, type Random, repeat, type TaskContext } from "hexwalk/parallel";
import { across, axisBelow, axisBeside, down, label, page, type Panel } from "./svg.ts";

/**
 * Mean admission test score (LSAT) and mean grade (GPA) of the 1973 class at 15 American law schools:
 * Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), table 3.1.
 */
const SCHOOLS: readonly (readonly [lsat: number, gpa: number])[] = [
  ...[[576, 3.39], [635, 3.30], [558, 2.81], [578, 3.03], [666, 3.44]] as const,
  ...[[580, 3.07], [555, 3.00], [661, 3.43], [651, 3.36], [605, 3.13]] as const,
  ...[[653, 3.12], [575, 2.74], [545, 2.76], [572, 2.88], [594, 2.96]] as const,
];

/** The statistic: Pearson's correlation of pairs. */
export function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (of: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length;
  const [mx, my] = [mean(0), mean(1)];
  let xx = 0, xy = 0, yy = 0;
  for (const [x, y] of pairs) {
    xx += (x - mx) ** 2;
    xy += (x - mx) * (y - my);
    yy += (y - my) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

/** The task: a data set as large, drawn from this one with replacement, and its statistic. */
export function resample(schools: typeof SCHOOLS, { random }: TaskContext): number {
  return correlation(draw(schools, random));
}

function draw<T>(items: readonly T[], random: Random): T[] {
  return items.map(() => random.choice(items));
}

if (import.meta.main) {
  const [resamples = "100000", figure = "bootstrap.svg"] = Deno.args;
  await using pool = parallel(import.meta, { seed: 7 });
  const statistics = await pool.map(resample, repeat(SCHOOLS, Number(resamples)));

  // A resample of one school again and again has no correlation.
  const sorted = statistics.filter(Number.isFinite).sort((a, b) => a - b);
  const percentile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
  const interval = [percentile(0.025), percentile(0.975)] as const;
  await Deno.writeTextFile(figure, draw95(sorted, interval));
  console.log(`Correlation ${correlation(SCHOOLS).toFixed(3)}, 95 % from ${say(interval)}`);
  console.log(`Figure: ${figure}`);
}

/** A histogram of the statistics with the interval over it. */
function draw95(sorted: readonly number[], interval: readonly [number, number]): string {
  const [from, width] = [-0.2, 0.02];
  const bins = new Array<number>(60).fill(0);
  for (const value of sorted) if (value >= from) bins[Math.min(59, bin(value))]++;
  const most = Math.max(...bins);
  const tick = niceStep(most / 4);
  const panel: Panel = {
    ...{ left: 84, top: 84, width: 600, height: 260 },
    ...{ x: [from, 1], y: [0, Math.ceil(most * 1.12 / tick) * tick] },
  };
  const bars = bins.map((count, i) => {
    const [x, y] = [across(panel, from + i * width), down(panel, count)];
    return `M${(x + 0.5).toFixed(1)} 344V${y.toFixed(1)}h9V344z`;
  });
  const [low, high] = interval.map((value) => across(panel, value));
  const seen = across(panel, correlation(SCHOOLS));
  return page([720, 440], "Bootstrap of a correlation, 15 law schools", [
    `<path class="bar" d="${bars.join("")}"/>`,
    `<path class="rule" d="M${low} 100v12m0 -6H${high}m0 -6v12"/>`,
    `<circle class="accent" cx="${seen}" cy="106" r="5"/>`,
    label(`95 % of resamples: ${say(interval)}`, low - 12, 111, "end"),
    axisBelow(panel, [-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1], "correlation of LSAT and GPA"),
    axisBeside(panel, steps(panel.y[1], tick), "resamples per 0.02"),
  ], [
    `Dot: the correlation of the data, ${correlation(SCHOOLS).toFixed(3)}. ` +
    `${sorted.length.toLocaleString("en")} resamples.`,
  ]);

  function bin(value: number): number {
    return Math.floor((value - from) / width);
  }
}

/** 1, 2 or 5 times a power of ten, about as large as asked. */
function niceStep(about: number): number {
  const power = 10 ** Math.floor(Math.log10(about));
  return Math.max(1, ([1, 2, 5].find((times) => times * power >= about) ?? 10) * power);
}

function steps(end: number, step: number): number[] {
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
}

function say([low, high]: readonly [number, number]): string {
  return `${low.toFixed(2)} to ${high.toFixed(2)}`;
}
