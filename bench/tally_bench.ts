/** What tallies cost the main thread: merging a part, and the canonical bytes and their digest. */

import { digest, encode, merge, zero } from "../src/tally/tally.ts";
import { benchGroup, describeWindow, expectedPart, expectedTally, SPECS } from "./helpers.ts";

for (const spec of SPECS) {
  const [sum, part, whole] = [zero(spec.window), expectedPart(spec), expectedTally(spec)];
  await benchGroup(describeWindow(spec), "merge", {
    "merge": () => merge(sum, part),
    "encode": () => encode(whole),
    "digest, encode included": () => digest(whole),
  });
}
