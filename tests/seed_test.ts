import assert from "node:assert/strict";
import fc from "fast-check";
import { keyOf, parseSeed, randomSeed } from "../src/seed.ts";

const LARGEST = 2n ** 64n - 1n;
const u64 = fc.bigInt({ min: 0n, max: LARGEST });

Deno.test("parseSeed() takes every u64, as digits, as a bigint and as a number", () => {
  fc.assert(fc.property(u64, (value) => {
    const wanted = { text: String(value), value };
    assert.deepEqual(parseSeed(value), wanted);
    assert.deepEqual(parseSeed(String(value)), wanted);
  }));
  assert.deepEqual(parseSeed(2 ** 53 - 1), { text: "9007199254740991", value: 2n ** 53n - 1n });
  assert.deepEqual(parseSeed(LARGEST), { text: "18446744073709551615", value: LARGEST });
});

Deno.test("parseSeed() reads 007 and a padded 7 as 7", () => {
  for (const text of ["7", "007", " 7 ", "7\n"]) {
    assert.deepEqual(parseSeed(text), { text: "7", value: 7n });
  }
});

Deno.test("parseSeed() hashes a text by FNV-1a", () => {
  // Fowler, Noll, Vo: test_fnv.c, 64-bit FNV-1a without the terminating NUL.
  const answers: [string, bigint][] = [
    ["a", 0xaf63dc4c8601ec8cn],
    ["b", 0xaf63df4c8601f1a5n],
    ["foobar", 0x85944171f73967e8n],
    ["fooba", 0xcac165afa2fef40an],
  ];
  for (const [text, value] of answers) assert.deepEqual(parseSeed(text), { text, value });
});

Deno.test("parseSeed() gives any text a u64, the same one to what it gave as text", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
    fc.pre(/[^\s\d.e+-]/i.test(text));
    const seed = parseSeed(text);
    assert.ok(seed.value >= 0n && seed.value <= LARGEST);
    assert.deepEqual(parseSeed(seed.text), seed);
  }));
});

Deno.test("parseSeed() refuses numbers that are no u64, naming value and bounds", () => {
  for (const given of [-1, 1.5, NaN, 1e21, -1n, LARGEST + 1n, "-7", "+7", "1e6", "0.5", "1_000"]) {
    assert.throws(() => parseSeed(given), {
      name: "RangeError",
      message: `Cannot use the seed ${given}: a number must be plain digits, from 0 to ${LARGEST}`,
    });
  }
});

Deno.test("parseSeed() refuses an empty text", () => {
  for (const given of ["", "  "]) {
    assert.throws(() => parseSeed(given), { name: "RangeError", message: /empty seed/ });
  }
});

Deno.test("parseSeed() refuses control characters, which would break a summary's lines", () => {
  for (const given of ["two\nlines", "a\tb", "\u0085x\u0000"]) {
    assert.throws(() => parseSeed(given), { name: "RangeError", message: /control characters/ });
  }
});

Deno.test("keyOf() is the seed's low and high word", () => {
  fc.assert(fc.property(u64, (value) => {
    const [low, high] = keyOf(parseSeed(value));
    assert.equal(BigInt(low) + (BigInt(high) << 32n), value);
    assert.ok(low < 2 ** 32 && high < 2 ** 32);
  }));
});

Deno.test("randomSeed() is seldom the same, and can be given again", () => {
  const seeds = Array.from({ length: 100 }, randomSeed);
  assert.equal(new Set(seeds.map(({ value }) => value)).size, 100);
  for (const seed of seeds) assert.deepEqual(parseSeed(seed.text), seed);
});
