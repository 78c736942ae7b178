/** Hexwalk's pool, measured in a process of its own: prints its times in milliseconds as JSON. */

import { parallel, repeat } from "hexwalk/parallel";
import { median, type Times, TRIVIAL, WALKS, WORKERS } from "./tasks.ts";
import { STEPS, walk } from "./walk.ts";

export { walk };

export function trivial(x: number): number {
  return x;
}

if (import.meta.main) {
  const start = performance.now();
  await using pool = parallel(import.meta, { workers: WORKERS });
  await pool.map(trivial, [1]);
  const first = performance.now() - start;
  await pool.map(walk, repeat(STEPS, WALKS));
  const whole = performance.now() - start;
  const list = Array.from({ length: TRIVIAL }, (_, i) => i);
  const times: Times = {
    first,
    whole,
    open: await median(() => pool.map(walk, repeat(STEPS, WALKS))),
    rule: await median(() => pool.map(trivial, repeat(1, TRIVIAL))),
    list: await median(() => pool.map(trivial, list)),
  };
  console.log(JSON.stringify(times));
}
