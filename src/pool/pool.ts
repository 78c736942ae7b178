/** A pool of module workers that answer requests, each with an identical copy of the same code. */

import { Job, type RequestOptions } from "./job.ts";
import type { Thread } from "./threads.ts";

export type { RequestOptions } from "./job.ts";

/** What `serve` sends back: the request's number, and a reply or what went wrong. */
export type Answer<Reply> =
  | { readonly id: number; readonly reply: Reply }
  | { readonly id: number; readonly error: string };

/** A worker that threw, died, or could not be sent a message. */
export class WorkerFault extends Error {
  /** Stands before the message where the error is printed. */
  override readonly name = "WorkerFault";

  /** An error of a worker. */
  constructor(
    message: string,
    /** Whether the same request would fail again: its worker lived to say so, or it cannot be sent. */
    readonly isFinal = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
    // It is made where a worker's answer comes in: where that is says nothing.
    this.stack = `WorkerFault: ${message}`;
  }
}

/** How to start the workers of a pool, and how many. */
export interface PoolOptions {
  /** Starts a worker; it must call `serve`. */
  readonly open: () => Thread;
  readonly size: number;
  /** Requests that a worker may have at a time, 1 by default; the others wait here. */
  readonly depth?: number;
}

/** So many workers may die in turn without anything to do before no more are started. */
const IDLE_DEATHS = 5;

interface Member<Request, Reply> {
  readonly worker: Thread;
  /** Setups and requests that it has not answered, by number. */
  readonly jobs: Map<number, Job<Request, Reply>>;
  /** Requests among them. */
  load: number;
  /** Whether it is to be replaced as soon as it has nothing to do. */
  isStale: boolean;
  /** Settles when the worker has taken its setup in, well or not. */
  ready: Promise<unknown>;
}

/** A fixed number of workers; one that dies is replaced. */
export class Pool<Request, Reply> implements Disposable {
  readonly #members: Member<Request, Reply>[];
  readonly #waiting: Job<Request, Reply>[] = [];
  #setup?: Request;
  #count = 0;
  #idleDeaths = 0;
  #isClosed = false;
  /** Why it is closed. */
  #reason = "";

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
    return Promise.all(this.#members.map((member) => this.#setUp(member, request)));
  }

  /**
   * Has the least busy worker answer a request.
   *
   * @throws {WorkerFault} If the worker fails; one that died is replaced.
   * @throws {DOMException} A `TimeoutError` after `timeoutMs`; the signal's reason if it aborts.
   */
  run(request: Request, options: RequestOptions = {}): Promise<Reply> {
    if (this.#isClosed) return Promise.reject(new WorkerFault(this.#reason, true));
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    const job = new Job<Request, Reply>(
      request,
      options,
      true,
      (job, reason) => this.#stop(job, reason),
    );
    this.#waiting.push(job);
    this.#dispatch();
    return job.answer;
  }

  /** Starts all workers anew, as `open` has them now; those at work when they are done with it. */
  restart(): void {
    for (const member of [...this.#members]) {
      member.isStale = true;
      if (member.load === 0) this.#replace(member, "the workers were restarted");
    }
  }

  /** Ends all workers at once; requests under way are rejected. */
  [Symbol.dispose](): void {
    this.#close("the pool is closed");
  }

  #close(reason: string): void {
    this.#isClosed = true;
    this.#reason = reason;
    for (const job of this.#waiting.splice(0)) job.reject(new WorkerFault(reason));
    for (const member of this.#members) this.#end(member, reason);
  }

  #start(): Member<Request, Reply> {
    const worker = this.options.open();
    const member = { worker, jobs: new Map(), load: 0, isStale: false, ready: Promise.resolve() };
    worker.onmessage = ({ data }: MessageEvent<Answer<Reply>>) => this.#settle(member, data);
    worker.onmessageerror = () => this.#replace(member, "a worker's reply could not be read");
    worker.onerror = (event) => {
      event.preventDefault();
      this.#mourn(member, event.message || "a worker died");
    };
    return member;
  }

  /** A setup does not wait for a turn: it is the first that a worker is sent. */
  #setUp(member: Member<Request, Reply>, request: Request): Promise<Reply> {
    const job = new Job<Request, Reply>(request, {}, false, () => {});
    this.#send(member, job);
    member.ready = job.answer.catch(() => {});
    return job.answer;
  }

  /** Sends waiting requests to workers that have room for them. */
  #dispatch(): void {
    const { depth = 1 } = this.options;
    while (this.#waiting.length > 0) {
      const fresh = this.#members.filter(({ isStale }) => !isStale);
      if (fresh.length === 0) return;
      const member = fresh.reduce((a, b) => b.load < a.load ? b : a);
      if (member.load >= depth) return;
      const job = this.#waiting.shift() as Job<Request, Reply>;
      if (!this.#send(member, job)) continue;
      member.load++;
      if (job.options.timeoutMs !== undefined) member.ready.then(() => job.startClock());
    }
  }

  /** Sends a request, if it can be sent. */
  #send(member: Member<Request, Reply>, job: Job<Request, Reply>): boolean {
    const id = this.#count++;
    try {
      member.worker.postMessage({ id, request: job.request }, job.options.transfer ?? []);
    } catch (cause) {
      job.reject(new WorkerFault(`a request cannot be sent: ${cause}`, true, { cause }));
      return false;
    }
    member.jobs.set(id, job);
    return true;
  }

  #settle(member: Member<Request, Reply>, answer: Answer<Reply>): void {
    const job = member.jobs.get(answer?.id);
    if (job === undefined) {
      return this.#replace(member, "a worker gave an answer to no request");
    }
    member.jobs.delete(answer.id);
    if (job.isRequest) member.load--;
    if ("error" in answer) job.reject(new WorkerFault(answer.error, true));
    else job.resolve(answer.reply);
    this.#idleDeaths = 0;
    if (member.isStale && member.load === 0) this.#replace(member, "the workers were restarted");
    else this.#dispatch();
  }

  /** Gives a request up: it leaves the queue, or its worker ends. */
  #stop(job: Job<Request, Reply>, reason: unknown): void {
    const at = this.#waiting.indexOf(job);
    if (at >= 0) this.#waiting.splice(at, 1);
    job.reject(reason);
    const member = this.#members.find(({ jobs }) => [...jobs.values()].includes(job));
    if (member) this.#replace(member, "a worker was stopped");
  }

  /** Replaces a worker that died, unless they all do with nothing to do: then the pool gives up. */
  #mourn(member: Member<Request, Reply>, reason: string): void {
    if (member.load === 0) this.#idleDeaths++;
    if (this.#idleDeaths < IDLE_DEATHS * this.size) return this.#replace(member, reason);
    this.#close(`the workers die as soon as they are started: ${reason}`);
  }

  #replace(member: Member<Request, Reply>, reason: string): void {
    if (this.#isClosed || !this.#members.includes(member)) return;
    // Deno runs what waits for promises while it starts a thread: no request may meet a dead worker.
    const newcomer = this.#start();
    const i = this.#members.indexOf(member);
    if (i < 0 || this.#isClosed) return newcomer.worker.terminate();
    this.#members[i] = newcomer;
    // If the newcomer fails too, its next request says so.
    if (this.#setup !== undefined) this.#setUp(newcomer, this.#setup).catch(() => {});
    this.#end(member, reason);
    this.#dispatch();
  }

  #end({ worker, jobs }: Member<Request, Reply>, reason: string): void {
    worker.terminate();
    for (const job of jobs.values()) job.reject(new WorkerFault(reason));
    jobs.clear();
  }
}
