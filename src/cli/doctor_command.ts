/** `deno task doctor`: what this host offers, and what `auto` would do with it. */

import { ADAPTER_REMEDY, describeAdapter, findAdapter, isSoftware } from "../backends/adapter.ts";
import { chooseBackend } from "../backends/choose.ts";
import { hasWideVectors } from "../backends/wide.ts";
import { createSpec } from "../spec.ts";
import { type Command, HELP, VERSION } from "./args.ts";

export const command: Command = {
  name: "doctor",
  summary: "Says what this host offers, and which backend a run would take.",
  flags: [HELP, VERSION],
};

const LIMITS = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupsPerDimension",
] as const;

/** Runs the command and returns the program's exit status. */
export async function execute(): Promise<number> {
  const { deno, v8 } = Deno.version;
  const cores = navigator.hardwareConcurrency;
  console.log(`deno      ${deno}, V8 ${v8}, ${Deno.build.target}`);
  console.log(`cores     ${cores}`);
  console.log(`vectors   ${await vectors()}`);
  const adapter = await findAdapter();
  if (adapter) describe(adapter);
  else console.log(`gpu       none: ${ADAPTER_REMEDY}`);
  for (const walkers of [1e5, 1e7, 1e9]) {
    const { name, reason } = await chooseBackend(createSpec({ walkers, seed: 0 }), cores);
    console.log(`auto      --n ${walkers.toExponential().replace("+", "")}: ${name}, as ${reason}`);
  }
  return 0;
}

async function vectors(): Promise<string> {
  if (hasWideVectors()) return "256 bits (DENO_V8_FLAGS)";
  const asked = { name: "env", variable: "DENO_V8_FLAGS" } as const;
  const { state } = await Deno.permissions.query(asked);
  return state === "granted" ? "128 bits" : "128 bits; more need --allow-env=DENO_V8_FLAGS";
}

function describe(adapter: GPUAdapter): void {
  const kind = isSoftware(adapter) ? "software: a CPU, not a GPU" : "hardware";
  console.log(`gpu       ${describeAdapter(adapter)} (${kind})`);
  for (const limit of LIMITS) console.log(`          ${limit} ${adapter.limits[limit]}`);
  const timer = adapter.features.has("timestamp-query") ? "yes" : "no";
  console.log(`          timestamp-query ${timer}`);
}
