/** Style rules that hold for one figure alone, whatever stands beside it in a page. */

/** Rules, and the class of the element in which alone they hold. */
export interface ScopedRules {
  readonly scope: string;
  readonly rules: string;
}

/**
 * Binds rules to a class that is made of them: in an HTML page all rules of all figures hold for the whole
 * page, so that figures of one class would recolour each other. The same rules have the same class, and
 * rules that differ have classes that differ.
 *
 * @param rules Each selector starts with `&`, which stands for the figure.
 *
 * @example
 * ```ts
 * import { scopeRules } from "./scope.ts";
 * import { equal } from "node:assert/strict";
 *
 * const { scope, rules } = scopeRules("& .paper{fill:#fff}");
 * equal(rules, `.${scope} .paper{fill:#fff}`);
 * ```
 */
export function scopeRules(rules: string): ScopedRules {
  const scope = `hexwalk-${hash(rules).toString(36)}`;
  return { scope, rules: rules.replaceAll("&", `.${scope}`) };
}

/** 32 bits of a text: FNV-1a (Fowler, Noll and Vo, RFC 9923), by code units. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  }
  return state >>> 0;
}
