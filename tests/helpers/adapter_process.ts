/**
 * A process of its own that says what this host's adapter thinks of programs: JSON of one a line comes
 * in, a verdict a line goes out. Some programs end the process that makes their pipeline.
 */

import { requestTestDevice } from "./webgpu.ts";

/** A program to judge. */
export interface Question {
  readonly code: string;
  /** Whether its pipeline is to be made too, which takes longer. */
  readonly hasPipeline: boolean;
}

/** The exit status of a process that finds no adapter. */
export const NO_ADAPTER = 3;

/** Why the adapter refuses a program; null if it takes it. */
export type Verdict = string | null;

async function judge(device: GPUDevice, { code, hasPipeline }: Question): Promise<Verdict> {
  device.pushErrorScope("validation");
  const module = device.createShaderModule({ code });
  const info = await module.getCompilationInfo();
  const error = info.messages.find(({ type }) => type === "error")?.message;
  if (!error && hasPipeline) device.createComputePipeline({ layout: "auto", compute: { module } });
  const refused = await device.popErrorScope();
  return error ?? refused?.message ?? null;
}

if (import.meta.main) {
  const found = await requestTestDevice();
  if (!found) Deno.exit(NO_ADAPTER);
  const text = await new Response(Deno.stdin.readable).text();
  for (const line of text.split("\n").filter((line) => line !== "")) {
    const verdict = await judge(found.device, JSON.parse(line));
    await Deno.stdout.write(new TextEncoder().encode(`${JSON.stringify(verdict)}\n`));
  }
}
