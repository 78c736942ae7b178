import assert from "node:assert/strict";
import { ANSWER_WORDS, KNOWN_ANSWERS, questions } from "../../src/backends/known_answers.ts";
import { findWalk, kernelSource, knownAnswersSource } from "../../src/walks.ts";
import { check } from "../../src/wgsl/check.ts";
import { pack } from "../../src/wgsl/pack.ts";
import { parse } from "../../src/wgsl/parse.ts";
import { runCompiled } from "../helpers/run_compiled.ts";
import { requestTestDevice, runOnAdapter } from "../helpers/webgpu.ts";

for (const rounds of [13, 20]) {
  Deno.test(`threefry with ${rounds} rounds gives Random123's known answers`, () => {
    // As many copies of the questions as there are lanes, so that each lane answers them all.
    const copies = 16;
    const asked = Array.from({ length: copies }, () => [...questions()]).flat();
    const buffers = {
      questions: Uint32Array.from(asked),
      answers: new Uint32Array(copies * ANSWER_WORDS),
    };
    const wanted = KNOWN_ANSWERS.flatMap(({ words }) => words[rounds]);
    for (const blocks of [0, 1, 2, 4]) {
      const overrides = { ROUNDS: rounds };
      const { text } = knownAnswersSource();
      const { answers } = runCompiled(text, buffers, 3 * copies, { overrides, blocks });
      assert.deepEqual([...answers], Array.from({ length: copies }, () => wanted).flat());
    }
  });
}

const INVOCATIONS = 64;
const SLOTS = 8;
const WALKERS = 150;
const { text } = kernelSource(findWalk("diagonal"));

/** The stretch [from, to) of walks of so many steps, walkers carried from where they are. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

function buffers({ from, to, steps }: Stretch) {
  const { buffers } = check(
    kernelSource(findWalk("diagonal")),
    parse(kernelSource(findWalk("diagonal"))),
  );
  const type = buffers.find(({ name }) => name === "params")?.type;
  assert.ok(type?.kind === "struct");
  const params = pack(type, {
    key: [0xfeedface, 0xffffffff],
    // The walkers' numbers run over the end of a word.
    first: [2 ** 32 - 70, 3],
    walkers: WALKERS,
    invocations: INVOCATIONS,
    from_step: from,
    to_step: to,
    steps,
    nonce: 77,
    origin: [-16, -16],
    shape: [8, 8],
    cell_shift: 2,
  });
  const carried = Uint32Array.from({ length: 2 * WALKERS }, (_, i) => (i % 13) - 6);
  return { params, carried, cells: new Uint32Array(64), sums: new Uint32Array(32 * SLOTS) };
}

const STRETCHES: readonly Stretch[] = [
  { from: 0, to: 1, steps: 1 },
  { from: 0, to: 31, steps: 31 },
  { from: 0, to: 64, steps: 64 },
  { from: 0, to: 100, steps: 100 },
  { from: 0, to: 1000, steps: 1000 },
  { from: 0, to: 128, steps: 300 },
  { from: 128, to: 300, steps: 300 },
];

for (const LEAP of [1, 0]) {
  Deno.test(`the kernel gives the adapter's cells and sums ${LEAP ? "leaping" : "step by step"}`, async () => {
    const found = await requestTestDevice();
    if (!found) return;
    for (const stretch of STRETCHES) {
      const wanted = await walkOnAdapter(found.device, stretch, LEAP);
      for (const blocks of [0, 1, 2, 4]) {
        const overrides = { SLOTS, LEAP };
        const words = runCompiled(text, buffers(stretch), INVOCATIONS, { overrides, blocks });
        const { cells, sums, carried } = words;
        assert.deepEqual({ cells, sums, carried }, wanted, JSON.stringify({ stretch, blocks }));
      }
    }
    found.device.destroy();
  });
}

async function walkOnAdapter(device: GPUDevice, stretch: Stretch, LEAP: number) {
  const { params, carried, cells, sums } = buffers(stretch);
  const words = await runOnAdapter(device, {
    source: text,
    overrides: { SLOTS, LEAP },
    workgroups: INVOCATIONS / 64,
    buffers: [
      { binding: 0, type: "uniform", words: params },
      { binding: 1, type: "storage", words: cells },
      { binding: 2, type: "storage", words: sums },
      { binding: 3, type: "storage", words: carried },
    ],
  });
  return { cells: words.get(1), sums: words.get(2), carried: words.get(3) };
}

Deno.test("a leap ends where its steps do", () => {
  for (const stretch of STRETCHES) {
    const [leaping, stepping] = [1, 0].map((LEAP) =>
      runCompiled(text, buffers(stretch), INVOCATIONS, { overrides: { SLOTS, LEAP } })
    );
    assert.deepEqual(leaping, stepping);
  }
});
