/** Whether this thread is a worker of a task pool, where no other pool may be opened. */

const MARK = Symbol.for("hexwalk.task_worker");

export function markWorker(): void {
  Object.defineProperty(globalThis, MARK, { value: true });
}

export function isWorker(): boolean {
  return MARK in globalThis;
}
