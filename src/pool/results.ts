/** What comes of a call, as its user wants it: all at once, or as it comes. */

import type { Call } from "./call.ts";
import type { Done } from "./call_options.ts";
import { ProgressMeter } from "./progress.ts";

/** All results in the order of the arguments. @throws {RangeError} If there is no end to them. */
export async function collect<T>(call: Call): Promise<T[]> {
  const results: unknown[] = [];
  for (const { values } of await inOrder(call)) {
    for (let i = 0; i < values.length; i++) results.push(values[i]);
  }
  return results as T[];
}

/** As `collect`, with how each task ended. */
export async function settle<T>(call: Call): Promise<PromiseSettledResult<T>[]> {
  const settled: PromiseSettledResult<T>[] = [];
  for (const { values, failures } of await inOrder(call)) {
    for (let i = 0; i < values.length; i++) {
      const reason = failures.get(settled.length);
      settled.push(
        reason === undefined
          ? { status: "fulfilled", value: values[i] as T }
          : { status: "rejected", reason },
      );
    }
  }
  return settled;
}

/** The values of a call one by one, as they come; none after it is aborted. */
export async function* each<T>(
  call: Call,
  item: (value: unknown, index: number) => T,
): AsyncGenerator<T> {
  for await (const { chunk, values } of chunksOf(call)) {
    for (let i = 0; i < values.length; i++) {
      call.options.signal?.throwIfAborted();
      yield item(values[i], chunk.first + i);
    }
  }
}

/** All that came of a call. An array that is written with gaps is slow, so nothing is put together before. */
async function inOrder(call: Call): Promise<Omit<Done, "chunk">[]> {
  if (call.total === Infinity) {
    throw new RangeError("There is no end to these arguments: use imap(), or give a count");
  }
  const parts: (Omit<Done, "chunk"> & { readonly first: number })[] = [];
  for await (const { chunk: { first }, values, failures } of chunksOf(call)) {
    parts.push({ first, values, failures });
  }
  return parts.sort((a, b) => a.first - b.first);
}

/** The chunks of a call once workers are there, with word of its progress. */
async function* chunksOf(call: Call): AsyncGenerator<Done> {
  const { ready, signal, progress } = call.options;
  await ready(signal);
  const meter = await ProgressMeter.start(call.total, progress);
  try {
    for await (const done of call.chunks()) {
      meter.add(done.chunk.count);
      yield done;
    }
  } catch (error) {
    try {
      meter.end();
    } catch {
      // The error of the call itself is the one to know.
    }
    throw error;
  } finally {
    meter.end();
  }
}
