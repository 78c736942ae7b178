/**
 * π by throwing darts: how far estimates are off falls as one over the square root of the darts:
 *
 *     deno run --allow-read=. --allow-write=. examples/pi.ts [most darts] [figure]
 */

import { parallel, type TaskContext } from "hexwalk/parallel";

/** Estimates for each number of darts. */
const REPEATS = 100;

/** The task: four times the share of darts on the unit square that hit the quarter of a disc. */
export function estimatePi(darts: number, { random }: TaskContext): number {
  let hits = 0;
  for (let i = 0; i < darts; i++) {
    const x = random.uniform(), y = random.uniform();
    if (x * x + y * y < 1) hits++;
  }
  return 4 * hits / darts;
}

if (import.meta.main) {
  const [most = "100000", figure = "pi.svg"] = Deno.args;
  const sizes = sizesUpTo(Number(most));
  await using pool = parallel(import.meta, { seed: 7 });
  // The longest tasks first, so that no worker is left alone with one in the end.
  const darts = sizes.toReversed().flatMap((size) => new Array<number>(REPEATS).fill(size));
  const estimates = await pool.map(estimatePi, darts);

  const errors = sizes.map((size) => {
    const off = estimates.filter((_, i) => darts[i] === size).map((value) => value - Math.PI);
    return [size, Math.sqrt(off.reduce((sum, error) => sum + error ** 2, 0) / REPEATS)] as const;
  });
  await Deno.writeTextFile(figure, await drawErrors(errors));
  console.log(`Largest number of darts: ${most}, π ≈ ${estimates[0]}`);
  console.log(`Root mean square error there: ${errors[errors.length - 1][1].toExponential(1)}`);
  console.log(`Figure: ${figure}`);
}

/** 10, 20, 50, 100 … */
function sizesUpTo(most: number): number[] {
  const powers = Array.from({ length: 12 }, (_, i) => 10 ** (i + 1));
  return powers.flatMap((power) => [power, 2 * power, 5 * power]).filter((size) => size <= most);
}

async function drawErrors(
  errors: readonly (readonly [size: number, error: number])[],
): Promise<string> {
  // Workers load the top of this file too, and draw nothing.
  const { lineChart } = await import("hexwalk");
  // A dart is a coin that shows a hit with chance π/4; its variance gives that of the estimate.
  const ends = [errors[0][0], errors[errors.length - 1][0]];
  const law = ends.map((size) => [size, Math.sqrt(Math.PI * (4 - Math.PI) / size)] as const);
  return lineChart({
    title: "π by throwing darts",
    xLabel: "darts",
    yLabel: "root mean square error",
    series: [
      { name: "√(π(4 − π) / n)", points: law },
      { name: "estimates", points: errors },
    ],
    caption: [
      `A point is the error of ${REPEATS} estimates by n darts each; the straight line is the law.`,
    ],
  });
}
