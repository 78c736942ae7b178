/** A worker that does as it is told. */

import { serve } from "../../src/pool/serve.ts";

export type EchoRequest =
  | { readonly setup: string }
  | { readonly echo: string }
  | { readonly wait: number }
  | { readonly fail: string }
  | { readonly die: string };

let greeting = "not set up";
let served = 0;

serve<EchoRequest, string>(async (request) => {
  if ("setup" in request) greeting = request.setup;
  else served++;
  if ("echo" in request) return { reply: `${greeting} ${request.echo} ${served}` };
  if ("wait" in request) await new Promise((resolve) => setTimeout(resolve, request.wait));
  if ("fail" in request) throw new RangeError(request.fail);
  // Outside of what `serve` guards; and without an answer, as a dead worker gives none.
  if ("die" in request) {
    setTimeout(() => {
      throw new Error(request.die);
    }, 0);
    await new Promise(() => {});
  }
  return { reply: greeting };
});
