/** Files that contradict themselves under a true checksum: refused, and told why. */

import { forge, goodMembers, packCells } from "./forge.ts";
import { assertRefused } from "./refused.ts";
import { provenanceOf } from "./runs.ts";

/** What a forger would change of each member, and what is said of it. */
const LIES: readonly (readonly [string, unknown, RegExp])[] = [
  ["spec", null, /needs an object, spec/],
  ["spec", [], /use an object; possible are walk/],
  ["spec.walk", "no\u001b[2Jwalk\n", /walk "no\\u001b\[2Jwalk\\n"/],
  ["spec.walkers", 14, /ranges are not .* within 0 to 14/],
  ["spec.first", 1, /ranges are not .* within 1 to 21/],
  ["spec.first", "1", /with first "1": use a whole number/],
  ["spec.first", 2 ** 53 - 1, /first 9007199254740991: for 20 walkers/],
  ["spec.steps", 2 ** 31, /steps/],
  ["spec.steps", 5, /cannot have the sum/],
  ["spec.seed", "", /seed/],
  ["spec.window.columns", 2 ** 30, /window of 1073741824/],
  ["spec.window.rows", 4, /cells are fewer than 12/],
  ["spec.window.rows", 2, /cells are more than 6/],
  ["spec.window.origin", [-2, 0.5], /window/],
  ["spec.window.origin", [-2, -200], /out of reach/],
  ["spec.more", 1, /with more 1: there is no such/],
  ["ranges", [], /ranges have 0 walkers/],
  ["ranges", {}, /ranges are no list/],
  ["ranges", [[0, 12], [12, 12]], /not in order/],
  ["ranges", [[0, 6], [6, 12]], /not in order/],
  ["ranges", [[0, 7], [5, 10]], /not in order/],
  ["ranges", [[-1, 11]], /not in order/],
  ["ranges", [[0.5, 12.5]], /not in order/],
  ["ranges", [["0", "12"]], /not in order/],
  ["ranges", [[0, 12, 12]], /pair/],
  ["ranges", [[9, 21]], /within 0 to 20/],
  ["provenance", {}, /no list/],
  ["provenance", [], /provenance has 0 walkers/],
  ["provenance", [1], /no object/],
  ["provenance", [{ ...provenanceOf(12), finished: "yesterday" }], /no time/],
  ["provenance", [{ ...provenanceOf(12), walkMs: -1 }], /walkMs cannot be -1/],
  ["provenance", [{ ...provenanceOf(12), adapter: "\u001b[2J" }], /adapter cannot be \?\[2J/],
  ["provenance", [{ ...provenanceOf(12), adapter: "\u202eabc" }], /adapter cannot be \?abc/],
  ["provenance", [{ ...provenanceOf(12), reason: "a\u2028b" }], /reason cannot be a\?b/],
  ["provenance", [{ ...provenanceOf(12), reason: "a\ud800b" }], /reason cannot be a\?b/],
  ["provenance", [{ ...provenanceOf(12), adapter: "x".repeat(1e6) }], /adapter cannot be xxx/],
  ["provenance", [{ ...provenanceOf(12), driver: "570" }], /unknown member, driver/],
  ["provenance", [{ ...provenanceOf(12), backend: "cpu" }], /backend cannot be cpu/],
  ["provenance", [{ ...provenanceOf(12), wide: 1 }], /needs a boolean, wide/],
  ["provenance", [provenanceOf(12), provenanceOf(0)], /an entry without walkers/],
  ["provenance", [{ ...provenanceOf(12), toString: 1 }], /unknown member, toString/],
  ["walkers", 13, /13 walkers are not the 9 in its cells and 3 outside/],
  ["walkers", -1, /walkers are not/],
  ["walkers", 12.5, /walkers are not/],
  ["outside", "3", /number, outside/],
  ["outside", -3, /walkers are not/],
  ["sums", [], /sums is no object/],
  ["sums.x", "9", /sum x = 9/],
  ["sums.y", "1e3", /no whole number/],
  ["sums.xx", "1".repeat(1e6), /no whole number/],
  ["sums.xx", "-8", /sum xx = -8/],
  ["sums.yy", "1000", /sum yy = 1000/],
  ["sums.xy", "9999", /sum xy = 9999/],
  ["sums.xy", "-47", /sum xy = -47/],
  ["cells", "", /garbled|fewer/],
  ["cells", "!", /garbled/],
  ["cells", "AAAA", /garbled/],
  ["digest", "0".repeat(64), /digest/],
  ["more", 1, /unknown member, more/],
];

Deno.test("a file that lies under a true checksum is refused, and told why", async () => {
  for (const [path, value, why] of LIES) {
    const members = await goodMembers();
    const names = path.split(".");
    const last = names.pop() ?? "";
    // deno-lint-ignore no-explicit-any
    names.reduce((at: any, name) => at[name], members)[last] = value;
    await assertRefused(await forge(members), why);
  }
});

Deno.test("a file with a member missing is refused", async () => {
  for (const name of Object.keys(await goodMembers())) {
    if (name === "format" || name === "version") continue;
    const { [name]: _, ...members } = await goodMembers();
    await assertRefused(await forge(members), new RegExp(`needs an? \\w+, ${name}`));
  }
});

Deno.test("cells that count wrongly are refused", async () => {
  const good = [0n, 0n, 0n, 2n, 0n, 0n, 0n, 7n, 0n];
  const members = await goodMembers();
  const lie = async (cells: readonly bigint[], why: RegExp) =>
    assertRefused(await forge({ ...members, cells: await packCells(cells) }), why);
  await lie(good.with(0, 1n), /12 walkers are not the 10/);
  await lie(good.with(0, 2n ** 53n), /cell 0 counts more/);
  await lie(good.with(0, 2n ** 64n - 1n), /cell 0 counts more/);
  await lie(good.with(0, 2n ** 53n - 1n).with(1, 2n ** 53n - 1n), /are not the Infinity/);
  await lie(good.with(3, 0n).with(5, 2n), /digest/);
  await lie(good.slice(1), /fewer/);
  await lie([...good, 0n], /more/);
});
