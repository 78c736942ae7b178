/** What this host's adapter thinks of programs, asked of a process that may end over one of them. */

import { fileURLToPath } from "node:url";
import { NO_ADAPTER, type Question, type Verdict } from "./adapter_process.ts";
import { ADAPTER_REMEDY } from "./webgpu.ts";

/** A verdict; "crashed" if the process ended over the program. */
export type Answer = Verdict | "crashed";

/**
 * The adapter's answer to each program; undefined if this host has no adapter.
 *
 * @throws {Error} If the process ends over two programs in a row, as it does where there must be an
 * adapter and is none.
 */
export async function adapterVerdicts(
  questions: readonly Question[],
): Promise<readonly Answer[] | undefined> {
  const answers: Answer[] = [];
  while (answers.length < questions.length) {
    const found = await ask(questions.slice(answers.length));
    if (found === undefined) {
      console.warn(`SKIPPED, not tested on WebGPU: ${ADAPTER_REMEDY}`);
      return undefined;
    }
    if (found.length === 0 && answers.at(-1) === "crashed") {
      throw new Error(`Cannot ask the adapter: ${ADAPTER_REMEDY}`);
    }
    answers.push(...found);
    if (answers.length < questions.length) answers.push("crashed");
  }
  return answers;
}

/** The verdicts that one process comes to, up to its end; undefined if it finds no adapter. */
async function ask(questions: readonly Question[]): Promise<Verdict[] | undefined> {
  const program = fileURLToPath(new URL("adapter_process.ts", import.meta.url));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--cached-only", "--no-check", "--allow-env=HEXWALK_REQUIRE_WEBGPU", program],
    env: { NODEVICE_SELECT: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const lines = questions.map((question) => `${JSON.stringify(question)}\n`).join("");
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(lines));
  await writer.close();
  const { code, stdout } = await child.output();
  if (code === NO_ADAPTER) return undefined;
  return new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
