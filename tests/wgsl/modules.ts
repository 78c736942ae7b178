/** Small modules around the code that a test is about. */

import assert from "node:assert/strict";
import { check } from "../../src/wgsl/check.ts";
import { compile, type Compiled, type CompileOptions } from "../../src/wgsl/compile.ts";
import { verify } from "../../src/wgsl/verify.ts";
import type * as ir from "../../src/wgsl/ir.ts";
import { lower } from "../../src/wgsl/lower.ts";
import { parse } from "../../src/wgsl/parse.ts";
import { link, type Source, WgslError } from "../../src/wgsl/source.ts";

/** Words in each buffer of {@linkcode module}. */
export const LENGTHS = { out: 64, input: 64, counts: 16 };

const BUFFERS = `
struct Params { size: u32, shift: i32, key: vec4u, wide: vec3i }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> input: array<u32>;
@group(0) @binding(2) var<storage, read_write> counts: array<atomic<u32>>;
@group(0) @binding(3) var<storage, read_write> out: array<u32>;
`;

/** A module whose entry point has the body; `id` is its global_invocation_id. */
export function module(body: string, declarations = ""): string {
  return `${declarations}${BUFFERS}
@compute @workgroup_size(4)
fn main(@builtin(global_invocation_id) id: vec3u) {
${body}
}
`;
}

export function sourceOf(text: string): Source {
  return link([{ name: "test.wgsl", text }]);
}

export function compileText(text: string, options: Partial<CompileOptions> = {}): Compiled {
  return compile(sourceOf(text), { lengths: LENGTHS, verify, ...options });
}

export function checkText(text: string, overrides: Record<string, number | boolean> = {}) {
  const source = sourceOf(text);
  return check(source, parse(source), overrides);
}

export function lowerText(text: string): readonly ir.Statement[] {
  return lower(checkText(text), LENGTHS);
}

/**
 * Asserts that a module is refused for a reason, at the place that `§` marks in its text.
 */
export function refuses(text: string, reason: RegExp): void {
  const before = text.slice(0, text.indexOf("§")).split("\n");
  const error = refusal(text.replace("§", ""));
  assert.match(error.reason, reason);
  assert.deepEqual(
    [error.file, error.line, error.column],
    ["test.wgsl", before.length, before[before.length - 1].length + 1],
    `${error.message}\n${text}`,
  );
}

/** The error that a module is refused with. */
export function refusal(text: string): WgslError {
  try {
    compileText(text);
  } catch (error) {
    if (error instanceof WgslError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: `accepted:\n${text}` });
}

/** Modules to refuse: what is wrong, the text with its place marked, the reason. */
export type Refusals = Readonly<Record<string, readonly [text: string, reason: RegExp]>>;

/** A test for each module to refuse. */
export function testRefusals(of: string, refusals: Refusals): void {
  for (const [what, [text, reason]] of Object.entries(refusals)) {
    Deno.test(`${of} refuses ${what}, and says where`, () => refuses(text, reason));
  }
}
