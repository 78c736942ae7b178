/** The program: its arguments in, its exit status out. */

import { main } from "./src/cli/main.ts";

Deno.exit(await main(Deno.args));
