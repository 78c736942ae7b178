// 64-bit integers as two words, low word first; WGSL has none of its own. Two's complement.

fn add_wide(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + u32(low < a.x));
}

fn widen(a: i32) -> vec2u {
  return vec2u(bitcast<u32>(a), bitcast<u32>(a >> 31u));
}

/// The exact product of two signed words.
fn multiply_wide(a: i32, b: i32) -> vec2u {
  let ua = bitcast<u32>(a);
  let ub = bitcast<u32>(b);
  let low = (ua & 0xffffu) * (ub & 0xffffu);
  let middle = (ua >> 16u) * (ub & 0xffffu) + (low >> 16u);
  let other = (ua & 0xffffu) * (ub >> 16u) + (middle & 0xffffu);
  let high = (ua >> 16u) * (ub >> 16u) + (middle >> 16u) + (other >> 16u);
  // The unsigned product takes a negative factor for 2^32 more than it is.
  let excess = select(0u, ub, a < 0) + select(0u, ua, b < 0);
  return vec2u(ua * ub, high - excess);
}
