/** The worker's side of a pool. */

import type { Answer } from "./pool.ts";
import { type Port, webPort } from "./threads.ts";

/** A reply, and the buffers in it that are moved rather than copied. */
export interface Served<Reply> {
  readonly reply: Reply;
  readonly transfer?: Transferable[];
}

/** Answers each request of the pool with what `handle` gives; an error is answered with its message. */
export function serve<Request, Reply>(
  handle: (request: Request) => Promise<Served<Reply>>,
  port: Port = webPort(),
): void {
  port.listen(async (data) => {
    const { id, request } = data as { id: number; request: Request };
    try {
      const { reply, transfer = [] } = await handle(request);
      port.postMessage({ id, reply } satisfies Answer<Reply>, transfer);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      port.postMessage({ id, error: reason } satisfies Answer<Reply>, []);
    }
  });
}
