/** The file of every walker's endpoint, written while they are walked. */

import {
  ENDPOINTS_ENDINGS,
  endpointsBytes,
  type EndpointsEnding,
  endpointsHeader,
  endpointsSize,
} from "../data/endpoints.ts";
import { type RunSpec, walkersOf } from "../spec.ts";
import { checkPlace } from "./check_place.ts";
import { Draft } from "./output.ts";
import { partialOf, type Place } from "./place.ts";
import { checkRoom } from "./room.ts";

/** A file of endpoints under way, in its place once it is kept. */
export class EndpointsFile implements AsyncDisposable {
  readonly ending: EndpointsEnding;
  #walkers = 0;
  #bytes = 0;
  #failure: unknown;
  #tell = () => {};

  private constructor(readonly spec: RunSpec, readonly draft: Draft) {
    this.ending = draft.place.ending as EndpointsEnding;
  }

  /**
   * Looks at a place, and at how much room there is.
   *
   * @throws {UsageError} If it cannot be written to, or has no room for so many endpoints.
   */
  static async check(name: string, spec: RunSpec): Promise<{ place: Place; remark?: string }> {
    const place = await checkPlace(name, ENDPOINTS_ENDINGS);
    const bytes = endpointsSize(place.ending as EndpointsEnding, walkersOf(spec));
    return { place, remark: await checkRoom(place, { bytes, isLeast: place.ending !== ".npy" }) };
  }

  /** @throws {WriteError} If the file cannot be made. */
  static async open(place: Place, spec: RunSpec): Promise<EndpointsFile> {
    const file = new EndpointsFile(spec, await Draft.open(place));
    await file.#add(endpointsHeader(file.ending, spec.walkers));
    return file;
  }

  /** @param tell Called if the file cannot be written further: what was walked is worth keeping. */
  onFailure(tell: () => void): void {
    this.#tell = tell;
  }

  /** Writes the endpoints of walkers from the number `first` on, which are next. */
  async write(endpoints: Int32Array<ArrayBuffer>, first: number): Promise<void> {
    if (this.#failure !== undefined) return;
    try {
      await this.#add(endpointsBytes(this.ending, endpoints, first));
      this.#walkers += endpoints.length / 2;
    } catch (error) {
      this.#failure = error;
      this.#tell();
    }
  }

  /**
   * Moves the file to its place, or beside it if endpoints are missing.
   *
   * @param tell Told where it is; not called if there is no endpoint to keep.
   * @throws {WriteError} If something could not be written; what could be is kept.
   */
  async keep(tell: (name: string) => void): Promise<void> {
    if (this.#walkers > 0) tell((await this.#keep()).name);
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #keep(): Promise<Place> {
    const { place } = this.draft;
    const isWhole = this.#walkers === this.spec.walkers;
    // A pipe has what it got: a .csv that ends early is one, an .npy that does is a failure.
    const isStream = place.kind !== "file" &&
      (this.ending === ".csv" || this.#failure !== undefined);
    if (!isWhole && !isStream) {
      await this.draft.amend(this.#bytes, endpointsHeader(this.ending, this.#walkers));
    }
    const kept = isWhole ? place : partialOf(place);
    await this.draft.keep(kept);
    return kept;
  }

  async #add(bytes: Uint8Array): Promise<void> {
    await this.draft.write(bytes);
    this.#bytes += bytes.length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.draft[Symbol.asyncDispose]();
  }
}
