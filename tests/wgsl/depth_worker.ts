/** Compiles the long and the deep programs, and says which of them failed by a full stack. */

import { WgslError } from "../../src/wgsl/source.ts";
import { DEEP, EDGE, LONG } from "./deep_programs.ts";
import { compileText } from "./modules.ts";

const texts = Object.entries({
  ...DEEP,
  ...EDGE,
  ...Object.fromEntries(Object.entries(LONG).map(([what, [text]]) => [what, text])),
});

const faults = texts.flatMap(([what, text]) => {
  try {
    compileText(text, { blocks: 1 });
    return [];
  } catch (error) {
    return error instanceof WgslError ? [] : [`${what}: ${error}`];
  }
});
// Deno checks this file as a window's, whose postMessage is another.
(globalThis as unknown as Pick<Worker, "postMessage">).postMessage(faults);
