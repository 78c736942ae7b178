import assert from "node:assert/strict";
import { compile } from "../../src/wgsl/compile.ts";
import { link, WgslError } from "../../src/wgsl/source.ts";
import { runCompiled } from "../helpers/run_compiled.ts";
import { requestTestDevice, runOnAdapter } from "../helpers/webgpu.ts";
import { compileText, module } from "./modules.ts";

const page = await Deno.readTextFile(new URL("../../docs/wgsl-subset.md", import.meta.url));
const [kernel, faulty] = [...page.matchAll(/```wgsl\n(.*?)```/gs)].map((match) => match[1]);
const [message] = [...page.matchAll(/```text\n(.*?)\n```/gs)].map((match) => match[1]);

const WALKERS = 100;

function buffers() {
  return {
    params: Uint32Array.of(7, WALKERS),
    times: new Uint32Array(WALKERS),
    escaped: new Uint32Array(1),
  };
}

/** How long a walker takes, as the page's kernel has it. */
function time(walker: number, barrier: number, most: number): number {
  let state = (7 ^ Math.imul(walker, 0x9e3779b9)) | 1;
  let [at, t] = [0, 0];
  for (; t < most && Math.abs(at) < barrier; t++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    at += state < 0 ? 1 : -1;
  }
  return t;
}

Deno.test("the page's kernel does what it says", async () => {
  const overrides = { BARRIER: 5, MOST: 60 };
  const times = Uint32Array.from({ length: WALKERS }, (_, i) => time(i, 5, 60));
  const escaped = Uint32Array.of(times.filter((t) => t < 60).length);
  for (const blocks of [0, 1, 4]) {
    const found = runCompiled(kernel, buffers(), 128, { overrides, blocks });
    assert.deepEqual([found.times, found.escaped], [times, escaped]);
  }
  const host = await requestTestDevice();
  if (!host) return;
  const words = await runOnAdapter(host.device, {
    source: kernel,
    overrides,
    workgroups: 2,
    buffers: [
      { binding: 0, type: "uniform", words: buffers().params },
      { binding: 1, type: "storage", words: buffers().times },
      { binding: 2, type: "storage", words: buffers().escaped },
    ],
  });
  assert.deepEqual([words.get(1), words.get(2)], [times, escaped]);
  host.device.destroy();
});

Deno.test("the page's error is the one that its text gives", () => {
  const source = link([
    { name: "shaders/kernel.wgsl", text: module("") },
    { name: "shaders/walks/mine.wgsl", text: faulty },
  ]);
  assert.throws(
    () => compile(source, { lengths: {} }),
    (error) => error instanceof WgslError && error.message === message,
  );
});

// WGSL 17, "Built-in functions": all that can apply to integers or bools, and some others.
const BUILTINS = ("all any select arrayLength abs clamp countLeadingZeros countOneBits " +
  "countTrailingZeros cross dot dot4U8Packed dot4I8Packed extractBits firstLeadingBit " +
  "firstTrailingBit insertBits max min reverseBits sign sqrt floor mix step pow bitcast atomicLoad " +
  "atomicStore atomicAdd atomicSub atomicMax atomicMin atomicAnd atomicOr atomicXor atomicExchange " +
  "atomicCompareExchangeWeak pack4xU8 unpack4xU8 storageBarrier workgroupBarrier textureLoad " +
  "workgroupUniformLoad subgroupAdd quantizeToF16").split(" ");

/** Arguments that some builtin takes. */
const ARGUMENTS = ["", "i", "i, i", "i, i, i", "u", "u, u", "b", "u, u, b", "v", "v, v", "&out"];
ARGUMENTS.push("u, u, u", "u, u, u, u", "&counts[0]", "&counts[0], u", "&counts[0], u, u");

function isBuiltin(name: string): boolean {
  const calls = ARGUMENTS.flatMap((
    args,
  ) => [`${name}(${args});`, `let r = ${name}(${args});`, `let r = ${name}<i32>(${args});`]);
  return calls.some((call) => {
    try {
      compileText(module(`let u = id.x; let i = i32(u); let b = u > 1u; let v = id; ${call}`));
      return true;
    } catch (error) {
      if (error instanceof WgslError) return false;
      throw error;
    }
  });
}

Deno.test("the page names all builtin functions of the subset, and no others", () => {
  const section = /## Builtin functions\n(.*?)\n## /s.exec(page)?.[1] ?? "";
  const firstColumns = section.split("\n").map((line) => line.split("|")[1] ?? "").join(" ");
  const named = [...firstColumns.matchAll(/`(\w+)`/g)].map((match) => match[1]);
  assert.deepEqual(BUILTINS.filter(isBuiltin).sort(), named.sort());
});
