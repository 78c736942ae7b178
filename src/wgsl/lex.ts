/** WGSL text → tokens. */

import { isReserved } from "./reserved.ts";
import { errorAt, type Source } from "./source.ts";

export interface Token {
  readonly kind: "name" | "keyword" | "number" | "symbol" | "end";
  readonly text: string;
  /** Offset in the linked text. */
  readonly at: number;
}

// Longest first, so that `>>=` is not read as `>>` and `=`.
const SYMBOLS = (">>= <<= -> ++ -- && || == != <= >= += -= *= /= %= &= |= ^= >> << " +
  "( ) [ ] { } ; : , . < > = + - * / % & | ^ ~ ! @ _").split(" ");

const BLANK = /\s+|\/\/.*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /0[xX][0-9a-fA-F]+[iu]?|(?:0|[1-9][0-9]*)[iu]?/y;

/**
 * Cuts WGSL text into tokens; the last one has kind "end".
 *
 * @throws {WgslError} At a character that begins no token, a float, or a comment without an end.
 */
export function lex(source: Source): Token[] {
  const { text } = source;
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const blank = match(BLANK, text, at);
    if (blank !== undefined) {
      at += blank.length;
    } else if (text.startsWith("/*", at)) {
      at = skipComment(source, at);
    } else {
      const token = readToken(source, at);
      tokens.push(token);
      at += token.text.length;
    }
  }
  tokens.push({ kind: "end", text: "the end of the text", at });
  return tokens;
}

function readToken(source: Source, at: number): Token {
  const { text } = source;
  const name = match(NAME, text, at);
  if (name !== undefined && name !== "_") {
    return { kind: isReserved(name) ? "keyword" : "name", text: name, at };
  }
  const number = match(NUMBER, text, at);
  if (number !== undefined) {
    if (/[.\w]/.test(text[at + number.length] ?? "")) {
      const whole = /[\w.]+/.exec(text.slice(at))?.[0];
      throw errorAt(source, at, `the number ${whole} is outside the subset: use i32 or u32`);
    }
    return { kind: "number", text: number, at };
  }
  const symbol = SYMBOLS.find((s) => text.startsWith(s, at));
  if (symbol === undefined) throw errorAt(source, at, `unexpected character ${text[at]}`);
  return { kind: "symbol", text: symbol, at };
}

/** The offset behind a block comment; these nest. */
function skipComment(source: Source, start: number): number {
  let depth = 0;
  for (let at = start; at < source.text.length; at++) {
    const pair = source.text.slice(at, at + 2);
    if (pair === "/*") depth++, at++;
    else if (pair === "*/") {
      depth--, at++;
      if (depth === 0) return at + 1;
    }
  }
  throw errorAt(source, start, "a comment that does not end");
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
