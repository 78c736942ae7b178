/** WGSL text → tokens. */

import { isReserved } from "./reserved.ts";
import { errorAt, type Source } from "./source.ts";
import { TemplateFinder } from "./template.ts";

export interface Token {
  /** `open` and `close` are the `<` and `>` around a list of template arguments. */
  readonly kind: "name" | "keyword" | "number" | "symbol" | "open" | "close" | "end";
  readonly text: string;
  /** Offset in the linked text. */
  readonly at: number;
}

// Longest first, so that `>>=` is not read as `>>` and `=`.
const SYMBOLS = (">>= <<= -> ++ -- && || == != <= >= += -= *= /= %= &= |= ^= >> << " +
  "( ) [ ] { } ; : , . < > = + - * / % & | ^ ~ ! @ _").split(" ");

// WGSL 3.2, "Blankspace and Line Breaks": fewer than JavaScript's \s, and not all of them are.
const BLANK = /[ \t-\r\x85\u200e\u200f\u2028\u2029]+|\/\/[^\n-\r\x85\u2028\u2029]*/y;
const NAME = /(?:\p{XID_Start}|_)\p{XID_Continue}*/yu;
// Most names are of these letters alone, and the classes of Unicode take milliseconds to be made.
const ASCII_NAME = /[a-zA-Z_]\w*/y;
const NUMBER = /0[xX][0-9a-fA-F]+[iu]?|(?:0|[1-9][0-9]*)[iu]?/y;

/**
 * Cuts WGSL text into tokens; the last one has kind "end".
 *
 * @throws {WgslError} At a character that begins no token, a float, or a comment without an end.
 */
export function lex(source: Source): Token[] {
  const { text } = source;
  // WGSL 3: not even a comment holds one.
  const zero = text.indexOf("\0");
  if (zero >= 0) throw errorAt(source, zero, "unexpected character U+0000");
  const templates = new TemplateFinder();
  const { tokens } = templates;
  let at = 0;
  while (at < text.length) {
    const blank = match(BLANK, text, at);
    if (blank !== undefined) {
      at += blank.length;
    } else if (text.startsWith("/*", at)) {
      at = skipComment(source, at);
    } else {
      const isClose = text[at] === ">" && templates.isOpen;
      const token = isClose ? { kind: "close", text: ">", at } as const : readToken(source, at);
      templates.add(token);
      at += token.text.length;
    }
  }
  tokens.push({ kind: "end", text: "the end of the text", at });
  return tokens;
}

function readToken(source: Source, at: number): Token {
  const { text } = source;
  const name = matchName(text, at);
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
  if (symbol === undefined) throw errorAt(source, at, `unexpected character ${shown(text, at)}`);
  return { kind: "symbol", text: symbol, at };
}

/** A character that can be seen, or the code point of one that cannot. */
function shown(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0;
  const character = String.fromCodePoint(code);
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
    ? character
    : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
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

function matchName(text: string, at: number): string | undefined {
  const name = match(ASCII_NAME, text, at) ?? "";
  const isWhole = !(text.charCodeAt(at + name.length) > 0x7f);
  return isWhole ? name || undefined : match(NAME, text, at);
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
