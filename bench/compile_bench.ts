/** What each pass from WGSL to WebAssembly takes of the time until the real kernel can run. */

import { BLOCKS } from "../src/backends/cpu_kernel.ts";
import { kernelFacts, kernelLengths } from "../src/backends/program.ts";
import { findWalk, kernelSource } from "../src/walks.ts";
import { check } from "../src/wgsl/check.ts";
import { compile, compileProgram } from "../src/wgsl/compile.ts";
import { emit } from "../src/wgsl/emit.ts";
import { encodeModule } from "../src/wgsl/encode.ts";
import { lex } from "../src/wgsl/lex.ts";
import { lower } from "../src/wgsl/lower.ts";
import { parse } from "../src/wgsl/parse.ts";
import { benchGroup, SPECS } from "./helpers.ts";

const [SPEC] = SPECS;

const source = kernelSource(findWalk(SPEC.walk));
const overrides = { SLOTS: 1 };
const tree = parse(source);
const program = check(source, tree, overrides);
const lengths = kernelLengths(SPEC, kernelFacts(program), 4 * BLOCKS);
const body = lower(program, lengths);
const { offsets, memoryBytes: end } = compileProgram(program, { lengths, blocks: BLOCKS });

await benchGroup(`the kernel of ${SPEC.walk}`, "all", {
  "lex": () => lex(source),
  "parse, lex included": () => parse(source),
  "check": () => check(source, tree, overrides),
  "lower": () => lower(program, lengths),
  "emit and encode": () => {
    const { code, data } = emit(body, { offsets, end }, BLOCKS);
    return encodeModule("main", code, data);
  },
  "all": () => compile(source, { lengths, overrides, blocks: BLOCKS }),
});
