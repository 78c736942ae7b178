/** A worker thread of a task pool, for tasks that may have to be stopped. */

import { serveTasks } from "./serve_tasks.ts";
import { threadPort } from "./threads.ts";

serveTasks(threadPort());
