/**
 * Checked program → IR. Vectors, structs and arrays become scalars, functions are inlined, pointers
 * become places, and `for`, `while`, `switch`, `break`, `continue` and `return` become blocks, loops
 * and exits.
 */

import { binary, constant, INVOCATION, not, read, readsAny, select, u32 } from "./build.ts";
import { MAX_ARMS } from "./depth.ts";
import { mayExit } from "./exits.ts";
import { findIndexed } from "./indexed.ts";
import type * as ir from "./ir.ts";
import { type ArrayPlace, copy, setElement } from "./lower_array.ts";
import {
  type Argument,
  ExpressionLowering,
  type Frame,
  isAtomic,
  type Lengths,
} from "./lower_expression.ts";
import { isAt, type Place, readPlace, scalarType, storageOf, wordsAt } from "./place.ts";
import type { Expression, Function, Local, Program, Statement } from "./typed.ts";
import { layout, leaves, NOTHING, type Type, withElement } from "./types.ts";

/** Invocations along x and y; how many there are along z need not be known. */
export type Grid = readonly [x: number, y: number];

/**
 * Lowers a program to the body of one invocation.
 *
 * @param grid How invocations lie in several dimensions; without it they lie along x.
 * @throws {RangeError} If a storage buffer has no length or an empty one, or if the program grows out
 * of all bounds once its functions are inlined.
 */
export function lower(
  program: Program,
  lengths: Lengths,
  grid?: Grid,
): readonly ir.Statement[] {
  if (grid && !grid.every((size) => Number.isSafeInteger(size) && size >= 1)) {
    throw new RangeError(`The grid ${grid} needs at least 1 invocation along x and y`);
  }
  for (const { name, space, type } of program.buffers) {
    const least = layout(withElement(type)).size / 4;
    if (space === "storage" && !(lengths[name] >= least)) {
      const words = least === 1 ? "1 word" : `${least} words`;
      throw new RangeError(`The buffer ${name} needs a length of at least ${words}`);
    }
  }
  return new Lowering(lengths, findIndexed(program.entry)).program(program, grid);
}

/** Where `break` and `continue` go. */
interface Loop {
  readonly end: ir.Block;
  readonly next?: ir.Block;
}

/** An arm of an `if`, or a case of a `switch`, to be lowered when its turn comes. */
interface Choice {
  readonly condition: () => ir.Value;
  readonly run: () => void;
}

/** Calls that a program may have once all functions are inlined: a few each can make it endless. */
const MAX_CALLS = 10_000;

class Lowering extends ExpressionLowering {
  #loops: Loop[] = [];
  #calls = 0;

  program({ entry, privates }: Program, grid?: Grid): readonly ir.Statement[] {
    for (const { local, value } of privates) {
      const place = this.isInMemory(local)
        ? this.keep(local, value)
        : this.#variables(local, this.values(value));
      this.privates.set(local, place);
    }
    const id = grid ? idIn(grid) : [INVOCATION, u32(0), u32(0)];
    this.call(entry, entry.parameters.map(() => id));
    return this.out.statements;
  }

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
        return this.#evaluate(node.value);
      case "if":
        return this.#choose(
          node.arms.map(({ condition, body }) => ({
            condition: () => this.value(condition),
            run: () => this.#statements(body),
          })),
          () => this.#statements(node.otherwise),
        );
      case "block":
        return this.#statements(node.body);
      case "loop":
        return this.#loop(node);
      case "switch":
        return this.#switch(node);
      case "break":
        return this.out.exit(this.#loops[this.#loops.length - 1].end);
      case "continue":
        return this.out.exit(this.#loops.findLast((loop) => loop.next)?.next as ir.Block);
      case "return":
        return this.#return(node);
    }
  }

  #evaluate(node: Expression): void {
    if (isAtomic(node)) this.atomic(node, NOTHING);
    else if (node.type.kind === "pointer") this.place(node);
    else this.values(node);
  }

  #declare({ local, value }: Statement & { kind: "declare" }): void {
    if (local.type.kind === "pointer") {
      this.frame.places.set(local, this.place(value));
    } else if (this.isInMemory(local)) {
      this.frame.places.set(local, this.keep(local, value));
    } else if (local.form === "let") {
      this.frame.values.set(local, this.values(value).map(this.out.share));
    } else {
      this.frame.places.set(local, this.#variables(local, this.values(value)));
    }
  }

  /** The place of a new variable. */
  #variables({ name }: Local, values: readonly ir.Value[]): Place {
    const variables = values.map((leaf) => this.out.variable(name, leaf));
    // All that a var may be set by counts before its reads are handed on.
    variables.forEach((variable) => variable.isMutable = true);
    return { kind: "variables", variables };
  }

  #assign({ target, value }: Statement & { kind: "assign" }): void {
    const place = this.place(target);
    this.target = { node: target, place };
    const values = place.kind === "array" ? this.valuesOrArray(value) : this.values(value);
    this.target = undefined;
    if ("kind" in values) copy(this.out, place as ArrayPlace, values, leaves(target.type).length);
    else this.#write(place, target.type, values);
  }

  #write(place: Place, type: Type, values: readonly ir.Value[]): void {
    const set = new Set(storageOf(place));
    const isTangled = place.kind === "choice" ||
      (values.length > 1 && (place.kind === "memory" || readsAny(values, set)));
    const leaf = isTangled ? values.map(this.out.share) : values;
    if (place.kind === "variables") {
      place.variables.forEach((variable, i) => this.out.set(variable, leaf[i]));
    } else if (place.kind === "array") {
      leaf.forEach((value, i) =>
        setElement(this.out, place.array, binary("add", place.word, u32(i)), value)
      );
    } else if (place.kind === "memory") {
      wordsAt(place, type).forEach((index, i) =>
        this.out.emit({ kind: "store", buffer: place.buffer, index, value: leaf[i] })
      );
    } else {
      place.options.forEach((option, i) => {
        const isHere = this.out.share(
          isLast(place, i) ? this.#isBeyond(place) : isAt(place.index, i),
        );
        const old = readPlace(option, type);
        this.#write(option, type, leaf.map((next, l) => select(isHere, next, old[l])));
      });
    }
  }

  /** Whether an index picks the last option, which stands for all beyond it too. */
  #isBeyond({ index, options }: Place & { kind: "choice" }): ir.Value {
    return binary("ge", index, u32(options.length - 1));
  }

  /** The first of the choices whose condition holds, or else the last. */
  #choose(choices: readonly Choice[], last: () => void): void {
    if (choices.length > MAX_ARMS) return this.#chooseInTurn(choices, last);
    const [first, ...rest] = choices;
    if (first === undefined) return last();
    const condition = first.condition();
    if (condition.op === "constant") {
      return condition.value !== 0 ? first.run() : this.#choose(rest, last);
    }
    this.out.emit({
      kind: "if",
      condition,
      then: this.out.collect(first.run),
      otherwise: this.out.collect(() => this.#choose(rest, last)),
    });
  }

  /** Many choices, one behind the other in a block that the one which is taken leaves. */
  #chooseInTurn(choices: readonly Choice[], last: () => void): void {
    this.out.block((end) => {
      for (const { condition, run } of choices) {
        const then = this.out.collect(() => {
          run();
          this.out.exit(end);
        });
        this.out.emit({ kind: "if", condition: condition(), then, otherwise: [] });
      }
      last();
    });
  }

  #exitIf(condition: ir.Value, target: ir.Block): void {
    if (condition.op === "constant" && condition.value === 0) return;
    const then = this.out.collect(() => this.out.exit(target));
    this.out.emit({ kind: "if", condition, then, otherwise: [] });
  }

  #loop(node: Statement & { kind: "loop" }): void {
    this.out.block((end) => {
      const body = this.out.collect(() => {
        if (node.condition) this.#exitIf(not(this.value(node.condition)), end);
        this.#turn(node.body, end);
        this.#statements(node.continuing);
        if (node.breakIf) this.#exitIf(this.value(node.breakIf), end);
      });
      this.out.emit({ kind: "loop", body });
    });
  }

  /**
   * A loop's body. What stands before its first `continue` is in no block of its own: `continuing` sees
   * those names, and only those, in the lanes that continued too.
   */
  #turn(body: readonly Statement[], end: ir.Block): void {
    const first = body.findIndex((node) => mayExit(node, "continue"));
    const start = first < 0 ? body : body.slice(0, first);
    this.#loops.push({ end });
    this.#statements(start);
    this.#loops.pop();
    this.out.block((next) => {
      this.#loops.push({ end, next });
      this.#statements(body.slice(start.length));
      this.#loops.pop();
    });
  }

  #switch({ selector, cases }: Statement & { kind: "switch" }): void {
    const value = this.out.share(this.value(selector));
    const byDefault = cases.find((clause) => clause.isDefault);
    const others = cases.filter((clause) => clause !== byDefault);
    this.out.block((end) => {
      this.#loops.push({ end });
      const choices = others.map(({ values, body }) => ({
        condition: () => anyOf(values.map((v) => isAt(value, v))),
        run: () => this.#statements(body),
      }));
      this.#choose(choices, () => this.#statements(byDefault?.body ?? []));
      this.#loops.pop();
    });
  }

  #return({ value }: Statement & { kind: "return" }): void {
    const { end, result } = this.frame;
    const values = value ? this.values(value) : [];
    values.forEach((leaf, i) => this.out.set(result[i], leaf));
    this.out.exit(end);
  }

  /** Inlines a function. A `return` as its last statement and nowhere else is the plain value. */
  protected override call(callee: Function, args: readonly Argument[]): readonly ir.Value[] {
    if (++this.#calls > MAX_CALLS) {
      throw new RangeError(
        `More than ${MAX_CALLS} calls once ${callee.name} is inlined: call less`,
      );
    }
    const outer = this.frame;
    const loops = this.#loops;
    const values = new Map<Local, readonly ir.Value[]>();
    const places = new Map<Local, Place>();
    callee.parameters.forEach((parameter, i) => {
      const arg = args[i];
      if ("kind" in arg) places.set(parameter, arg);
      else values.set(parameter, arg.map(this.out.share));
    });
    this.#loops = [];
    const last = callee.body[callee.body.length - 1];
    const isPlain = last?.kind === "return" &&
      !callee.body.slice(0, -1).some((node) => mayExit(node, "return"));
    const result = isPlain
      ? this.#inlinePlain(callee, last, values, places)
      : this.#inline(callee, values, places);
    this.frame = outer;
    this.#loops = loops;
    return result;
  }

  #inlinePlain(
    callee: Function,
    last: Statement & { kind: "return" },
    values: Frame["values"],
    places: Frame["places"],
  ): readonly ir.Value[] {
    this.frame = { values, places, end: { kind: "block", body: [] }, result: [] };
    this.#statements(callee.body.slice(0, -1));
    return last.value ? this.values(last.value) : [];
  }

  #inline(callee: Function, values: Frame["values"], places: Frame["places"]): ir.Value[] {
    const result = leaves(callee.result).map((scalar) =>
      this.out.variable(callee.name, constant(scalarType(scalar), 0))
    );
    result.forEach((variable) => variable.isMutable = true);
    this.out.block((end) => {
      this.frame = { values, places, end, result };
      this.#statements(callee.body);
    });
    return result.map(read);
  }
}

/** The invocation's place in a grid, along x, y and z. */
function idIn([x, y]: Grid): ir.Value[] {
  const [row, plane] = [binary("div", INVOCATION, u32(x)), binary("div", INVOCATION, u32(x * y))];
  return [binary("rem", INVOCATION, u32(x)), binary("rem", row, u32(y)), plane];
}

/** Whether any of some conditions holds: halves of halves, since there may be many. */
function anyOf(conditions: readonly ir.Value[]): ir.Value {
  if (conditions.length === 1) return conditions[0];
  const middle = conditions.length >> 1;
  return binary("or", anyOf(conditions.slice(0, middle)), anyOf(conditions.slice(middle)));
}

function isLast({ options }: Place & { kind: "choice" }, i: number): boolean {
  return i === options.length - 1;
}
