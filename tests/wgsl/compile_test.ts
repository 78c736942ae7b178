import assert from "node:assert/strict";
import { randomKernel } from "../helpers/random_kernel.ts";
import { lengthsOf, runRandom, runRandomOnAdapter } from "../helpers/random_kernel_run.ts";
import { requestTestDevice } from "../helpers/webgpu.ts";
import { compileText, LENGTHS, module } from "./modules.ts";

/** Random programs to compare; HEXWALK_PROGRAMS asks for another number. */
const PROGRAMS = Number(Deno.env.get("HEXWALK_PROGRAMS") ?? 60);

/** All that a program can be compiled to. */
const FORMS = [
  { blocks: 0 },
  { blocks: 1 },
  { blocks: 2 },
  { blocks: 4 },
  { blocks: 2, wide: true },
  { blocks: 4, wide: true },
];

/** A random program on the adapter, and compiled to each form. */
async function compare(device: GPUDevice, seed: number): Promise<void> {
  const kernel = randomKernel(seed);
  const wanted = await runRandomOnAdapter(device, kernel);
  for (const form of FORMS) {
    const got = runRandom(kernel, form);
    assert.deepEqual(got, wanted, `randomKernel(${seed}) compiled with ${JSON.stringify(form)}`);
  }
}

Deno.test("a random program gives the adapter's bits, however it is compiled", async () => {
  const found = await requestTestDevice();
  if (!found) return;
  for (let seed = 0; seed < PROGRAMS; seed++) await compare(found.device, seed);
  found.device.destroy();
});

Deno.test("a program that naga refuses over a let gives the adapter's bits with variables", async () => {
  const found = await requestTestDevice();
  if (!found) return;
  for (const seed of [1564, 6430]) await compare(found.device, seed);
  found.device.destroy();
});

Deno.test("a random program gives the same bits without vectors, with them and with wide ones", () => {
  for (let seed = 0; seed < PROGRAMS; seed++) {
    const kernel = randomKernel(seed);
    const [wanted, ...others] = FORMS.map((form) => runRandom(kernel, form));
    for (const got of others) assert.deepEqual(got, wanted, `randomKernel(${seed})`);
  }
});

Deno.test("a program is compiled to the same bytes every time", () => {
  const kernel = randomKernel(1);
  const { source, overrides } = kernel;
  const lengths = lengthsOf(kernel);
  const [first, second] = [1, 2].map(() => compileText(source, { overrides, lengths }).bytes);
  assert.deepEqual(first, second);
});

Deno.test("buffers lie apart, each at a multiple of 16 bytes, within the memory", () => {
  for (const blocks of [0, 1, 4]) {
    const lengths = { ...LENGTHS, input: 5 };
    const { offsets, memoryBytes } = compileText(module(""), { lengths, blocks });
    // Two vectors a block come first, for what goes lane by lane.
    const start = 32 * blocks;
    assert.deepEqual(offsets, {
      params: start,
      input: start + 48,
      counts: start + 80,
      out: start + 144,
    });
    assert.equal(memoryBytes, start + 144 + 4 * LENGTHS.out);
  }
});

Deno.test("a function runs 4 invocations for each block in flight, or one without vectors", () => {
  const lanes = [0, 1, 2, 4].map((blocks) => compileText(module(""), { blocks }).lanes);
  assert.deepEqual(lanes, [1, 4, 8, 16]);
});

Deno.test("a storage buffer without a length, or of none, is a RangeError", () => {
  for (const out of [undefined, 0, NaN]) {
    const lengths = { ...LENGTHS, out } as Record<string, number>;
    assert.throws(() => compileText(module(""), { lengths }), RangeError);
  }
});
