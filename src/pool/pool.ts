/** A pool of module workers that answer requests, each with an identical copy of the same code. */

/** What `serve` sends back: the request's number, and a reply or what went wrong. */
export type Answer<Reply> =
  | { readonly id: number; readonly reply: Reply }
  | { readonly id: number; readonly error: string };

/** A worker that threw, died, or could not be sent a message. */
export class WorkerFault extends Error {
  override readonly name = "WorkerFault";
}

/** How to start the workers of a pool, and how many. */
export interface PoolOptions {
  /** Starts a worker; it must call `serve`. */
  readonly open: () => Worker;
  readonly size: number;
}

interface Pending<Reply> {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

interface Member<Reply> {
  readonly worker: Worker;
  readonly pending: Map<number, Pending<Reply>>;
}

/** A fixed number of workers; one that dies is replaced. */
export class Pool<Request, Reply> implements Disposable {
  readonly #members: Member<Reply>[];
  #setup?: Request;
  #count = 0;
  #isClosed = false;

  constructor(readonly options: PoolOptions) {
    this.#members = Array.from({ length: options.size }, () => this.#start());
  }

  get size(): number {
    return this.options.size;
  }

  /**
   * Sends one request to every worker, before any other; workers that replace a dead one get it too.
   *
   * @throws {WorkerFault} If a worker fails at it.
   */
  setup(request: Request): Promise<Reply[]> {
    this.#setup = request;
    return Promise.all(this.#members.map((member) => this.#send(member, request)));
  }

  /**
   * Has the least busy worker answer a request.
   *
   * @param transfer Buffers in the request that are moved rather than copied.
   * @throws {WorkerFault} If the worker fails; one that died is replaced.
   */
  run(request: Request, transfer: Transferable[] = []): Promise<Reply> {
    if (this.#isClosed) return Promise.reject(new WorkerFault("the pool is closed"));
    const member = this.#members.reduce((a, b) => b.pending.size < a.pending.size ? b : a);
    return this.#send(member, request, transfer);
  }

  /** Ends all workers at once; requests under way are rejected. */
  [Symbol.dispose](): void {
    this.#isClosed = true;
    for (const member of this.#members) this.#end(member, "the pool was closed");
  }

  #start(): Member<Reply> {
    const member: Member<Reply> = { worker: this.options.open(), pending: new Map() };
    const { worker } = member;
    worker.onmessage = ({ data }: MessageEvent<Answer<Reply>>) => this.#settle(member, data);
    worker.onmessageerror = () => this.#replace(member, "a worker's reply could not be read");
    worker.onerror = (event) => {
      event.preventDefault();
      this.#replace(member, event.message || "a worker died");
    };
    return member;
  }

  #send(member: Member<Reply>, request: Request, transfer: Transferable[] = []): Promise<Reply> {
    const id = this.#count++;
    return new Promise((resolve, reject) => {
      try {
        member.worker.postMessage({ id, request }, transfer);
        member.pending.set(id, { resolve, reject });
      } catch (error) {
        reject(new WorkerFault(`a request cannot be sent: ${error}`));
      }
    });
  }

  #settle(member: Member<Reply>, answer: Answer<Reply>): void {
    const { pending } = member;
    const waiting = pending.get(answer?.id);
    if (waiting === undefined) {
      return this.#replace(member, "a worker gave an answer to no request");
    }
    pending.delete(answer.id);
    if ("error" in answer) waiting.reject(new WorkerFault(answer.error));
    else waiting.resolve(answer.reply);
  }

  #replace(member: Member<Reply>, reason: string): void {
    const i = this.#members.indexOf(member);
    if (i < 0 || this.#isClosed) return;
    this.#end(member, reason);
    this.#members[i] = this.#start();
    if (this.#setup === undefined) return;
    // If the newcomer fails too, its next request says so.
    this.#send(this.#members[i], this.#setup).catch(() => {});
  }

  #end({ worker, pending }: Member<Reply>, reason: string): void {
    worker.terminate();
    for (const { reject } of pending.values()) reject(new WorkerFault(reason));
    pending.clear();
  }
}
