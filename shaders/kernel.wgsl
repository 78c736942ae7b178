// The kernel: every invocation walks its share of a dispatch's walkers, one after the other, and
// tallies where they end. A dispatch makes the steps [from_step, to_step) of each walk; a walk too
// long for one dispatch is carried to the next in `carried`.

struct Params {
  key: vec2u,
  first: vec2u, // number of the dispatch's first walker, low and high word
  walkers: u32, // walkers of the dispatch, at most 2^32 - 1 - invocations
  invocations: u32,
  from_step: u32, // a multiple of BLOCK_STEPS
  to_step: u32, // likewise, or `steps`
  steps: u32,
  nonce: u32,
  origin: vec2i, // lattice coordinates of the window's first cell
  shape: vec2u, // columns and rows of the window
  cell_shift: u32, // a cell is 2^cell_shift sites wide
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(3) var<storage, read_write> carried: array<i32>; // [walkers, 2]: where they are

// Steps that the four words of a generator block make, 32 a word and axis.
const BLOCK_STEPS = 64u;

// Whether a walk leaps over the steps of a block at once or takes each of them.
override LEAP: bool = true;

// Whether walks that are at their end are left in `carried` too, for whoever wants every endpoint.
override ENDPOINTS: bool = false;

override WORKGROUP: u32 = 64u;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let key = vec4u(params.key, 0u, 0u);
  var own = Sums();
  for (var i = id.x; i < params.walkers; i += params.invocations) {
    let walker = add_wide(params.first, vec2u(i, 0u));
    var at = vec2i(0);
    if (params.from_step > 0u) {
      at = vec2i(carried[2u * i], carried[2u * i + 1u]);
    }
    at = walk(at, walker, key, &own);
    let is_under_way = params.to_step < params.steps;
    if (is_under_way || ENDPOINTS) {
      carried[2u * i] = at.x;
      carried[2u * i + 1u] = at.y;
    }
    if (!is_under_way) {
      tally(at, &own);
    }
  }
  keep(id.x, own);
}

/// The walk from `start` over the steps of the dispatch.
fn walk(start: vec2i, walker: vec2u, key: vec4u, own: ptr<function, Sums>) -> vec2i {
  let steps = params.to_step - params.from_step;
  let half = first_half(walker, key);
  (*own).steps = add_wide((*own).steps, vec2u(steps, 0u));
  var at = start;
  var leaps = Leaps();
  var words = vec4u();
  var block = params.from_step / BLOCK_STEPS;
  var left = steps;
  loop {
    words = draw(half, vec2u(block, 0u), key);
    if (left <= BLOCK_STEPS) {
      break;
    }
    advance(&at, &leaps, words, BLOCK_STEPS);
    block += 1u;
    left -= BLOCK_STEPS;
  }
  advance(&at, &leaps, words, left);
  if (LEAP) {
    return land(start, leaps, steps);
  }
  return at;
}

/// Takes the first `steps` (1 to 64) steps of a block.
fn advance(at: ptr<function, vec2i>, leaps: ptr<function, Leaps>, words: vec4u, steps: u32) {
  if (LEAP) {
    leap(leaps, words, steps);
    return;
  }
  for (var t = 0u; t < min(steps, 32u); t++) {
    *at = step_once(*at, words.xy, t);
  }
  for (var t = 32u; t < steps; t++) {
    *at = step_once(*at, words.zw, t - 32u);
  }
}
