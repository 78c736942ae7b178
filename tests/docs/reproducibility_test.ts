/** docs/reproducibility.md, followed by someone who has that page and nothing else of ours. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { openSerial } from "../../src/backends/serial.ts";
import { parseSeed } from "../../src/seed.ts";
import { createSpec } from "../../src/spec.ts";

const PAGE = Deno.readTextFileSync(new URL("../../docs/reproducibility.md", import.meta.url))
  .replaceAll("−", "-")
  // The formatter pads the cells of tables.
  .replaceAll(/ +/g, " ");

/** The cells of the table under a header row, as the page has them, without its code marks. */
function table(header: string): string[][] {
  const rows = PAGE.split(`| ${header} |`)[1].split("\n").slice(2);
  const end = rows.findIndex((row) => !row.startsWith("|"));
  return rows.slice(0, end).map((row) =>
    row.split("|").slice(1, -1).map((cell) => cell.trim().replaceAll("`", ""))
  );
}

/** A whole number that the page states after these words. */
function stated(before: string): bigint {
  const found = PAGE.replaceAll("\n", " ").split(before)[1]?.match(/^\s*(0x[0-9A-F]+|\d+)/);
  assert.ok(found, `the page does not say "${before}"`);
  return BigInt(found[1]);
}

const ROTATIONS = table("r | first pair | second pair").map((row) => row.slice(1).map(Number));
const ROUNDS = Number(stated("The generator is Threefry4x32 with"));
const PARITY = Number(stated("k4 ="));
const FNV_START = stated("start with");
const FNV_FACTOR = stated("then multiply by");

Deno.test("the page's hash gives the page's numbers", () => {
  const rows = table("seed | number");
  assert.equal(rows.length, 4);
  for (const [seed, number] of rows) assert.equal(String(seedNumber(seed)), number);
});

/** Pieces of which texts are made that look like numbers, or nearly. */
const PIECES = [
  ..."0 1 7 . , - + _ ' e E n x 0x 0b 0o f z inf nan ∞ ½ ٧ １ ｅ ⁶ é e\u0301 一 🎲 a run".split(
    " ",
  ),
  ...[" ", "\t", "\n", "\u00a0", "\ufeff", "\u2028", "\u0085", "\u200b", "\ud800", "\u3000"],
];

Deno.test("the page's rules for seeds are the program's, for what they refuse too", () => {
  let refused = 0;
  const seeds = fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((parts) =>
    parts.join("")
  );
  fc.assert(
    fc.property(seeds, (seed) => {
      const wanted = seedNumber(seed);
      if (wanted === undefined) {
        refused++;
        assert.throws(() => parseSeed(seed), RangeError);
      } else assert.equal(parseSeed(seed).value, wanted);
    }),
    { numRuns: 5000, seed: 1 },
  );
  assert.ok(refused > 1000 && refused < 4000, `${refused} of 5000 were refused`);
});

Deno.test("the page's generator gives the page's words", () => {
  const rows = table("block | words");
  assert.equal(rows.length, 2);
  for (const [block, words] of rows) {
    const found = threefry([5, 0, Number(block), 0], [7, 0, 0, 0]);
    assert.equal(found.map((word) => word.toString(16).padStart(8, "0")).join(" "), words);
  }
});

Deno.test("the page's rules give the page's endpoints, and so does the engine", async (t) => {
  const rows = table("seed | walker | steps | endpoint");
  assert.equal(rows.length, 7);
  for (const [seed, walker, steps, endpoint] of rows) {
    await t.step(`seed ${seed}, walker ${walker}, ${steps} steps`, async () => {
      const wanted = endpoint.match(/-?\d+/g)?.map(Number);
      assert.deepEqual(walk(seedNumber(seed) ?? -1n, BigInt(walker), Number(steps)), wanted);
      assert.deepEqual(await engineEndpoint(seed, Number(walker), Number(steps)), wanted);
    });
  }
});

/** The number of a seed; undefined where the page says that it is refused. */
function seedNumber(seed: string): bigint | undefined {
  const isBlank = (char: string) =>
    "\t\n\v\f\r\ufeff\u2028\u2029".includes(char) || /\p{Zs}/u.test(char);
  const chars = [...seed];
  while (chars.length > 0 && isBlank(chars[0])) chars.shift();
  while (chars.length > 0 && isBlank(chars[chars.length - 1])) chars.pop();
  const isRefused = (char: string) => /\p{Cc}|\p{Zl}|\p{Zp}|\p{Cs}/u.test(char);
  if (chars.length === 0 || chars.some(isRefused)) return undefined;
  if (chars.every((char) => "0123456789".includes(char))) {
    const number = chars.reduce((sum, char) => 10n * sum + BigInt(char), 0n);
    return number < 2n ** 64n ? number : undefined;
  }
  if (isLikeANumber([...chars.join("").normalize("NFKC").toLowerCase()])) return undefined;
  return new TextEncoder().encode(chars.join("")).reduce(
    (hash, byte) => ((hash ^ BigInt(byte)) * FNV_FACTOR) % 2n ** 64n,
    FNV_START,
  );
}

function isLikeANumber(chars: string[]): boolean {
  const isLetter = (char: string) => /\p{L}/u.test(char);
  const isNumber = (char: string) => /\p{N}/u.test(char);
  const letters = chars.filter(isLetter).join("");
  const hasNumber = chars.some(isNumber);
  if (letters === "") return hasNumber || chars.includes("∞");
  if (letters === "e" || letters === "n") {
    return chars.slice(0, chars.findIndex(isLetter)).some(isNumber);
  }
  if (["inf", "infinity", "nan"].includes(letters)) return !hasNumber;
  const rest = chars.slice(chars.findIndex((char) => isLetter(char) || isNumber(char)));
  if (rest.shift() !== "0" || !"xob".includes(rest.shift() ?? "?")) return false;
  if (rest.at(-1) === "n") rest.pop();
  return rest.every((char) => "0123456789abcdef_".includes(char));
}

function threefry(counter: number[], key: number[]): number[] {
  const keys = [...key, (PARITY ^ key[0] ^ key[1] ^ key[2] ^ key[3]) >>> 0];
  let x = counter.map((word, i) => (word + keys[i]) >>> 0);
  for (let r = 0; r < ROUNDS; r++) {
    const pairs = r % 2 === 0 ? [[0, 1], [2, 3]] : [[0, 3], [2, 1]];
    pairs.forEach(([a, b], i) => {
      const left = ROTATIONS[r % 8][i];
      x[a] = (x[a] + x[b]) >>> 0;
      x[b] = (((x[b] << left) | (x[b] >>> (32 - left))) ^ x[a]) >>> 0;
    });
    if (r % 4 !== 3) continue;
    const s = (r + 1) / 4;
    x = x.map((word, i) => (word + keys[(s + i) % 5] + (i === 3 ? s : 0)) >>> 0);
  }
  return x;
}

function walk(seed: bigint, walker: bigint, steps: number): number[] {
  const halves = (value: bigint) => [Number(value % 2n ** 32n), Number(value / 2n ** 32n)];
  const at = [0, 0];
  for (let t = 0; t < steps; t++) {
    const counter = [...halves(walker), Math.floor(t / 64), 0];
    const words = threefry(counter, [...halves(seed), 0, 0]);
    for (const axis of [0, 1]) {
      const word = words[2 * (Math.floor(t / 32) % 2) + axis];
      at[axis] += (word >>> (t % 32)) & 1 ? 1 : -1;
    }
  }
  return at;
}

/** The endpoint of one walker alone: the sums of a range that holds nobody else. */
async function engineEndpoint(seed: string, walker: number, steps: number): Promise<number[]> {
  const spec = createSpec({ walkers: Number.MAX_SAFE_INTEGER, steps, seed });
  await using backend = openSerial(spec);
  for await (const { tally } of backend.walk({ first: walker, end: walker + 1 })) {
    return [Number(tally.sums.x), Number(tally.sums.y)];
  }
  throw new assert.AssertionError({ message: "no part came" });
}
