import assert from "node:assert/strict";
import { KNOWN_ANSWERS, proveAnswers, questions } from "../../src/backends/known_answers.ts";
import { knownAnswersSource } from "../../src/walks.ts";
import { threefry4x32, type Words } from "../helpers/oracle.ts";
import { runCompiled } from "../helpers/run_compiled.ts";
import { requestTestDevice, runOnAdapter } from "../helpers/webgpu.ts";

const ROUNDS = [13, 20];
const SOURCE = knownAnswersSource().text;
/** Idle invocations must leave the answers alone, so there are more than questions. */
const INVOCATIONS = 64;

function right(rounds: number): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(KNOWN_ANSWERS.flatMap(({ words }) => words[rounds]));
}

const noAnswers = () => new Uint32Array(4 * KNOWN_ANSWERS.length);

Deno.test("the published answers are the oracle's", () => {
  for (const { counter, key, words } of KNOWN_ANSWERS) {
    for (const rounds of ROUNDS) {
      const found = threefry4x32(counter as unknown as Words, key as unknown as Words, rounds);
      assert.deepEqual(found, words[rounds]);
    }
  }
});

Deno.test("proveAnswers() refuses any flipped bit, and names who flipped it", () => {
  for (const rounds of ROUNDS) {
    proveAnswers("a sound GPU", right(rounds), rounds);
    for (let bit = 0; bit < 32 * right(rounds).length; bit++) {
      const answers = right(rounds);
      answers[bit >> 5] ^= 1 << bit % 32;
      assert.throws(() => proveAnswers("a bent GPU", answers, rounds), {
        name: "BackendFault",
        message: /^a bent GPU computes threefry wrongly: [0-9a-f]+ instead of [0-9a-f]+$/,
      });
    }
  }
});

Deno.test("proveAnswers() refuses silence, and answers for other rounds", () => {
  for (const answers of [noAnswers(), right(20)]) {
    assert.throws(() => proveAnswers("it", answers), { name: "BackendFault" });
  }
});

Deno.test("this CPU computes the published answers, of 13 and of 20 rounds", () => {
  for (const rounds of ROUNDS) {
    const buffers = { questions: questions(), answers: noAnswers() };
    const overrides = { ROUNDS: rounds };
    const { answers } = runCompiled(SOURCE, buffers, INVOCATIONS, { overrides });
    proveAnswers("this CPU", answers, rounds);
  }
});

Deno.test("the adapter computes the published answers, of 13 and of 20 rounds", async () => {
  const opened = await requestTestDevice();
  if (!opened) return;
  try {
    for (const rounds of ROUNDS) {
      const found = await runOnAdapter(opened.device, {
        source: SOURCE,
        overrides: { ROUNDS: rounds },
        buffers: [
          { binding: 0, type: "read-only-storage", words: questions() },
          { binding: 1, type: "storage", words: noAnswers() },
        ],
        workgroups: 1,
      });
      proveAnswers("the adapter", found.get(1) ?? noAnswers(), rounds);
    }
  } finally {
    opened.device.destroy();
  }
});
