/** What leaping over whole blocks of steps gains over single steps, by blocks of lanes in flight. */

import {
  checkKernel,
  copyRaw,
  drawNonce,
  kernelFacts,
  kernelLengths,
  packParams,
  readPart,
} from "../src/backends/program.ts";
import { createSpec } from "../src/spec.ts";
import { compileProgram } from "../src/wgsl/compile.ts";
import { benchGroup, describeBlocks, load } from "./helpers.ts";

const WALKERS = 32_768;
const STEPS = 1000;
const SPEC = createSpec({ walkers: WALKERS, steps: STEPS, seed: 7 });

/** A call that walks the whole spec, proven once. */
function prepare(isLeaping: boolean, blocks: number): () => void {
  const program = checkKernel(SPEC, { LEAP: isLeaping, SLOTS: 1 });
  const facts = kernelFacts(program);
  const lengths = kernelLengths(SPEC, facts, 1);
  const compiled = compileProgram(program, { lengths, blocks });
  const { main, words } = load(compiled);
  const invocations = compiled.lanes;
  const range = { first: 0, end: WALKERS };
  const slice = { range, fromStep: 0, toStep: STEPS, invocations, nonce: drawNonce() };
  words("params").set(packParams(facts, SPEC, slice));
  // Later walks add to the same counts, which costs as much whatever they hold.
  const walk = () => main(0, invocations);
  walk();
  const raw = copyRaw(words("cells", lengths.cells), words("sums", lengths.sums));
  readPart(facts, SPEC, range, [slice], raw);
  return walk;
}

const calls: Record<string, () => void> = {};
for (const isLeaping of [true, false]) {
  for (const blocks of [1, 2, 4]) {
    const name = `${isLeaping ? "leaps" : "single steps"}, ${describeBlocks(blocks)}`;
    calls[name] = prepare(isLeaping, blocks);
  }
}
await benchGroup(`${WALKERS} walkers of ${STEPS} steps`, "leaps, 2 blocks in flight", calls);
