// The generator alone, in a loop: how fast random words come when nothing is done with them, which is
// the ceiling of every walk on a host.

struct Params {
  key: vec2u,
  blocks: u32, // blocks of four words that each invocation draws
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> mixed: array<u32>; // [invocations]

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let key = vec4u(params.key, 0u, 0u);
  let half = first_half(vec2u(id.x, 0u), key);
  var words = vec4u();
  for (var block = 0u; block < params.blocks; block++) {
    words ^= draw(half, vec2u(block, 0u), key);
  }
  if (id.x < arrayLength(&mixed)) {
    mixed[id.x] = words.x ^ words.y ^ words.z ^ words.w;
  }
}
