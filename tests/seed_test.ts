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
  for (const text of ["7", "007", " 7 ", "7\n", "\ufeff7\u00a0", "\u2003\t7\u2028"]) {
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
    // Two letters that end no number, whatever is around them.
    const seed = parseSeed(`${text} seed`);
    assert.ok(seed.value >= 0n && seed.value <= LARGEST);
    assert.deepEqual(parseSeed(seed.text), seed);
    assert.deepEqual(parseSeed(seed), seed);
  }));
});

Deno.test("parseSeed() takes texts that hold numbers and are none", () => {
  const texts = [
    "run 7",
    "7 walks",
    "e7",
    "x10",
    "10k",
    "7th",
    "0xylophone",
    "v1.2",
    "nan's",
    "inf2",
  ]
    .concat("deadbeef", "一二三", "Σ1", "3é", "--seed", "…", "🎲");
  const hashes = texts.map((text) => {
    const seed = parseSeed(text);
    assert.equal(seed.text, text);
    return seed.value;
  });
  assert.equal(new Set(hashes).size, texts.length);
});

Deno.test("parseSeed() does not normalise: two spellings of é are two seeds", () => {
  assert.notEqual(parseSeed("caf\u00e9").value, parseSeed("cafe\u0301").value);
  assert.notEqual(parseSeed("Seed").value, parseSeed("seed").value);
});

/** What looks like a number, in one way or another, and is no u64 in plain digits. */
const NO_NUMBERS = [
  ...[-1, 1.5, NaN, -Infinity, -1n, LARGEST + 1n],
  ...["-7", "+7", "1.", ".5", "0.5", "1,000", "1 000", "1'000", "1_000", "1.000.000", "7-", "(7)"],
  ...[
    "1e6",
    "1E6",
    "1.5e+6",
    "1e",
    "5 e 3",
    "1×10⁶",
    "7n",
    "0x10",
    "0XFF",
    "-0x1",
    "0b101",
    "0o17",
  ],
  ...[
    "0xffn",
    "0x",
    "Infinity",
    "-inf",
    "NaN",
    "∞",
    "½",
    "10²",
    "③",
    "٧",
    "१२३",
    "𝟙",
    "１２３",
    "１ｅ６",
  ],
  ...["2026-11-25", "12:30", "50%", "#1", "7 🎲", "18446744073709551616", "1\u00a0000"],
];

Deno.test("parseSeed() refuses what looks like a number and is no u64, naming value and bounds", () => {
  for (const given of NO_NUMBERS) {
    assert.throws(() => parseSeed(given), {
      name: "RangeError",
      message:
        `Cannot use the seed ${given}: a number must be plain digits, from 0 to ${LARGEST}; ` +
        "a text must not look like a number",
    });
  }
});

Deno.test("parseSeed() refuses numbers that JavaScript may have rounded", () => {
  for (const given of [2 ** 53, 2 ** 63, 1e21, Infinity]) {
    assert.throws(() => parseSeed(given), {
      name: "RangeError",
      message: `Cannot use the seed ${given}: from 2^53 up numbers are not exact, ` +
        "so give a text or a bigint",
    });
  }
  assert.equal(parseSeed(2n ** 63n).value, 2n ** 63n);
});

Deno.test("parseSeed() does not repeat all of a long seed", () => {
  const [digits, text] = ["9".repeat(1e5), "a".repeat(1e5)];
  for (const given of [digits, `1e${digits}`, BigInt("9".repeat(1e4)), { text, value: 0n }]) {
    assert.throws(
      () => parseSeed(given),
      ({ name, message }: Error) => name === "RangeError" && message.length < 200,
    );
  }
});

Deno.test("parseSeed() refuses what is neither number nor text", () => {
  const refused: [unknown, string][] = [
    ...[undefined, null, true].map((given): [unknown, string] => [given, String(given)]),
    ...[{}, Object.create(null)].map((given): [unknown, string] => [given, "{}"]),
    ...[[], [7]].map((given): [unknown, string] => [given, JSON.stringify(given)]),
    [Symbol("7"), "Symbol(7)"],
    [() => 7, "a function"],
    [{ text: "7" }, "{ text }"],
    [{ text: 7, value: 7n }, "{ text, value }"],
  ];
  for (const [given, shown] of refused) {
    assert.throws(() => parseSeed(given as string), {
      name: "TypeError",
      message: `Cannot use the seed ${shown}: use a whole number or a text`,
    });
  }
  assert.throws(() => parseSeed({ text: "7", value: 8n }), {
    name: "RangeError",
    message: /7, not 8/,
  });
});

Deno.test("parseSeed() refuses an empty text", () => {
  for (const given of ["", "  "]) {
    assert.throws(() => parseSeed(given), { name: "RangeError", message: /empty seed/ });
  }
});

Deno.test("parseSeed() refuses control characters, which would break a summary's lines", () => {
  for (const given of ["two\nlines", "a\tb", "\u0085x\u0000", "a\u2028b", "a\u2029b"]) {
    assert.throws(() => parseSeed(given), { name: "RangeError", message: /control characters/ });
  }
});

Deno.test("parseSeed() refuses half a surrogate pair, which would be hashed as another", () => {
  for (const given of ["a\ud800", "\udc00 b"]) {
    assert.throws(() => parseSeed(given), { name: "RangeError", message: /no UTF-8/ });
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
