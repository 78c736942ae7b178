import assert from "node:assert/strict";
import fc from "fast-check";
import { emit, lanesOf } from "../../src/wgsl/emit.ts";
import { compileText, LENGTHS, lowerText, module } from "./modules.ts";

const LAYOUT = { offsets: { params: 0, input: 256, counts: 512, out: 1024 }, end: 1280 };

const WALK = module(`
  var x = id.x;
  let key = params.key;
  for (var i = 0u; i < params.size; i++) {
    if (x & 1u) == 1u { x = x * 3u + key.x; } else { x = x / 2u; if x == 7u { break; } }
    if x > 1000u { continue; }
    atomicAdd(&counts[x % 16u], i);
  }
  out[id.x] = x;`);

/** Local variables that a body needs, by their type. */
function locals(text: string, blocks: number) {
  const all = emit(lowerText(text), LAYOUT, blocks).code.locals;
  const vectors = all.filter((type) => type === "v128").length;
  return { vectors, scalars: all.length - vectors };
}

/** Runs the invocations of each range, one after the other. */
function run(blocks: number, ranges: readonly (readonly [number, number])[]): Uint32Array {
  const compiled = compileText(WALK, { blocks });
  const memory = new WebAssembly.Memory({ initial: 1 });
  const start = compiled.offsets.params;
  const words = new Uint32Array(memory.buffer, start, (compiled.memoryBytes - start) / 4);
  words.set([20, 0, 0, 0, 99]);
  const module = new WebAssembly.Module(compiled.bytes);
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  for (const [first, end] of ranges) (exports.main as (a: number, b: number) => void)(first, end);
  return words.slice();
}

Deno.test("invocations may be run in parts, in any order", () => {
  fc.assert(
    fc.property(fc.constantFrom(0, 1, 2, 4), fc.array(fc.nat()), (blocks, cuts) => {
      const lanes = lanesOf(blocks);
      const inner = cuts.map((cut) => cut % (LENGTHS.out / lanes) * lanes);
      const ends = [...new Set([0, ...inner, LENGTHS.out])].sort((a, b) => a - b);
      const parts = ends.slice(1).map((end, i) => [ends[i], end] as const);
      assert.deepEqual(run(blocks, parts.reverse()), run(blocks, [[0, LENGTHS.out]]));
    }),
    { numRuns: 30 },
  );
});

Deno.test("one invocation at a time needs no vector", () => {
  assert.equal(locals(WALK, 0).vectors, 0);
});

Deno.test("what is uniform is computed once, however many blocks are in flight", () => {
  const uniform = module(`
    var x = params.size;
    for (var i = 0u; i < 10u; i++) { if x > 3u { x = x * 7u; } x += input[i]; }
    out[0] = x;`);
  const [one, four] = [locals(uniform, 1), locals(uniform, 4)];
  assert.equal(four.scalars, one.scalars);
  // The numbers of the invocations alone are a vector a block.
  assert.ok(four.vectors - one.vectors === 3);
});

Deno.test("local variables are used again by what comes later", () => {
  const part = "if id.x > 3u { var a = id.x * 2u; if a > 5u { var b = a + 1u; out[b] = b; } }";
  const [once, often] = [1, 20].map((times) => locals(module(part.repeat(times)), 4));
  assert.ok(often.vectors <= once.vectors + 4 && often.scalars === once.scalars);
});
