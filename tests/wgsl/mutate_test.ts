import assert from "node:assert/strict";
import { compile } from "../../src/wgsl/compile.ts";
import { verify } from "../../src/wgsl/verify.ts";
import { WgslError } from "../../src/wgsl/source.ts";
import { findWalk, kernelSource, knownAnswersSource } from "../../src/walks.ts";
import { adapterVerdicts } from "../helpers/adapter_verdicts.ts";
import { randomKernel } from "../helpers/random_kernel.ts";
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

/** Why a program is refused; undefined if it is compiled. Anything else is thrown. */
function refusal(text: string, blocks: number): string | undefined {
  try {
    const { bytes } = compile(sourceOf(text), {
      lengths: { ...LENGTHS, output: 256 },
      blocks,
      verify,
    });
    assert.ok(WebAssembly.validate(bytes));
    return undefined;
  } catch (error) {
    if (error instanceof WgslError) return error.reason;
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** What the adapter takes though it is refused here, by the reason of the refusal, and why. */
const NAGA_TAKES: readonly (readonly [reason: RegExp, why: string])[] = [
  [/need parentheses between them/, "naga mixes operators by precedence; WGSL's grammar does not"],
  [/^expected [);\]{,], found ([&|^<>]|[<>]=|[!=]=)$/, "the same, behind a comparison"],
  [/outside the subset/, "the subset's own bounds, which name themselves"],
  [/this loop has no way out/, "naga lacks WGSL's behaviour analysis"],
  [/the most is \d+ in all/, "naga looks at constant ranges of bits only where all is constant"],
  [/^division by zero$/, "naga divides by a constant zero where the dividend is none"],
  [/can end without returning/, "naga drops a let of a constant behind the return"],
  [/have one binding/, "naga leaves that to the pipeline"],
  [/expected an integer, at (most|least)/, "limits of numbers in attributes are the pipeline's"],
];

// Adapters differ in these, and a pipeline is refused for them, not a program.
const LIMITS = /max_bind_groups|Workgroup size is out of range|max_compute/;

/** Programs whose pipeline is made as well are one in so many: that takes longer. */
const PIPELINES = 12;

Deno.test("a faulty program is taken or refused as the adapter has it, but for a short list", async () => {
  const texts = Array.from({ length: MUTANTS }, (_, i) => mutate(SOUND[i % SOUND.length], i));
  const refusals = texts.map((text, seed) => refusal(text, seed % 3));
  const compiled = refusals.filter((reason) => reason === undefined).length;
  assert.ok(compiled > MUTANTS / 10 && compiled < MUTANTS * 9 / 10);
  const answers = await adapterVerdicts(
    texts.map((code, seed) => ({
      code,
      hasPipeline: refusals[seed] === undefined && seed % PIPELINES === 0,
    })),
  );
  if (answers === undefined) return;
  const crashes = answers.filter((answer) => answer === "crashed").length;
  if (crashes > 0) console.warn(`${crashes} of ${MUTANTS} programs ended the adapter's process`);
  const differences = answers.flatMap((answer, seed) => {
    const reason = refusals[seed];
    if (answer === "crashed") return reason === undefined ? [`${seed} is compiled: crashed`] : [];
    if (reason === undefined) {
      return answer === null || LIMITS.test(answer) ? [] : [`${seed} is compiled: ${answer}`];
    }
    const isKnown = answer !== null || NAGA_TAKES.some(([known]) => known.test(reason));
    return isKnown ? [] : [`${seed} is refused here alone: ${reason}`];
  });
  assert.deepEqual(differences, []);
});
