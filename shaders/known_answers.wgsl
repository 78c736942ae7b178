// The generator alone, for a backend to prove that it computes the published answers.

@group(0) @binding(0) var<storage, read> questions: array<u32>; // [n, 8]: a counter and a key
@group(0) @binding(1) var<storage, read_write> answers: array<u32>; // [n, 4]

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (i < arrayLength(&answers) / 4u) {
    let q = 8u * i;
    let counter = vec4u(questions[q], questions[q + 1u], questions[q + 2u], questions[q + 3u]);
    let key = vec4u(questions[q + 4u], questions[q + 5u], questions[q + 6u], questions[q + 7u]);
    let words = threefry(counter, key);
    answers[4u * i] = words.x;
    answers[4u * i + 1u] = words.y;
    answers[4u * i + 2u] = words.z;
    answers[4u * i + 3u] = words.w;
  }
}
