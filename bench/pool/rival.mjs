/**
 * A pool of npm, piscina or tinypool, under Node: prints its times in milliseconds as JSON.
 * Arguments: what to import, workers, trivial tasks, walks, steps.
 */

import process from "node:process";

/** Tasks that wait at a time. */
const WAVE = 1000;

const [specifier, ...counts] = process.argv.slice(2);
const [workers, trivialTasks, walks, steps] = counts.map(Number);
const library = await import(specifier);
const Pool = library.Piscina ?? library.Tinypool;

const start = performance.now();
const filename = new URL("./rival_tasks.mjs", import.meta.url).href;
const pool = new Pool({ filename, minThreads: workers, maxThreads: workers });
// The argument says which task: the file has one function.
const run = (name, x) => pool.run({ name, x });
// In waves, the way that they are fastest: tinypool's time grows with the square of what waits.
async function all(name, count, x) {
  const results = [];
  while (results.length < count) {
    const wave = Array.from({ length: Math.min(WAVE, count - results.length) }, (_, i) => i);
    results.push(...await Promise.all(wave.map((i) => run(name, x ?? i))));
  }
  return results;
}

await run("trivial", 1);
const first = performance.now() - start;
await all("walk", walks, steps);
const whole = performance.now() - start;
const open = await time(() => all("walk", walks, steps));
const list = await time(() => all("trivial", trivialTasks));
console.log(JSON.stringify({ first, whole, open, list }));
await pool.destroy();

async function time(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
