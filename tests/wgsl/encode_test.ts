import assert from "node:assert/strict";
import fc from "fast-check";
import { Code, encodeModule } from "../../src/wgsl/encode.ts";

const WORDS = 8;

/** What the words of memory are after the code has run once, with arguments. */
function run(write: (code: Code) => void, ...args: number[]): Uint32Array {
  const code = new Code(args.length);
  write(code);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(encodeModule("run", code));
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  (exports.run as (...args: number[]) => void)(...args);
  return new Uint32Array(memory.buffer, 0, WORDS);
}

Deno.test("constants of 32 bits come out as they went in", () => {
  fc.assert(fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }), (value) => {
    const [word] = run((code) => {
      code.constant(0);
      code.constant(value);
      code.store(0);
    });
    assert.equal(word, value >>> 0);
  }));
});

Deno.test("a splat fills all lanes, and a vector in memory is four words", () => {
  fc.assert(fc.property(fc.integer(), fc.integer(), fc.nat({ max: 3 }), (value, other, at) => {
    const words = run((code) => {
      code.constant(0);
      code.splat(value);
      code.storeVector(0);
      code.constant(4 * at);
      code.constant(other);
      code.store(0);
      code.constant(0);
      code.constant(0);
      code.loadVector(0);
      code.storeVector(16);
    });
    const wanted = [0, 1, 2, 3].map((lane) => (lane === at ? other : value) >>> 0);
    assert.deepEqual([...words], [...wanted, ...wanted]);
  }));
});

Deno.test("numbers count on from the first", () => {
  const words = run((code) => {
    code.constant(0);
    code.numbers(8);
    code.storeVector(0);
  });
  assert.deepEqual([...words.slice(0, 4)], [8, 9, 10, 11]);
});

Deno.test("a loop turns until its branch is not taken, and an if takes one of its arms", () => {
  // Sums the numbers from n down to 1, if n is not zero.
  const sum = (code: Code) => {
    const total = code.local("i32");
    code.get(0);
    code.open("if");
    code.open("loop");
    code.get(total);
    code.get(0);
    code.op("i32.add");
    code.set(total);
    code.get(0);
    code.constant(-1);
    code.op("i32.add");
    code.tee(0);
    code.branchIf(0);
    code.op("end");
    code.op("else");
    code.constant(99);
    code.set(total);
    code.op("end");
    code.constant(0);
    code.get(total);
    code.store(0);
  };
  assert.deepEqual([run(sum, 10)[0], run(sum, 1)[0], run(sum, 0)[0]], [55, 1, 99]);
});

Deno.test("a body of more than 2^14 bytes and 2^7 locals is encoded rightly", () => {
  const [word] = run((code) => {
    const locals = Array.from({ length: 300 }, () => code.local("i32"));
    for (const local of locals) {
      for (let i = 0; i < 20; i++) {
        code.constant(1000 * local);
        code.set(local);
      }
    }
    code.constant(0);
    code.get(locals[299]);
    code.store(0);
  }, 5);
  assert.equal(word, 300 * 1000);
});

Deno.test("more local variables than engines take are a RangeError", () => {
  const code = new Code(2);
  for (let i = 0; i < 49_998; i++) code.local("i32");
  assert.ok(WebAssembly.validate(encodeModule("run", code)));
  code.local("v128");
  assert.throws(() => encodeModule("run", code), RangeError);
  assert.ok(encodeModule("run", new Code(0)).length < 100);
});

Deno.test("a local that is released serves again, one of its own type only", () => {
  const code = new Code(1);
  const [a, b] = [code.local("i32"), code.local("v128")];
  code.release(a, b);
  assert.deepEqual([code.local("v128"), code.local("i32"), code.local("i32")], [b, a, 3]);
  assert.equal(code.newLocal("i32"), 4);
  assert.deepEqual(code.locals, ["i32", "v128", "i32", "i32"]);
});

Deno.test("an offset beyond 2^31 is not cut short", () => {
  const read = (offset: number) =>
    run((code) => {
      const local = code.local("i32");
      code.constant(0);
      code.load(offset);
      code.set(local);
    });
  read(65532);
  for (const offset of [65536, 2 ** 31, 2 ** 32 - 4]) {
    assert.throws(() => read(offset), WebAssembly.RuntimeError);
  }
});
