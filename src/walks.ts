/** The walks that Hexwalk knows: their shader, and what a host must know of their lattice. */

import generatorAlone from "../shaders/generator_alone.wgsl" with { type: "text" };
import kernel from "../shaders/kernel.wgsl" with { type: "text" };
import knownAnswers from "../shaders/known_answers.wgsl" with { type: "text" };
import tally from "../shaders/tally.wgsl" with { type: "text" };
import threefry from "../shaders/threefry.wgsl" with { type: "text" };
import diagonal from "../shaders/walks/diagonal.wgsl" with { type: "text" };
import wide from "../shaders/wide.wgsl" with { type: "text" };
import { link, type ShaderFile, type Source } from "./wgsl/source.ts";

/** A kind of walk. */
export interface Walk {
  readonly name: string;
  /** The WGSL file with its step and leap. */
  readonly shader: ShaderFile;
  /** Variance that a step adds on each axis, in sites². */
  readonly variance: number;
  /** The longest step on an axis, in sites. */
  readonly reach: number;
  /** Endpoints on an axis are this far apart: all share the parity of steps · reach. */
  readonly stride: number;
}

/** Every axis moves +1 or −1 at each step, each with probability ½. */
const DIAGONAL: Walk = {
  name: "diagonal",
  shader: { name: "shaders/walks/diagonal.wgsl", text: diagonal },
  variance: 1,
  reach: 1,
  stride: 2,
};

const WALKS: ReadonlyMap<string, Walk> = new Map([[DIAGONAL.name, DIAGONAL]]);

/** The names of all walks. */
export const WALK_NAMES: readonly string[] = [...WALKS.keys()];

const GENERATOR: ShaderFile = { name: "shaders/threefry.wgsl", text: threefry };

/**
 * The walk of a name.
 *
 * @throws {RangeError} If there is none.
 */
export function findWalk(name: string): Walk {
  const walk = WALKS.get(name);
  if (walk) return walk;
  throw new RangeError(`There is no walk ${name}: choose ${WALK_NAMES.join(", ")}`);
}

/** The program of a walk: one WGSL module for every backend. */
export function kernelSource(walk: Walk): Source {
  return link([
    { name: "shaders/kernel.wgsl", text: kernel },
    walk.shader,
    GENERATOR,
    { name: "shaders/tally.wgsl", text: tally },
    { name: "shaders/wide.wgsl", text: wide },
  ]);
}

/** The generator alone, for a backend's proof when it opens. */
export function knownAnswersSource(): Source {
  return link([{ name: "shaders/known_answers.wgsl", text: knownAnswers }, GENERATOR]);
}

/** The generator in a loop, to measure how fast it is. */
export function generatorAloneSource(): Source {
  return link([{ name: "shaders/generator_alone.wgsl", text: generatorAlone }, GENERATOR]);
}
