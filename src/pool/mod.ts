/**
 * Any loop on every core: a pool that runs functions of your own module. See docs/parallel.md.
 *
 * @module
 */

export type { TaskContext } from "./chunk.ts";
export type { Source } from "./chunker.ts";
export { Parallel, parallel } from "./parallel.ts";
export type * from "./task_types.ts";
export type { Progress, ProgressOptions } from "./progress.ts";
export { Random, type Stream } from "./random.ts";
export { range, repeat, type Rule, type RuleForm } from "./rules.ts";
export type { ErrorClass } from "./error_classes.ts";
export { TaskCrash, TaskFailure } from "./task_error.ts";
export { MissingPermission } from "./may_read.ts";
export { WorkerFault } from "./pool.ts";
