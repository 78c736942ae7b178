/** The file of every walker's endpoint, written while they are walked. */

import {
  ENDPOINTS_ENDINGS,
  endpointsBytes,
  type EndpointsEnding,
  endpointsEnding,
  endpointsHeader,
} from "../data/endpoints.ts";
import { checkPath, Draft } from "./output.ts";

/** A file of endpoints under way, in its place once it is kept. */
export class EndpointsFile implements AsyncDisposable {
  #written = 0;
  #failure: unknown;
  #tell = () => {};

  private constructor(readonly ending: EndpointsEnding, readonly draft: Draft) {}

  /** @throws {UsageError} If the file cannot be written. */
  static async open(path: string, walkers: number): Promise<EndpointsFile> {
    await checkPath(path, ENDPOINTS_ENDINGS);
    const file = new EndpointsFile(endpointsEnding(path), await Draft.open(path));
    await file.draft.write(endpointsHeader(file.ending, walkers));
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
      await this.draft.write(endpointsBytes(this.ending, endpoints, first));
      this.#written += endpoints.length / 2;
    } catch (error) {
      this.#failure = error;
      this.#tell();
    }
  }

  /** Moves the file to its place; one that ended early says how many walkers are in it. */
  async keep(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    await this.draft.write(endpointsHeader(this.ending, this.#written), 0);
    await this.draft.keep();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.draft[Symbol.asyncDispose]();
  }
}
