import assert from "node:assert/strict";
import type { CompileOptions } from "../../src/wgsl/compile.ts";
import { runCompiled } from "../helpers/run_compiled.ts";
import { requestTestDevice, runOnAdapter } from "../helpers/webgpu.ts";
import { compileText } from "./modules.ts";

type Words = Readonly<Record<string, Uint32Array>>;

/** A kernel with its buffers in the order of their bindings, all of them to be written. */
interface Storage {
  readonly source: string;
  readonly buffers: Words;
  readonly invocations: number;
  readonly workgroups: number | readonly [number, number, number];
  readonly grid?: CompileOptions["grid"];
}

/** What the buffers hold afterwards, in every form, and on the adapter where there is one. */
async function run(kernel: Storage, check: (words: Words, where: string) => void): Promise<void> {
  const { source, buffers, invocations, grid, workgroups } = kernel;
  for (
    const [blocks, wide] of [[0, false], [1, false], [2, false], [4, false], [4, true]] as const
  ) {
    const found = runCompiled(source, buffers, invocations, { blocks, wide, grid });
    check(found, `${blocks} blocks${wide ? ", wide" : ""}`);
  }
  const host = await requestTestDevice();
  if (!host) return;
  const names = Object.keys(buffers);
  const words = await runOnAdapter(host.device, {
    source,
    workgroups,
    buffers: names.map((name, binding) => ({ binding, type: "storage", words: buffers[name] })),
  });
  host.device.destroy();
  const found = names.map((name, binding) => [name, words.get(binding) as Uint32Array]);
  check(Object.fromEntries(found), "the adapter");
}

const STRUCTS = `
struct Inner { a: vec3u, b: i32, c: array<vec2i, 2> }
struct Walker { at: vec2i, in: Inner, flags: array<u32, 3>, last: vec3u }
struct Whole { count: atomic<u32>, most: atomic<i32>, fill: vec3u, items: array<Walker> }
@group(0) @binding(0) var<storage, read_write> whole: Whole;
@group(0) @binding(1) var<storage, read_write> points: array<vec3i>;
@group(0) @binding(2) var<storage, read_write> one: u32;
@group(0) @binding(3) var<storage, read_write> fixed: array<vec2u, 3>;

fn moved(w: Walker, by: i32) -> Walker {
  var next = w;
  next.at += vec2i(by, -by);
  next.in.c[1].y = next.at.x;
  return next;
}

@compute @workgroup_size(4)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if i >= arrayLength(&whole.items) { return; }
  let p = &whole.items[i];
  (*p).in.a = vec3u(i, i + 1u, i + 2u);
  p.in.b = -i32(i);
  p.flags[i % 3u] = 7u + i;
  p.last.y = p.in.a.z;
  whole.items[i] = moved(*p, i32(i) * 10);
  points[i] = vec3i(p.at, p.in.c[1].y);
  points[i] = points[i].zyx;
  fixed[i % 3u] = vec2u(i % 3u, 9u);
  atomicAdd(&whole.count, arrayLength(&whole.items) + arrayLength(&points));
  atomicMax(&whole.most, p.in.b + 2);
  if i == 0u { whole.fill = vec3u(1, 2, 3); one += fixed[0].y; }
}
`;

// WGSL 14.4, "Memory layout": words from the start of a Walker, and of Whole to its items.
const WALKER = { size: 20, at: 0, a: 4, b: 7, c: 8, flags: 12, last: 16 };

Deno.test("structs and vectors in storage lie where WGSL lays them out, gaps left alone", async () => {
  const items = 5;
  const { size } = WALKER;
  const start = 8; // count, most, fill at 4, items at 8
  const untouched = 0xdeadbeef;
  const buffers = {
    whole: new Uint32Array(start + items * size + 3).fill(untouched),
    points: new Uint32Array(4 * items + 2).fill(untouched),
    one: Uint32Array.of(5),
    fixed: new Uint32Array(6),
  };
  buffers.whole.set([0, 0]);
  for (let i = 0; i < items; i++) buffers.whole.fill(0, start + i * size, start + (i + 1) * size);
  const wanted = structuredClone(buffers);
  wanted.whole.set([8 * (items + items), 2]);
  wanted.whole.set([1, 2, 3], 4);
  wanted.one[0] = 14;
  for (let i = 0; i < items; i++) {
    const at = start + i * size;
    wanted.whole.set([10 * i, -10 * i], at + WALKER.at);
    wanted.whole.set([i, i + 1, i + 2, -i], at + WALKER.a);
    wanted.whole[at + WALKER.c + 3] = 10 * i;
    wanted.whole[at + WALKER.flags + i % 3] = 7 + i;
    wanted.whole[at + WALKER.last + 1] = i + 2;
    wanted.points.set([10 * i, -10 * i, 10 * i], 4 * i);
    wanted.fixed.set([i % 3, 9], 2 * (i % 3));
  }
  wanted.whole[0] = items * (items + items);
  const kernel = { source: STRUCTS, buffers, invocations: 16, workgroups: 4 };
  await run(kernel, (words, where) => assert.deepEqual(words, wanted, where));
});

Deno.test("a buffer that is too small for one element is refused, with what it needs", () => {
  const text = (type: string) => `
    struct S { a: vec3u, b: u32, c: array<vec2u> }
    @group(0) @binding(0) var<storage, read_write> out: ${type};
    @compute @workgroup_size(1) fn main() {}`;
  const least: Record<string, number> = { "u32": 1, "array<vec3u>": 4, "S": 8, "array<u32, 7>": 7 };
  for (const [type, words] of Object.entries(least)) {
    compileText(text(type), { lengths: { out: words } });
    assert.throws(
      () => compileText(text(type), { lengths: { out: words - 1 } }),
      (error) => error instanceof RangeError && error.message.includes(`at least ${words} word`),
      type,
    );
  }
});

const TICKETS = `
@group(0) @binding(0) var<storage, read_write> counts: array<atomic<u32>>;
@group(0) @binding(1) var<storage, read_write> tickets: array<u32>;
@group(0) @binding(2) var<storage, read_write> extremes: array<atomic<i32>>;

fn take(i: u32) -> u32 { return atomicAdd(&counts[i % 2u], 1u); }

@compute @workgroup_size(4)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if i % 5u == 4u { return; }
  tickets[i] = 1000u * (i % 2u) + take(i);
  if i % 3u == 0u && atomicOr(&counts[2], 1u << i) != 0xffffffffu {
    tickets[32u + i] = atomicXor(&counts[3], 0u) + atomicLoad(&counts[3]) + 1u;
  }
  atomicSub(&counts[4], 2u);
  _ = atomicAnd(&counts[5], ~(1u << i));
  let low = atomicMin(&extremes[0], -i32(i));
  let high = atomicMax(&extremes[1], i32(i));
  if low < high { atomicStore(&counts[6], 9u); }
  tickets[64u + i] = atomicExchange(&counts[7], i + 1u);
}
`;

Deno.test("atomics give the word that was there: each ticket is given once, in any order", async () => {
  const active = Array.from({ length: 32 }, (_, i) => i).filter((i) => i % 5 !== 4);
  const buffers = {
    counts: Uint32Array.of(0, 0, 0, 0, 100, 0xffffffff, 0, 0),
    tickets: new Uint32Array(96),
    extremes: new Uint32Array(2),
  };
  const third = active.filter((i) => i % 3 === 0);
  const bits = (of: readonly number[]) => of.reduce((all, i) => (all | 1 << i) >>> 0, 0);
  const evens = active.filter((i) => i % 2 === 0).length;
  const kernel = { source: TICKETS, buffers, invocations: 32, workgroups: 8 };
  await run(kernel, ({ counts, tickets, extremes }, where) => {
    assert.deepEqual([...counts.slice(0, 6)], [
      evens,
      active.length - evens,
      bits(third),
      0,
      100 - 2 * active.length,
      ~bits(active) >>> 0,
    ], where);
    for (const parity of [0, 1]) {
      const given = active.filter((i) => i % 2 === parity).map((i) => tickets[i] - 1000 * parity);
      assert.deepEqual(given.toSorted((a, b) => a - b), given.map((_, i) => i), where);
    }
    assert.deepEqual([...tickets.slice(32, 64)].flatMap((word, i) => word === 1 ? [i] : []), third);
    const chain = [...active.map((i) => tickets[64 + i]), counts[7]].toSorted((a, b) => a - b);
    assert.deepEqual(chain, [0, ...active.map((i) => i + 1)], where);
    const last = active[active.length - 1];
    assert.deepEqual([...extremes], [-last >>> 0, last], where);
    assert.equal(counts[6], 9);
  });
});

const GRID = `
@group(0) @binding(0) var<storage, read_write> out: array<vec3u>;
override ROWS = 2u;
@compute @workgroup_size(4, ROWS)
fn main(@builtin(global_invocation_id) id: vec3u) {
  out[id.x + 12u * (id.y + 6u * id.z)] = id + 1u;
}
`;

Deno.test("invocations of a grid know their place in it", async () => {
  const size = 12 * 6 * 2;
  const buffers = { out: new Uint32Array(4 * size) };
  const wanted = new Uint32Array(4 * size);
  for (let i = 0; i < size; i++) {
    wanted.set([i % 12 + 1, Math.floor(i / 12) % 6 + 1, Math.floor(i / 72) + 1], 4 * i);
  }
  const workgroups = [3, 3, 2] as const;
  const kernel = { source: GRID, buffers, invocations: size, workgroups, grid: [12, 6] as const };
  await run(kernel, ({ out }, where) => assert.deepEqual(out, wanted, where));
  assert.throws(() => compileText(GRID, { lengths: { out: 4 }, grid: [0, 6] }), RangeError);
});
