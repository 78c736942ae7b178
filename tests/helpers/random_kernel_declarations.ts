/** Random module-scope declarations: structs, constants, overrides, helper functions. */

import { statements } from "./random_kernel_branches.ts";
import { expression } from "./random_kernel_expressions.ts";
import { lengthText, literal, typeText } from "./random_kernel_leaves.ts";
import { Body, type Entry, type Kernel } from "./random_kernel_state.ts";
import { variableType } from "./random_kernel_statements.ts";
import {
  arrayOf,
  BOOL,
  I32,
  type Plain,
  plain,
  type Struct,
  type Type,
  U32,
} from "./random_kernel_types.ts";

/** A struct of plain members, and now and then an array or an earlier struct. */
export function declareStruct(kernel: Kernel): string {
  const { rng } = kernel;
  const members = Array.from({ length: rng.between(1, 4) }, (_, i) => {
    const roll = rng.between(0, 9);
    const type: Type = roll === 0 && kernel.structs.length > 0
      ? rng.pick(kernel.structs)
      : roll === 1
      ? arrayOf(kernel.plainType(), rng.between(2, 4))
      : kernel.plainType();
    return { name: `m${i}`, type };
  });
  const struct: Struct = { kind: "struct", name: kernel.name("S"), members };
  kernel.structs.push(struct);
  kernel.note("struct");
  return structText(struct);
}

export function structText({ name, members }: Struct): string {
  const lines = members.map((member) => `  ${member.name}: ${member.type.name},`);
  return `struct ${name} {\n${lines.join("\n")}\n}`;
}

/** Another name for a type. */
export function declareAlias(kernel: Kernel): string {
  const type = kernel.plainType();
  const name = kernel.name("A");
  kernel.aliases.push({ name, type });
  kernel.note("alias");
  return `alias ${name} = ${type.name};`;
}

/** A variable of the module that each invocation has for itself, and that functions may set. */
export function declarePrivate(kernel: Kernel): string {
  const { rng } = kernel;
  const type = rng.chance(0.7)
    ? plain(rng.pick(["u32", "u32", "i32"] as const), rng.pick([1, 1, 1, 2, 4]))
    : arrayOf(plain("u32"), rng.between(2, 9));
  const name = kernel.name("g");
  const entry = { name, type, text: name, constness: "runtime", mutable: true } as const;
  kernel.globals.push({ ...entry, shadowable: true, root: kernel.root() });
  kernel.note("private");
  const value = type.kind === "plain" && rng.chance(0.5)
    ? ` = ${type.size === 1 ? "" : type.name}(${rng.between(0, 99)})`
    : "";
  return `var<private> ${name}: ${type.name}${value};`;
}

function declareGlobal(
  kernel: Kernel,
  entry: Pick<Entry, "name" | "type" | "constness" | "length">,
): void {
  const shadowable = true;
  kernel.globals.push({ ...entry, text: entry.name, mutable: false, shadowable, root: 0 });
}

/** A module constant: typed, untyped, derived from another, a vector or a table. */
export function declareConst(kernel: Kernel): string {
  const { rng } = kernel;
  const kind = rng.between(0, 4);
  const name = kernel.name("K");
  const small = () => rng.between(0, 50);
  if (kind === 0) {
    const value = rng.between(0, 9);
    kernel.abstracts.push({ name, value });
    kernel.note("abstract_const");
    return `const ${name} = ${value};`;
  }
  const scalar = rng.pick(["u32", "i32"] as const);
  const declare = (type: Type, length?: number) =>
    declareGlobal(kernel, { name, type, constness: "const", length });
  if (kind === 1) {
    const size = rng.between(2, 4);
    const type = plain(scalar, size);
    declare(type);
    return `const ${name} = ${type.name}(${Array.from({ length: size }, small).join(", ")});`;
  }
  if (kind === 2 && kernel.note("const_table")) {
    const type = arrayOf(plain(scalar), rng.between(2, rng.chance(0.5) ? 6 : 16));
    declare(type);
    const values = Array.from({ length: type.length }, small);
    return `const ${name} = ${type.name}(${values.join(", ")});`;
  }
  const [base] = kernel.abstracts;
  const factor = base && rng.chance(0.5) ? rng.between(1, 9) : undefined;
  const value = base && factor
    ? base.value * factor + 2
    : rng.chance(0.5)
    ? small()
    : rng.between(2, 9);
  declare(plain(scalar), value);
  return `const ${name}: ${scalar} = ${base && factor ? `${base.name} * ${factor} + 2` : value};`;
}

/** An `override` with a default, from a literal or from an earlier one; maybe a value from the host. */
export function declareOverride(kernel: Kernel, values: Record<string, number>): string {
  const { rng } = kernel;
  const type = rng.pick([U32, U32, I32, BOOL]);
  const earlier = kernel.globals.find((entry) =>
    entry.constness === "fixed" && entry.type.name === "u32"
  );
  const name = kernel.name("O");
  const derived = earlier && type.name === "u32" && rng.chance(0.5) &&
    kernel.note("derived_override");
  // Only operators that cannot overflow, whatever value the host gives.
  const value = derived
    ? `(${earlier.name} ${rng.pick(["&", "|", "^"])} ${rng.between(1, 99)}u)`
    : literal({ kernel } as Body, type.scalar).text;
  const id = rng.chance(0.2) ? rng.between(0, 9999) : undefined;
  if (rng.chance(0.5)) {
    const word = rng.datum();
    const given = { u32: word, i32: word | 0, bool: word & 1 }[type.scalar];
    values[id === undefined ? name : String(id)] = given;
    kernel.note("override_given");
  }
  kernel.note("override");
  declareGlobal(kernel, { name, type, constness: "fixed" });
  const attribute = id === undefined ? "" : `@id(${id}) `;
  return `${attribute}override ${name}: ${type.name} = ${value};`;
}

/** A function that later functions may call. */
export function declareHelper(kernel: Kernel): string {
  const { rng } = kernel;
  const returns = rng.chance(0.8) ? resultType(kernel) : undefined;
  const limits = { turns: 60, size: 40 };
  const b = new Body(kernel, returns, false, rng.between(1, 9), limits);
  const name = kernel.name("f");
  return b.scoped(() => {
    const parameters = Array.from(
      { length: rng.between(returns ? 0 : 1, 4) },
      (_, i) => parameter(b, i < 2 && rng.chance(returns ? 0.3 : 0.7)),
    );
    const lines = statements(b, 9, 2);
    if (returns) lines.push(`return ${expression(b, returns, 2, { anchored: true }).text};`);
    const { turns, size } = b;
    const types = parameters.map(({ type, pointer }) => ({ type, pointer }));
    kernel.helpers.push({ name, parameters: types, returns, turns, size: size + 1 });
    kernel.note(returns ? "helper" : "helper_void");
    const list = parameters.map(({ text }) => text).join(", ");
    const arrow = returns ? ` -> ${returns.name}` : "";
    return [`fn ${name}(${list})${arrow} {`, ...lines, "}"].join("\n");
  });
}

function resultType(kernel: Kernel): Type {
  const { rng, structs } = kernel;
  if (structs.length > 0 && rng.chance(0.2) && kernel.note("returns_struct")) {
    return rng.pick(structs);
  }
  if (rng.chance(0.05) && kernel.note("returns_array")) return arrayOf(U32, 3);
  return kernel.plainType();
}

function parameter(b: Body, pointer: boolean): { type: Type; pointer: boolean; text: string } {
  const name = b.kernel.name("a");
  const type = variableType(b);
  const entry = { name, type, constness: "runtime", shadowable: true } as const;
  if (!pointer || !b.kernel.note("pointer_parameter")) {
    b.declare({ ...entry, text: name, mutable: false });
    return { type, pointer: false, text: `${name}: ${typeText(b, type)}` };
  }
  b.declare({ ...entry, text: `(*${name})`, mutable: true, pointer: name });
  return { type, pointer, text: `${name}: ptr<function, ${lengthText(b, type)}>` };
}

/** The uniform struct: `size`, `a` and `b` always, then members of any alignment. */
export function paramsStruct(kernel: Kernel): Struct {
  const { rng } = kernel;
  const extra = Array.from({ length: rng.between(0, 5) }, (_, i) => ({
    name: "cdefg"[i],
    type: plain(rng.pick(["u32", "i32"] as const), rng.pick([1, 2, 3, 4, 4])),
  }));
  const members = [{ name: "size", type: U32 }, { name: "a", type: U32 }, { name: "b", type: I32 }];
  const struct: Struct = { kind: "struct", name: "Params", members: [...members, ...extra] };
  const entry = { name: "params", text: "params", type: struct, constness: "runtime" } as const;
  kernel.globals.push({ ...entry, mutable: false, shadowable: false, root: 0 });
  return struct;
}

/** What an invocation keeps in storage: integers, their vectors, an array, a struct. */
export function recordStruct(kernel: Kernel): Struct {
  const { rng } = kernel;
  const inner = kernel.structs.find(({ members }) => members.every(({ type }) => isInteger(type)));
  const members = Array.from({ length: rng.between(1, 4) }, (_, i) => {
    const plainType = plain(rng.pick(["u32", "i32"] as const), rng.pick([1, 1, 2, 3, 4]));
    const roll = rng.between(0, 5);
    const type = roll === 0
      ? arrayOf(plainType, rng.between(2, 4))
      : roll === 1 && inner
      ? inner
      : plainType;
    return { name: `r${i}`, type };
  });
  return { kind: "struct", name: "Record", members };
}

function isInteger(type: Type): boolean {
  return type.kind === "plain" && type.scalar !== "bool";
}

/** The words that a struct of plain members takes (WGSL 14.4.1, alignment and size). */
export function structWords({ members }: Struct): number {
  let words = 0;
  let widest = 1;
  for (const { type } of members) {
    const { size } = type as Plain;
    const align = size === 3 ? 4 : size;
    words = Math.ceil(words / align) * align + size;
    widest = Math.max(widest, align);
  }
  return Math.ceil(words / widest) * widest;
}
