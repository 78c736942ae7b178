import assert from "node:assert/strict";
import fc from "fast-check";
import { digest, encode, merge, SUM_NAMES, type Tally, zero } from "../../src/tally/tally.ts";
import type { Window } from "../../src/tally/window.ts";

const WINDOW: Window = { origin: [-4, -6], cellSize: 2, columns: 3, rows: 5 };
const CELLS = WINDOW.columns * WINDOW.rows;

const count = fc.integer({ min: 0, max: 2 ** 50 });
const sum = fc.bigInt({ min: -(2n ** 100n), max: 2n ** 100n });
// Plain objects, as deepEqual looks at prototypes.
const PLAIN = { noNullPrototype: true };
const sums = fc.record({ x: sum, y: sum, xx: sum, yy: sum, xy: sum }, PLAIN);
const tallies: fc.Arbitrary<Tally> = fc.record({
  window: fc.constant(WINDOW),
  walkers: count,
  outside: count,
  cells: fc.array(count, { minLength: CELLS, maxLength: CELLS }).map((c) => Float64Array.from(c)),
  sums,
}, PLAIN);

/** A tally as a part comes: cells of 32 bits. */
const parts: fc.Arbitrary<Tally> = fc.record({
  window: fc.constant(WINDOW),
  walkers: count,
  outside: count,
  cells: fc.uint32Array({ minLength: CELLS, maxLength: CELLS }),
  sums,
}, PLAIN);

const sumOf = (...all: Tally[]) => all.reduce(merge, zero(WINDOW));

Deno.test("merge() is commutative", () => {
  fc.assert(fc.property(tallies, tallies, (a, b) => {
    assert.deepEqual(sumOf(a, b), sumOf(b, a));
  }));
});

Deno.test("merge() is associative", () => {
  fc.assert(fc.property(tallies, tallies, tallies, (a, b, c) => {
    assert.deepEqual(sumOf(sumOf(a, b), c), sumOf(a, sumOf(b, c)));
  }));
});

Deno.test("zero() is neutral", () => {
  fc.assert(fc.property(tallies, (a) => {
    assert.deepEqual(sumOf(a), a);
    assert.deepEqual(sumOf(a, zero(WINDOW)), a);
  }));
});

Deno.test("merge() changes and returns its first tally, and leaves its second alone", () => {
  fc.assert(fc.property(tallies, parts, (a, b) => {
    const [into, before] = [sumOf(a), structuredClone(b)];
    assert.equal(merge(into, b), into);
    assert.deepEqual(b, before);
    b.cells.forEach((cell, i) => assert.equal(into.cells[i], a.cells[i] + cell));
  }));
});

Deno.test("merge() counts beyond 32 bits", () => {
  const full = { ...zero(WINDOW), cells: new Uint32Array(CELLS).fill(2 ** 32 - 1) };
  assert.equal(sumOf(full, full, full).cells[0], 3 * (2 ** 32 - 1));
});

Deno.test("merge() refuses another window, whatever differs", () => {
  const changes = [{ origin: [-4, -4] }, { origin: [-2, -6] }, { cellSize: 4 }, { columns: 5 }];
  for (const change of [...changes, { rows: 3 }, { columns: 5, rows: 3 }]) {
    const other = { ...WINDOW, ...change } as Window;
    assert.throws(() => merge(zero(WINDOW), zero(other)), RangeError);
  }
});

/** Reads the canonical bytes as encode() documents them, without a look at its code. */
function decode(bytes: Uint8Array<ArrayBuffer>): Tally {
  const view = new DataView(bytes.buffer);
  assert.equal(new TextDecoder().decode(bytes.subarray(0, 8)), "hexwalk1");
  let at = 8;
  const i64 = () => Number(view.getBigInt64((at += 8) - 8, true));
  const u64 = () => Number(view.getBigUint64((at += 8) - 8, true));
  const i128 = () => view.getBigUint64(at, true) + (view.getBigInt64((at += 16) - 8, true) << 64n);
  const [x0, y0, cellSize, columns, rows, walkers, outside] = Array.from({ length: 7 }, i64);
  const [x, y, xx, yy, xy] = Array.from({ length: 5 }, i128);
  const cells = Float64Array.from({ length: columns * rows }, u64);
  assert.equal(at, bytes.length);
  const window = { origin: [x0, y0] as const, cellSize, columns, rows };
  return { window, walkers, outside, cells, sums: { x, y, xx, yy, xy } };
}

Deno.test("encode() loses nothing", () => {
  fc.assert(fc.property(tallies, (tally) => assert.deepEqual(decode(encode(tally)), tally)));
});

Deno.test("encode() is canonical: 32-bit cells and 64-bit cells of one tally have the same bytes", () => {
  fc.assert(fc.property(parts, (tally) => {
    assert.deepEqual(encode(tally), encode({ ...tally, cells: Float64Array.from(tally.cells) }));
  }));
});

Deno.test("digest() is the SHA-256 of the bytes, and stays what it is", async () => {
  // Value stability: of 8 + 7 · 8 + 5 · 16 + 15 · 8 bytes, by Python's hashlib and struct.
  assert.equal(
    await digest(zero(WINDOW)),
    "15b84cf2cc0c501844cfcd644a21ffcf90217d2256231f7b86f35b7d00f93c2b",
  );
});

Deno.test("digest() differs wherever a tally does", async () => {
  const base = () => zero(WINDOW);
  const changed = [base(), { ...base(), walkers: 1 }, { ...base(), outside: 1 }];
  for (const name of SUM_NAMES) changed.push({ ...base(), sums: { ...base().sums, [name]: 1n } });
  for (const cell of [0, CELLS - 1]) {
    const tally = base();
    tally.cells[cell] = 1;
    changed.push(tally);
  }
  const digests = await Promise.all(changed.map(digest));
  assert.equal(new Set(digests).size, digests.length);
});
