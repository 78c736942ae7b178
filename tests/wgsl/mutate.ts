/** Programs with a fault or two, made from sound ones. */

import { lex } from "../../src/wgsl/lex.ts";
import { Random } from "../helpers/random_kernel_rng.ts";
import { sourceOf } from "./modules.ts";

const OPERATORS = "+ - * / % & | ^ << >> < > <= >= == != && ||".split(" ");
const ASSIGNMENTS = "= += -= *= /= %= &= |= ^= <<= >>=".split(" ");
const NUMBERS = "0 1u 1i -1 31u 32u 4294967295u 2147483648 1000000u true".split(" ");
const NAMES =
  ("u32 i32 bool f32 vec2u vec3i vec4 x y xy zyx min abs select countOneBits all true " +
    "atomicAdd atomicLoad array ptr function storage uniform read read_write let var const override " +
    "if else for while loop break continue return switch case default discard _ id compute struct fn " +
    "continuing arrayLength bitcast").split(" ");
const STATEMENTS = [
  "break ;",
  "continue ;",
  "return ;",
  "return 1u ;",
  "{ }",
  ";",
  "discard ;",
  "let q = 1 ;",
  "var q = 2u ;",
  "_ = 1 ;",
  "const q = 3 ;",
  "loop { break ; }",
  "loop { continuing { break if true ; } }",
  "if true { return ; }",
  "switch 1 { default { } }",
  "for ( ; ; ) { break ; }",
];

/** The text with one or two of its tokens, statements or names changed. */
export function mutate(text: string, seed: number): string {
  const random = new Random(seed);
  const tokens = lex(sourceOf(text)).slice(0, -1).map((token) => token.text);
  for (let i = random.between(1, 2); i > 0; i--) random.pick(MUTATIONS)(tokens, random);
  return tokens.join(" ").replaceAll(/([;{}]) /g, "$1\n");
}

type Mutation = (tokens: string[], random: Random) => void;

const isName = (token: string) => /^[A-Za-z_]\w*$/.test(token);
const isNumber = (token: string) => /^\d/.test(token);
const isSame = (a: string, b: string) =>
  [isName, isNumber, isOperator, isAssignment].some((kind) => kind(a) && kind(b));

function isOperator(token: string): boolean {
  return OPERATORS.includes(token);
}

function isAssignment(token: string): boolean {
  return ASSIGNMENTS.includes(token);
}

/** Changes a token to another one of the module, or of a list, of the same kind. */
const alike: Mutation = (tokens, random) => {
  const at = position(tokens, random);
  const others = tokens.filter((token) => isSame(token, tokens[at]));
  if (others.length > 0) tokens[at] = random.pick(others);
};

function from(list: readonly string[], kind: (token: string) => boolean): Mutation {
  return (tokens, random) => {
    const start = position(tokens, random);
    const at = tokens.findIndex((token, i) => i >= start && kind(token));
    if (at >= 0) tokens[at] = random.pick(list);
  };
}

const insertStatement: Mutation = (tokens, random) => {
  tokens.splice(statement(tokens, random), 0, ...random.pick(STATEMENTS).split(" "));
};

const deleteStatement: Mutation = (tokens, random) => {
  const start = statement(tokens, random);
  tokens.splice(start, endOf(tokens, start) - start);
};

const copyStatement: Mutation = (tokens, random) => {
  const start = statement(tokens, random);
  const copy = tokens.slice(start, endOf(tokens, start));
  tokens.splice(statement(tokens, random), 0, ...copy);
};

const deleteToken: Mutation = (tokens, random) => {
  tokens.splice(position(tokens, random), 1);
};

const doubleToken: Mutation = (tokens, random) => {
  const at = position(tokens, random);
  tokens.splice(at, 0, tokens[at]);
};

const swapTokens: Mutation = (tokens, random) => {
  const [a, b] = [position(tokens, random), position(tokens, random)];
  [tokens[a], tokens[b]] = [tokens[b], tokens[a]];
};

const insertSymbol: Mutation = (tokens, random) => {
  tokens.splice(position(tokens, random), 0, random.pick([..."&*-!~()[]{}<>,;"]));
};

const MUTATIONS: readonly Mutation[] = [
  alike,
  alike,
  alike,
  alike,
  from(NAMES, isName),
  from(NAMES, isName),
  from(NUMBERS, isNumber),
  from(OPERATORS, isOperator),
  insertStatement,
  insertStatement,
  deleteStatement,
  copyStatement,
  insertSymbol,
  deleteToken,
  doubleToken,
  swapTokens,
];

function position(tokens: readonly string[], random: Random): number {
  return random.between(0, tokens.length - 1);
}

/** Where some statement begins: behind a `;` or a brace. */
function statement(tokens: readonly string[], random: Random): number {
  return endOf(tokens, position(tokens, random));
}

function endOf(tokens: readonly string[], start: number): number {
  const end = tokens.findIndex((token, i) => i >= start && [";", "{", "}"].includes(token));
  return end < 0 ? tokens.length : end + 1;
}
