/**
 * Checked program → IR. Vectors, structs and arrays become scalars, functions are inlined, pointers
 * become places, and `for`, `while`, `switch`, `break`, `continue` and `return` become blocks, loops
 * and exits.
 */

import { BINARY_OPS } from "./arithmetic.ts";
import {
  binary,
  cast,
  constant,
  INVOCATION,
  isTrivial,
  not,
  read,
  readsAny,
  select,
  u32,
  unary,
} from "./build.ts";
import type * as ir from "./ir.ts";
import { lowerBuiltin } from "./lower_builtin.ts";
import {
  element,
  elementType,
  isAt,
  member,
  type Place,
  readPlace,
  scalarType,
  variablesOf,
} from "./place.ts";
import type { Case, Expression, Function, Local, Program, Statement } from "./typed.ts";
import { leafOffset, leaves, type Type } from "./types.ts";

/** Words in each storage buffer, by the buffer's name. */
export type Lengths = Readonly<Record<string, number>>;

/**
 * Lowers a program to the body of one invocation.
 *
 * @throws {RangeError} If a storage buffer has no length or an empty one, or if the program grows out
 * of all bounds once its functions are inlined.
 */
export function lower(program: Program, lengths: Lengths): ir.Statement[] {
  for (const { name, space } of program.buffers) {
    if (space === "storage" && !(lengths[name] >= 1)) {
      throw new RangeError(`The buffer ${name} needs a length of at least 1 word`);
    }
  }
  return new Lowering(lengths).program(program.entry);
}

/** What a function's names stand for, while it is inlined. */
interface Frame {
  readonly values: Map<Local, readonly ir.Value[]>;
  readonly places: Map<Local, Place>;
  /** Where `return` goes, and where it leaves its value. */
  readonly end: ir.Block;
  readonly result: readonly ir.Variable[];
}

/** Where `break` and `continue` go. */
interface Loop {
  readonly end: ir.Block;
  readonly next?: ir.Block;
}

/** Calls that a program may have once all functions are inlined: a few each can make it endless. */
const MAX_CALLS = 10_000;

class Lowering {
  #out: ir.Statement[] = [];
  #frame!: Frame;
  #loops: Loop[] = [];
  #count = 0;
  #calls = 0;
  /** How many exits each block has. */
  readonly #exits = new Map<ir.Block, number>();
  /** The place of a compound assignment's target, worked out once for reading and writing. */
  #target?: { readonly node: Expression; readonly place: Place };

  constructor(readonly lengths: Lengths) {}

  program(entry: Function): ir.Statement[] {
    const id = [INVOCATION, u32(0), u32(0)];
    this.#call(entry, entry.parameters.map(() => id));
    return this.#out;
  }

  #emit(statement: ir.Statement): void {
    const last = this.#out[this.#out.length - 1];
    if (last?.kind !== "exit") this.#out.push(statement);
  }

  #exit(target: ir.Block): void {
    this.#exits.set(target, (this.#exits.get(target) ?? 0) + 1);
    this.#emit({ kind: "exit", target });
  }

  /** The statements that `run` emits, as a list of their own. */
  #collect(run: () => void): ir.Statement[] {
    const outer = this.#out;
    const inner: ir.Statement[] = [];
    this.#out = inner;
    run();
    this.#out = outer;
    return inner;
  }

  /** Emits what `run` does as a block that it can leave; bare statements if it does so at its end. */
  #block(run: (block: ir.Block) => void): void {
    const body: ir.Statement[] = [];
    const block: ir.Block = { kind: "block", body };
    body.push(...this.#collect(() => run(block)));
    const last = body[body.length - 1];
    const endsByExit = last?.kind === "exit" && last.target === block;
    if (endsByExit) body.pop();
    if ((this.#exits.get(block) ?? 0) > Number(endsByExit)) this.#emit(block);
    else body.forEach((statement) => this.#emit(statement));
  }

  #variable(name: string, value: ir.Value): ir.Variable {
    const variable = { id: this.#count++, name, type: value.type, isMutable: false };
    this.#emit({ kind: "declare", variable, value });
    return variable;
  }

  #set(variable: ir.Variable, value: ir.Value): void {
    variable.isMutable = true;
    this.#emit({ kind: "set", variable, value });
  }

  /** The value now, to be used any number of times, whatever is set in between. */
  #share = (value: ir.Value): ir.Value =>
    isTrivial(value) ? value : read(this.#variable("shared", value));

  #statements(body: readonly Statement[]): void {
    for (const statement of body) this.#statement(statement);
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case "declare":
        return this.#declare(node);
      case "assign":
        return this.#assign(node);
      case "evaluate":
        this.#values(node.value);
        return;
      case "if":
        return this.#if(this.#value(node.condition), node.then, node.otherwise);
      case "block":
        return this.#statements(node.body);
      case "loop":
        return this.#loop(node);
      case "switch":
        return this.#switch(node);
      case "break":
        return this.#exit(this.#loops[this.#loops.length - 1].end);
      case "continue":
        return this.#exit(this.#loops.findLast((loop) => loop.next)?.next as ir.Block);
      case "return":
        return this.#return(node);
    }
  }

  #declare({ local, value }: Statement & { kind: "declare" }): void {
    if (local.type.kind === "pointer") {
      this.#frame.places.set(local, this.#place(value));
    } else if (local.form === "let") {
      this.#frame.values.set(local, this.#values(value).map(this.#share));
    } else {
      const variables = this.#values(value).map((leaf) => this.#variable(local.name, leaf));
      // All that a var may be set by counts before its reads are handed on.
      variables.forEach((variable) => variable.isMutable = true);
      this.#frame.places.set(local, { kind: "variables", variables });
    }
  }

  #assign({ target, value }: Statement & { kind: "assign" }): void {
    const place = this.#place(target);
    this.#target = { node: target, place };
    const values = this.#values(value);
    this.#target = undefined;
    this.#write(place, target.type, values);
  }

  #write(place: Place, type: Type, values: readonly ir.Value[]): void {
    const set = new Set(variablesOf(place));
    const isTangled = place.kind === "choice" || (values.length > 1 && readsAny(values, set));
    const leaf = isTangled ? values.map(this.#share) : values;
    if (place.kind === "variables") {
      place.variables.forEach((variable, i) => this.#set(variable, leaf[i]));
    } else if (place.kind === "memory") {
      if (leaf.length > 1) throw new TypeError("Cannot store several words at once");
      const { buffer, word } = place;
      this.#emit({ kind: "store", buffer, index: word, value: leaf[0] });
    } else {
      place.options.forEach((option, i) => {
        const isHere = this.#share(isLast(place, i) ? this.#isBeyond(place) : isAt(place.index, i));
        const old = readPlace(option, type);
        this.#write(option, type, leaf.map((next, l) => select(isHere, next, old[l])));
      });
    }
  }

  /** Whether an index picks the last option, which stands for all beyond it too. */
  #isBeyond({ index, options }: Place & { kind: "choice" }): ir.Value {
    return binary("ge", index, u32(options.length - 1));
  }

  #if(condition: ir.Value, then: readonly Statement[], otherwise: readonly Statement[]): void {
    if (condition.op === "constant") {
      return this.#statements(condition.value !== 0 ? then : otherwise);
    }
    this.#emit({
      kind: "if",
      condition,
      then: this.#collect(() => this.#statements(then)),
      otherwise: this.#collect(() => this.#statements(otherwise)),
    });
  }

  #exitIf(condition: ir.Value, target: ir.Block): void {
    if (condition.op === "constant" && condition.value === 0) return;
    const then = this.#collect(() => this.#exit(target));
    this.#emit({ kind: "if", condition, then, otherwise: [] });
  }

  #loop(node: Statement & { kind: "loop" }): void {
    this.#block((end) => {
      const body = this.#collect(() => {
        if (node.condition) this.#exitIf(not(this.#value(node.condition)), end);
        this.#block((next) => {
          this.#loops.push({ end, next });
          this.#statements(node.body);
          this.#loops.pop();
        });
        this.#statements(node.continuing);
        if (node.breakIf) this.#exitIf(this.#value(node.breakIf), end);
      });
      this.#emit({ kind: "loop", body });
    });
  }

  #switch({ selector, cases }: Statement & { kind: "switch" }): void {
    const value = this.#share(this.#value(selector));
    const byDefault = cases.find((clause) => clause.isDefault);
    const others = cases.filter((clause) => clause !== byDefault);
    this.#block((end) => {
      this.#loops.push({ end });
      this.#cases(value, others, byDefault?.body ?? []);
      this.#loops.pop();
    });
  }

  #cases(value: ir.Value, [first, ...rest]: readonly Case[], last: readonly Statement[]): void {
    if (first === undefined) return this.#statements(last);
    const condition = first.values.map((v) => isAt(value, v)).reduce((a, b) => binary("or", a, b));
    const then = this.#collect(() => this.#statements(first.body));
    const otherwise = this.#collect(() => this.#cases(value, rest, last));
    this.#emit({ kind: "if", condition, then, otherwise });
  }

  #return({ value }: Statement & { kind: "return" }): void {
    const { end, result } = this.#frame;
    const values = value ? this.#values(value) : [];
    values.forEach((leaf, i) => this.#set(result[i], leaf));
    this.#exit(end);
  }

  /** Inlines a function. A `return` as its last statement and nowhere else is the plain value. */
  #call(callee: Function, args: readonly (readonly ir.Value[] | Place)[]): readonly ir.Value[] {
    if (++this.#calls > MAX_CALLS) {
      throw new RangeError(
        `More than ${MAX_CALLS} calls once ${callee.name} is inlined: call less`,
      );
    }
    const outer = this.#frame;
    const loops = this.#loops;
    const values = new Map<Local, readonly ir.Value[]>();
    const places = new Map<Local, Place>();
    callee.parameters.forEach((parameter, i) => {
      const arg = args[i];
      if ("kind" in arg) places.set(parameter, arg);
      else values.set(parameter, arg.map(this.#share));
    });
    this.#loops = [];
    const last = callee.body[callee.body.length - 1];
    const isPlain = last?.kind === "return" && !callee.body.slice(0, -1).some(mayReturn);
    const result = isPlain
      ? this.#inlinePlain(callee, last, values, places)
      : this.#inline(callee, values, places);
    this.#frame = outer;
    this.#loops = loops;
    return result;
  }

  #inlinePlain(
    callee: Function,
    last: Statement & { kind: "return" },
    values: Frame["values"],
    places: Frame["places"],
  ): readonly ir.Value[] {
    this.#frame = { values, places, end: { kind: "block", body: [] }, result: [] };
    this.#statements(callee.body.slice(0, -1));
    return last.value ? this.#values(last.value) : [];
  }

  #inline(callee: Function, values: Frame["values"], places: Frame["places"]): ir.Value[] {
    const result = leaves(callee.result).map((scalar) =>
      this.#variable(callee.name, constant(scalarType(scalar), 0))
    );
    result.forEach((variable) => variable.isMutable = true);
    this.#block((end) => {
      this.#frame = { values, places, end, result };
      this.#statements(callee.body);
    });
    return result.map(read);
  }

  /** A scalar expression. */
  #value(node: Expression): ir.Value {
    return this.#values(node)[0];
  }

  /** The leaves of an expression's value. */
  #values(node: Expression): readonly ir.Value[] {
    switch (node.kind) {
      case "constant":
        return leaves(node.type).map((scalar, i) => constant(scalarType(scalar), node.values[i]));
      case "local":
        return this.#frame.values.get(node.local) ?? readPlace(this.#place(node), node.type);
      case "unary":
        return this.#values(node.operand).map((a) => unary(node.op, a));
      case "binary":
        return this.#binary(node);
      case "convert":
        return this.#values(node.operand).map((a, i) => cast(scalarType(leaves(node.type)[i]), a));
      case "construct":
        return this.#all(node.args).flat();
      case "splat": {
        const value = this.#share(this.#value(node.operand));
        return leaves(node.type).map(() => value);
      }
      case "builtin":
        return this.#builtin(node);
      case "call":
        return this.#userCall(node);
      case "swizzle": {
        if (node === this.#target?.node) return readPlace(this.#target.place, node.type);
        const base = this.#values(node.base);
        const isRepeated = new Set(node.components).size < node.components.length;
        const shared = isRepeated ? base.map(this.#share) : base;
        return node.components.map((i) => shared[i]);
      }
      case "address":
        throw new TypeError("A pointer has no value");
      case "buffer":
      case "deref":
        return readPlace(this.#place(node), node.type);
      case "member":
      case "index":
        return this.#part(node);
    }
  }

  /** The values of several expressions; one that is used after a later call is kept safe from it. */
  #all(nodes: readonly Expression[]): (readonly ir.Value[])[] {
    return nodes.map((node, i) => {
      const values = this.#values(node);
      return nodes.slice(i + 1).some(hasCall) ? values.map(this.#share) : values;
    });
  }

  #binary(node: Expression & { kind: "binary" }): readonly ir.Value[] {
    if (node.isLazy && hasCall(node.right)) return [this.#lazy(node)];
    const [left, right] = this.#all([node.left, node.right]);
    const isDivision = node.op === "div" || node.op === "rem";
    return left.map((a, i) => binary(node.op, a, isDivision ? this.#divisor(right[i]) : right[i]));
  }

  /** && and || whose right side calls a function, so that it must not run in vain. */
  #lazy(node: Expression & { kind: "binary" }): ir.Value {
    const result = this.#variable("lazy", this.#value(node.left));
    result.isMutable = true;
    const isAnd = node.op === BINARY_OPS["&&"];
    const condition = isAnd ? read(result) : not(read(result));
    const then = this.#collect(() => this.#set(result, this.#value(node.right)));
    this.#emit({ kind: "if", condition, then, otherwise: [] });
    return read(result);
  }

  /** One in place of zero: WGSL has x / 0 = x and x % 0 = 0, as for 1. */
  #divisor(value: ir.Value): ir.Value {
    if (value.op === "constant") return value.value === 0 ? constant(value.type, 1) : value;
    const shared = this.#share(value);
    return select(binary("eq", shared, constant(value.type, 0)), constant(value.type, 1), shared);
  }

  #builtin(node: Expression & { kind: "builtin" }): readonly ir.Value[] {
    if (node.name.startsWith("atomic")) return this.#atomic(node);
    if (node.name === "arrayLength") {
      const place = this.#place(node.args[0]);
      return [u32(place.kind === "memory" ? this.lengths[place.buffer.name] : 0)];
    }
    return lowerBuiltin(node.name, this.#all(node.args), this.#share);
  }

  #atomic({ name, args: [pointer, operand] }: Expression & { kind: "builtin" }): ir.Value[] {
    const place = this.#place(pointer);
    const value = this.#value(operand);
    if (place.kind !== "memory") throw new TypeError("An atomic outside a buffer");
    const { buffer, word: index } = place;
    const op = name.slice("atomic".length).toLowerCase();
    const combine = op === "store" ? undefined : op as "add" | "sub" | "min" | "max" | "and" | "or";
    this.#emit({ kind: "store", buffer, index, value, combine });
    return [];
  }

  #userCall({ callee, args }: Expression & { kind: "call" }): readonly ir.Value[] {
    const lowered = args.map((arg, i) => {
      if (arg.type.kind === "pointer") return this.#place(arg);
      const values = this.#values(arg);
      return args.slice(i + 1).some(hasCall) ? values.map(this.#share) : values;
    });
    return this.#call(callee, lowered);
  }

  /** A member or element: of a place where there is one, so that the rest need not be read. */
  #part(node: Expression & { kind: "member" | "index" }): readonly ir.Value[] {
    if (this.#isPlace(node)) return readPlace(this.#place(node), node.type);
    const values = this.#values(node.base);
    const size = leaves(node.type).length;
    if (node.kind === "member") {
      const start = leafOffset(node.base.type as Type & { kind: "struct" }, node.member);
      return values.slice(start, start + size);
    }
    // Before the index, which may call a function that sets what the values read.
    const variables = values.map((value) =>
      value.op === "read" && !value.variable.isMutable
        ? value.variable
        : this.#variable("element", value)
    );
    const index = this.#index(node.index);
    return readPlace(element({ kind: "variables", variables }, node.base.type, index), node.type);
  }

  #isPlace(node: Expression): boolean {
    if (node.kind === "index" || node.kind === "member") return this.#isPlace(node.base);
    return node.kind === "buffer" || node.kind === "deref" ||
      (node.kind === "local" && this.#frame.places.has(node.local));
  }

  /** Where a reference or a pointer points. */
  #place(node: Expression): Place {
    if (node === this.#target?.node) return this.#target.place;
    switch (node.kind) {
      case "local": {
        const place = this.#frame.places.get(node.local);
        if (place) return place;
        break;
      }
      case "buffer":
        return { kind: "memory", buffer: node.buffer, word: u32(0) };
      case "address":
      case "deref":
        return this.#place(node.operand);
      case "member":
        return member(
          this.#place(node.base),
          node.base.type as Type & { kind: "struct" },
          node.member,
        );
      case "index":
        return this.#element(node);
      case "swizzle":
        return element(this.#place(node.base), node.base.type, u32(node.components[0]));
    }
    throw new TypeError(`A ${node.kind} is not a place`);
  }

  #element(node: Expression & { kind: "index" }): Place {
    const base = this.#place(node.base);
    const index = this.#index(node.index);
    if (base.kind !== "memory") return element(base, node.base.type, index);
    const { type } = node.base;
    const count = type.kind === "array" && type.length === undefined
      ? this.lengths[base.buffer.name]
      : leaves(type).length / leaves(elementType(type)).length;
    return element(base, type, binary("min", index, u32(count - 1)));
  }

  #index(node: Expression): ir.Value {
    return this.#share(cast("u32", this.#value(node)));
  }
}

function isLast({ options }: Place & { kind: "choice" }, i: number): boolean {
  return i === options.length - 1;
}

/** Whether evaluating the expression calls a function of the program, which may set things. */
function hasCall(node: Expression): boolean {
  switch (node.kind) {
    case "call":
      return true;
    case "unary":
    case "splat":
    case "convert":
    case "address":
    case "deref":
      return hasCall(node.operand);
    case "binary":
      return hasCall(node.left) || hasCall(node.right);
    case "index":
      return hasCall(node.base) || hasCall(node.index);
    case "member":
    case "swizzle":
      return hasCall(node.base);
    case "construct":
    case "builtin":
      return node.args.some(hasCall);
    default:
      return false;
  }
}

function mayReturn(statement: Statement): boolean {
  switch (statement.kind) {
    case "return":
      return true;
    case "if":
      return [...statement.then, ...statement.otherwise].some(mayReturn);
    case "block":
    case "loop":
      return statement.body.some(mayReturn);
    case "switch":
      return statement.cases.some((clause) => clause.body.some(mayReturn));
    default:
      return false;
  }
}
