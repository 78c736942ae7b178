/**
 * A loop made parallel, step by step, after "How to parallellize a python loop in one minute":
 *
 *     deno run --allow-read=. --allow-write=. examples/origin.ts [walks] [figure]
 */

import type { CellCounts } from "hexwalk";
import { parallel, repeat, type TaskContext } from "hexwalk/parallel";

const STEPS = 1000;

type Point = [x: number, y: number];

/** Step 1, the loop as one first writes it. No walk needs another, but all steps of a walk do. */
function plainLoop(walks: number): Point[] {
  const endpoints: Point[] = [];
  for (let i = 0; i < walks; i++) {
    const x: Point = [0, 0];
    for (let t = 0; t < STEPS; t++) {
      x[0] += Math.random() < 0.5 ? -1 : 1;
      x[1] += Math.random() < 0.5 ? -1 : 1;
    }
    endpoints.push(x);
  }
  return endpoints;
}

/** Step 2, the task: what was inside the loop, with what it needs as arguments. */
export function task(steps: number, { random }: TaskContext): Point {
  const x: Point = [0, 0];
  for (let t = 0; t < steps; t++) {
    x[0] += random.choice([-1, 1]);
    x[1] += random.choice([-1, 1]);
  }
  return x;
}

if (import.meta.main) {
  const [walks = "10000", figure = "origin.svg"] = Deno.args;

  const start = performance.now();
  plainLoop(Number(walks));
  const middle = performance.now();

  // Step 3, the pool: as many workers as there are cores, and the arguments of each task.
  await using pool = parallel(import.meta, { seed: 7 });
  const endpoints = await pool.map(task, repeat(STEPS, Number(walks)));
  const end = performance.now();

  // Step 4, the hexbin. It is imported here, as workers load the top of the file too and draw nothing.
  const { jointplot } = await import("hexwalk");
  const title = `Endpoints of ${Number(walks).toLocaleString("en")} random walks of 1,000 steps`;
  await Deno.writeTextFile(figure, jointplot(countCells(endpoints), { title }));
  console.log(`Plain loop: ${(middle - start).toFixed(0)} ms`);
  console.log(`Pool of ${pool.workers}: ${(end - middle).toFixed(0)} ms, its start included`);
  console.log(`Figure: ${figure}`);
}

/** How many walks end where. After an even number of steps endpoints are even: cells of 2 × 2. */
function countCells(endpoints: readonly Point[]): CellCounts {
  const reach = endpoints.reduce((most, [x, y]) => Math.max(most, Math.abs(x), Math.abs(y)), 0);
  const side = reach + 1;
  const counts = new Uint32Array(side * side);
  for (const [x, y] of endpoints) counts[(y + reach) / 2 * side + (x + reach) / 2]++;
  return { x0: -reach - 1, y0: -reach - 1, cellSize: 2, columns: side, rows: side, counts };
}
