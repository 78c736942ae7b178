/** Flags: what a command takes, its help, and the values of an invocation. */

import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";

/** A mistake of the user: one line, exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A flag, by its name without the dashes. */
export interface Flag {
  readonly name: string;
  /** What its value is called in the help; without one the flag is a switch. */
  readonly value?: string;
  /** What a switch may be followed by, such as `--law residuals`; any other word is not its own. */
  readonly choices?: readonly string[];
  readonly help: string;
  /** Whether its value may be empty. */
  readonly mayBeEmpty?: boolean;
  /** Whether its value is a file's name. */
  readonly isFile?: boolean;
  /** Whether it may be given several times; its values are then in `lists`. */
  readonly isRepeatable?: boolean;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly Flag[];
  /** What it is given besides flags, as the help shows it; nothing if not given. */
  readonly files?: string;
}

/** Values by flag; a switch that is on has the value "", or its choice. */
export type Values = Readonly<Record<string, string | undefined>>;

/** A command line, read. All names of files in it can be used from where the program runs. */
export interface Invocation {
  readonly values: Values;
  /** The values of flags that may be given several times; none for one that was not given. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly files: readonly string[];
  /** A file's name as the caller means it → one that can be used from where the program runs. */
  readonly place: (file: string) => string;
}

export const HELP: Flag = { name: "help", help: "show this help" };
export const VERSION: Flag = { name: "version", help: "show the version" };

/**
 * Reads a command's flags.
 *
 * @param folder Where the caller's names of files begin, if that is elsewhere.
 * @throws {UsageError} At an unknown flag, one given twice, a value missing or too many, or an argument
 * that is no flag.
 */
export async function readFlags(
  command: Command,
  args: readonly string[],
  folder?: string,
): Promise<Invocation> {
  const place = (file: string) =>
    folder === undefined || isAbsolute(file) ? file : join(folder, file);
  const options = Object.fromEntries(command.flags.map((flag) => [
    flag.name,
    { type: flag.value ? "string" as const : "boolean" as const },
  ]));
  const known = { ...options, help: { type: "boolean" as const, short: "h" } };
  const joined = joinChoices(command, args);
  const { tokens } = parseArgs({ args: joined, options: known, strict: false, tokens: true });
  const values: Record<string, string> = {};
  const lists: Record<string, string[]> = {};
  const files: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional" && command.files) {
      files.push(place(token.value));
      continue;
    }
    if (token.kind !== "option") {
      const word = token.kind === "positional" ? token.value : "--";
      throw await uselessArgument(command, word, joined[token.index - 1]);
    }
    const isSpelt = [`--${token.name}`, "-h"].includes(token.rawName);
    const flag = isSpelt ? command.flags.find(({ name }) => name === token.name) : undefined;
    // "-seed" is read as four flags of a letter each.
    if (!flag) {
      throw await unknownFlag(command, isSpelt ? token.rawName : nameIn(joined[token.index]));
    }
    const text = checkValue(flag, token.value);
    const value = flag.isFile ? place(text) : text;
    if (flag.isRepeatable) (lists[flag.name] ??= []).push(value);
    else if (flag.name in values) {
      throw new UsageError(`--${flag.name} is given twice: give it once`);
    } else values[flag.name] = value;
  }
  return { values, lists, files, place };
}

function checkValue(flag: Flag, value: string | undefined): string {
  if (flag.value && (value === undefined || (value === "" && !flag.mayBeEmpty))) {
    throw new UsageError(`--${flag.name} needs a value: --${flag.name} ${flag.value}`);
  }
  if (!flag.value && value !== undefined && !flag.choices?.includes(value)) {
    throw wrongChoice(flag, value);
  }
  return value ?? "";
}

function wrongChoice({ name, choices }: Flag, value: string): UsageError {
  return new UsageError(`--${name} takes ${choices?.join(" or ") ?? "no value"}, found ${value}`);
}

/** Arguments in which a switch and the choice after it are one word, --law=residuals. */
function joinChoices({ flags }: Command, args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    const flag = flags.find(({ name }) => `--${name}` === before);
    if (flag?.choices?.includes(arg)) joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/** A command's help, as `--help` prints it. */
export function describeCommand({ name, summary, flags, files }: Command): string {
  const left = flags.map(({ name, value, choices }) =>
    `--${name}${value ? ` ${value}` : ""}${choices ? ` [${choices.join("|")}]` : ""}`
  );
  const width = Math.max(...left.map((text) => text.length));
  const lines = flags.map(({ help }, i) => `  ${left[i].padEnd(width)}  ${help}`);
  return [`deno task ${name} ${files ? `${files} ` : ""}[flags]`, "", summary, "", ...lines].join(
    "\n",
  );
}

/** Options of the library whose flags have other names. */
const FLAGS: Readonly<Record<string, string>> = { walkers: "n", minCount: "min-count" };

/** A bound that the library refuses is the user's mistake here, and its option a flag. */
export function asUsage<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(
      error.message.replace(/(?<=^Cannot \w+ with )\w+/, (name) => `--${FLAGS[name] ?? name}`),
    );
  }
}

/**
 * A number as people write it: 100000, 1e6, 1_000_000.
 *
 * @throws {UsageError} If it is none.
 */
export function parseNumber(flag: string, text: string): number {
  const isNumber = /^[+-]?\d[\d_]*(\.\d+)?(e[+-]?\d+)?$/i.test(text);
  if (isNumber) return Number(text.replaceAll("_", ""));
  throw new UsageError(`--${flag} ${text} is no number: use one such as 100000, 1e6 or 1_000_000`);
}

async function unknownFlag(command: Command, given: string): Promise<UsageError> {
  const { hintForFlag } = await import("./hints.ts");
  const hint = await hintForFlag(command, given);
  const problem = `${command.name} has no flag ${given}`;
  return new UsageError(
    hint === undefined ? `${problem}: see --help` : `${problem}: ${hint} See --help`,
  );
}

async function uselessArgument(
  command: Command,
  given: string,
  before?: string,
): Promise<UsageError> {
  const flag = command.flags.find(({ name }) => `--${name}` === before);
  if (flag?.choices) return wrongChoice(flag, given);
  const { DASHES } = await import("./hints.ts");
  if (given !== "--" && DASHES.test(given)) return await unknownFlag(command, nameIn(given));
  const takesN = command.flags.some(({ name }) => name === "n");
  const hint = takesN && /^\d/.test(given) ? `did you mean --n ${given}? See` : "see";
  return new UsageError(`${command.name} takes no argument ${given}: ${hint} --help`);
}

/** A flag as it was typed, without its value. */
function nameIn(argument: string): string {
  return argument.split("=")[0];
}
