/** The command line: finds the command, and turns what it throws into one line and an exit status. */

import config from "../../deno.json" with { type: "json" };
import { type Command, describeCommand, readFlags, UsageError, type Values } from "./args.ts";
import { BENCH, bench } from "./bench_command.ts";
import { DOCTOR, doctor } from "./doctor_command.ts";
import { RUN, run } from "./run_command.ts";

interface Entry {
  readonly command: Command;
  readonly execute: (values: Values) => Promise<number>;
}

const COMMANDS: readonly Entry[] = [
  { command: RUN, execute: run },
  { command: DOCTOR, execute: doctor },
  { command: BENCH, execute: bench },
];

const USER_MISTAKE = 2;
const OUR_FAILURE = 1;

/** Runs a command line and returns the program's exit status. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await dispatch(args);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // One line, even if what the user typed or a driver said has several.
    console.error(`hexwalk: ${message.replaceAll(/\s*\n\s*/g, " ")}`);
    return error instanceof UsageError ? USER_MISTAKE : OUR_FAILURE;
  }
}

async function dispatch([name, ...args]: readonly string[]): Promise<number> {
  if (name === "--version") return say(config.version);
  if (name === undefined || name === "--help" || name === "-h") return say(overview());
  const entry = COMMANDS.find(({ command }) => command.name === name);
  if (!entry) {
    const names = COMMANDS.map(({ command }) => command.name).join(", ");
    throw new UsageError(`There is no command ${name}: use ${names}`);
  }
  const values = await readFlags(entry.command, args);
  if (values.help !== undefined) return say(describeCommand(entry.command));
  if (values.version !== undefined) return say(config.version);
  return await entry.execute(values);
}

function overview(): string {
  const lines = COMMANDS.map(({ command }) => `  ${command.name.padEnd(8)}${command.summary}`);
  return ["deno task COMMAND [flags]", "", ...lines, "", "COMMAND --help shows its flags."].join(
    "\n",
  );
}

function say(text: string): number {
  console.log(text);
  return 0;
}
