/** What somebody who typed a word that is no flag or command may have meant. */

import type { Command } from "./args.ts";

/** Words that other programs have for a flag. A flag that a command lacks is not suggested there. */
export const SYNONYMS: Readonly<Record<string, string>> = {
  n: "walkers N num count samples nsamples num-samples particles trials walks npaths " +
    "num-walkers",
  steps: "t T time length nsteps num-steps iterations iters",
  seed: "r rng random-seed random-state",
  backend: "b device gpu cuda cpu webgpu serial",
  workers: "j w threads num-threads jobs cores cpus procs processes parallel",
  out: "o output outfile figure fig svg png plot file output-file",
  save: "checkpoint dump",
  resume: "continue restart finish",
  export: "csv npy npz parquet counts data format",
  preview: "show terminal",
  quiet: "q silent no-progress",
  version: "v V",
  colors: "cmap colormap palette color",
  gridsize: "bins nbins grid hexagons",
  extent: "xlim ylim range limits zoom",
  scale: "log",
  theme: "dark light",
  marginals: "kde hist density",
  "min-count": "mincnt threshold",
  "scale-factor": "dpi resolution",
  width: "figsize",
  first: "start-at offset skip",
  sweep: "sizes",
  rounds: "repeat repeats runs",
};

/** Words for what no flag can ask for, and what is so. */
export const FACTS: readonly (readonly [words: string, fact: string])[] = [
  [
    "walk kind model lattice bias biased lazy drift p prob probability stepsize step-size distribution",
    "there is one walk, diagonal, whose every step moves +1 or -1 on both axes, each with probability 1/2",
  ],
  ["dimensions dimension dim dims ndim d 1d 3d", "walks have two dimensions"],
  [
    "boundary bounds box walls absorb absorbing reflect reflecting periodic wrap region",
    "the plane that is walked has no boundary",
  ],
  ["start origin x0 from initial", "every walker starts at (0, 0)"],
  [
    "msd mean-squared-displacement displacement",
    "after --steps it is the sum of both variances and of both means squared, which the summary has",
  ],
  [
    "paths path trajectory trajectories history positions",
    "a run keeps where walkers end, not how they got there; --endpoints writes where each ends",
  ],
  [
    "software",
    "bench shows a software adapter unless told --no-software, and --backend gpu takes one",
  ],
  [
    "force overwrite f y yes",
    "files are replaced, but never by part of a run: that is written beside them, as walk.partial.svg",
  ],
  ["verbose debug log-level", "the summary says all there is; --json has it in full"],
  ["i input load", "deno task plot run.json draws a run that was kept with --save"],
];

/** Words for a command. */
const COMMAND_SYNONYMS: Readonly<Record<string, string>> = {
  run: "simulate walk start sim go",
  plot: "draw figure show merge load view",
  bench: "benchmark speed time compare perf",
  doctor: "info check status diagnose gpu adapters devices env",
};

/** What to say of a flag that a command does not have: a sentence, or a guess, or nothing. */
export async function hintForFlag({ flags }: Command, given: string): Promise<string | undefined> {
  const word = given.replace(DASHES, "");
  const names = flags.map(({ name }) => name);
  const exact = names.find((name) => name === word) ?? synonym(SYNONYMS, names, word);
  if (exact !== undefined) return `did you mean --${exact}?`;
  const fact = FACTS.find(([words]) => has(words, word));
  if (fact) return `${fact[1]}.`;
  const near = word.length === 1
    ? names.filter((name) => name.startsWith(word))
    : await nearest(word, names);
  if (near.length === 0) return undefined;
  return `did you mean ${near.map((name) => `--${name}`).join(" or ")}?`;
}

/** The command that was meant, if one is near. */
export async function hintForCommand(
  names: readonly string[],
  given: string,
): Promise<string | undefined> {
  return synonym(COMMAND_SYNONYMS, names, given) ?? (await nearest(given, names))[0];
}

/** Dashes as they are typed, and as word processors make them of two. */
export const DASHES = /^[-‐‑‒–—−]+/;

function synonym(
  table: Readonly<Record<string, string>>,
  names: readonly string[],
  word: string,
): string | undefined {
  return names.find((name) => Object.hasOwn(table, name) && has(table[name], word));
}

function has(words: string, word: string): boolean {
  const all = words.split(" ");
  // One letter has a case: -t and -T may differ, --Walkers and --walkers do not.
  return all.includes(word) || (word.length > 1 && all.includes(plain(word)));
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll("_", "-");
}

/** The name that begins as the word does, or that few letters tell from it: two in five at most; or none. */
async function nearest(word: string, names: readonly string[]): Promise<readonly string[]> {
  const typed = plain(word);
  const longer = names.find((name) => typed.length >= 3 && name.startsWith(typed));
  if (longer !== undefined) return [longer];
  const { closest, distance } = await import("fastest-levenshtein");
  const near = closest(typed, [...names]);
  const isNear = distance(typed, near) <= 0.4 * Math.min(typed.length, near.length);
  return isNear ? [near] : [];
}
