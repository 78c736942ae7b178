// The walk `diagonal`: each step moves every axis by +1 or -1, each with probability 1/2.
// A step takes one bit an axis, lowest bit first; a set bit is +1.

/// The walk after step `t` (0 to 31) of the 32 that `words`, one word an axis, hold.
fn step_once(at: vec2i, words: vec2u, t: u32) -> vec2i {
  return at + 2 * vec2i((words >> vec2u(t)) & vec2u(1u)) - 1;
}

/// The walk after the first `steps` (1 to 32) of the 32 steps that `words` hold, at once.
fn leap(at: vec2i, words: vec2u, steps: u32) -> vec2i {
  let ups = countOneBits(words & vec2u(0xffffffffu >> (32u - steps)));
  return at + 2 * vec2i(ups) - i32(steps);
}
