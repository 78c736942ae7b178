/** The proof that a dispatch did what it was asked. */

import assert from "node:assert/strict";
import { compileKernel, CpuKernel, type Walked } from "../../src/backends/cpu_kernel.ts";
import { drawNonce, readPart } from "../../src/backends/program.ts";
import { createSpec } from "../../src/spec.ts";
import { oracleTally } from "../helpers/oracle.ts";

const SPEC = createSpec({ walkers: 100, steps: 100, seed: 7 });
const RANGE = { first: 0, end: 100 };
const IMAGE = compileKernel(SPEC);

/** A range walked well, in a memory of its own. */
function walk(): Walked {
  const work = new CpuKernel(SPEC, IMAGE).walk(RANGE);
  for (;;) {
    const turn = work.next();
    if (turn.done) return turn.value;
  }
}

const read = ({ raw, slices }: Walked, range = RANGE) =>
  readPart(IMAGE, SPEC, range, slices, raw).tally;

Deno.test("readPart() reads a sound dispatch as the oracle's tally", () => {
  const { walkers, outside, sums, cells } = oracleTally(SPEC, RANGE);
  const found = read(walk());
  assert.deepEqual({ ...found, cells: [...found.cells] }, {
    window: SPEC.window,
    walkers,
    outside,
    sums,
    cells: [...cells],
  });
});

Deno.test("readPart() refuses every count and every proof that is off by one, by name", () => {
  const { NONCE, INVOCATIONS, WALKERS, OUTSIDE, STEPS } = IMAGE.constants;
  const places: [number, RegExp][] = [
    [NONCE, /nonce/],
    [INVOCATIONS, /invocations/],
    [WALKERS, /walkers/],
    [OUTSIDE, /counts/],
    [STEPS, /steps/],
    [STEPS + 1, /steps/],
    [STEPS + 3, /steps/],
  ];
  for (const [place, message] of places) {
    for (const change of [1, -1]) {
      const walked = walk();
      walked.raw.sums[place] += change;
      assert.throws(() => read(walked), { name: "BackendFault", message });
    }
  }
  const walked = walk();
  walked.raw.cells[17]++;
  assert.throws(() => read(walked), { name: "BackendFault", message: /counts/ });
});

Deno.test("readPart() refuses another range's dispatch", () => {
  assert.throws(() => read(walk(), { first: 0, end: 99 }), { name: "BackendFault" });
});

Deno.test("readPart() refuses what an earlier dispatch of the same range left", () => {
  const [first, second] = [walk(), walk()];
  assert.throws(() => read({ raw: first.raw, slices: second.slices }), {
    name: "BackendFault",
    message: /nonce/,
  });
});

Deno.test("drawNonce() is never zero, as cleared memory is, and seldom the same", () => {
  const nonces = Array.from({ length: 1000 }, drawNonce);
  assert.ok(nonces.every((nonce) => nonce > 0 && nonce < 2 ** 32));
  assert.ok(new Set(nonces).size > 990);
});

Deno.test("readPart() refuses a range of more invocations than its sums have room for", () => {
  const { raw } = walk();
  const { INVOCATIONS, NONCE, STEPS } = IMAGE.constants;
  const [slice] = walk().slices;
  const slices = Array.from({ length: 65_536 / IMAGE.lanes + 1 }, () => ({
    ...slice,
    fromStep: 0,
    toStep: 0,
    nonce: 0,
  }));
  raw.sums[INVOCATIONS] = slices.length * IMAGE.lanes;
  raw.sums[NONCE] = 0;
  raw.sums.fill(0, STEPS, STEPS + 4);
  assert.throws(() => read({ raw, slices }), /overflows its sums/);
});
