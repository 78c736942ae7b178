/** Debian's Python with NumPy, pandas and seaborn: what reads the files, and what figures are held against. */

const PYTHON = "/usr/bin/python3";

/** What to say to someone who has no such Python. */
const REMEDY = "install Debian's python3-numpy, python3-pandas and python3-seaborn";

/**
 * Runs a program in a folder and gives what it prints; undefined, said aloud on stderr, where the
 * interpreter or a module is missing, so that a test can return early.
 *
 * @throws {Error} If the program fails, or a reader is missing with `HEXWALK_REQUIRE_NUMPY=1`.
 */
export async function runPython(program: string, folder: string): Promise<string | undefined> {
  const missing = await missingOf(program);
  if (missing !== undefined) {
    const what = `${missing} is missing: ${REMEDY}`;
    if (Deno.env.get("HEXWALK_REQUIRE_NUMPY") === "1") {
      throw new Error(`Cannot test what Python does: ${what} (HEXWALK_REQUIRE_NUMPY=1)`);
    }
    console.warn(`SKIPPED, not tried with Python: ${what}`);
    return undefined;
  }
  const { success, stdout, stderr } = await start(["-c", program], folder);
  if (!success) throw new Error(`Python failed:\n${stderr}`);
  return stdout;
}

/** The first thing that the program needs and the host lacks. */
async function missingOf(program: string): Promise<string | undefined> {
  const modules = ["numpy", "pandas", "seaborn"].filter((name) =>
    program.includes(`import ${name}`)
  );
  try {
    for (const name of modules) {
      if (!(await start(["-c", `import ${name}`])).success) return `Python's ${name}`;
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return PYTHON;
    throw error;
  }
}

async function start(args: string[], cwd?: string) {
  const command = new Deno.Command(PYTHON, { args, cwd, stdout: "piped", stderr: "piped" });
  const { success, stdout, stderr } = await command.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { success, stdout: text(stdout), stderr: text(stderr) };
}

/** Runs something in a folder of its own. */
export async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
