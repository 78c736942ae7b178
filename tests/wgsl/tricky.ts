/** Kernels that are easy to compile wrongly, each with the same computation in plain TypeScript. */

import assert from "node:assert/strict";
import { runCompiled } from "../helpers/run_compiled.ts";
import { writeZeros } from "../../src/wgsl/zeros.ts";
import { requestTestDevice, runOnAdapter } from "../helpers/webgpu.ts";
import { module, sourceOf } from "./modules.ts";

export interface TrickyKernel {
  readonly name: string;
  readonly source: string;
  /** The word that an invocation leaves in `out[id.x]`; it may count in `counts`. */
  readonly oracle: (id: number, input: Uint32Array, counts: Uint32Array) => number;
}

const INVOCATIONS = 32;

// Numbers of all sizes: Weyl's sequence, every other one cut short.
const INPUT = Uint32Array.from(
  { length: 64 },
  (_, i) => Math.imul(i + 1, 0x9e3779b9) >>> (i % 2 * 24),
);

/** A kernel whose body works on `w`, the invocation's input, and leaves its result in `r`. */
export function kernel(
  name: string,
  oracle: TrickyKernel["oracle"],
  body: string,
  declarations = "",
): TrickyKernel {
  const source = module(`var r = 0u;\nlet w = input[id.x];\n${body}\nout[id.x] = r;`, declarations);
  return { name, source, oracle };
}

const FORMS: readonly { blocks: number; wide?: boolean }[] = [
  ...[0, 1, 2, 4].map((blocks) => ({ blocks })),
  { blocks: 2, wide: true },
];

/** A test for each kernel, scalar and with any number of blocks in flight. */
export function testCompiled(kernels: readonly TrickyKernel[]): void {
  for (const kernel of kernels) {
    Deno.test(kernel.name, () => {
      for (const form of FORMS) {
        const { out, counts } = runCompiled(kernel.source, buffers(), INVOCATIONS, form);
        assert.deepEqual({ out, counts }, wanted(kernel), `as ${JSON.stringify(form)}`);
      }
    });
  }
}

/** A test that the adapter agrees with the oracles too, so that they say what WGSL means. */
export function testOnAdapter(kernels: readonly TrickyKernel[]): void {
  Deno.test("the adapter agrees", async (t) => {
    const found = await requestTestDevice();
    if (!found) return;
    for (const kernel of kernels) {
      await t.step(kernel.name, () => runAndCompare(found.device, kernel));
    }
    found.device.destroy();
  });
}

async function runAndCompare(device: GPUDevice, kernel: TrickyKernel): Promise<void> {
  const { params, input, counts, out } = buffers();
  const words = await runOnAdapter(device, {
    source: writeZeros(sourceOf(kernel.source)),
    workgroups: INVOCATIONS / 4,
    buffers: [
      { binding: 0, type: "uniform", words: params },
      { binding: 1, type: "read-only-storage", words: input },
      { binding: 2, type: "storage", words: counts },
      { binding: 3, type: "storage", words: out },
    ],
  });
  assert.deepEqual({ out: words.get(3), counts: words.get(2) }, wanted(kernel));
}

function buffers() {
  return {
    params: new Uint32Array(12),
    input: INPUT,
    counts: new Uint32Array(16),
    out: new Uint32Array(INVOCATIONS),
  };
}

/** What a kernel leaves in `out` and `counts`, by the oracle. */
function wanted({ oracle }: TrickyKernel) {
  const counts = new Uint32Array(16);
  const out = Uint32Array.from({ length: INVOCATIONS }, (_, id) => oracle(id, INPUT, counts));
  return { out, counts };
}
