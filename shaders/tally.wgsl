// The tally of a dispatch: walkers counted by the cell they end in, and sums over all of them.
// Everything is an integer and every update an atomic addition, so the order never matters.

@group(0) @binding(1) var<storage, read_write> cells: array<atomic<u32>>; // [rows, columns]
@group(0) @binding(2) var<storage, read_write> sums: array<atomic<u32>>; // [SLOTS, SLOT_WORDS]

// Invocations spread their sums over slots, so that they seldom wait for one another.
override SLOTS: u32 = 64u;
const SLOT_WORDS = 32u;

// Words of a slot. NONCE is written in slot 0 alone. A 64-bit sum is four words of 16 bits each: a
// word overflows only after 65,536 invocations have added to its slot.
const NONCE = 0u;
const INVOCATIONS = 1u;
const WALKERS = 2u;
const OUTSIDE = 3u;
const STEPS = 4u;
const SUM_X = 8u;
const SUM_Y = 12u;
const SUM_XX = 16u;
const SUM_YY = 20u;
const SUM_XY = 24u;

/// What an invocation keeps while it walks.
struct Sums {
  walkers: u32,
  outside: u32,
  steps: vec2u,
  x: vec2u,
  y: vec2u,
  xx: vec2u,
  yy: vec2u,
  xy: vec2u,
}

/// Counts a walker that ends at `at`.
fn tally(at: vec2i, own: ptr<function, Sums>) {
  (*own).walkers += 1u;
  (*own).x = add_wide((*own).x, widen(at.x));
  (*own).y = add_wide((*own).y, widen(at.y));
  (*own).xx = add_wide((*own).xx, multiply_wide(at.x, at.x));
  (*own).yy = add_wide((*own).yy, multiply_wide(at.y, at.y));
  (*own).xy = add_wide((*own).xy, multiply_wide(at.x, at.y));
  let cell = (bitcast<vec2u>(at) - bitcast<vec2u>(params.origin)) >> vec2u(params.cell_shift);
  if (all(cell < params.shape)) {
    atomicAdd(&cells[cell.y * params.shape.x + cell.x], 1u);
  } else {
    (*own).outside += 1u;
  }
}

/// Adds what an invocation kept to its slot.
fn keep(id: u32, own: Sums) {
  let slot = (id % SLOTS) * SLOT_WORDS;
  if (id == 0u) {
    atomicAdd(&sums[NONCE], params.nonce);
  }
  atomicAdd(&sums[slot + INVOCATIONS], 1u);
  atomicAdd(&sums[slot + WALKERS], own.walkers);
  atomicAdd(&sums[slot + OUTSIDE], own.outside);
  keep_wide(slot + STEPS, own.steps);
  keep_signed(slot + SUM_X, own.x);
  keep_signed(slot + SUM_Y, own.y);
  keep_signed(slot + SUM_XX, own.xx);
  keep_signed(slot + SUM_YY, own.yy);
  keep_signed(slot + SUM_XY, own.xy);
}

/// A signed sum goes out with 2^63 added, which the host takes off again, once an invocation.
fn keep_signed(word: u32, value: vec2u) {
  keep_wide(word, vec2u(value.x, value.y ^ 0x80000000u));
}

fn keep_wide(word: u32, value: vec2u) {
  atomicAdd(&sums[word], value.x & 0xffffu);
  atomicAdd(&sums[word + 1u], value.x >> 16u);
  atomicAdd(&sums[word + 2u], value.y & 0xffffu);
  atomicAdd(&sums[word + 3u], value.y >> 16u);
}
