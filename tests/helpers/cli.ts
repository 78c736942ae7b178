/** The program as a process, with the permissions of its task. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder, where tasks run. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `main.ts`, or another, as `deno task` does; standard streams are pipes, so no terminal. */
export function start(
  args: readonly string[],
  env: Record<string, string> = {},
  program = "main.ts",
) {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--cached-only", "--allow-read=.", "--allow-write=.", program, ...args],
    cwd: ROOT,
    env: { NODEVICE_SELECT: "1", NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs `main.ts` to its end. */
export async function runMain(...args: string[]): Promise<Ended> {
  return read(await start(args).output());
}

/** A process's output as text. */
export function read({ code, stdout, stderr }: Deno.CommandOutput): Ended {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** A folder inside the project, where the program may write; it goes with the test. */
export class TempFolder implements Disposable {
  readonly path = Deno.makeTempDirSync({ dir: ROOT, prefix: ".tmp-test-" });

  /** A path in the folder, relative to the project as a user would type it. */
  file(name: string): string {
    return join(this.path.slice(ROOT.length), name);
  }

  read(name: string): string {
    return Deno.readTextFileSync(join(this.path, name));
  }

  /** Names of the files in the folder, in order. */
  names(): string[] {
    return [...Deno.readDirSync(this.path)].map(({ name }) => name).sort();
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }
}
