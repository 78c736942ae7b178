/** The program that shows a file in the system's viewer. */

/**
 * The program and arguments that show a file in the viewer that the user chose for its kind.
 *
 * No shell reads the path. It is absolute, so that none begins with a dash, which would be an option.
 *
 * @param os As `Deno.build.os` names it; what is neither "darwin" nor "windows" has xdg-open.
 * @param path Absolute, as the system writes paths.
 * @throws {RangeError} If the path is not absolute.
 *
 * @example
 * ```ts
 * import { openCommand } from "./open.ts";
 * import { deepEqual, throws } from "node:assert/strict";
 *
 * deepEqual(openCommand("linux", "/tmp/-a b.svg"), ["xdg-open", "/tmp/-a b.svg"]);
 * throws(() => openCommand("linux", "-a b.svg"), /use an absolute path/);
 * ```
 */
export function openCommand(os: string, path: string): string[] {
  const isAbsolute = os === "windows"
    ? /^([A-Za-z]:[\\/]|[\\/]{2})/.test(path)
    : path.startsWith("/");
  if (!isAbsolute) {
    throw new RangeError(`Cannot open ${JSON.stringify(path)}: use an absolute path`);
  }
  switch (os) {
    case "darwin":
      return ["open", path];
    case "windows":
      return ["powershell", "-NoProfile", "-NonInteractive", "-Command", invokeItem(path)];
    default:
      return ["xdg-open", path];
  }
}

/**
 * A command of PowerShell. Neither cmd's start, which expands % and splits at &, nor explorer, which splits
 * at commas, takes every path; within single quotes PowerShell reads nothing but quotes, of which it knows
 * five:
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
function invokeItem(path: string): string {
  return `Invoke-Item -LiteralPath '${path.replace(/['‘’‚‛]/g, "$&$&")}'`;
}
