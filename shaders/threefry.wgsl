// Threefry4x32: four random words from a counter and a key, without any state.
// Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3" (SC 2011), section 4.1;
// rotations and parity constant as in the authors' Random123. The rounds are written out, because
// some drivers run a loop over constant tables many times slower.

// 13 or 20. The authors know of no statistical failure from 12 rounds on.
override ROUNDS: u32 = 13u;

const PARITY = 0x1BD11BDAu;

// One round on both pairs of words: x holds words 0 and 2, y the two they mix with. Rounds mix
// 0 with 1 and 2 with 3, then 0 with 3 and 2 with 1, in turn, so y swaps its halves every time.
fn mix(x: ptr<function, vec2u>, y: ptr<function, vec2u>, left: vec2u) {
  *x += *y;
  *y = (((*y << left) | (*y >> (32u - left))) ^ *x).yx;
}

fn mix_four(x: ptr<function, vec2u>, y: ptr<function, vec2u>) {
  mix(x, y, vec2u(10u, 26u));
  mix_last_three(x, y);
}

fn mix_last_three(x: ptr<function, vec2u>, y: ptr<function, vec2u>) {
  mix(x, y, vec2u(11u, 21u));
  mix(x, y, vec2u(13u, 27u));
  mix(x, y, vec2u(23u, 5u));
}

fn mix_next_four(x: ptr<function, vec2u>, y: ptr<function, vec2u>) {
  mix(x, y, vec2u(6u, 20u));
  mix(x, y, vec2u(17u, 11u));
  mix(x, y, vec2u(25u, 10u));
  mix(x, y, vec2u(18u, 20u));
}

// The first round on one pair of words.
fn mix_pair(pair: vec2u, left: u32) -> vec2u {
  let x = pair.x + pair.y;
  return vec2u(x, ((pair.y << left) | (pair.y >> (32u - left))) ^ x);
}

/// Four words, each uniform on [0, 2^32), as a pure function of counter and key.
fn threefry(counter: vec4u, key: vec4u) -> vec4u {
  return draw(first_half(counter.xy, key), counter.zw, key);
}

/// What the first round makes of a counter's first half: the same for all blocks of a walker.
fn first_half(counter: vec2u, key: vec4u) -> vec2u {
  return mix_pair(counter + key.xy, 10u);
}

/// The four words of a counter whose first half has been through the first round.
fn draw(half: vec2u, counter: vec2u, key: vec4u) -> vec4u {
  let k4 = PARITY ^ key.x ^ key.y ^ key.z ^ key.w;
  let other = mix_pair(counter + key.zw, 26u);
  var x = vec2u(half.x, other.x);
  var y = vec2u(other.y, half.y);
  mix_last_three(&x, &y);
  x += vec2u(key.y, key.w);
  y += vec2u(key.z, k4 + 1u);
  mix_next_four(&x, &y);
  x += vec2u(key.z, k4);
  y += vec2u(key.w, key.x + 2u);
  mix_four(&x, &y);
  x += vec2u(key.w, key.x);
  y += vec2u(k4, key.y + 3u);
  if (ROUNDS == 13u) {
    mix(&x, &y, vec2u(6u, 20u));
    return vec4u(x.x, y.y, x.y, y.x);
  }
  mix_next_four(&x, &y);
  x += vec2u(k4, key.y);
  y += vec2u(key.x, key.z + 4u);
  mix_four(&x, &y);
  x += key.xz;
  y += vec2u(key.y, key.w + 5u);
  return vec4u(x.x, y.x, x.y, y.y);
}
