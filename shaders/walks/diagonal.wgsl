// The walk `diagonal`: each step moves every axis by +1 or -1, each with probability 1/2.
// A step takes one bit an axis, lowest bit first; a set bit is +1. A block of four words holds 64
// steps: 32 in the first two words, one word an axis, and 32 in the others.

/// The walk after step `t` (0 to 31) of the 32 that `words`, one word an axis, hold.
fn step_once(at: vec2i, words: vec2u, t: u32) -> vec2i {
  return at + 2 * vec2i((words >> vec2u(t)) & vec2u(1u)) - 1;
}

// Steps taken without looking at each: only how many bits were set matters. Three words are added
// bit by bit (a carry-save adder), so one count serves two words.
struct Leaps {
  odd: vec2u, // by bit: whether it was set in an odd number of words so far
  pairs: vec2u, // all bits set besides, in pairs
}

/// Takes the first `steps` (1 to 64) of the steps that a block holds.
fn leap(leaps: ptr<function, Leaps>, words: vec4u, steps: u32) {
  let early = min(steps, 32u);
  let a = words.xy & vec2u(lowest_bits(early));
  let b = words.zw & vec2u(lowest_bits(steps - early));
  let either = (*leaps).odd ^ a;
  (*leaps).pairs += countOneBits(((*leaps).odd & a) | (either & b));
  (*leaps).odd = either ^ b;
}

/// Where the walk from `start` is after leaps of `steps` steps in all.
fn land(start: vec2i, leaps: Leaps, steps: u32) -> vec2i {
  let ups = 2u * leaps.pairs + countOneBits(leaps.odd);
  return start + 2 * vec2i(ups) - i32(steps);
}

fn lowest_bits(count: u32) -> u32 {
  return select(0xffffffffu >> (32u - count), 0u, count == 0u);
}
