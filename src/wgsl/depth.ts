/**
 * How deep programs may be. Passes recurse over what stands in each other, and a worker's stack is
 * short: what is deeper is refused with its place, and what is only long is taken in turns.
 */

/** Brackets, operators of one operand and blocks that stand in each other in the text. */
export const MAX_NESTING = 100;

/** The same once functions are inlined where they are called. */
export const MAX_DEPTH = 400;

/** Declarations that wait for others which stand behind them. */
export const MAX_WAITING = 100;

/** Arrays and structs in each other (WGSL 2.4, "Limits"). */
export const MAX_TYPE_NESTING = 15;

/** Arms that are nested in each other's `else`; more of them stand in a row. */
export const MAX_ARMS = 16;

/** Operators in a row whose values are one tree; what is taller becomes a variable. */
export const MAX_TREE = 16;
