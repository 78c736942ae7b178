import assert from "node:assert/strict";
import type { Statement, Value, Variable } from "../../src/wgsl/ir.ts";
import { lower } from "../../src/wgsl/lower.ts";
import { check } from "../../src/wgsl/check.ts";
import { parse } from "../../src/wgsl/parse.ts";
import { findUniformity } from "../../src/wgsl/uniformity.ts";
import { findWalk, kernelSource } from "../../src/walks.ts";
import { INVOCATION, read, u32 } from "../../src/wgsl/build.ts";
import { randomKernel } from "../helpers/random_kernel.ts";
import { lengthsOf } from "../helpers/random_kernel_run.ts";
import { allStatements, irText } from "./ir_text.ts";
import { lowerText, module, sourceOf } from "./modules.ts";
import { uniformityOracle } from "./uniformity_oracle.ts";

/** What a body's variables and statements are found to be, by names and lines of IR. */
function facts(body: string, declarations = "") {
  const ir = lowerText(module(body, declarations));
  const uniformity = findUniformity(ir, false);
  const count = (set: ReadonlySet<Statement>, kind: Statement["kind"]) =>
    allStatements(ir).filter((statement) => statement.kind === kind && set.has(statement)).length;
  return {
    varying: [...new Set([...uniformity.varying].map(({ name }) => name))].sort(),
    blended: allStatements(ir).filter((s) => uniformity.blended.has(s)).flatMap((s) => irText([s])),
    divergentIfs: count(uniformity.divergent, "if"),
    divergentExits: count(uniformity.divergent, "exit"),
    masked: uniformity.masked.size,
    ragged: uniformity.ragged.size,
  };
}

const NOTHING = {
  varying: [],
  blended: [],
  divergentIfs: 0,
  divergentExits: 0,
  masked: 0,
  ragged: 0,
};

Deno.test("what comes from constants and uniforms alone is uniform, loops and all", () => {
  const found = facts(`
    var x = params.size;
    for (var i = 0u; i < params.size; i++) { if x > 3u { break; } x += input[i]; }
    out[0] = x;`);
  assert.deepEqual(found, NOTHING);
});

Deno.test("what the invocation's number flows into varies", () => {
  const found = facts("var x = 1u; var y = id.x; var z = 2u; z = y; var a = input[z]; out[0] = x;");
  assert.deepEqual(found, { ...NOTHING, varying: ["a", "shared", "y", "z"] });
});

Deno.test("a variable set under a divergent if varies and is blended; one born there is not", () => {
  const found = facts("var x = 1u; if id.x > 2u { var y = 3u; y = 4u; x = y; } out[0] = x;");
  assert.deepEqual(found, { ...NOTHING, varying: ["x"], blended: ["x = y"], divergentIfs: 1 });
});

Deno.test("a variable that varies is found however late its cause comes", () => {
  const found = facts(`
    var x = 1u; var y = 2u; var z = 3u;
    for (var i = 0u; i < 3u; i++) { out[i] = x; x = y; y = z; z = id.x; }`);
  assert.deepEqual(found.varying, ["x", "y", "z"]);
});

Deno.test("a divergent break masks the loop's end and makes the loop ragged", () => {
  const found = facts("var i = 0u; loop { if id.x < i { break; } i++; } out[0] = i;");
  assert.deepEqual(found, {
    varying: ["i"],
    blended: ["i = add(i, 1)"],
    divergentIfs: 1,
    divergentExits: 1,
    masked: 1,
    ragged: 1,
  });
});

Deno.test("a uniform break out of a loop that lanes have left is still a plain branch", () => {
  const found = facts(`
    var i = 0u;
    loop { if id.x < i { break; } if params.size == 3u { break; } i++; }
    out[0] = i;`);
  assert.deepEqual([found.divergentIfs, found.divergentExits, found.masked], [1, 1, 1]);
});

Deno.test("a divergent continue masks the turn alone", () => {
  const found = facts("for (var i = 0u; i < 4u; i++) { if id.x < i { continue; } out[i] = 1u; }");
  assert.deepEqual(found, { ...NOTHING, divergentIfs: 1, divergentExits: 1, masked: 1 });
});

Deno.test("a uniform break behind a divergent continue diverges: some lanes are elsewhere", () => {
  const found = facts(
    "for (var i = 0u; i < 4u; i++) { if id.x < i { continue; } if i == 2u { break; } out[i] = 1u; }",
  );
  assert.deepEqual(
    { exits: found.divergentExits, masked: found.masked, ragged: found.ragged },
    { exits: 3, masked: 2, ragged: 1 },
  );
});

Deno.test("an early return makes ragged the loops that it leaves, not the others", () => {
  const text = `fn f(x: u32) -> u32 {
    for (var i = 0u; i < 9u; i++) {
      for (var j = 0u; j < 9u; j++) { out[j] = i; }
      if x == i { return i; }
    }
    return 0u;
  }`;
  const found = facts("out[0] = f(id.x);", text);
  assert.deepEqual({ masked: found.masked, ragged: found.ragged }, { masked: 1, ragged: 1 });
});

Deno.test("nothing varies where one invocation runs at a time", () => {
  const ir = lowerText(
    module("var x = id.x; loop { if x > 9u { break; } x += id.x; } out[0] = x;"),
  );
  const { varying, divergent, masked, ragged, blended } = findUniformity(ir, true);
  for (const set of [varying, divergent, masked, ragged, blended]) assert.equal(set.size, 0);
});

/** The walk's kernel, lowered, and what of it is uniform. */
function walkKernel() {
  const source = kernelSource(findWalk("diagonal"));
  const program = check(source, parse(source), { SLOTS: 1 });
  const ir = lower(program, { cells: 64, sums: 32, carried: 2 });
  return { ir, uniformity: findUniformity(ir, false) };
}

Deno.test("the kernel's loop over blocks is uniform: its counter, its steps and the key", () => {
  const { ir, uniformity } = walkKernel();
  const variables = allStatements(ir).flatMap((s) => s.kind === "declare" ? [s] : []);
  const named = (name: string): Variable[] =>
    variables.filter(({ variable }) => variable.name === name).map(({ variable }) => variable);
  for (const name of ["block", "left"]) {
    assert.equal(named(name).length, 1);
    assert.ok(!uniformity.varying.has(named(name)[0]), name);
  }
  const fromParams = variables.filter(({ value }) =>
    value.op === "load" && value.buffer.name === "params"
  );
  assert.ok(fromParams.length >= 4);
  assert.ok(fromParams.every(({ variable }) => !uniformity.varying.has(variable)));
});

Deno.test("of the kernel's loops the one over walkers alone is ragged", () => {
  const { ir, uniformity } = walkKernel();
  const loops = allStatements(ir).filter(({ kind }) => kind === "loop");
  assert.deepEqual(loops.map((loop) => uniformity.ragged.has(loop)), [true, false]);
});

Deno.test("the kernel's generator is never blended", () => {
  const { ir, uniformity } = walkKernel();
  const loops = allStatements(ir).flatMap((s) => s.kind === "loop" ? [s] : []);
  const inner = allStatements(loops[1].body);
  assert.ok(inner.length > 100);
  assert.deepEqual(inner.filter((statement) => uniformity.blended.has(statement)), []);
});

/** Asserts that both ways find the same of a program. */
function compare(ir: readonly Statement[], name: string): void {
  const [found, wanted] = [findUniformity(ir, false), uniformityOracle(ir)];
  for (const key of ["varying", "divergent", "masked", "ragged", "blended"] as const) {
    assert.deepEqual(
      new Set<unknown>(found[key]),
      new Set<unknown>(wanted[key]),
      `${name}: ${key}`,
    );
  }
}

Deno.test("no more varies, parts or is blended than going over the program again and again finds", () => {
  compare(walkKernel().ir, "the kernel");
  for (let seed = 0; seed < 40; seed++) {
    const kernel = randomKernel(seed);
    const text = sourceOf(kernel.source);
    compare(
      lower(check(text, parse(text), kernel.overrides), lengthsOf(kernel)),
      `randomKernel(${seed})`,
    );
  }
});

/**
 * Variables that each take the next one's value in a loop; the last one varies.
 *
 * @param look Is called whenever somebody asks what a statement is.
 */
function chain(count: number, look: () => void): Statement[] {
  const variables = Array.from(
    { length: count },
    (_, id): Variable => ({ id, name: `x${id}`, type: "u32", isMutable: true }),
  );
  const value = (i: number) => i + 1 < count ? read(variables[i + 1]) : INVOCATION;
  const statement = (kind: "declare" | "set", variable: Variable, value: Value): Statement => ({
    get kind() {
      look();
      return kind;
    },
    variable,
    value,
  });
  return [
    ...variables.map((variable) => statement("declare", variable, u32(0))),
    { kind: "loop", body: variables.map((variable, i) => statement("set", variable, value(i))) },
  ];
}

Deno.test("a statement is looked at a few times, however long the chain of what it hangs on", () => {
  for (const count of [10, 1000, 10_000]) {
    let looks = 0;
    const { varying } = findUniformity(chain(count, () => looks++), false);
    assert.equal(varying.size, count);
    assert.ok(looks <= 20 * count, `${looks} looks at ${2 * count} statements`);
  }
});
