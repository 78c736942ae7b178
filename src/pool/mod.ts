/**
 * Any loop on every core: a pool that runs functions of your own module. See docs/parallel.md.
 *
 * @module
 */

export type { TaskContext } from "./chunk.ts";
export type { Source } from "./chunker.ts";
export {
  type ArgumentOf,
  type ArgumentsOf,
  type Indexed,
  type MapOptions,
  Parallel,
  parallel,
  type ParallelOptions,
  type ResultOf,
  type Task,
} from "./parallel.ts";
export type { Progress, ProgressOptions } from "./progress.ts";
export { Random, type Stream } from "./random.ts";
export { range, repeat, type Rule, type RuleForm } from "./rules.ts";
export { type ErrorClass, TaskCrash, TaskFailure } from "./task_error.ts";
export { WorkerFault } from "./pool.ts";
