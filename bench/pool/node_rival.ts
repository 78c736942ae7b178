/** Packages for Node in a folder that goes when the measuring is done. */

const FILES = ["rival.mjs", "rival_tasks.mjs"];

/** Installs packages, beside the programs that measure them. @throws {Error} If npm fails. */
export async function nodeRival(
  packages: readonly string[],
): Promise<{ readonly folder: string } & AsyncDisposable> {
  const folder = await Deno.makeTempDir({ prefix: "hexwalk-bench-" });
  const args = ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", ...packages];
  const { code, stderr } = await new Deno.Command("npm", { args }).output();
  if (code !== 0) throw new Error(`npm cannot install: ${new TextDecoder().decode(stderr)}`);
  for (const file of FILES) {
    await Deno.copyFile(new URL(file, import.meta.url), `${folder}/${file}`);
  }
  return {
    folder,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}
