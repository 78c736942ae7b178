/** The generator's published answers, which every backend proves to itself when it opens. */

import { BackendFault } from "./backend.ts";

/** A counter, a key and the four words they make after 13 and 20 rounds. */
interface KnownAnswer {
  readonly counter: readonly number[];
  readonly key: readonly number[];
  readonly words: Readonly<Record<number, readonly number[]>>;
}

const ONES = Array<number>(4).fill(0xffffffff);
const ZEROS = Array<number>(4).fill(0);

/** Random123, tests/kat_vectors: threefry4x32, 13 and 20 rounds. The last inputs are digits of π. */
export const KNOWN_ANSWERS: readonly KnownAnswer[] = [
  {
    counter: ZEROS,
    key: ZEROS,
    words: {
      13: [0x531c7e4f, 0x39491ee5, 0x2c855a92, 0x3d6abf9a],
      20: [0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8],
    },
  },
  {
    counter: ONES,
    key: ONES,
    words: {
      13: [0xc4189358, 0x1c9cc83a, 0xd5881c67, 0x6a0a89e0],
      20: [0x2a881696, 0x57012287, 0xf6c7446e, 0xa16a6732],
    },
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89],
    words: {
      13: [0x4aa71d8f, 0x734738c2, 0x431fc6a8, 0xae6debf1],
      20: [0x59cd1dbb, 0xb8879579, 0x86b5d00c, 0xac8b6d84],
    },
  },
];

/** The questions as shaders/known_answers.wgsl takes them: shape [n, 8], a counter and a key a row. */
export function questions(): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(KNOWN_ANSWERS.flatMap(({ counter, key }) => [...counter, ...key]));
}

/** How many words the answers are. */
export const ANSWER_WORDS = 4 * KNOWN_ANSWERS.length;

/**
 * Compares a backend's answers with the published ones.
 *
 * @param who The backend, by the name that the error shall have for it.
 * @param answers Shape [n, 4].
 * @throws {BackendFault} If a word differs.
 */
export function proveAnswers(who: string, answers: Uint32Array, rounds = 13): void {
  const wanted = KNOWN_ANSWERS.flatMap(({ words }) => words[rounds]);
  const wrong = wanted.findIndex((word, i) => word !== answers[i]);
  if (wrong < 0) return;
  const [found, right] = [answers[wrong], wanted[wrong]].map((word) => word.toString(16));
  throw new BackendFault(`${who} computes threefry wrongly: ${found} instead of ${right}`);
}
