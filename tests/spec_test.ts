import assert from "node:assert/strict";
import fc from "fast-check";
import {
  createSpec,
  hashSpec,
  specFromJson,
  type SpecInput,
  specToJson,
  walkersOf,
} from "../src/spec.ts";

const MAX_WALKERS = 2 ** 53 - 1;
const MAX_STEPS = 2 ** 31 - 1;

/** Which walkers: `first` and `walkers`, at most 2^53 − 1 together. */
const walkers = fc.maxSafeInteger().map((n) => Math.abs(n) || 1).chain((walkers) =>
  fc.tuple(fc.constantFrom(0, 0, 1), fc.double({ min: 0, max: 1, noNaN: true })).map(
    ([has, share]) => ({ first: has * Math.floor(share * (MAX_WALKERS - walkers)), walkers }),
  )
);

const inputs: fc.Arbitrary<SpecInput> = fc.record({
  range: walkers,
  steps: fc.integer({ min: 1, max: MAX_STEPS }),
  seed: fc.oneof(
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    fc.constantFrom("a", "déjà vu", "seed of mine"),
  ),
}).map(({ range, ...rest }) => ({ ...range, ...rest }));

const window = { origin: [-8, -16] as const, cellSize: 4, columns: 4, rows: 8 };

Deno.test("createSpec() is frozen through and through", () => {
  const spec = createSpec({ walkers: 10, seed: 7 });
  for (const part of [spec, spec.seed, spec.window, spec.window.origin]) {
    assert.ok(Object.isFrozen(part));
  }
});

Deno.test("createSpec() does not hold on to the window it was given", () => {
  const given = { ...window, origin: [-8, -16] as [number, number] };
  const spec = createSpec({ walkers: 10, seed: 7, window: given });
  given.origin[0] = 0;
  assert.deepEqual(spec.window, window);
});

Deno.test("createSpec() takes walkers and steps up to their bounds", () => {
  for (const walkers of [1, MAX_WALKERS]) assert.equal(createSpec({ walkers }).walkers, walkers);
  for (const steps of [1, MAX_STEPS]) assert.equal(createSpec({ walkers: 1, steps }).steps, steps);
});

Deno.test("createSpec() refuses counts out of bounds, naming value, bounds and remedy", () => {
  for (const bad of [0, -1, 1.5, NaN, Infinity, MAX_WALKERS + 1]) {
    assert.throws(() => createSpec({ walkers: bad }), {
      name: "RangeError",
      message: `Cannot run with walkers ${bad}: use a whole number from 1 to ${MAX_WALKERS}`,
    });
  }
  for (const bad of [0, -1, 0.5, NaN, MAX_STEPS + 1]) {
    assert.throws(() => createSpec({ walkers: 1, steps: bad }), {
      name: "RangeError",
      message: `Cannot run with steps ${bad}: use a whole number from 1 to ${MAX_STEPS}`,
    });
  }
});

Deno.test("createSpec() takes first walkers up to 2^53 - 1 less those that follow", () => {
  assert.equal(createSpec({ walkers: 1 }).first, 0);
  const last = createSpec({ walkers: 5, first: MAX_WALKERS - 5 });
  assert.deepEqual(walkersOf(last), { first: MAX_WALKERS - 5, end: MAX_WALKERS });
  for (const bad of [-1, 1.5, NaN, Infinity, MAX_WALKERS - 4]) {
    assert.throws(() => createSpec({ walkers: 5, first: bad }), {
      name: "RangeError",
      message: `Cannot run with first ${bad}: for 5 walkers use a whole number from 0 to ` +
        `${MAX_WALKERS - 5}`,
    });
  }
});

Deno.test("createSpec() refuses walks and dimensions that there are not", () => {
  const name = "RangeError";
  assert.throws(() => createSpec({ walkers: 1, walk: "moon" }), {
    name,
    message: /moon.*diagonal/,
  });
  assert.throws(() => createSpec({ walkers: 1, dimensions: 3 }), {
    name,
    message: /dimensions 3: use 2/,
  });
});

Deno.test("createSpec() refuses options that there are not, or of another type, by name", () => {
  const bad: [unknown, string][] = [
    [undefined, "without options: use an object; possible are walk, dimensions, first, walkers, "],
    [1000, "with options 1000: use an object"],
    [{}, "without walkers: use a whole number from 1 to 9007199254740991"],
    [{ step: 100 }, "with step 100: there is no such option; possible are walk, dimensions, first"],
    [{ walkers: 10n }, "with walkers 10n: use a whole number"],
    [{ walkers: 10, steps: "9" }, 'with steps "9": use a whole number'],
    [{ walkers: 10, walk: 5 }, "with walk 5: choose one of diagonal"],
    [{ walkers: 10, window: 5 }, "with window 5: use an object; possible are origin, cellSize"],
    [{ walkers: 10, window: {} }, "without window.origin: use two numbers"],
  ];
  for (const [input, message] of bad) {
    assert.throws(() => createSpec(input as SpecInput), (error: Error) => {
      assert.equal(error.name, "TypeError");
      return error.message.startsWith(`Cannot run ${message}`);
    }, message);
  }
});

Deno.test("createSpec() gives a spec back, and takes it as a draft of another", () => {
  const spec = createSpec({ walkers: 10, seed: "déjà vu", window });
  assert.equal(createSpec(spec), spec);
  const other = createSpec({ ...spec, steps: 10 });
  assert.deepEqual(other, createSpec({ walkers: 10, seed: "déjà vu", window, steps: 10 }));
  assert.throws(() => createSpec({ ...spec, steps: 0 }), RangeError);
});

Deno.test("JSON.stringify() of a spec is that of specToJson()", () => {
  const spec = createSpec({ walkers: 10, seed: 7n });
  assert.equal(JSON.stringify(spec), JSON.stringify(specToJson(spec)));
  assert.deepEqual(specFromJson(JSON.parse(JSON.stringify(spec))), spec);
});

Deno.test("createSpec() refuses windows that are none", () => {
  const bad: [object, RegExp][] = [
    [{ cellSize: 3 }, /3 sites.*power of two/],
    [{ cellSize: 1 }, /1 sites.*power of two from 2/],
    [{ cellSize: 2 ** 32 }, /4294967296 sites.*to 2\^31/],
    [{ cellSize: 0 }, /0 sites/],
    [{ columns: 0 }, /0 × 8.*1048576/],
    [{ rows: 2.5 }, /4 × 2\.5/],
    [{ columns: 2 ** 20, rows: 2 }, /1048576 × 2.*1048576/],
    [{ origin: [0.5, 0] }, /0\.5, 0.*2\^31/],
    [{ origin: [-(2 ** 31) - 1, 0] }, /2\^31/],
    [{ origin: [0, 2 ** 31 - 31] }, /2\^31/],
  ];
  for (const [change, message] of bad) {
    const spec = { walkers: 1, window: { ...window, ...change } };
    assert.throws(() => createSpec(spec), { name: "RangeError", message }, JSON.stringify(change));
  }
  const edge = { ...window, origin: [-(2 ** 31), 2 ** 31 - 32] as const };
  assert.deepEqual(createSpec({ walkers: 1, window: edge }).window, edge);
});

Deno.test("specFromJson() gives back what specToJson() took, through JSON", () => {
  fc.assert(fc.property(inputs, (input) => {
    const spec = createSpec(input);
    const again = specFromJson(JSON.parse(JSON.stringify(specToJson(spec))));
    assert.deepEqual(again, spec);
  }));
});

Deno.test("specFromJson() refuses what is missing, unknown or of another type, by name", () => {
  const good = specToJson(createSpec({ walkers: 10, seed: 7 }));
  const bad: [unknown, RegExp][] = [
    [null, /with options null: use an object; possible are walk, dimensions, first/],
    ["run", /with options "run": use an object/],
    [{ ...good, seed: 7 }, /with seed 7: use a text$/],
    [{ ...good, walkers: "10" }, /with walkers "10": use a whole number/],
    [{ ...good, walkers: undefined }, /without walkers: use a whole number/],
    [{ ...good, first: "0" }, /with first "0": use a whole number/],
    [{ ...good, colour: "red" }, /with colour "red": there is no such option/],
    [{ ...good, window: null }, /with window null: use an object/],
    [{ ...good, window: { ...window, depth: 1 } }, /with window\.depth 1: there is no such/],
    [{ ...good, window: { ...window, origin: [1] } }, /with window\.origin \[1\]: use two numbers/],
    [{ ...good, window: { ...window, columns: "4" } }, /with window\.columns "4": use a number/],
  ];
  for (const [json, message] of bad) {
    assert.throws(() => specFromJson(json), { name: "TypeError", message });
  }
  for (const name of ["walk", "dimensions", "walkers", "steps", "seed", "window"]) {
    const { [name]: _, ...rest } = good;
    const message = new RegExp(`^Cannot read a run without ${name}: `);
    assert.throws(() => specFromJson(rest), { name: "TypeError", message });
  }
  assert.throws(() => specFromJson({ ...good, walkers: 0 }), RangeError);
});

Deno.test("hashSpec() of a run stays what it is", async () => {
  // Value stability: whoever changes this hash breaks every stored run.
  assert.equal(
    await hashSpec(createSpec({ walkers: 100_000, seed: 7 })),
    "2028771c3c1012d6a23fff003856787f02664282e1bd4ecc6e0e67f16e95d8e5",
  );
});

Deno.test("a run from walker 0 on is written as before there were others", () => {
  const spec = createSpec({ walkers: 10, seed: 7 });
  assert.ok(!("first" in specToJson(spec)));
  assert.deepEqual(specFromJson({ ...specToJson(spec), first: 0 }), spec);
});

Deno.test("hashSpec() is the same for the same run, however it was said", async () => {
  const one = await hashSpec(createSpec({ walkers: 10, steps: 1000, seed: "7", walk: "diagonal" }));
  assert.equal(await hashSpec(createSpec({ seed: 7n, walkers: 10 })), one);
  // A text and the number it stands for give the same bits, so they are one run.
  assert.equal(
    await hashSpec(createSpec({ walkers: 10, seed: "a" })),
    await hashSpec(createSpec({ walkers: 10, seed: 0xaf63dc4c8601ec8cn })),
  );
});

Deno.test("hashSpec() differs where a run does", async () => {
  const changes: SpecInput[] = [
    { walkers: 10, seed: 7 },
    { walkers: 11, seed: 7 },
    { walkers: 10, seed: 7, first: 1 },
    { walkers: 10, seed: 8 },
    { walkers: 10, seed: 7, steps: 999 },
    { walkers: 10, seed: 7, window },
  ];
  const hashes = await Promise.all(changes.map((input) => hashSpec(createSpec(input))));
  assert.equal(new Set(hashes).size, hashes.length);
});
