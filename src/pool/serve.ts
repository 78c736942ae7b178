/** The worker's side of a pool. */

import type { Answer } from "./pool.ts";

/** A reply, and the buffers in it that are moved rather than copied. */
export interface Served<Reply> {
  readonly reply: Reply;
  readonly transfer?: Transferable[];
}

/** The part of a worker's global scope that `serve` needs. */
interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** Answers each request of the pool with what `handle` gives; an error is answered with its message. */
export function serve<Request, Reply>(handle: (request: Request) => Promise<Served<Reply>>): void {
  const scope = globalThis as unknown as WorkerScope;
  scope.onmessage = async ({ data: { id, request } }) => {
    try {
      const { reply, transfer = [] } = await handle(request);
      scope.postMessage({ id, reply } satisfies Answer<Reply>, transfer);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      scope.postMessage({ id, error: reason } satisfies Answer<Reply>, []);
    }
  };
}
