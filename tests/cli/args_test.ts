import assert from "node:assert/strict";
import { type Command, describeCommand, readFlags, UsageError } from "../../src/cli/args.ts";

const command: Command = {
  name: "draw",
  summary: "Draws.",
  files: "file …",
  flags: [
    { name: "law", choices: ["lines", "residuals"], help: "draw the law" },
    { name: "out", value: "a.svg", help: "the file", isFile: true },
    { name: "export", value: "a.npz", help: "more files", isFile: true, isRepeatable: true },
    { name: "title", value: "TEXT", help: "the title", mayBeEmpty: true },
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

Deno.test("a flag given twice is refused, whatever is said, unless it may be", async () => {
  const twice = [
    ["--out", "a.svg", "--out", "b.svg"],
    ["--out=a.svg", "--out=a.svg"],
    ["--quiet", "--quiet"],
    ["--title", "", "--title", ""],
    ["--law", "--law=lines"],
  ];
  for (const args of twice) {
    const name = args[0].split("=")[0];
    await assert.rejects(readFlags(command, args), (error: Error) => {
      return error instanceof UsageError &&
        error.message === `${name} is given twice: give it once`;
    });
  }
  const { lists, values } = await readFlags(command, ["--export", "b", "--quiet", "--export=a"]);
  assert.deepEqual([lists.export, values.export, values.quiet], [["b", "a"], undefined, ""]);
  assert.equal((await readFlags(command, [])).lists.export, undefined);
});

Deno.test("names of files begin at the caller's folder, other values are left alone", async () => {
  const args = ["x.json", "/y.json", "--out", "../a.svg", "--export", "b", "--title", "t"];
  const { values, lists, files, place } = await readFlags(command, args, "/home/me");
  assert.deepEqual(files, ["/home/me/x.json", "/y.json"]);
  assert.deepEqual([values.out, lists.export, values.title], ["/home/a.svg", ["/home/me/b"], "t"]);
  assert.deepEqual([place("c"), place("/c")], ["/home/me/c", "/c"]);
  const here = await readFlags(command, args);
  assert.deepEqual([here.files[0], here.values.out, here.place("c")], ["x.json", "../a.svg", "c"]);
});
