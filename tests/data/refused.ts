/** What a refusal is: one line that names the reason and the remedy. */

import assert from "node:assert/strict";
import { DataError, decodeRun } from "../../src/data/saved_run.ts";

/** Makes sure that a file is refused, for this reason. */
export async function assertRefused(text: string, why?: RegExp): Promise<void> {
  try {
    await decodeRun(text);
  } catch (error) {
    assert.ok(error instanceof DataError, `${error}`);
    assert.match(error.message, /^Cannot use the saved run: [^\p{Cc}\p{Cf}]{1,400}; [^\p{Cc}]+$/u);
    if (why) assert.match(error.message, why);
    return;
  }
  assert.fail(`not refused: ${text.slice(0, 2000)}`);
}
