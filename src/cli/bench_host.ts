/** Where a benchmark was run, without which its figures say little. */

import { hasWideVectors } from "../backends/wide.ts";

/** A host, its engine and the day. */
export interface Host {
  /** Version of Deno. */
  readonly deno: string;
  readonly v8: string;
  /** Architecture and system, such as "x86_64-unknown-linux-gnu". */
  readonly target: string;
  readonly cores: number;
  /** Whether kernels are compiled for vectors of 256 bits. */
  readonly wide: boolean;
  /** UTC, ISO 8601. */
  readonly date: string;
}

/** This host, now. */
export function thisHost(): Host {
  const { deno, v8 } = Deno.version;
  return {
    deno,
    v8,
    target: Deno.build.target,
    cores: navigator.hardwareConcurrency,
    wide: hasWideVectors(),
    date: new Date().toISOString(),
  };
}

/** A host in a line. */
export function describeHost({ deno, v8, target, cores, wide, date }: Host): string {
  return [
    `Deno ${deno}`,
    `V8 ${v8}`,
    target,
    `${cores} ${cores === 1 ? "core" : "cores"}`,
    `vectors of ${wide ? 256 : 128} bits`,
    date.slice(0, 10),
  ].join(", ");
}
