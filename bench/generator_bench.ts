/** What the generator alone costs: Threefry with 13 and 20 rounds, scalar and in vectors. */

import assert from "node:assert/strict";
import { generatorAloneSource } from "../src/walks.ts";
import { compile } from "../src/wgsl/compile.ts";
import { benchGroup, describeBlocks, type Kernel, load } from "./helpers.ts";

const SOURCE = generatorAloneSource();

/** The lanes of four blocks in flight, and so a whole number of turns for fewer. */
const WALKERS = 16;
const DRAWS = 2 ** 20;
const ROUNDS = [13, 20];
/** Of lanes in flight; 0 is scalar. */
const BLOCKS = [0, 1, 2, 4];

function prepare(rounds: number, blocks: number): Kernel {
  const lengths = { mixed: WALKERS };
  const kernel = load(compile(SOURCE, { lengths, blocks, overrides: { ROUNDS: rounds } }));
  kernel.words("params").set([7, 0, DRAWS / WALKERS]);
  return kernel;
}

const calls: Record<string, () => void> = {};
for (const rounds of ROUNDS) {
  const scalar = prepare(rounds, 0);
  scalar.main(0, WALKERS);
  for (const blocks of BLOCKS) {
    const { main, words } = prepare(rounds, blocks);
    main(0, WALKERS);
    // A fast form that draws other words would be worth nothing.
    assert.deepEqual(words("mixed", WALKERS), scalar.words("mixed", WALKERS));
    calls[`${rounds} rounds, ${describeBlocks(blocks)}`] = () => main(0, WALKERS);
  }
}
await benchGroup(`${DRAWS} draws of four words`, "13 rounds, 2 blocks in flight", calls);
