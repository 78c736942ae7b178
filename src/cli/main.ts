/** The command line: finds the command, and turns what it throws into one line and an exit status. */

import config from "../../deno.json" with { type: "json" };
import { oneLine } from "../data/one_line.ts";
import { listenForSignals } from "./ending.ts";
import { brief, note, say } from "./say.ts";
import { type Command, describeCommand, type Invocation, readFlags, UsageError } from "./args.ts";

interface Entry {
  readonly command: Command;
  /** Runs the command and returns the program's exit status. */
  readonly execute: (invocation: Invocation) => Promise<number>;
}

/** Commands are loaded when they are wanted: a run need not wait for what a benchmark needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Entry>>> = {
  run: () => import("./run_command.ts"),
  plot: () => import("./plot_command.ts"),
  doctor: () => import("./doctor_command.ts"),
  bench: () => import("./bench_command.ts"),
};

const USER_MISTAKE = 2;
const OUR_FAILURE = 1;

/**
 * Runs a command line and returns the program's exit status. It may begin with `--folder` and the
 * folder where the caller is, as the tasks' do: a task starts in the project's, wherever it is called.
 */
export async function main(args: readonly string[]): Promise<number> {
  listenForSignals();
  const [folder, rest] = args[0] === "--folder" ? [args[1], args.slice(2)] : [undefined, args];
  try {
    return await dispatch(rest, folder === Deno.cwd() ? undefined : folder);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // One short line, even if what the user typed or a driver said is none.
    const line = message.replaceAll(/\s*\n\s*/g, " ").replaceAll(/\S{101,}/g, brief);
    note(`hexwalk: ${oneLine(line)}`);
    return await isMistake(error) ? USER_MISTAKE : OUR_FAILURE;
  }
}

async function isMistake(error: unknown): Promise<boolean> {
  if (error instanceof UsageError || error instanceof Deno.errors.NotCapable) return true;
  return error instanceof (await import("../pool/may_read.ts")).MissingPermission;
}

async function dispatch([name, ...args]: readonly string[], folder?: string): Promise<number> {
  if (name === "--version") return shown(config.version);
  if (name === undefined || name === "--help" || name === "-h") return shown(await overview());
  if (!Object.hasOwn(COMMANDS, name)) throw await unknownCommand(name);
  const { command, execute } = await COMMANDS[name]();
  const invocation = await readFlags(command, args, folder);
  if (invocation.values.help !== undefined) return shown(describeCommand(command));
  if (invocation.values.version !== undefined) return shown(config.version);
  return await execute(invocation);
}

async function unknownCommand(given: string): Promise<UsageError> {
  const names = Object.keys(COMMANDS);
  if (given.startsWith("-")) {
    return new UsageError(`Put a command before ${given}: ${names.join(", ")}`);
  }
  const meant = await (await import("./hints.ts")).hintForCommand(names, given);
  const hint = meant === undefined ? "" : `did you mean ${meant}? Else `;
  return new UsageError(`There is no command ${given}: ${hint}use ${names.join(", ")} or --help`);
}

async function overview(): Promise<string> {
  const entries = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const lines = entries.map(({ command: { name, summary } }) => `  ${name.padEnd(8)}${summary}`);
  return ["deno task COMMAND [flags]", "", ...lines, "", "COMMAND --help shows its flags."].join(
    "\n",
  );
}

function shown(text: string): number {
  say(text);
  return 0;
}
