/** The task of "How to parallellize a python loop in one minute", in plain TypeScript. */

/** Steps of a walk. */
export const STEPS = 1000;

/** Where a walk ends that goes one site along both axes in every step. */
export function walk(steps: number): [x: number, y: number] {
  const x: [number, number] = [0, 0];
  for (let t = 0; t < steps; t++) {
    x[0] += Math.random() < 0.5 ? -1 : 1;
    x[1] += Math.random() < 0.5 ? -1 : 1;
  }
  return x;
}
