import assert from "node:assert/strict";
import { type Command, describeCommand, readFlags, UsageError } from "../../src/cli/args.ts";

const command: Command = {
  name: "draw",
  summary: "Draws.",
  files: "file …",
  flags: [
    { name: "law", choices: ["lines", "residuals"], help: "draw the law" },
    { name: "out", value: "a.svg", help: "the file" },
    { name: "quiet", help: "say nothing" },
  ],
};

Deno.test("a switch takes the word after it only where that is one of its choices", async () => {
  const read = async (...args: string[]) => {
    const { values, files } = await readFlags(command, args);
    return [values.law, ...files];
  };
  assert.deepEqual(await read("--law"), [""]);
  assert.deepEqual(await read("--law", "residuals"), ["residuals"]);
  assert.deepEqual(await read("--law=residuals", "lines"), ["residuals", "lines"]);
  assert.deepEqual(await read("--law", "run.json"), ["", "run.json"]);
  assert.deepEqual(await read("--law", "--quiet", "residuals"), ["", "residuals"]);
  assert.deepEqual(await read("residuals", "--law"), ["", "residuals"]);
  assert.deepEqual(await read("--law", "lines", "lines"), ["lines", "lines"]);
});

Deno.test("a choice that is none is refused, and the help shows those that are", async () => {
  const refused = readFlags(command, ["--law=contours"]);
  await assert.rejects(refused, (error: Error) => {
    return error instanceof UsageError &&
      /--law takes lines or residuals, found contours/.test(error.message);
  });
  assert.match(describeCommand(command), /--law \[lines\|residuals\] {2}draw the law/);
});
