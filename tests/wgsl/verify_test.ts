import assert from "node:assert/strict";
import {
  binary,
  bool,
  constant,
  INVOCATION,
  load,
  read,
  select,
  u32,
} from "../../src/wgsl/build.ts";
import type { Block, ScalarType, Statement, Value, Variable } from "../../src/wgsl/ir.ts";
import {
  findWalk,
  generatorAloneSource,
  kernelSource,
  knownAnswersSource,
} from "../../src/walks.ts";
import { compile } from "../../src/wgsl/compile.ts";
import type { Source } from "../../src/wgsl/source.ts";
import type { Buffer } from "../../src/wgsl/typed.ts";
import { U32 } from "../../src/wgsl/types.ts";
import { findUniformity, type Uniformity } from "../../src/wgsl/uniformity.ts";
import { verify } from "../../src/wgsl/verify.ts";
import { verifyMasks } from "../../src/wgsl/verify_masks.ts";

const LENGTHS = { out: 64 };

const OUT: Buffer = {
  name: "out",
  group: 0,
  binding: 0,
  space: "storage",
  isWritable: true,
  type: { kind: "array", element: U32 },
};

function variable(name: string, type: ScalarType = "u32", isMutable = true): Variable {
  return { id: 0, name, type, isMutable };
}

const declare = (variable: Variable, value: Value): Statement => ({
  kind: "declare",
  variable,
  value,
});
const set = (variable: Variable, value: Value): Statement => ({ kind: "set", variable, value });
const exit = (target: Block): Statement => ({ kind: "exit", target });
const loop = (...body: Statement[]): Statement => ({ kind: "loop", body });
const when = (condition: Value, ...then: Statement[]): Statement => ({
  kind: "if",
  condition,
  then,
  otherwise: [],
});
const store = (value: Value, index: Value = u32(0)): Statement => ({
  kind: "store",
  buffer: OUT,
  index,
  value,
});

/** A block whose body can name it. */
function block(body: (block: Block) => Statement[]): Block {
  const made = { kind: "block", body: [] as Statement[] } as const;
  made.body.push(...body(made));
  return made;
}

const DIVERGENT = binary("lt", INVOCATION, u32(2));

/**
 * A loop's body as one block, with a set behind an exit of some lanes, and a read behind the block:
 * what becomes of a `continue` if its block holds what `continuing` reads.
 */
function readBehindItsBlock(): Statement[] {
  const x = variable("x");
  return [
    block((next) => [
      declare(x, u32(0)),
      when(DIVERGENT, exit(next)),
      set(x, u32(5)),
    ]),
    store(read(x)),
  ];
}

function refuses(body: readonly Statement[], reason: RegExp): void {
  assert.throws(() => verify(body, LENGTHS, false), reason);
}

Deno.test("a variable is read and set within its list alone", () => {
  const x = variable("x");
  refuses(readBehindItsBlock(), /x is read outside its scope/);
  refuses([when(DIVERGENT, declare(x, u32(0))), store(read(x))], /x is read outside its scope/);
  refuses([set(x, u32(0)), declare(x, u32(0))], /x is set outside its scope/);
  refuses([declare(x, u32(0)), declare(x, u32(1))], /x is declared twice/);
  verify([declare(x, u32(0)), loop(when(DIVERGENT, set(x, read(x))))], LENGTHS, false);
});

Deno.test("a variable whose reads are handed on is never set", () => {
  const x = variable("x", "u32", false);
  refuses([declare(x, u32(0)), set(x, u32(1))], /x is set but not mutable/);
});

Deno.test("an exit names a block around it", () => {
  const elsewhere = block(() => []);
  refuses([elsewhere, loop(exit(elsewhere))], /not around it/);
});

Deno.test("operands have the types of their operation", () => {
  const [b, i] = [bool(true), constant("i32", 1)];
  const bad: readonly (readonly [Value, RegExp])[] = [
    [{ op: "add", type: "u32", a: INVOCATION, b: i }, /gives i32 where u32/],
    [{ op: "add", type: "u32", a: i, b: i }, /gives i32 where u32/],
    [{ op: "shl", type: "i32", a: i, b: i }, /gives i32 where u32/],
    [{ op: "lt", type: "u32", a: INVOCATION, b: INVOCATION }, /lt gives u32/],
    [{ op: "div", type: "i32", a: i, b: i }, /div of i32/],
    [{ op: "negate", type: "bool", a: b }, /negate of bool/],
    [{ op: "not", type: "u32", a: INVOCATION }, /not of u32/],
    [{ op: "cast", type: "bool", a: INVOCATION }, /a cast to bool/],
    [select(INVOCATION, u32(1), u32(2)), /gives u32 where bool/],
    [{ op: "constant", type: "i32", value: 2 ** 31 }, /is no i32/],
    [load("u32", OUT, i), /gives i32 where u32/],
  ];
  for (const [value, reason] of bad) {
    refuses([declare(variable("x", value.type), value)], reason);
  }
  refuses([declare(variable("x", "i32"), u32(1))], /gives u32 where i32/);
  refuses([when(u32(1))], /gives u32 where bool/);
  refuses([store(b)], /a bool is stored/);
});

Deno.test("an index is within its buffer by its form", () => {
  const within = (index: Value) => verify([store(u32(0), index)], LENGTHS, false);
  refuses([store(u32(0), INVOCATION)], /beyond the 64 words of out/);
  refuses([store(u32(0), u32(64))], /beyond the 64 words of out/);
  refuses([store(load("u32", OUT, INVOCATION))], /beyond the 64 words of out/);
  const last = binary("min", INVOCATION, u32(15));
  refuses([store(u32(0), binary("add", binary("mul", last, u32(4)), u32(4)))], /beyond the 64/);
  within(binary("add", binary("mul", last, u32(4)), u32(3)));
});

/** Asserts that a program's uniformity is sound, and is refused once a thing is missing from it. */
function needs(
  body: readonly Statement[],
  part: keyof Uniformity,
  reason: RegExp,
): void {
  const found = findUniformity(body, false);
  verifyMasks(body, found);
  assert.ok(found[part].size > 0);
  assert.throws(() => verifyMasks(body, { ...found, [part]: new Set() }), reason);
}

Deno.test("a set that is not blended is never seen by a lane that was elsewhere", () => {
  const body = readBehindItsBlock();
  assert.throws(() => verifyMasks(body, findUniformity(body, false)), /x is not blended/);
  const x = variable("x");
  needs(
    [declare(x, u32(0)), when(DIVERGENT, set(x, u32(1))), store(read(x))],
    "blended",
    /x is not blended/,
  );
  // It is the lane that comes back in a later turn that would see it.
  needs(
    [
      declare(x, u32(0)),
      loop(block((next) => [when(DIVERGENT, exit(next)), set(x, u32(1)), store(read(x))])),
    ],
    "blended",
    /x is not blended/,
  );
});

Deno.test("what varies, parts lanes or is left by some of them is known as such", () => {
  const x = variable("x");
  needs([declare(x, INVOCATION)], "varying", /x varies unnoticed/);
  needs([declare(x, u32(0)), when(DIVERGENT, set(x, u32(1)))], "varying", /x varies unnoticed/);
  needs([when(DIVERGENT, store(u32(0)))], "divergent", /diverges unnoticed/);
  const leaving = [block((end) => [loop(when(DIVERGENT, exit(end)))])];
  needs(leaving, "masked", /no mask/);
  needs(leaving, "ragged", /not ragged/);
});

Deno.test("an exit parts lanes if some may have left a block within the one that it names", () => {
  const body = block((end) => [
    loop(
      block((next) => [
        when(DIVERGENT, exit(next)),
        when(binary("lt", load("u32", OUT, u32(0)), u32(3)), exit(end)),
      ]),
    ),
  ]);
  const found = findUniformity([body], false);
  verifyMasks([body], found);
  const isLast = (s: Statement) => s.kind === "exit" && s.target === body;
  const divergent = new Set([...found.divergent].filter((statement) => !isLast(statement)));
  assert.equal(divergent.size, found.divergent.size - 1);
  assert.throws(() => verifyMasks([body], { ...found, divergent }), /parts lanes unnoticed/);
});

Deno.test("the kernels that ship keep the rules, however they are compiled", () => {
  const lengths = { cells: 64, sums: 512, carried: 64, questions: 64, answers: 64, mixed: 64 };
  const walk = kernelSource(findWalk("diagonal"));
  const kernels: readonly [Source, Record<string, number>][] = [
    [walk, { LEAP: 1, ENDPOINTS: 0 }],
    [walk, { LEAP: 0, ENDPOINTS: 1 }],
    [knownAnswersSource(), {}],
    [generatorAloneSource(), {}],
  ];
  for (const [source, overrides] of kernels) {
    for (const blocks of [0, 2]) compile(source, { overrides, lengths, blocks, verify });
  }
});
