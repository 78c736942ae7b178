/** Random parts of variables: to assign, or to point to. */

import { component, index, ownerText } from "./random_kernel_leaves.ts";
import type { Body, Entry } from "./random_kernel_state.ts";
import { plain, type Type } from "./random_kernel_types.ts";

/** A part of a variable that can be assigned, at random. */
export function place(
  b: Body,
  accept: (type: Type) => boolean,
): { text: string; type: Type } | undefined {
  const { rng } = b.kernel;
  const entries = b.visible().filter((entry) => entry.mutable);
  for (let tries = 0; entries.length > 0 && tries < 8; tries++) {
    const entry = rng.pick(entries);
    const found = part(b, entry);
    if (accept(found.type)) return found;
  }
  return undefined;
}

function part(b: Body, entry: Entry): { text: string; type: Type } {
  const { suffix, type } = descend(b, "", entry.type);
  const owner = ownerText(b, entry, suffix);
  // The parentheses of (*p) are only needed before a suffix.
  return { text: suffix ? owner + suffix : owner.replace(/^\((.*)\)$/, "$1"), type };
}

function descend(b: Body, suffix: string, type: Type): { suffix: string; type: Type } {
  const { rng } = b.kernel;
  if (type.kind === "struct" && rng.chance(0.8)) {
    const member = rng.pick(type.members);
    b.kernel.note("member_assign");
    return descend(b, `${suffix}.${member.name}`, member.type);
  }
  if (type.kind === "array" && rng.chance(0.85)) {
    b.kernel.note("index_assign");
    return descend(b, `${suffix}[${index(b, type.length)}]`, type.element);
  }
  if (type.kind === "plain" && type.size > 1 && rng.chance(0.6)) {
    b.kernel.note("component_assign");
    const last = rng.chance(0.6) ? `.${component(b, type.size)}` : `[${index(b, type.size)}]`;
    return { suffix: suffix + last, type: plain(type.scalar) };
  }
  return { suffix, type };
}

/** A pointer to a variable or to an element or member; the index is taken once, here. */
export function letPointer(b: Body): string[] | undefined {
  const { rng } = b.kernel;
  const owners = b.visible().filter((entry) => entry.pointer?.startsWith("&"));
  if (owners.length === 0) return undefined;
  const owner = rng.pick(owners);
  const name = b.kernel.name("p");
  let { type } = owner;
  let path = owner.name;
  while (type.kind !== "plain" && rng.chance(0.7)) {
    const member = type.kind === "struct" ? rng.pick(type.members) : undefined;
    path += member ? `.${member.name}` : `[${index(b, type.kind === "array" ? type.length : 1)}]`;
    type = member ? member.type : type.kind === "array" ? type.element : type;
  }
  const entry = { name, type, text: `(*${name})`, constness: "runtime", mutable: true } as const;
  // WGSL takes only pointers to whole variables as arguments.
  const pointer = path === owner.name ? name : undefined;
  b.declare({ ...entry, shadowable: false, root: owner.root, pointer });
  return [`let ${name} = &${path};`];
}
