/**
 * What lowering and emission take for granted of the IR, as a check. A compilation without faults
 * needs none of it: tests ask for it on every program that they compile.
 */

import { type BinaryOp, isComparison, wrap } from "./arithmetic.ts";
import { operands, type Storage } from "./build.ts";
import type { Block, LocalArray, ScalarType, Statement, Value } from "./ir.ts";
import type { Lengths } from "./lower_expression.ts";
import type { Buffer } from "./typed.ts";
import { layout } from "./types.ts";
import { findUniformity } from "./uniformity.ts";
import { expect, verifyMasks } from "./verify_masks.ts";

/**
 * Checks a program of the IR: scopes, types and bounds, and what is known of its lanes.
 *
 * @param isScalar Whether it is to run one lane at a time.
 * @throws {TypeError} At the first statement that breaks a rule.
 */
export function verify(body: readonly Statement[], lengths: Lengths, isScalar: boolean): void {
  new Verifier(lengths).statements(body, new Set(), []);
  if (!isScalar) verifyMasks(body, findUniformity(body, false));
}

class Verifier {
  /** All variables and arrays that any statement has declared so far. */
  readonly #declared = new Set<Storage>();

  constructor(readonly lengths: Lengths) {}

  /** @param visible What the lists around declare. @param around The blocks around. */
  statements(
    body: readonly Statement[],
    visible: ReadonlySet<Storage>,
    around: readonly Block[],
  ): void {
    const names = new Set(visible);
    for (const statement of body) this.#statement(statement, names, around);
  }

  #statement(node: Statement, names: Set<Storage>, around: readonly Block[]): void {
    switch (node.kind) {
      case "declare":
        this.#value(node.value, names, node.variable.type);
        return this.#declare(node.variable, names);
      case "declareArray":
        expect(node.array.values === undefined, `${node.array.name} has values before it is`);
        return this.#declare(node.array, names);
      case "set":
        expect(names.has(node.variable), `${node.variable.name} is set outside its scope`);
        expect(node.variable.isMutable, `${node.variable.name} is set but not mutable`);
        return this.#value(node.value, names, node.variable.type);
      case "if":
        this.#value(node.condition, names, "bool");
        this.statements(node.then, names, around);
        return this.statements(node.otherwise, names, around);
      case "block":
        return this.statements(node.body, names, [...around, node]);
      case "loop":
        return this.statements(node.body, names, around);
      case "exit":
        return expect(around.includes(node.target), "an exit names a block that is not around it");
      case "setElement":
        expect(node.array.values === undefined, `${node.array.name} is a constant and set`);
        this.#element(node.array, node.index, names);
        expect(node.value.type !== "bool", "a bool is stored");
        return this.#value(node.value, names, node.value.type);
      case "store":
        this.#word(node.buffer, node.index, names);
        expect(node.value.type !== "bool", "a bool is stored");
        this.#value(node.value, names, node.value.type);
        if (!node.old) return;
        expect(node.old.type === node.value.type, `${node.old.name} is not what is stored`);
        return this.#declare(node.old, names);
    }
  }

  #declare(storage: Storage, names: Set<Storage>): void {
    expect(!this.#declared.has(storage), `${storage.name} is declared twice`);
    this.#declared.add(storage);
    names.add(storage);
  }

  /** A value of a type, of operands that fit it. */
  #value(value: Value, names: ReadonlySet<Storage>, type: ScalarType): void {
    expect(value.type === type, `${value.op} gives ${value.type} where ${type} is needed`);
    if (value.op === "read") {
      expect(names.has(value.variable), `${value.variable.name} is read outside its scope`);
      return expect(value.variable.type === type, `${value.variable.name} is not ${type}`);
    }
    if (value.op === "constant") {
      return expect(wrap(type, value.value) === value.value, `${value.value} is no ${type}`);
    }
    if (value.op === "load") {
      expect(type !== "bool", "a bool is loaded");
      return this.#word(value.buffer, value.index, names);
    }
    if (value.op === "element") {
      expect(type !== "bool", "a bool is loaded");
      return this.#element(value.array, value.index, names);
    }
    const wanted = operandTypes(value);
    operands(value).forEach((operand, i) => this.#value(operand, names, wanted[i]));
  }

  /** The index of a word, which must lie within its buffer whatever the lane does. */
  #word(buffer: Buffer, index: Value, names: ReadonlySet<Storage>): void {
    this.#value(index, names, "u32");
    const words = buffer.space === "uniform"
      ? layout(buffer.type).size / 4
      : this.lengths[buffer.name];
    expect(greatest(index) < words, `an index may be beyond the ${words} words of ${buffer.name}`);
  }

  #element(array: LocalArray, index: Value, names: ReadonlySet<Storage>): void {
    this.#value(index, names, "u32");
    const { name, length, values } = array;
    expect(names.has(array) || values !== undefined, `${name} is read or set outside its scope`);
    expect(greatest(index) < length, `an index may be beyond the ${length} words of ${name}`);
  }
}

/** The types that a value's operands must have. */
function operandTypes(value: Value): readonly ScalarType[] {
  if (value.op === "select") return ["bool", value.type, value.type];
  if (value.op === "cast") {
    expect(value.type !== "bool", "a cast to bool is a comparison");
    return [value.a.type];
  }
  if ("b" in value) return binaryTypes(value.op, value.type, value.a.type);
  expect((value.type === "bool") === (value.op === "not"), `${value.op} of ${value.type}`);
  return [value.type];
}

function binaryTypes(op: BinaryOp, type: ScalarType, a: ScalarType): readonly ScalarType[] {
  if (isComparison(op)) {
    expect(type === "bool", `${op} gives ${type}`);
    expect(a !== "bool" || op === "eq" || op === "ne", `${op} of bool`);
    return [a, a];
  }
  expect(type !== "bool" || ["and", "or", "xor"].includes(op), `${op} of bool`);
  if (op === "div" || op === "rem") expect(type === "u32", `${op} of ${type}`);
  return [type, op === "shl" || op === "shr" ? "u32" : type];
}

/** A bound of a u32, from its form alone. */
function greatest(value: Value): number {
  if (value.op === "constant") return value.value;
  if (!("b" in value)) return 2 ** 32;
  const [a, b] = [greatest(value.a), greatest(value.b)];
  switch (value.op) {
    case "min":
    case "and":
      return Math.min(a, b);
    case "add":
      return a + b;
    case "mul":
      return a * b;
    case "shl":
      return a * 2 ** b;
    default:
      return 2 ** 32;
  }
}
