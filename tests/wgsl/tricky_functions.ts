/** Functions that tricky kernels call, in WGSL and in TypeScript. */

/** `bump` changes what it points to and returns it; `join` makes a word of three. */
export const BUMP = `
fn bump(p: ptr<function, u32>) -> u32 { *p = *p * 3u + 1u; return *p; }
fn join(a: u32, b: u32, c: u32) -> u32 { return a * 1009u + b * 31u + c; }`;

/** What `bump` does to a variable, in a box. */
export function counter(start: number) {
  return {
    x: start >>> 0,
    bump() {
      return this.x = (Math.imul(this.x, 3) + 1) >>> 0;
    },
  };
}

export function join(a: number, b: number, c: number): number {
  return (Math.imul(a, 1009) + Math.imul(b, 31) + c) >>> 0;
}
