/** The terminal that a host has, if any; a web page has none. */

interface Host {
  readonly ["Deno"]?: {
    readonly stderr: { isTerminal(): boolean; writeSync(bytes: Uint8Array): number };
    readonly env: { get(name: string): string | undefined };
    readonly permissions: {
      querySync(descriptor: { name: "env"; variable: string }): { readonly state: string };
    };
    consoleSize(): { readonly columns: number };
  };
}

const host = (globalThis as Host)["Deno"];

/** Where people look for what a program is at: standard error, or a stand-in for tests. */
export interface Terminal {
  /** Whether a line can be taken back: not in a file, a pipe or a terminal without escape codes. */
  readonly isLive: boolean;
  /** Width in characters, now. */
  columns(): number;
  write(text: string): void;
}

/** Widths of terminals that do not tell theirs. */
const USUAL_COLUMNS = 80;

/** The host's standard error; undefined if it has none. */
export function standardError(): Terminal | undefined {
  if (!host) return undefined;
  const { stderr } = host;
  return {
    isLive: stderr.isTerminal() && variable("TERM") !== "dumb",
    columns: () => {
      try {
        return host.consoleSize().columns || USUAL_COLUMNS;
      } catch {
        return USUAL_COLUMNS;
      }
    },
    write: (text) => {
      try {
        stderr.writeSync(new TextEncoder().encode(text));
      } catch {
        // A terminal that hung up, or a pipe nobody reads, must not end the work.
      }
    },
  };
}

/** A variable of the environment, if it may be looked at; nobody is asked. */
function variable(name: string): string | undefined {
  const { state } = host?.permissions.querySync({ name: "env", variable: name }) ?? {};
  return state === "granted" ? host?.env.get(name) : undefined;
}
