/**
 * Hexwalk's pool beside the plain loop, piscina, tinypool and Python's multiprocessing.Pool, each in
 * processes of its own and by turns. One command, one table: `deno task bench:pool`.
 *
 * piscina and tinypool run under Node, which takes node and npm: they are faster there than under Deno
 * (2.9.6), where tinypool sometimes waits for ever.
 */

import { fileURLToPath } from "node:url";
import { nodeRival } from "./node_rival.ts";
import { middle, type Times, TRIVIAL, WALKS, WORKERS } from "./tasks.ts";
import { table } from "./table.ts";
import { STEPS } from "./walk.ts";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const COUNTS = [WORKERS, TRIVIAL, WALKS, STEPS].map(String);

/** Who is measured: by which command, and how often. */
interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
  readonly rounds: number;
}

const RIVALS = ["piscina@5.3.2", "tinypool@2.2.0"];

async function main(): Promise<void> {
  await using node = await nodeRival(RIVALS);
  const deno = [Deno.execPath(), "run", "--allow-read"];
  const contestants: Contestant[] = [
    { name: "plain loop", command: [...deno, here("plain.ts")], rounds: 7 },
    { name: "hexwalk", command: [...deno, here("ours.ts")], rounds: 7 },
    ...RIVALS.map((rival) => ({
      name: rival,
      command: ["node", `${node.folder}/rival.mjs`, rival.split("@")[0], ...COUNTS],
      rounds: 1,
    })),
    { name: "Python Pool", command: ["python3", here("python_pool.py"), ...COUNTS], rounds: 3 },
  ];
  const measured = new Map<string, Times[]>(contestants.map(({ name }) => [name, []]));
  const rounds = Math.max(...contestants.map((contestant) => contestant.rounds));
  for (let round = 0; round < rounds; round++) {
    for (const { name, command, rounds } of contestants) {
      if (round < rounds) measured.get(name)?.push(await measure(name, command));
    }
  }
  console.log(table(new Map([...measured].map(([name, times]) => [name, medians(times)]))));
}

/** What a contestant's process prints. */
async function measure(name: string, [program, ...args]: readonly string[]): Promise<Times> {
  const command = new Deno.Command(program, { args, stdout: "piped", stderr: "piped" });
  const { code, stdout, stderr } = await command.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  if (code !== 0) throw new Error(`Cannot measure ${name}: ${text(stderr)}`);
  return JSON.parse(text(stdout)) as Times;
}

function medians(times: readonly Times[]): Times {
  const keys = Object.keys(times[0]) as (keyof Times)[];
  const of = (key: keyof Times) => middle(times.map((one) => one[key] ?? NaN));
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as unknown as Times;
}

await main();
