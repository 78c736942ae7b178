/** A program that has a file under way in a folder, is asked to end, and does not. */

import { listenForSignals, stopWhenAsked } from "../../src/cli/ending.ts";
import { Draft } from "../../src/cli/output.ts";

listenForSignals();
stopWhenAsked();
const path = `${Deno.args[0]}/walk.svg`;
await using draft = await Draft.open({ name: path, path, kind: "file", ending: ".svg" });
await draft.write(new Uint8Array(9));
console.log("ready");
await new Promise((resolve) => setTimeout(resolve, 60_000));
