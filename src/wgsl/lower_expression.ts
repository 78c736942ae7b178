/** Expressions → IR values, a value a leaf of their type; references → places. */

import { BINARY_OPS, type BinaryOp } from "./arithmetic.ts";
import { binary, cast, constant, not, read, u32, unary } from "./build.ts";
import { MAX_TREE } from "./depth.ts";
import { type Indexed, partsOf } from "./indexed.ts";
import type * as ir from "./ir.ts";
import { type ArrayPlace, copy, fill } from "./lower_array.ts";
import { lowerBuiltin } from "./lower_builtin.ts";
import { divide } from "./lower_division.ts";
import { Output } from "./lower_output.ts";
import { element, elementType, member, type Place, readPlace, scalarType } from "./place.ts";
import type { Expression, Function, Local } from "./typed.ts";
import { isNumeric, leafOffset, leaves, stride, type Type } from "./types.ts";

/** Words in each storage buffer, by the buffer's name. */
export type Lengths = Readonly<Record<string, number>>;

/** What a function's names stand for, while it is inlined. */
export interface Frame {
  readonly values: Map<Local, readonly ir.Value[]>;
  readonly places: Map<Local, Place>;
  /** Where `return` goes, and where it leaves its value. */
  readonly end: ir.Block;
  readonly result: readonly ir.Variable[];
}

/** An argument of a call: the leaves of a value, or where a pointer points. */
export type Argument = readonly ir.Value[] | Place;

/** Scalars that an index may choose among without their lying in memory. */
export const MOST_CHOICES = 6;

export abstract class ExpressionLowering {
  protected readonly out = new Output();
  protected frame!: Frame;
  /** Where the module's private variables are. */
  protected readonly privates = new Map<Local, Place>();
  /** The place of a compound assignment's target, worked out once for reading and writing. */
  protected target?: { readonly node: Expression; readonly place: Place };
  /** Constant arrays by their words: each is in memory once. */
  readonly #constants = new Map<string, ir.LocalArray>();

  constructor(readonly lengths: Lengths, readonly indexed: Indexed) {}

  /** Inlines a function and gives the leaves of its result. */
  protected abstract call(callee: Function, args: readonly Argument[]): readonly ir.Value[];

  /** A scalar expression. */
  protected value(node: Expression): ir.Value {
    return this.values(node)[0];
  }

  /** The leaves of an expression's value. */
  protected values(node: Expression): readonly ir.Value[] {
    switch (node.kind) {
      case "constant":
        return leaves(node.type).map((scalar, i) =>
          constant(scalarType(scalar), Number(node.values[i]))
        );
      case "local":
        return this.frame.values.get(node.local) ?? readPlace(this.place(node), node.type);
      case "unary":
        return this.values(node.operand).map((a) => unary(node.op, a));
      case "binary":
        return this.#binary(node);
      case "convert":
        return this.values(node.operand).map((a, i) => cast(scalarType(leaves(node.type)[i]), a));
      case "construct":
        return this.#all(node.args).flat();
      case "splat": {
        const value = this.out.share(this.value(node.operand));
        return leaves(node.type).map(() => value);
      }
      case "builtin":
        return this.#builtin(node);
      case "call":
        return this.#userCall(node);
      case "swizzle": {
        if (node === this.target?.node) return readPlace(this.target.place, node.type);
        const base = this.values(node.base);
        const isRepeated = new Set(node.components).size < node.components.length;
        const shared = isRepeated ? base.map(this.out.share) : base;
        return node.components.map((i) => shared[i]);
      }
      case "address":
        throw new TypeError("A pointer has no value");
      case "buffer":
      case "deref":
        return readPlace(this.place(node), node.type);
      case "member":
      case "index":
        return this.#part(node);
    }
  }

  /** The values of several expressions; one that is used after a later call is kept safe from it. */
  #all(nodes: readonly Expression[]): (readonly ir.Value[])[] {
    return nodes.map((node, i) => {
      const values = this.values(node);
      return nodes.slice(i + 1).some(hasEffect) ? values.map(this.out.share) : values;
    });
  }

  /** Operators whose left operands are operators again: a loop, since sums can be long. */
  #binary(node: Expression & { kind: "binary" }): readonly ir.Value[] {
    const operators = [node];
    let first = node.left;
    for (; first.kind === "binary"; first = first.left) operators.push(first);
    return operators.reduceRight<readonly ir.Value[]>((values, operator, i) => {
      const { op, right, isLazy } = operator;
      if (isLazy && hasEffect(right)) return [this.#lazy(operator, values[0])];
      const isTall = i % MAX_TREE === MAX_TREE - 1;
      const left = isTall || hasEffect(right) ? values.map(this.out.share) : values;
      const others = this.values(right);
      return left.map((a, l) =>
        op === "div" || op === "rem"
          ? divide(op, a, others[l], this.out.share)
          : binary(op, a, others[l])
      );
    }, this.values(first));
  }

  /** && and || whose right side calls a function, so that it must not run in vain. */
  #lazy(node: Expression & { kind: "binary" }, left: ir.Value): ir.Value {
    const result = this.out.variable("lazy", left);
    result.isMutable = true;
    const isAnd = node.op === BINARY_OPS["&&"];
    const condition = isAnd ? read(result) : not(read(result));
    const then = this.out.collect(() => this.out.set(result, this.value(node.right)));
    this.out.emit({ kind: "if", condition, then, otherwise: [] });
    return read(result);
  }

  #builtin(node: Expression & { kind: "builtin" }): readonly ir.Value[] {
    if (node.name.startsWith("atomic")) return this.atomic(node, node.type);
    if (node.name === "arrayLength") {
      const place = this.place(node.args[0]);
      const { type } = node.args[0];
      const array = type.kind === "pointer" ? type.target : type;
      return [u32(place.kind === "memory" ? this.#lengthAt(place, array) : 0)];
    }
    return lowerBuiltin(node.name, this.#all(node.args), this.out.share);
  }

  /** @param type What its result is; nothing if that is not wanted. */
  protected atomic({ name, args }: Expression & { kind: "builtin" }, type: Type): ir.Value[] {
    const place = this.place(args[0]);
    if (place.kind !== "memory") throw new TypeError("An atomic outside a buffer");
    const scalar = isNumeric(type) ? scalarType(type.scalar) : undefined;
    const op = name.slice("atomic".length).toLowerCase();
    // A load is joined with nothing.
    const value = op === "load" ? constant(scalar ?? "u32", 0) : this.value(args[1]);
    const { buffer, word: index } = place;
    const combine = op === "load" ? "or" : op === "store" || op === "exchange" ? undefined : op;
    const old = scalar && this.out.unset(name, scalar);
    this.out.emit({ kind: "store", buffer, index, value, combine: combine as BinaryOp, old });
    return old ? [read(old)] : [];
  }

  #userCall({ callee, args }: Expression & { kind: "call" }): readonly ir.Value[] {
    const lowered = args.map((arg, i) => {
      if (arg.type.kind === "pointer") return this.place(arg);
      if (this.isInMemory(callee.parameters[i])) return this.keep(callee.parameters[i], arg);
      const values = this.values(arg);
      return args.slice(i + 1).some(hasEffect) ? values.map(this.out.share) : values;
    });
    return this.call(callee, lowered);
  }

  /** A member or element: of a place where there is one, so that the rest need not be read. */
  #part(node: Expression & { kind: "member" | "index" }): readonly ir.Value[] {
    if (this.#isPlace(node)) return readPlace(this.place(node), node.type);
    const values = this.values(node.base);
    const size = leaves(node.type).length;
    if (node.kind === "member") {
      const start = leafOffset(node.base.type as Type & { kind: "struct" }, node.member);
      return values.slice(start, start + size);
    }
    // Before the index, which may call a function that sets what the values read.
    if (size < values.length && values.length > MOST_CHOICES && node.index.kind !== "constant") {
      const array = this.#arrayOf("element", values, true);
      return readPlace(this.#elementOf(array, node), node.type);
    }
    const variables = values.map((value) =>
      value.op === "read" && !value.variable.isMutable
        ? value.variable
        : this.out.variable("element", value)
    );
    const index = this.#index(node.index);
    return readPlace(element({ kind: "variables", variables }, node.base.type, index), node.type);
  }

  /** Whether an expression is a reference, or a value that lies in memory like one. */
  #isPlace(node: Expression): boolean {
    if (node.kind === "index" || node.kind === "member") return this.#isPlace(node.base);
    return node.kind === "buffer" || node.kind === "deref" ||
      (node.kind === "local" && this.#placeOf(node.local) !== undefined);
  }

  #placeOf(local: Local): Place | undefined {
    return this.frame?.places.get(local) ?? this.privates.get(local);
  }

  /** Where a reference or a pointer points. */
  protected place(node: Expression): Place {
    if (node === this.target?.node) return this.target.place;
    switch (node.kind) {
      case "local": {
        const place = this.#placeOf(node.local);
        if (place) return place;
        break;
      }
      case "buffer":
        return { kind: "memory", buffer: node.buffer, word: u32(0) };
      case "address":
      case "deref":
        return this.place(node.operand);
      case "member":
        return member(
          this.place(node.base),
          node.base.type as Type & { kind: "struct" },
          node.member,
        );
      case "index":
        return this.#element(node);
      case "swizzle":
        return element(this.place(node.base), node.base.type, u32(node.components[0]));
    }
    throw new TypeError(`A ${node.kind} is not a place`);
  }

  #element(node: Expression & { kind: "index" }): Place {
    return this.#elementOf(this.place(node.base), node);
  }

  #elementOf(base: Place, node: Expression & { kind: "index" }): Place {
    const index = this.#index(node.index);
    const { type } = node.base;
    if (base.kind === "variables" || base.kind === "choice") return element(base, type, index);
    const count = base.kind === "memory" && type.kind === "array" && type.length === undefined
      ? this.#lengthAt(base, type)
      : leaves(type).length / leaves(elementType(type)).length;
    return element(base, type, binary("min", index, u32(count - 1)));
  }

  /** How many elements an array without a length has, which ends with its buffer. */
  #lengthAt({ buffer, word }: Place & { kind: "memory" }, type: Type): number {
    const start = word.op === "constant" ? word.value : 0;
    const words = stride(elementType(type)) / 4;
    return Math.floor((this.lengths[buffer.name] - start) / words);
  }

  /** Whether a name's elements are chosen at run time among too many for variables. */
  protected isInMemory(local: Local): boolean {
    return (this.indexed.get(local) ?? 0) > MOST_CHOICES;
  }

  /** An array that starts from a value: where a name is in memory. */
  protected keep({ name, type, form }: Local, node: Expression): ArrayPlace {
    const from = this.valuesOrArray(node);
    if (!("kind" in from)) return this.#arrayOf(name, from, form === "let" || form === "parameter");
    const array = { name, length: leaves(type).length };
    this.out.emit({ kind: "declareArray", array });
    const to: ArrayPlace = { kind: "array", array, word: u32(0) };
    copy(this.out, to, from, array.length);
    return to;
  }

  /** The leaves of a value, or where they lie in memory, so that they need not be read one by one. */
  protected valuesOrArray(node: Expression): readonly ir.Value[] | ArrayPlace {
    if (!this.#isPlace(node)) return this.values(node);
    const place = this.place(node);
    return place.kind === "array" ? place : readPlace(place, node.type);
  }

  /** An array that starts from values; one that is never set needs no room of its own for constants. */
  #arrayOf(name: string, values: readonly ir.Value[], isConstant: boolean): ArrayPlace {
    const words = values.flatMap((value) => value.op === "constant" ? [value.value] : []);
    const length = values.length;
    if (isConstant && words.length === length) {
      const key = words.join();
      const array = this.#constants.get(key) ?? { name, length, values: words };
      this.#constants.set(key, array);
      return { kind: "array", array, word: u32(0) };
    }
    const array = { name, length };
    this.out.emit({ kind: "declareArray", array });
    fill(this.out, array, values);
    return { kind: "array", array, word: u32(0) };
  }

  #index(node: Expression): ir.Value {
    return this.out.share(cast("u32", this.value(node)));
  }
}

/** Whether evaluating the expression may set things: it calls a function of the program, or an atomic. */
function hasEffect(whole: Expression): boolean {
  let node = whole;
  for (; node.kind === "binary"; node = node.left) {
    if (hasEffect(node.right)) return true;
  }
  return isAtomic(node) || node.kind === "call" || partsOf(node).some(hasEffect);
}

export function isAtomic(node: Expression): node is Expression & { kind: "builtin" } {
  return node.kind === "builtin" && node.name.startsWith("atomic");
}
