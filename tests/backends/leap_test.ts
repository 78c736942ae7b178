/** Leaps over blocks of steps against the steps themselves, on WebAssembly and on WebGPU. */

import assert from "node:assert/strict";
import fc from "fast-check";

import {
  checkKernel,
  drawNonce,
  kernelFacts,
  kernelLengths,
  packParams,
  readPart,
  type Slice,
} from "../../src/backends/program.ts";
import { createSpec, type RunSpec } from "../../src/spec.ts";
import type { Tally } from "../../src/tally/tally.ts";
import { findWalk, kernelSource } from "../../src/walks.ts";
import { link } from "../../src/wgsl/source.ts";
import { oracleTally } from "../helpers/oracle.ts";
import { runCompiled } from "../helpers/run_compiled.ts";
import { requestTestDevice, runOnAdapter } from "../helpers/webgpu.ts";

const WALK = findWalk("diagonal");

/** Each invocation walks a whole block and a part of the next twice: leaping, and step by step. */
const BOTH_WAYS = link([WALK.shader, {
  name: "both_ways.wgsl",
  text: `
    @group(0) @binding(0) var<storage, read> asked: array<u32>; // [n, 9]: two blocks, steps
    @group(0) @binding(1) var<storage, read_write> leapt: array<i32>; // [n, 2]
    @group(0) @binding(2) var<storage, read_write> walked: array<i32>; // [n, 2]

    fn words(first: u32) -> vec4u {
      return vec4u(asked[first], asked[first + 1u], asked[first + 2u], asked[first + 3u]);
    }

    @compute @workgroup_size(64)
    fn main(@builtin(global_invocation_id) id: vec3u) {
      let i = id.x;
      if (i >= arrayLength(&leapt) / 2u) { return; }
      let whole = words(9u * i);
      let part = words(9u * i + 4u);
      let steps = asked[9u * i + 8u];
      let start = vec2i(5, -3);
      var leaps = Leaps();
      leap(&leaps, whole, 64u);
      leap(&leaps, part, steps);
      let end = land(start, leaps, 64u + steps);
      leapt[2u * i] = end.x;
      leapt[2u * i + 1u] = end.y;
      var at = start;
      for (var t = 0u; t < 32u; t++) { at = step_once(at, whole.xy, t); }
      for (var t = 0u; t < 32u; t++) { at = step_once(at, whole.zw, t); }
      for (var t = 0u; t < min(steps, 32u); t++) { at = step_once(at, part.xy, t); }
      for (var t = 32u; t < steps; t++) { at = step_once(at, part.zw, t - 32u); }
      walked[2u * i] = at.x;
      walked[2u * i + 1u] = at.y;
    }`,
}]).text;

/** Two blocks of words, and how many steps of the second to take. */
interface Walk {
  readonly words: readonly number[];
  readonly steps: number;
}
type Asked = readonly Walk[];
type Ends = { readonly leapt: Int32Array; readonly walked: Int32Array };

function walkCompiled(asked: Asked): Ends {
  const buffers = buffersFor(asked);
  const invocations = Math.ceil(asked.length / 16) * 16;
  const found = runCompiled(BOTH_WAYS, buffers, invocations);
  return { leapt: signed(found.leapt), walked: signed(found.walked) };
}

async function walkOnAdapter(device: GPUDevice, asked: Asked): Promise<Ends> {
  const { asked: words, leapt, walked } = buffersFor(asked);
  const found = await runOnAdapter(device, {
    source: BOTH_WAYS,
    buffers: [
      { binding: 0, type: "read-only-storage", words },
      { binding: 1, type: "storage", words: leapt },
      { binding: 2, type: "storage", words: walked },
    ],
    workgroups: Math.ceil(asked.length / 64),
  });
  return { leapt: signed(found.get(1)), walked: signed(found.get(2)) };
}

function buffersFor(asked: Asked) {
  const ends = () => new Uint32Array(2 * asked.length);
  const flat = asked.flatMap(({ words, steps }) => [...words, steps]);
  return { asked: Uint32Array.from(flat), leapt: ends(), walked: ends() };
}

function signed(words: Uint32Array | undefined): Int32Array {
  assert.ok(words);
  return new Int32Array(words.buffer, words.byteOffset, words.length);
}

/** Where an axis ends: a set bit is +1, the lowest bit the first step, 32 steps a word. */
function axisEnd(start: number, words: readonly number[], steps: number): number {
  let at = start;
  for (let t = 0; t < steps; t++) {
    const word = words[Math.floor(t / 32)];
    at += Math.floor(word / 2 ** (t % 32)) % 2 === 1 ? 1 : -1;
  }
  return at;
}

function assertEnds({ leapt, walked }: Ends, asked: Asked): void {
  const axis = (words: readonly number[], first: number) => words.filter((_, i) => i % 2 === first);
  const wanted = Int32Array.from(asked.flatMap(({ words, steps }) => [
    axisEnd(5, axis(words, 0), 64 + steps),
    axisEnd(-3, axis(words, 1), 64 + steps),
  ]));
  assert.deepEqual(walked, wanted);
  assert.deepEqual(leapt, wanted);
}

/** A block that leads back to where it began. */
const BACK = [0xffff0000, 0x0000ffff, 0x0f0f0f0f, 0x55555555];

/** All outcomes of four steps on both axes, the bits above them set or not. */
const ALL_OF_FOUR: Asked = [0, 0xfffffff0].flatMap((rest) =>
  Array.from({ length: 256 }, (_, i) => ({
    words: [...BACK, rest + (i & 15), rest + (i >> 4), rest, rest],
    steps: 4,
  }))
);

/** Every count of steps, on words drawn at random. */
const word = fc.integer({ min: 0, max: 0xffffffff });
const RANDOM: Asked = fc.sample(fc.array(word, { minLength: 8, maxLength: 8 }), {
  numRuns: 40,
  seed: 7,
}).flatMap((words) => Array.from({ length: 64 }, (_, i) => ({ words, steps: i + 1 })));

Deno.test("four steps have the binomial law, outcome by outcome", () => {
  const { leapt } = walkCompiled(ALL_OF_FOUR.slice(0, 256));
  const counts = new Map<string, number>();
  for (let i = 0; i < 256; i++) {
    const end = `${leapt[2 * i] - 5} ${leapt[2 * i + 1] + 3}`;
    counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  // Ways to end at −4, −2, 0, 2, 4: Pascal's fourth row.
  const ways = [1, 4, 6, 4, 1];
  for (const [i, x] of ways.entries()) {
    for (const [j, y] of ways.entries()) {
      assert.equal(counts.get(`${2 * i - 4} ${2 * j - 4}`), x * y);
    }
  }
});

Deno.test("leap() is its steps, and each bit is one, on this CPU", () => {
  for (const asked of [ALL_OF_FOUR, RANDOM]) assertEnds(walkCompiled(asked), asked);
});

Deno.test("leap() is its steps, and each bit is one, on the adapter", async () => {
  const opened = await requestTestDevice();
  if (!opened) return;
  try {
    for (const asked of [ALL_OF_FOUR, RANDOM]) {
      assertEnds(await walkOnAdapter(opened.device, asked), asked);
    }
  } finally {
    opened.device.destroy();
  }
});

/** A dispatch of the kernel, taking single steps. */
function singleSteps(spec: RunSpec) {
  const facts = kernelFacts(checkKernel(spec, { LEAP: false, SLOTS: 1 }));
  const range = { first: 0, end: spec.walkers };
  const slice: Slice = {
    range,
    fromStep: 0,
    toStep: spec.steps,
    invocations: 64,
    nonce: drawNonce(),
  };
  const lengths = kernelLengths(spec, facts, 1);
  const words = {
    params: packParams(facts, spec, slice),
    cells: new Uint32Array(lengths.cells),
    sums: new Uint32Array(lengths.sums),
    carried: new Uint32Array(lengths.carried),
  };
  const read = (cells: Uint32Array, sums: Uint32Array): Tally =>
    readPart(facts, spec, range, [slice], {
      cells: Uint32Array.from(cells),
      sums: Uint32Array.from(sums),
    }).tally;
  return { words, read };
}

const STEPS = [1, 31, 32, 33, 63, 64, 65, 96, 97, 1000];

Deno.test("the kernel gives the oracle's tally step by step, on this CPU", () => {
  for (const steps of STEPS) {
    const spec = createSpec({ walkers: 500, steps, seed: 7 });
    const { words, read } = singleSteps(spec);
    const overrides = { LEAP: false, SLOTS: 1 };
    const found = runCompiled(kernelSource(WALK).text, words, 64, { overrides });
    assertSame(read(found.cells, found.sums), oracleTally(spec, { first: 0, end: 500 }));
  }
});

Deno.test("the kernel gives the oracle's tally step by step, on the adapter", async () => {
  const opened = await requestTestDevice();
  if (!opened) return;
  try {
    for (const steps of STEPS) {
      const spec = createSpec({ walkers: 500, steps, seed: 7 });
      const { words, read } = singleSteps(spec);
      const found = await runOnAdapter(opened.device, {
        source: kernelSource(WALK).text,
        overrides: { LEAP: 0, SLOTS: 1 },
        buffers: [
          { binding: 0, type: "uniform", words: words.params },
          { binding: 1, type: "storage", words: words.cells },
          { binding: 2, type: "storage", words: words.sums },
          { binding: 3, type: "storage", words: words.carried },
        ],
        workgroups: 1,
      });
      const tally = read(found.get(1) ?? words.cells, found.get(2) ?? words.sums);
      assertSame(tally, oracleTally(spec, { first: 0, end: 500 }));
    }
  } finally {
    opened.device.destroy();
  }
});

function assertSame(found: Tally, wanted: Tally): void {
  assert.deepEqual(found.sums, wanted.sums);
  assert.deepEqual([...found.cells], [...wanted.cells]);
}
