import assert from "node:assert/strict";
import { compile } from "../../src/wgsl/compile.ts";
import { WgslError } from "../../src/wgsl/source.ts";
import { findWalk, kernelSource, knownAnswersSource } from "../../src/walks.ts";
import { randomKernel } from "../helpers/random_kernel.ts";
import { requestTestDevice } from "../helpers/webgpu.ts";
import { sourceOf } from "./modules.ts";
import { mutate } from "./mutate.ts";

/** Faulty programs to try; HEXWALK_MUTANTS asks for another number. */
const MUTANTS = Number(Deno.env.get("HEXWALK_MUTANTS") ?? 2000);

const LENGTHS = {
  cells: 64,
  sums: 512,
  carried: 64,
  questions: 64,
  answers: 64,
  input: 64,
  counts: 17,
  records: 4096,
  own: 64,
};

const SOUND = [
  kernelSource(findWalk("diagonal")).text,
  knownAnswersSource().text,
  ...Array.from({ length: 8 }, (_, seed) => randomKernel(seed).source),
];

/** What becomes of a program; anything but an answer or a refusal is thrown. */
function outcome(text: string, blocks: number): "compiled" | "refused" {
  try {
    const { bytes } = compile(sourceOf(text), {
      lengths: { ...LENGTHS, output: 256 },
      blocks,
      verify: true,
    });
    assert.ok(WebAssembly.validate(bytes));
    return "compiled";
  } catch (error) {
    if (error instanceof WgslError || error instanceof RangeError) return "refused";
    throw error;
  }
}

// Adapters differ in these, and a pipeline is refused for them, not a program.
const LIMITS = /max_bind_groups|Workgroup size is out of range/;

/** The adapter's reason to refuse a program. */
async function refusal(device: GPUDevice, code: string): Promise<string | undefined> {
  device.pushErrorScope("validation");
  const info = await device.createShaderModule({ code }).getCompilationInfo();
  await device.popErrorScope();
  const error = info.messages.find(({ type }) => type === "error")?.message;
  return error && LIMITS.test(error) ? undefined : error;
}

Deno.test("a faulty program is compiled or refused, and the adapter takes what is compiled", async () => {
  const found = await requestTestDevice();
  const outcomes = { compiled: 0, refused: 0 };
  for (let seed = 0; seed < MUTANTS; seed++) {
    const text = mutate(SOUND[seed % SOUND.length], seed);
    const got = outcome(text, seed % 3);
    outcomes[got]++;
    if (got === "refused" || !found) continue;
    const reason = await refusal(found.device, text);
    assert.equal(reason, undefined, `mutant ${seed} is compiled, but the adapter says: ${reason}`);
  }
  assert.ok(outcomes.compiled > MUTANTS / 10 && outcomes.refused > MUTANTS / 10);
  found?.device.destroy();
});
