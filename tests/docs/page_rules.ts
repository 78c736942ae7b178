/**
 * What docs/reproducibility.md says, done: seeds, words, endpoints, windows and digests, written from
 * that page alone. It shares no code with the program, and takes from the page what numbers it states.
 */

import assert from "node:assert/strict";

/** The page as it is. */
export const PAGE_TEXT = Deno.readTextFileSync(
  new URL("../../docs/reproducibility.md", import.meta.url),
);
const PAGE = PAGE_TEXT.replaceAll("−", "-")
  // The formatter pads the cells of tables.
  .replaceAll(/ +/g, " ");

/** The cells of the table under a header row, as the page has them, without its code marks. */
export function table(header: string): string[][] {
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

/** The number of a seed; undefined where the page says that it is refused. */
export function seedNumber(seed: string): bigint | undefined {
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

/** The words of a block. */
export function threefry(counter: number[], key: number[]): number[] {
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

/** Where a walker ends. */
export function walk(seed: bigint, walker: bigint, steps: number): number[] {
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

/** What a run is besides its window. */
export interface Walkers {
  readonly seed: string;
  readonly first: number;
  readonly walkers: number;
  readonly steps: number;
}

/** x0, y0, cellSize, columns, rows. */
export function defaultWindow(steps: number): number[] {
  let least = Math.floor(Math.sqrt(36 * steps)) - 2;
  while (BigInt(least) ** 2n < 36n * BigInt(steps)) least++;
  const d = Math.min(steps, least);
  const f = (steps - d) % 2 === 0 ? d : d - 1;
  const m = f + 1;
  let p = 1;
  while (1024 * p < m) p *= 2;
  const side = Math.ceil(m / p);
  const first = -f - 2 * Math.floor((side * p - m) / 2);
  return [first, first, 2 * p, side, side];
}

/** The digest of a run. */
export async function digestOf({ seed, first, walkers, steps }: Walkers, window: number[]) {
  const [x0, y0, cellSize, columns, rows] = window;
  const cells = new Array<bigint>(columns * rows).fill(0n);
  const sums = [0n, 0n, 0n, 0n, 0n];
  let outside = 0;
  for (let walker = first; walker < first + walkers; walker++) {
    const [x, y] = walk(seedNumber(seed) ?? -1n, BigInt(walker), steps);
    [x, y, x * x, y * y, x * y].forEach((value, i) => sums[i] += BigInt(value));
    const column = Math.floor((x - x0) / cellSize), row = Math.floor((y - y0) / cellSize);
    if (column >= 0 && column < columns && row >= 0 && row < rows) cells[row * columns + column]++;
    else outside++;
  }
  const bytes = [
    ...new TextEncoder().encode("hexwalk1"),
    ...[...window, walkers, outside].flatMap((value) => littleEndian(BigInt(value), 8)),
    ...sums.flatMap((sum) => littleEndian(sum, 16)),
    ...cells.flatMap((count) => littleEndian(count, 8)),
  ];
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes)));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A whole number in two's complement. */
function littleEndian(value: bigint, size: number): number[] {
  const positive = value < 0n ? value + 2n ** BigInt(8 * size) : value;
  return Array.from({ length: size }, (_, i) => Number(positive / 256n ** BigInt(i) % 256n));
}
