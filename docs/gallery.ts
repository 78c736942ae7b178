/**
 * Draws every figure of the README and of docs/ again: `deno task docs`. A figure stands in a page as
 * an image, and the first command of the page that names the image's file is what makes it.
 */

const PAGES = ["README.md", "docs/parallel.md", "docs/performance.md", "docs/figures.md"];

/** A figure and the command that makes it. */
export interface GalleryFigure {
  /** Path of the image, from the project's root. */
  readonly path: string;
  /** Arguments of `deno`. */
  readonly args: string[];
}

/** A command line, to its end or to that of the code it stands in. */
const COMMAND = /\bdeno (?:task|run) [^`\n]*/g;

const RUN = [
  "run",
  "--cached-only",
  "--allow-read=.",
  "--allow-write=.",
  "--allow-env=DENO_V8_FLAGS",
  "main.ts",
];

/** The figures that the pages show, each once. @throws {Error} If a page shows one without its command. */
export function galleryFigures(read: (page: string) => string): GalleryFigure[] {
  const figures = new Map<string, GalleryFigure>();
  for (const page of PAGES) {
    const text = read(page);
    const commands = [...text.matchAll(COMMAND)].map(([command]) => command);
    for (const [, source] of text.matchAll(/!\[[^\]]*\]\(([^)]+\.(?:svg|png))\)/g)) {
      const path = page.startsWith("docs/") ? `docs/${source}` : source;
      const command = commands.find((command) => command.includes(path));
      if (command === undefined) {
        throw new Error(`${page} shows ${path} without the command that makes it`);
      }
      figures.set(path, { path, args: argumentsOf(command) });
    }
  }
  return [...figures.values()];
}

/** A command as arguments of `deno`; quotes hold blanks together. */
function argumentsOf(command: string): string[] {
  const words = [...command.split(" #")[0].matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) =>
    quoted ?? word
  );
  const [, verb, ...rest] = words;
  return verb === "task" ? [...RUN, ...rest, "--quiet"] : [verb, ...rest];
}

if (import.meta.main) {
  for (const { path, args } of galleryFigures((page) => Deno.readTextFileSync(page))) {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
    if (code !== 0) throw new Error(`${path}: ${new TextDecoder().decode(stderr)}`);
    console.log(path);
  }
}
