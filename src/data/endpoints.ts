/** Every walker's endpoint as a file, written from start to end in constant memory. */

import { checkArgument, type Kind, kindOf, oneOf, wholeNumber } from "../options/options.ts";
import type { Range } from "../tally/ranges.ts";
import { endingOf } from "./ending.ts";
import { int32Bytes } from "./bytes.ts";
import { npyHeader } from "./npy.ts";

/** Endings of files of endpoints. */
export const ENDPOINTS_ENDINGS = [".npy", ".csv"] as const;
/** The ending of such a file, and so its format. */
export type EndpointsEnding = ".npy" | ".csv";

/**
 * The format of a path, by its ending.
 *
 * @throws {TypeError} If it is no text.
 * @throws {RangeError} If there is no such format.
 */
export function endpointsEnding(path: string): EndpointsEnding {
  return endingOf(path, ENDPOINTS_ENDINGS);
}

const CHUNK: Kind<Int32Array> = kindOf(
  "use an Int32Array of pairs x, y",
  (value) => value instanceof Int32Array,
);

/**
 * What stands before the endpoints. For `.npy` it is 128 bytes whatever the number of walkers, so
 * that a file that ends early can be made right: write the header again, with the walkers in it.
 *
 * @param walkers How many endpoints the file has.
 */
export function endpointsHeader(ending: EndpointsEnding, walkers: number): Uint8Array<ArrayBuffer> {
  return ending === ".npy"
    ? npyHeader("<i4", [walkers, 2])
    : new TextEncoder().encode("walker,x,y\n");
}

/**
 * Bytes of a file of endpoints: exact for `.npy`; for `.csv` the least that it can take.
 *
 * @param range The walkers, by their numbers.
 */
export function endpointsSize(ending: EndpointsEnding, { first, end }: Range): number {
  const header = endpointsHeader(ending, end - first).length;
  if (ending === ".npy") return header + 8 * (end - first);
  let size = header;
  // Numbers of one length at a time; a row has two commas, a line feed and two digits at least.
  for (let low = 0, high = 10, digits = 1; low < end; low = high, high *= 10, digits++) {
    size += (digits + 5) * Math.max(0, Math.min(high, end) - Math.max(low, first));
  }
  return size;
}

/**
 * Endpoints as they stand in a file.
 *
 * @param endpoints Pairs x, y in sites, of walkers in the order of their numbers.
 * @param first The first one's number.
 */
export function endpointsBytes(
  ending: EndpointsEnding,
  endpoints: Int32Array,
  first: number,
): Uint8Array<ArrayBuffer> {
  if (ending === ".npy") return int32Bytes(endpoints);
  let text = "";
  for (let i = 0; i < endpoints.length; i += 2) {
    text += `${first + i / 2},${endpoints[i]},${endpoints[i + 1]}\n`;
  }
  return new TextEncoder().encode(text);
}

/**
 * Turns endpoints into a file's bytes, a chunk at a time: `.npy` of i32 with shape [walkers, 2], or
 * CSV with the columns walker, x, y.
 *
 * @param walkers How many endpoints will come.
 * @param first The number of the first walker, 0 by default.
 * @returns A stream that takes pairs x, y in sites, in the order of the walkers' numbers, in chunks
 * of whole pairs. It fails with a RangeError if another number of walkers comes.
 * @throws {TypeError | RangeError} If there is no such format, or a number is no whole one from 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { encodeEndpoints } from "hexwalk";
 *
 * const file = ReadableStream.from([Int32Array.of(1, -1, 3, 5), Int32Array.of(-7, 1)])
 *   .pipeThrough(encodeEndpoints(".csv", 3));
 * assert.equal(await new Response(file).text(), "walker,x,y\n0,1,-1\n1,3,5\n2,-7,1\n");
 * ```
 *
 * Cost: memory of a few chunks, whatever the number of walkers.
 */
export function encodeEndpoints(
  ending: EndpointsEnding,
  walkers: number,
  first = 0,
): TransformStream<Int32Array, Uint8Array<ArrayBuffer>> {
  checkArgument("write endpoints", "format", ending, oneOf(ENDPOINTS_ENDINGS));
  checkArgument("write endpoints", "walkers", walkers, wholeNumber(0, Number.MAX_SAFE_INTEGER));
  checkArgument("write endpoints", "first", first, wholeNumber(0, Number.MAX_SAFE_INTEGER));
  let done = 0;
  return new TransformStream({
    start(controller) {
      controller.enqueue(endpointsHeader(ending, walkers));
    },
    transform(endpoints, controller) {
      checkArgument("write endpoints", "chunk", endpoints, CHUNK);
      if (endpoints.length % 2 !== 0) {
        throw new RangeError(`Cannot write ${endpoints.length} coordinates: they come in pairs`);
      }
      if (done + endpoints.length / 2 > walkers) {
        throw new RangeError(`Cannot write more endpoints than the ${walkers} announced`);
      }
      controller.enqueue(endpointsBytes(ending, endpoints, first + done));
      done += endpoints.length / 2;
    },
    flush() {
      if (done === walkers) return;
      throw new RangeError(`Cannot end after ${done} of ${walkers} endpoints`);
    },
  });
}
