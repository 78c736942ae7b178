/**
 * Threads for tasks. Web workers start fast and are everywhere; but one that Deno (2.9.6) ends while it
 * computes goes on, and keeps the program alive. So tasks with a time-out run in worker threads, which
 * Deno and Node have and which let the program end.
 */

interface NodePort {
  addEventListener(event: "message", listener: (event: MessageEvent) => void): void;
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
}

interface NodeWorker extends Pick<NodePort, "postMessage"> {
  on(event: "message", listener: (data: unknown) => void): void;
  on(event: "error" | "messageerror", listener: (error: Error) => void): void;
  on(event: "exit", listener: () => void): void;
  terminate(): Promise<unknown>;
}

interface NodeThreads {
  readonly Worker: new (address: URL) => NodeWorker;
  readonly parentPort: NodePort | null;
}

/** The part of a worker that a pool uses. */
export type Thread = Pick<
  Worker,
  "postMessage" | "terminate" | "onmessage" | "onmessageerror" | "onerror"
>;

/** Where a worker hears its pool and answers it. */
export interface Port {
  listen(listener: (data: unknown) => void): void;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** Starts a module as a worker thread; undefined where there are none. */
export function openThread(address: URL): Thread | undefined {
  const threads = nodeThreads();
  return threads && new NodeThread(new threads.Worker(address));
}

/** The worker's end of what `openThread` opened. */
export function threadPort(): Port {
  const port = nodeThreads()?.parentPort;
  if (!port) throw new TypeError("This is no worker thread");
  return {
    // Deno (2.9.6) looks at every element of a message, for ports in it, before it calls what on() was given.
    listen: (listener) => port.addEventListener("message", ({ data }) => listener(data)),
    postMessage: (message, transfer) => port.postMessage(message, transfer),
  };
}

/** The worker's end of a web worker. */
export function webPort(): Port {
  const scope = globalThis as unknown as {
    onmessage: ((event: MessageEvent) => void) | null;
    postMessage(message: unknown, transfer: Transferable[]): void;
  };
  return {
    listen: (listener) => scope.onmessage = ({ data }) => listener(data),
    postMessage: (message, transfer) => scope.postMessage(message, transfer),
  };
}

class NodeThread implements Thread {
  onmessage: Worker["onmessage"] = null;
  onmessageerror: Worker["onmessageerror"] = null;
  onerror: Worker["onerror"] = null;
  #isEnded = false;

  constructor(readonly thread: NodeWorker) {
    thread.on(
      "message",
      (data) => this.#tell(this.onmessage, new MessageEvent("message", { data })),
    );
    thread.on(
      "messageerror",
      () => this.#tell(this.onmessageerror, new MessageEvent("messageerror")),
    );
    thread.on("error", ({ message }) => this.#fail(message));
    thread.on("exit", () => this.#fail("a worker ended itself"));
  }

  postMessage(message: unknown, options?: Transferable[] | StructuredSerializeOptions): void {
    const transfer = Array.isArray(options) ? options : options?.transfer;
    this.thread.postMessage(message, transfer as Transferable[] | undefined);
  }

  terminate(): void {
    this.#isEnded = true;
    this.thread.terminate();
  }

  #fail(message: string): void {
    if (!this.#isEnded) this.#tell(this.onerror, new ErrorEvent("error", { message }));
  }

  #tell<E extends Event>(listener: ((event: E) => unknown) | null, event: E): void {
    listener?.call(this as unknown as Worker, event);
  }
}

/** The module of the name in Deno and Node; undefined in a page. */
function nodeThreads(): NodeThreads | undefined {
  const { process } = globalThis as unknown as {
    process?: { getBuiltinModule?(name: string): unknown };
  };
  return process?.getBuiltinModule?.("node:worker_threads") as NodeThreads | undefined;
}
