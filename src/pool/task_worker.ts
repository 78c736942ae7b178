/** A web worker of a task pool. */

import { serveTasks } from "./serve_tasks.ts";
import { webPort } from "./threads.ts";

serveTasks(webPort());
