/** The plain loops, measured in a process of their own: prints times in milliseconds as JSON. */

import { median, type Times, TRIVIAL, WALKS } from "./tasks.ts";
import { STEPS, walk } from "./walk.ts";

function loop(): unknown[] {
  const endpoints: unknown[] = [];
  for (let i = 0; i < WALKS; i++) endpoints.push(walk(STEPS));
  return endpoints;
}

function trivialLoop(): number[] {
  const results: number[] = [];
  for (let i = 0; i < TRIVIAL; i++) results.push(i);
  return results;
}

const start = performance.now();
loop();
const whole = performance.now() - start;
const times: Times = { whole, open: await median(loop), rule: await median(trivialLoop) };
console.log(JSON.stringify({ ...times, list: times.rule }));
